/**
 * Files with their tokens. Lexing is the dearest part of preprocessing a header, and headers are read again for every
 * translation unit and every edit, so a LexedFiles is handed from run to run. It holds files weakly: what nobody includes
 * any more is forgotten.
 */
import { lex } from '../lexer';
import type { SourceFile } from '../source';
import type { Token } from '../token';

export interface LexedFile {
  readonly source: SourceFile;
  /** Comments left out; the last one is of kind `end`. */
  readonly tokens: readonly Token[];
  /** What the lexer had to say about a token; only matters if the token is in a group that is not skipped. */
  readonly errors: ReadonlyMap<Token, string>;
}

export class LexedFiles {
  private readonly files = new WeakMap<SourceFile, LexedFile>();

  get(source: SourceFile): LexedFile {
    let file = this.files.get(source);
    if (!file) {
      const errors = new Map<Token, string>();
      const tokens = lex(source, { onError: (token, message) => errors.set(token, message) });
      file = { source, tokens, errors };
      this.files.set(source, file);
    }
    return file;
  }
}
