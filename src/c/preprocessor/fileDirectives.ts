/**
 * #include in its three forms (C11 6.10.2), with gcc's #include_next and #import, and #line (6.10.4), also as a preprocessor's
 * output has it.
 */
import type { SourceFile } from '../source';
import type { Token } from '../token';
import type { IncludeKind } from './api';
import type { DirectiveLine } from './directives';
import { withoutPadding } from './items';
import type { LineMove } from './lineDirectives';
import type { FileFrame, Preprocessor } from './preprocessor';

/** What stands between the quotes or the angle brackets. */
export interface HeaderName {
  readonly spelled: string;
  readonly kind: IncludeKind;
  /** The tokens after it. */
  readonly rest: readonly Token[];
}

export function includeFile(preprocessor: Preprocessor, line: DirectiveLine): void {
  const { diagnostics } = preprocessor;
  const { name } = line;
  if (line.inArguments) {
    diagnostics.error(name, `#${name.text} within the arguments of a macro is not supported`);
    return;
  }
  const header = headerName(preprocessor, line);
  if (typeof header === 'string') {
    diagnostics.error(line.rest[0] ?? name, header);
    return;
  }
  const [extra] = header.rest;
  if (extra) diagnostics.warning(extra, `extra tokens at end of #${name.text} directive`);
  const from = line.frame.file.source;
  let next = name.text === 'include_next';
  if (next && preprocessor.frames.length === 1) {
    diagnostics.warning(name, '#include_next in primary source file');
    next = false;
  }
  const file = resolve(preprocessor, header, from, next);
  if (!file) diagnostics.error(line.rest[0] as Token, `${header.spelled}: No such file or directory`);
  else {
    preprocessor.include(file, name);
    if (name.text === 'import') preprocessor.readOnce(file);
  }
}

export function resolve(
  preprocessor: Preprocessor,
  header: HeaderName,
  from: SourceFile,
  next: boolean,
): SourceFile | undefined {
  return preprocessor.options.resolve?.(header.spelled, header.kind, from, next);
}

/** The header that a line names, or what is wrong with it. */
function headerName(preprocessor: Preprocessor, { rest, name }: DirectiveLine): HeaderName | string {
  const wrong = `#${name.text} expects "FILENAME" or <FILENAME>`;
  const [first] = rest;
  if (!first) return wrong;
  const asWritten = writtenHeader(first, rest) ?? expandedHeader(withoutPadding(preprocessor.expandLine(rest, name)));
  if (asWritten === undefined) return wrong;
  if (typeof asWritten !== 'string' && asWritten.spelled === '') return `empty filename in #${name.text}`;
  return asWritten;
}

/** A header named without macros: its characters are taken as they stand in the file (6.4.7). */
function writtenHeader(first: Token, line: readonly Token[]): HeaderName | string | undefined {
  if (first.kind === 'string' && first.text.startsWith('"')) return quotedHeader(first, line);
  if (first.kind !== 'punctuator' || !first.text.startsWith('<')) return undefined;
  const { text } = first.file;
  const newline = text.indexOf('\n', first.offset);
  const close = text.indexOf('>', first.offset);
  if (close < 0 || (newline >= 0 && close > newline)) return 'missing terminating > character';
  const rest = line.filter((token) => token.offset > close);
  return { spelled: text.slice(first.offset + 1, close), kind: 'angled', rest };
}

function quotedHeader(first: Token, line: readonly Token[]): HeaderName | string {
  if (first.text.length < 2 || !first.text.endsWith('"')) return 'missing terminating " character';
  return { spelled: first.text.slice(1, -1), kind: 'quoted', rest: line.slice(1) };
}

/** A header that macros made: a string, or tokens between angle brackets, whose texts are joined (6.10.2p4). */
export function expandedHeader(line: readonly Token[]): HeaderName | string | undefined {
  const [first] = line;
  if (first?.kind === 'string' && first.text.startsWith('"')) return quotedHeader(first, line);
  if (first?.kind !== 'punctuator' || first.text !== '<') return undefined;
  const close = line.findIndex((token) => token.text === '>');
  if (close < 0) return 'missing terminating > character';
  const spelled = line
    .slice(1, close)
    .map((token, n) => (token.spaceBefore && n > 0 ? ` ${token.text}` : token.text))
    .join('');
  return { spelled, kind: 'angled', rest: line.slice(close + 1) };
}

