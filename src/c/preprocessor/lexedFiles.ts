/**
 * Files with their tokens, and what can be known of a file before it is read: where its directives are, so that a group that
 * is skipped costs nothing, and its include guard, so that a file that was read once need not be looked at again. Lexing is
 * the dearest part of preprocessing a header, and headers are read again for every translation unit and every edit, so a
 * LexedFiles is handed from run to run. It holds files weakly: what nobody includes any more is forgotten.
 */
import { lex } from '../lexer';
import type { SourceFile } from '../source';
import type { Token } from '../token';
import { type DefinedMacro, isHash } from './macros';

export interface LexerError {
  readonly token: Token;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** A directive's line. */
export interface Directive {
  /** Index of its `#`, and of the first token after its line. */
  readonly start: number;
  readonly end: number;
  readonly hash: Token;
  /** What follows the `#`; undefined for the null directive. */
  readonly name: Token | undefined;
  /** What follows the name. */
  readonly rest: readonly Token[];
  /** The macro that a #define makes: the same each time that the file is read. Kept once it was read without a complaint. */
  definition: DefinedMacro | undefined;
}

export interface LexedFile {
  readonly source: SourceFile;
  /** Comments left out; the last one is of kind `end`. */
  readonly tokens: readonly Token[];
  /** In order. */
  readonly directives: readonly Directive[];
  /** What the lexer had to say, in order; it only matters for a token in a group that is not skipped. */
  readonly errors: readonly LexerError[];
  /** The file has no effect while this is a macro. */
  readonly guard: Token | undefined;
}

export class LexedFiles {
  private readonly files = new WeakMap<SourceFile, LexedFile>();

  get(source: SourceFile): LexedFile {
    let file = this.files.get(source);
    if (!file) {
      const errors: LexerError[] = [];
      const tokens = lex(source, { onError: (token, message, severity) => errors.push({ token, message, severity }) });
      const directives = findDirectives(tokens);
      file = { source, tokens, directives, errors, guard: findGuard(tokens, directives) };
      this.files.set(source, file);
    }
    return file;
  }
}

function findDirectives(tokens: readonly Token[]): Directive[] {
  const directives: Directive[] = [];
  for (let start = 0; start < tokens.length; start++) {
    const hash = tokens[start] as Token;
    if (!hash.lineStart || !isHash(hash)) continue;
    let end = start + 1;
    while (!(tokens[end] as Token).lineStart && tokens[end]?.kind !== 'end') end++;
    const name = end > start + 1 ? tokens[start + 1] : undefined;
    directives.push({ start, end, hash, name, rest: tokens.slice(start + 2, end), definition: undefined });
    start = end - 1;
  }
  return directives;
}

const OPENING = new Set(['if', 'ifdef', 'ifndef']);
const MIDDLE = new Set(['else', 'elif', 'elifdef', 'elifndef']);

/** The name of a guard: the whole file lies in one #ifndef NAME (or #if !defined NAME) without an #else. */
function findGuard(tokens: readonly Token[], directives: readonly Directive[]): Token | undefined {
  const [first] = directives;
  const guard = first?.start === 0 ? guardName(first) : undefined;
  if (!guard) return undefined;
  let depth = 0;
  for (const directive of directives) {
    const name = directive.name?.text ?? '';
    if (OPENING.has(name)) depth++;
    else if (name === 'endif' && --depth === 0) {
      return directive === directives.at(-1) && directive.end === tokens.length - 1 ? guard : undefined;
    } else if (depth === 1 && MIDDLE.has(name)) return undefined;
  }
  return undefined;
}

function guardName({ name, rest }: Directive): Token | undefined {
  const guard = rest[name?.text === 'ifndef' ? 0 : rest[2]?.text === '(' ? 3 : 2];
  if (guard?.kind !== 'identifier' || rest.length > 5) return undefined;
  const expected = [`ifndef ${guard.text}`, `if ! defined ${guard.text}`, `if ! defined ( ${guard.text} )`];
  return expected.includes([name, ...rest].map((token) => token?.text).join(' ')) ? guard : undefined;
}
