/**
 * The labels of a switch (C11 6.8.4.2 and GNU C's ranges): their values are converted to the promoted type of what is switched
 * on. One that its type before the promotion can not have is warned of, as gcc does.
 */
import { integerRange, wrapInteger } from '../dataModel';
import type { Token } from '../token';
import type { CaseStatement, DefaultStatement } from '../tree';
import type { IntegerType } from '../types';
import type { CaseRanges } from './caseRanges';
import { parseIntegerConstant } from './expressions';
import type { Parser } from './parser';

/** A switch whose body is being read. */
export interface SwitchContext {
  readonly type: IntegerType;
  /** The type before it was promoted. */
  readonly range: IntegerType;
  readonly cases: CaseStatement[];
  default: DefaultStatement | undefined;
  /** A default label was read, its statement perhaps not yet. */
  hasDefault: boolean;
  readonly ranges: CaseRanges;
}

export interface CaseLabel {
  readonly kind: 'case';
  readonly first: Token;
  readonly low: bigint;
  readonly high: bigint;
}

/** `case low:` or `case low ... high:`, of which `first` was read. Undefined when it was reported. */
export function parseCaseLabel(p: Parser, first: Token, target: SwitchContext | undefined): CaseLabel | undefined {
  const message = 'case label does not reduce to an integer constant';
  const low = parseIntegerConstant(p, message);
  const high = p.accept('...') ? parseIntegerConstant(p, message) : low;
  p.expect(':');
  if (!target) {
    p.error(first, 'case label not within a switch statement');
    return undefined;
  }
  if (!low || !high) return undefined;
  const from = wrapInteger(low.value, target.type);
  const to = wrapInteger(high.value, target.type);
  if (from > to) {
    p.warn(first, 'switch-overflow', 'empty range specified');
    return undefined;
  }
  const clash = target.ranges.add(from, to, first);
  if (clash) {
    p.error(first, from === to ? 'duplicate case value' : 'duplicate (or overlapping) case value', [
      { message: 'this is the first entry overlapping that value', token: clash },
    ]);
    return undefined;
  }
  warnOutside(p, first, target.range, from, to);
  return { kind: 'case', first, low: from, high: to };
}

function warnOutside(p: Parser, token: Token, type: IntegerType, from: bigint, to: bigint): void {
  const { least, greatest } = integerRange(type);
  let what: string | undefined;
  if (to < least) what = 'case label value is less than minimum value for type';
  else if (from > greatest) what = 'case label value exceeds maximum value for type';
  else if (from < least) what = 'lower value in case label range less than minimum value for type';
  else if (to > greatest) what = 'upper value in case label range exceeds maximum value for type';
  if (what !== undefined) p.warn(token, 'switch-outside-range', what);
}
