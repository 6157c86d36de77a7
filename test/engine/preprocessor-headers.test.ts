/* The system's own headers, thousands of lines of hard-won macros, give the tokens that gcc gives them. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { DiagnosticBag } from '../../src/c/diagnostics';
import { lex } from '../../src/c/lexer';
import { type IncludeResolver, preprocess } from '../../src/c/preprocessor';
import { SourceFile } from '../../src/c/source';
import { texts } from '../unit/c/preprocessText';

const HEADERS = [
  'assert', 'complex', 'ctype', 'errno', 'fcntl', 'float', 'inttypes', 'iso646', 'limits', 'locale', 'math', 'pthread', 'setjmp',
  'signal', 'stdalign', 'stdarg', 'stdatomic', 'stdbool', 'stddef', 'stdint', 'stdio', 'stdlib', 'stdnoreturn', 'string', 'tgmath',
  'threads', 'time', 'uchar', 'unistd', 'wchar', 'wctype', 'x86intrin', 'sys/socket', 'sys/types', 'sys/wait', 'netinet/in',
  'linux/netdevice', 'linux/if_link', 'linux/bpf', 'linux/input',
]; // biome-ignore format: a list

function searchPath(): string[] {
  const { stderr } = spawnSync('gcc', ['-E', '-v', '-x', 'c', '/dev/null'], { encoding: 'utf8' });
  const list = /<\.\.\.> search starts here:\n(.*?)End of search list/s.exec(stderr)?.[1] ?? '';
  return list.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

function diskResolver(path: readonly string[]): IncludeResolver {
  const files = new Map<string, SourceFile>();
  const found = new Map<SourceFile, number>(); // in which directory of the path
  return (spelled, kind, from, next) => {
    const own = kind === 'quoted' && !next ? [dirname(from.path)] : [];
    const start = next ? (found.get(from) ?? -1) + 1 : 0;
    for (const [index, directory] of [...own.map((each) => [-1, each] as const), ...[...path.entries()].slice(start)]) {
      const full = join(directory, spelled);
      if (!existsSync(full)) continue;
      const file = files.get(full) ?? new SourceFile(full, readFileSync(full, 'utf8'), 'library');
      files.set(full, file);
      if (index >= 0) found.set(file, index);
      return file;
    }
    return undefined;
  };
}

const path = searchPath();

for (const flags of [['-m64'], ['-m64', '-D_GNU_SOURCE', '-O2', '-D_FORTIFY_SOURCE=2']]) {
  test(`as gcc: the system's headers (${flags.join(' ')})`, () => {
    const gcc = (more: readonly string[], input: string): string =>
      execFileSync('gcc', ['-std=gnu11', ...flags, ...more, '-E', '-x', 'c', '-'], {
        encoding: 'utf8',
        input,
        maxBuffer: 1 << 28,
      });
    const available = HEADERS.filter((name) => path.some((directory) => existsSync(join(directory, `${name}.h`))));
    assert.ok(available.length > 25, `only ${available.length} headers are there`);
    const program = `${available.map((name) => `#include <${name}.h>\n`).join('')}int i = INT_MAX; const char *s = PRIu64 "x";\n`;
    // Not gcc's `__DATE__` and its like; gcc has its built-in macros of the moment in its own list.
    const predefined = new SourceFile('<gcc>', gcc(['-dM'], ''), 'builtin');
    const diagnostics = new DiagnosticBag();
    const unit = preprocess(
      new SourceFile('<stdin>', program),
      { resolve: diskResolver(path), predefined: [predefined], hasAttribute: () => true, hasBuiltin: () => true },
      diagnostics,
    );
    assert.deepEqual(
      diagnostics.list.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    );
    const expected = lex(new SourceFile('<gcc>', gcc(['-P'], program).replace(/^#pragma.*$/gm, '')));
    const ours = texts(unit.tokens);
    const theirs = texts(expected);
    const first = ours.findIndex((text, n) => text !== theirs[n]);
    assert.equal(
      first,
      -1,
      `${ours.slice(first - 20, first + 20).join(' ')}\n${theirs.slice(first - 20, first + 20).join(' ')}`,
    );
    assert.equal(ours.length, theirs.length);
    assert.ok(ours.length > 50_000, `${ours.length} tokens`);
  });
}
