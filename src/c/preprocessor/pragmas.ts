/**
 * #pragma and _Pragma (C11 6.10.6, 6.10.9). The preprocessor acts on `once`, `push_macro`, `pop_macro`, and gcc's `GCC error`
 * and `GCC warning`; all others are kept with the place where they stand, for who understands them (`pack`), and else have
 * no effect.
 */
import { lex } from '../lexer';
import { SourceFile } from '../source';
import type { Token } from '../token';
import type { Preprocessor } from './preprocessor';

/** @param token the `pragma` or `_Pragma`; `line` is what follows it. */
export function doPragma(preprocessor: Preprocessor, token: Token, line: readonly Token[]): void {
  const { diagnostics, table } = preprocessor;
  const [name, second] = line;
  if (name?.text === 'once') {
    if (preprocessor.frames.length === 1) diagnostics.warning(token, '#pragma once in main file');
    preprocessor.readOnce(preprocessor.frame.file.source);
  } else if (name?.text === 'push_macro' || name?.text === 'pop_macro') {
    const macro = macroName(line);
    if (macro === undefined) diagnostics.warning(name, `invalid #pragma ${name.text} directive`);
    else if (name.text === 'push_macro') table.push(macro);
    else table.pop(macro, token);
  } else if (name?.text === 'GCC' && (second?.text === 'error' || second?.text === 'warning')) {
    const text = line
      .slice(2)
      .filter((part) => part.kind === 'string')
      .map((part) => part.text.slice(1, -1).replace(/\\(.)/g, '$1'))
      .join('');
    if (second.text === 'error') diagnostics.error(second, text);
    else diagnostics.warning(second, text);
  } else preprocessor.pragmas.push({ before: preprocessor.position, tokens: line, token });
}

/** The name in `push_macro("NAME")`. */
function macroName(line: readonly Token[]): string | undefined {
  const [, open, name, close] = line;
  const match = /^"\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*"$/u.exec(name?.text ?? '');
  return open?.text === '(' && close?.text === ')' ? match?.[1] : undefined;
}

/** The tokens of a _Pragma's string literal (6.10.9p1); they are placed where the literal stands. */
export function pragmaTokens(literal: Token): Token[] {
  const text = literal.text
    .slice(literal.text.indexOf('"') + 1, -1)
    .replace(/\\(["\\])/g, '$1')
    .replace(/\n/g, ' ');
  const { file, offset, end, expansion } = literal;
  const tokens = lex(new SourceFile(file.path, text));
  return tokens.slice(0, -1).map((token) => ({ ...token, file, offset, end, expansion }));
}
