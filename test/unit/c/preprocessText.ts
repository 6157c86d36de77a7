/**
 * Running the preprocessor over texts in tests.
 */
import { DiagnosticBag } from '../../../src/c/diagnostics';
import { type PreprocessorOptions, preprocess, type TranslationUnit } from '../../../src/c/preprocessor';
import { SourceFile } from '../../../src/c/source';
import { outermost, type Token } from '../../../src/c/token';

export interface Preprocessed {
  readonly unit: TranslationUnit;
  /** The tokens' texts with a space between any two. */
  readonly text: string;
  /** `severity line: message`, the line that of the outermost use. */
  readonly messages: readonly string[];
}

/** Files by name: `"name"` and `<name>` both find them. */
export type Files = Readonly<Record<string, string>>;

export function preprocessText(text: string, files: Files = {}, options: PreprocessorOptions = {}): Preprocessed {
  const sources = new Map(Object.entries(files).map(([path, content]) => [path, new SourceFile(path, content)]));
  const diagnostics = new DiagnosticBag(Number.POSITIVE_INFINITY);
  const main = new SourceFile('main.c', text);
  const unit = preprocess(main, { resolve: (spelled) => sources.get(spelled), ...options }, diagnostics);
  return {
    unit,
    text: texts(unit.tokens).join(' '),
    messages: diagnostics.list.map(({ severity, token, message }) => {
      const at = outermost(token);
      return `${severity} ${at.file.place(at.offset).line}: ${message}`;
    }),
  };
}

/** The texts of a unit's tokens without the `end`. */
export function texts(tokens: readonly Token[]): string[] {
  return tokens.filter((token) => token.kind !== 'end').map((token) => token.text);
}
