/**
 * The kernel model's C as source files: the same objects each time, so that what was lexed once stays lexed. `Kbuild` lists the
 * translation units in the order in which they are linked, as variables of one section keep it; whatever else is C is a header.
 */
import { files } from '#embedded/kernel-tree';
import { SourceFile } from '../c/source';

let read: readonly SourceFile[] | undefined;

/** All files of the model: the translation units (`.c`) in link order, then the headers by path. */
export function modelFiles(): readonly SourceFile[] {
  read ??= [...unitPaths(), ...headerPaths()].map((path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`Kbuild names ${path}, and there is no such file`);
    return new SourceFile(path, text, 'model');
  });
  return read;
}

function unitPaths(): string[] {
  const lines = (files.Kbuild ?? '').matchAll(/^obj-y \+= (\S+)\.o$/gm);
  return [...lines].map(([, path]) => `${path}.c`);
}

function headerPaths(): string[] {
  return Object.keys(files)
    .filter((path) => path.endsWith('.h'))
    .sort();
}