/** `#line NUMBER "FILE"`; `tokens` is what follows, expanded. */
export function lineDirective(
  preprocessor: Preprocessor,
  frame: FileFrame,
  name: Token,
  tokens: readonly Token[],
): void {
  const { diagnostics } = preprocessor;
  const [number, file, extra] = tokens;
  if (!number) {
    diagnostics.error(name, 'unexpected end of file after #line');
    return;
  }
  const line = lineNumber(preprocessor, number, 'line');
  if (line === undefined) return;
  if (Number(number.text) !== line) diagnostics.warning(number, 'line number out of range');
  if (file && !isFileName(preprocessor, file)) return;
  if (extra) diagnostics.warning(extra, 'extra tokens at end of #line directive');
  preprocessor.lines.add(frame.file.source, lineEnd(frame), line, file && fileName(file));
}

/**
 * `# 12 "file.c" 1 3`: how a preprocessor's output says #line, with flags: 1 a file begins, 2 it is gone back to, 3 it is a
 * system's header, 4 of another language (gcc's manual, Preprocessor Output). A wrong flag is an error, but the line counts; one
 * that goes back to a file that was not left does not.
 */
export function lineMarker(preprocessor: Preprocessor, { frame, name, rest }: DirectiveLine): void {
  const { diagnostics, lines } = preprocessor;
  const line = lineNumber(preprocessor, name, '');
  if (line === undefined) return;
  const [file, ...flags] = rest;
  const { source } = frame.file;
  if (!file) {
    lines.add(source, lineEnd(frame), line, undefined);
    return;
  }
  if (!isFileName(preprocessor, file)) return;
  const path = fileName(file);
  const move = markerMove(preprocessor, flags);
  if (!lines.add(source, lineEnd(frame), line, path, move)) {
    diagnostics.warning(file, `file "${path}" linemarker ignored due to incorrect nesting`);
  }
}

/** Which way the flags go: into a file, back to one, or neither. What is wrong with them is reported. */
function markerMove(preprocessor: Preprocessor, flags: readonly Token[]): LineMove | undefined {
  const { diagnostics } = preprocessor;
  let last = 0;
  let move: LineMove | undefined;
  for (const token of flags) {
    const flag = token.kind === 'number' && token.text.length === 1 ? Number(token.text) : 0;
    if (last === 4) {
      diagnostics.warning(token, 'extra tokens at end of # directive');
      break;
    }
    if (!(flag > last && flag <= 4) || (flag === 2 && last !== 0) || (flag === 4 && last !== 3)) {
      diagnostics.error(token, `invalid flag "${token.text}" in line directive`);
      break;
    }
    if (flag === 1) move = 'enter';
    else if (flag === 2) move = 'leave';
    last = flag;
  }
  return move;
}

/** As gcc reads it: of a number too large the low 32 bits remain. */
function lineNumber({ diagnostics }: Preprocessor, number: Token, directive: string): number | undefined {
  if (number.kind === 'number' && /^\d+$/.test(number.text)) return Number(BigInt.asUintN(32, BigInt(number.text)));
  diagnostics.error(number, `"${number.text}" after #${directive} is not a positive integer`);
  return undefined;
}

function isFileName({ diagnostics }: Preprocessor, file: Token): boolean {
  if (file.kind === 'string' && file.text.startsWith('"')) return true;
  diagnostics.error(file, `"${file.text}" is not a valid filename`);
  return false;
}

const fileName = (file: Token): string => file.text.slice(1, -1).replace(/\\(.)/g, '$1');

/** The offset where the line that was read ends. */
const lineEnd = (frame: FileFrame): number => (frame.file.tokens[frame.at - 1] as Token).end;
