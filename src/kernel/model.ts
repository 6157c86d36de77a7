/**
 * The kernel model's C as source files: the same objects each time, so that what was lexed once stays lexed. Translation units are
 * linked in the order of their paths, the architecture's and the scenarios' like any other.
 */
import { files } from '#embedded/kernel-tree';
import { SourceFile } from '../c/source';

let read: readonly SourceFile[] | undefined;

/** All files of the model, in the order of their paths: `.c` files are translation units, `.h` files headers. */
export function modelFiles(): readonly SourceFile[] {
  read ??= Object.keys(files)
    .sort()
    .map((path) => new SourceFile(path, files[path] as string, 'model'));
  return read;
}
