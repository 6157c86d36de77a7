/*
 * The text files that the extension carries inside its bundles: the C of the kernel model, the C library's sources and
 * the notes. The core reads no disk, so it imports them: `import { files } from '#embedded/kernel-tree'`.
 *
 * Under Node (tests) package.json's "imports" resolve that name to a module of build/embedded/, which reads the folder
 * when it is loaded, so a test never sees old text. In a bundle, bundle.ts puts the same record in its place.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that each `#embedded/NAME` stands for, relative to the project's own. */
export const embeddedFolders = {
  'c-library': 'src/c/library',
  'kernel-tree': 'src/kernel/tree',
  notes: 'media/notes',
} as const;

export type EmbeddedName = keyof typeof embeddedFolders;

/** Path relative to the folder, with forward slashes, to the file's text, in the order of the paths. */
export type EmbeddedFiles = Readonly<Record<string, string>>;

/** The folder behind an embedded name, as an absolute path. */
export function embeddedFolder(name: EmbeddedName): string {
  return join(fileURLToPath(new URL('..', import.meta.url)), embeddedFolders[name]);
}

/** Reads the C, header, Markdown and Kbuild files under the folder of `name`. Throws when there is no such folder. */
export function readEmbedded(name: EmbeddedName): EmbeddedFiles {
  const folder = embeddedFolder(name);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /(\.(c|h|md)|(^|\/)Kbuild)$/.test(path))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
