/** Anchoring a note's text to a small tree in memory, and what is asked of the answers. */
import assert from 'node:assert/strict';
import { AnswerCache, anchorNotes, type TreeSources } from '../../../src/notes/anchor/anchor';
import type { Anchor, SnippetAnchor } from '../../../src/notes/anchor/result';
import { readNote } from '../../../src/notes/read';
import { SourceReader } from '../../../src/notes/sourceReader';
import { recogniseTree } from '../../../src/notes/tree';
import { TreeSearch } from '../../../src/notes/treeSearch';
import { MemoryFiles } from './memoryFiles';

export const MAKEFILE = '# SPDX\nVERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 3\nEXTRAVERSION =\n';

/** Files of a tree under /linux, with what makes it one. */
export function treeFiles(files: Readonly<Record<string, string>>, options?: { searchable?: boolean }): MemoryFiles {
  const all: Record<string, string> = { '/linux/Makefile': MAKEFILE, '/linux/mm/x.c': '', '/linux/kernel/x.c': '' };
  for (const [path, text] of Object.entries(files)) all[`/linux/${path}`] = text;
  return new MemoryFiles(all, options);
}

export async function sourcesOf(files: MemoryFiles): Promise<TreeSources> {
  const tree = await recogniseTree(files, '/linux');
  if (typeof tree === 'string') throw new Error(tree);
  const reader = new SourceReader(files, '/linux');
  return { tree, reader, search: new TreeSearch(files, '/linux'), answers: new AnswerCache() };
}

/** The answer for the only snippet of a note. */
export async function anchorText(text: string, sources: TreeSources, search = true): Promise<SnippetAnchor> {
  const results = await anchorNotes([readNote('n.md', text)], sources, { search });
  if (results.length !== 1) throw new Error(`${results.length} snippets`);
  return results[0]!;
}

/** The anchors of a C fence against files of a tree. */
export async function anchorCode(code: string, files: Readonly<Record<string, string>>): Promise<readonly Anchor[]> {
  const result = await anchorText(`\`\`\`c\n${code}\n\`\`\`\n`, await sourcesOf(treeFiles(files)));
  return result.anchors;
}

/** The same for a fence with one definition, or statements that stand together. */
export async function onlyAnchor(code: string, files: Readonly<Record<string, string>>): Promise<Anchor> {
  const anchors = await anchorCode(code, files);
  assert.equal(anchors.length, 1, anchors.map((a) => a.unit.key).join());
  return anchors[0]!;
}

export function place({ status, path, startLine, endLine }: Anchor): unknown[] {
  return [status, path, startLine, endLine];
}

/** Each difference once. */
export function told({ differences }: Anchor): string[] {
  return [...new Set(differences.map(({ kind, explanation }) => `${kind}: ${explanation}`))];
}
