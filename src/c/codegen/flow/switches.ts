/**
 * `switch` (C11 6.8.4.2): the value once, then a jump to one of the cases, which are blocks in the body. Case values are brought into the
 * signed range of the value's width, in which they are compared; a range that wraps around there becomes two.
 */
import { evaluateInteger } from '../../constant';
import { wrapInteger } from '../../dataModel';
import type { Statement, SwitchStatement } from '../../tree';
import type { FunctionBuilder, LabelPlace } from './builder';
import { wasmType } from './context';
import { value } from './expressions';
import { lastToken } from './extent';
import { Block, type SwitchRange } from './graph';
import { onTheWay } from './jumps';
import { buildStatement } from './statements';

export function buildSwitch(f: FunctionBuilder, statement: SwitchStatement): void {
  f.startStatement(statement.first, lastToken(statement.value));
  const tested = f.fullExpression(() => f.snapshot(value(f, statement.value)));
  const exit = new Block();
  const outerPlaces = f.casePlaces;
  const places = new Map<Statement, LabelPlace>();
  const labels = statement.default ? [...statement.cases, statement.default] : statement.cases;
  for (const label of labels) places.set(label, { block: new Block(), scope: undefined });
  f.casePlaces = places;
  const head = f.current;
  const { scope, breakTarget } = f;
  f.settle();
  head.terminator = { kind: 'jump', to: exit };
  f.startDeadBlock();
  f.breakTarget = { block: exit, scope };
  buildStatement(f, statement.body);
  f.breakTarget = breakTarget;
  f.casePlaces = outerPlaces;
  f.jump(exit);
  f.place(exit);
  const known = constantCase(f, statement);
  if (known !== undefined) {
    const label = statement.cases.find(({ low, high }) => low <= known && known <= high) ?? statement.default;
    const place = label && places.get(label);
    head.terminator = { kind: 'jump', to: place ? onTheWay(f, scope, place, head) : exit };
    return;
  }
  const bits = wasmType(statement.value.type, f.context.model) === 'i64' ? 64 : 32;
  const ways = new Map<Statement, Block>();
  for (const [label, place] of places) ways.set(label, onTheWay(f, scope, place, head));
  const cases = statement.cases.flatMap((label) => signedRanges(label.low, label.high, bits, ways.get(label) as Block));
  cases.sort((a, b) => (a.low < b.low ? -1 : 1));
  const otherwise = (statement.default && ways.get(statement.default)) ?? exit;
  head.terminator =
    cases.length > 0 ? { kind: 'switch', value: tested, cases, otherwise } : { kind: 'jump', to: otherwise };
}

/** The value when it is constant, as case values have it: what then is not chosen is not there (`switch (sizeof(x))`). */
function constantCase(f: FunctionBuilder, { value: tested }: SwitchStatement): bigint | undefined {
  const constant = evaluateInteger(tested, f.context.model);
  return constant !== undefined && tested.type.kind === 'integer' ? wrapInteger(constant, tested.type) : undefined;
}

function signedRanges(low: bigint, high: bigint, bits: number, to: Block): SwitchRange[] {
  if (low > high) return [];
  const first = BigInt.asIntN(bits, low);
  const last = BigInt.asIntN(bits, high);
  if (first <= last) return [{ low: first, high: last, to }];
  const half = 1n << BigInt(bits - 1);
  return [
    { low: first, high: half - 1n, to },
    { low: -half, high: last, to },
  ];
}
