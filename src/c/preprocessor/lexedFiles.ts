/**
 * Files with their tokens, and what can be known of a file before it is read: where its directives are, so that a group that
 * is skipped costs nothing, and its include guard, so that a file that was read once need not be looked at again. Lexing is
 * the dearest part of preprocessing a header, and headers are read again for every translation unit and every edit, so a
 * LexedFiles is handed from run to run. It holds files weakly: what nobody includes any more is forgotten.
 */
import { lex } from '../lexer';
import type { SourceFile } from '../source';
import type { Token } from '../token';
import { isHash } from './macros';

export interface LexerError {
  readonly token: Token;
  readonly message: string;
}

export interface LexedFile {
  readonly source: SourceFile;
  /** Comments left out; the last one is of kind `end`. */
  readonly tokens: readonly Token[];
  /** Indexes of the `#` that begin directives, ascending. */
  readonly directives: readonly number[];
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
      const tokens = lex(source, { onError: (token, message) => errors.push({ token, message }) });
      const directives: number[] = [];
      tokens.forEach((token, index) => {
        if (token.lineStart && isHash(token)) directives.push(index);
      });
      file = { source, tokens, directives, errors, guard: findGuard(tokens, directives) };
      this.files.set(source, file);
    }
    return file;
  }
}

const OPENING = new Set(['if', 'ifdef', 'ifndef']);
const MIDDLE = new Set(['else', 'elif', 'elifdef', 'elifndef']);

/** The name of a guard: the whole file lies in one #ifndef NAME (or #if !defined NAME) without an #else. */
function findGuard(tokens: readonly Token[], directives: readonly number[]): Token | undefined {
  if (directives[0] !== 0) return undefined;
  const guard = guardName(tokens);
  if (!guard) return undefined;
  let depth = 0;
  for (let n = 0; n < directives.length; n++) {
    const index = directives[n] as number;
    const name = tokens[index + 1] as Token;
    if (OPENING.has(name.text)) depth++;
    else if (name.text === 'endif' && --depth === 0) {
      return n === directives.length - 1 && tokens[index + 2]?.kind === 'end' ? guard : undefined;
    } else if (depth === 1 && MIDDLE.has(name.text)) return undefined;
  }
  return undefined;
}

function guardName(tokens: readonly Token[]): Token | undefined {
  const line = tokens.slice(1, 9); // `if ! defined ( NAME )` and the first token of the next line
  const length = line.findIndex((token) => token.lineStart || token.kind === 'end');
  if (length < 0) return undefined;
  const texts = line.slice(0, length).map((token) => token.text);
  const name = line[texts[0] === 'ifndef' ? 1 : texts[3] === '(' ? 4 : 3];
  if (name?.kind !== 'identifier') return undefined;
  const expected = [`ifndef ${name.text}`, `if ! defined ${name.text}`, `if ! defined ( ${name.text} )`];
  return expected.includes(texts.join(' ')) ? name : undefined;
}
