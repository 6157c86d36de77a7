/**
 * A kernel tree: a folder that is recognised as one by its Makefile's version and its folders, whatever its name.
 */
import { decodeText, type Files, type Location } from '../files/files';

export interface KernelTree {
  readonly root: Location;
  /** `6.1.192`, with the extra version if there is one: `6.12.0-rc3`. */
  readonly version: string;
  /** `v6.1`: as tags and cross-references name it. */
  readonly release: string;
}

/** Folders that every Linux tree has; a part of a tree has some. */
const FOLDERS = ['arch', 'drivers', 'fs', 'include', 'init', 'kernel', 'lib', 'mm', 'net'];

/** The tree at a folder, or why it is none. */
export async function recogniseTree(files: Files, root: Location): Promise<KernelTree | string> {
  const entries = await files.list(root);
  if (!entries) return `There is no folder ${root}.`;
  const makefile = files.join(root, 'Makefile');
  const info = await files.stat(makefile);
  const readable = info?.kind === 'file' && info.size <= MAX_MAKEFILE;
  const bytes = readable ? await files.read(makefile) : undefined;
  const version = bytes && versionOf(decodeText(bytes));
  if (!version) return `${root} is not a Linux source tree: it has no Makefile that states VERSION and PATCHLEVEL.`;
  const names = new Set(entries.map((entry) => entry.name));
  if (FOLDERS.filter((folder) => names.has(folder)).length < 2) {
    return `${root} is not a Linux source tree: it has none of the folders ${FOLDERS.join(', ')}.`;
  }
  return { root, ...version };
}

/** Bytes of the largest Makefile that is looked into; that of Linux 6.12 has 70,000. */
const MAX_MAKEFILE = 1_000_000;

/** The version that a tree's top Makefile states. */
export function versionOf(makefile: string): { version: string; release: string } | undefined {
  const value = (name: string): string | undefined =>
    new RegExp(`^${name}[ \\t]*=[ \\t]*([^\\s#]*)`, 'm').exec(makefile.slice(0, 10_000))?.[1];
  const [major, minor] = [value('VERSION'), value('PATCHLEVEL')];
  if (!major || !minor || !/^\d{1,9}$/.test(major) || !/^\d{1,9}$/.test(minor)) return undefined;
  const [sub = '', extra = ''] = [value('SUBLEVEL'), value('EXTRAVERSION')];
  // The version stands in titles and messages: what no release is called is left out of it.
  const level = /^\d{1,9}$/.test(sub) ? `.${sub}` : '';
  const suffix = /^[\w.+~-]{1,64}$/.test(extra) ? extra : '';
  return { version: `${major}.${minor}${level}${suffix}`, release: `v${major}.${minor}` };
}

/** The first of some folders (a folder and those above it, nearest first) that is a tree. */
export async function treeAround(files: Files, folders: readonly Location[]): Promise<KernelTree | undefined> {
  for (const folder of folders) {
    const found = await recogniseTree(files, folder);
    if (typeof found !== 'string') return found;
  }
  return undefined;
}
