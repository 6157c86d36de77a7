/*
 * The rules of the house: which room may import which, who may know VS Code or Node, that there are no cycles, and that
 * every source file is short and opens by saying what it is.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../build/bundle';

/** For each room (a folder of src/, or a file that lies in src/ itself) the rooms that it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  c: [],
  files: [],
  kernel: ['c'],
  notes: ['c', 'files'],
  simulation: ['c', 'kernel'],
  editor: ['c', 'files', 'kernel', 'notes', 'simulation'],
  panel: ['c', 'files', 'kernel', 'notes', 'simulation'],
  platform: ['files', 'simulation'],
  cli: ['c', 'files', 'kernel', 'notes', 'simulation'],
  'cli.ts': ['c', 'files', 'kernel', 'notes', 'simulation', 'cli'],
  'extension.ts': ['c', 'files', 'kernel', 'notes', 'simulation', 'editor', 'panel', 'platform'],
};

/** The embedded texts and packages that a room may import; rooms that are not named may import any. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  c: ['#embedded/c-library'],
  kernel: ['#embedded/kernel-tree'],
  simulation: [],
  files: ['vscode', 'node:'],
};

const longest = 600;

interface Import {
  /** The importing file, relative to src/. */
  readonly from: string;
  /** The module as it is written. */
  readonly specifier: string;
  /** The imported file, relative to src/; undefined for a package. */
  readonly to: string | undefined;
  /** Whether it imports types alone, and so is gone when the program runs. */
  readonly typesOnly: boolean;
}

const everyFile = readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
);
const modules = everyFile.filter((path) => path.endsWith('.ts')).sort();
const imports = modules.flatMap(importsOf);

function text(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}

function importsOf(from: string): Import[] {
  const pattern =
    /^(?:import|export)\s+(?:(type\s+)?([^;'"`]*?)\s*from\s+)?'([^']+)'|\b(?:import|require)\(\s*'([^']+)'/gm;
  return [...text(`src/${from}`).matchAll(pattern)].map(([, type, clause, plain, dynamic]) => {
    const specifier = plain ?? dynamic;
    const names = /^\{([^}]*)\}$/.exec(clause ?? '')?.[1].split(',');
    const typesOnly = type !== undefined || names?.every((name) => /^\s*(type\s.*)?$/.test(name)) === true;
    return { from, specifier, to: resolve(from, specifier), typesOnly };
  });
}

function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    return undefined;
  }
  const path = posix.join(dirname(from), specifier);
  return [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => modules.includes(candidate)) ?? path;
}

function room(path: string): string {
  return path.split('/')[0];
}

/** Whether it is a style sheet of media/, which a bundle carries along. */
function isStyle(path: string): boolean {
  return path.startsWith('../media/') && path.endsWith('.css');
}

function isNode(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

function listed(some: readonly Import[]): string[] {
  return some.map(({ from, specifier }) => `src/${from} imports ${specifier}`);
}

test('every source file lies in a room that the rules know', () => {
  assert.deepEqual(
    modules.filter((path) => !(room(path) in mayImport)),
    [],
  );
});

test('imports run one way: a room imports only the rooms below it', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      to !== undefined && room(to) !== room(from) && !isStyle(to) && !mayImport[room(from)]?.includes(room(to)),
  );
  assert.deepEqual(listed(wrong), []);
});

test('imports name modules that exist, without an extension', () => {
  const wrong = imports.filter(
    ({ from, specifier, to }) =>
      to !== undefined &&
      (/\.[jt]s$/.test(specifier) ||
        !(modules.includes(to) || existsSync(join(projectFolder, 'src', dirname(from), specifier)))),
  );
  assert.deepEqual(listed(wrong), []);
});

test('the core uses no packages but those that it is allowed', () => {
  const wrong = imports.filter(
    ({ from, specifier, to }) =>
      to === undefined && mayUse[room(from)]?.some((name) => specifier.startsWith(name)) === false,
  );
  assert.deepEqual(listed(wrong), []);
});

test('VS Code is known to editor/, panel/, extension.ts and one file of files/ alone', () => {
  const importers = imports.filter(({ specifier }) => specifier === 'vscode').map(({ from }) => from);
  const wrong = importers.filter(
    (path) => !['editor', 'panel', 'extension.ts', 'files'].includes(room(path)) || path.startsWith('panel/view/'),
  );
  assert.deepEqual(wrong, []);
  assert.ok(importers.filter((path) => room(path) === 'files').length <= 1);
});

test('Node is known to cli.ts, the adapter for its host and one file of files/ alone', () => {
  const importers = [...new Set(imports.filter(({ specifier }) => isNode(specifier)).map(({ from }) => from))];
  assert.deepEqual(
    importers.filter((path) => !['cli.ts', 'platform/node.ts'].includes(path) && room(path) !== 'files'),
    [],
  );
  assert.ok(importers.filter((path) => room(path) === 'files').length <= 1);
});

test('no folder needs itself by way of another', () => {
  const next = new Map<string, string[]>(modules.map((path) => [path, []]));
  for (const { from, to, typesOnly } of imports) {
    if (to !== undefined && !typesOnly) {
      next.get(from)?.push(to);
    }
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const cycle = [...trail.slice(start), path];
      // Within one folder modules may need each other: a grammar is recursive, and so is what parses it.
      if (new Set(cycle.map(dirname)).size > 1) {
        cycles.push(cycle.join(' → '));
      }
    } else if (!done.has(path)) {
      for (const imported of next.get(path) ?? []) {
        visit(imported, [...trail, path]);
      }
      done.add(path);
    }
  };
  for (const path of modules) {
    visit(path, []);
  }
  assert.deepEqual(cycles, []);
});

/** The source files of the whole project, tests and build included, relative to the project's folder. */
function sources(): string[] {
  return ['src', 'test', 'build', 'media']
    .flatMap((folder) =>
      readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        posix.join(folder, path),
      ),
    )
    .filter((path) => /\.(ts|css|c|h)$/.test(path));
}

test(`no source file has more than ${longest} lines`, () => {
  const long = sources().filter((path) => text(path).trimEnd().split('\n').length > longest);
  assert.deepEqual(long, []);
});

test('every source file opens with a comment that says what it is', () => {
  const silent = sources().filter((path) => !/^(#!.*\n)?\s*(\/\*|\/\/)/.test(text(path)));
  assert.deepEqual(silent, []);
});
