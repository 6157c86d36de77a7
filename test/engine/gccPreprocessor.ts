/**
 * gcc's preprocessor as the judge: the tokens that it makes of a text, and what it complains of.
 */
import { spawnSync } from 'node:child_process';
import { lex } from '../../src/c/lexer';
import { SourceFile } from '../../src/c/source';

export interface GccPreprocessed {
  /** The tokens' texts; pragmas, which gcc hands on, are left out. */
  readonly texts: readonly string[];
  readonly failed: boolean;
  /** `severity line: message` of each error and warning. */
  readonly messages: readonly string[];
}

export function gccPreprocess(text: string, flags: readonly string[] = []): GccPreprocessed {
  const { stdout, stderr, status, error } = spawnSync(
    'gcc',
    ['-E', '-P', '-undef', '-std=gnu11', '-ftrack-macro-expansion=2', ...flags, '-x', 'c', '-'],
    { input: text, encoding: 'utf8', maxBuffer: 256 << 20 },
  );
  if (error) throw error;
  const output = stdout.replace(/^#pragma.*$/gm, '');
  return {
    texts: lex(new SourceFile('<gcc>', output))
      .slice(0, -1)
      .map((token) => token.text),
    failed: status !== 0,
    messages: [...stderr.matchAll(/^<stdin>:(\d+):(?:\d+:)? (error|warning): (.*?)(?: \[-W.*\])?$/gm)].map(
      ([, line, severity, message]) => `${severity} ${line}: ${message?.trim()}`,
    ),
  };
}
