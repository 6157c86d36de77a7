/** Trees on disk with symbolic links that lead out, in circles and nowhere, a file of 50 MB and one that is not UTF-8. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { nodeFiles } from '../../../src/files/node';
import { AnswerCache, type TreeSources } from '../../../src/notes/anchor/anchor';
import type { SnippetAnchor } from '../../../src/notes/anchor/result';
import { SourceReader } from '../../../src/notes/sourceReader';
import { recogniseTree } from '../../../src/notes/tree';
import { TreeSearch } from '../../../src/notes/treeSearch';
import { anchorText } from './anchoring';

const folder = mkdtempSync(join(tmpdir(), 'links-'));
after(() => rmSync(folder, { recursive: true }));

const definition = (name: string): string => `int ${name}(int a)\n{\n\treturn a + 1;\n}\n`;

async function tree(): Promise<TreeSources> {
  const root = join(folder, 'linux');
  for (const path of ['mm', 'kernel', 'net', '../outside']) mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, 'Makefile'), 'VERSION = 6\nPATCHLEVEL = 1\n');
  writeFileSync(join(folder, 'outside/secret.c'), definition('secret'));
  writeFileSync(join(root, 'mm/x.c'), definition('inside'));
  writeFileSync(join(root, 'kernel/latin.c'), Buffer.from(`/* caf\xe9 */\n${definition('latin')}`, 'latin1'));
  writeFileSync(
    join(root, 'mm/large.c'),
    `${'/* a line of fifty bytes, without any meaning .. */\n'.repeat(1e6)}${definition('large')}`,
  );
  symlinkSync('../../outside/secret.c', join(root, 'net/out.c'));
  symlinkSync(join(folder, 'outside'), join(root, 'net/folder'));
  symlinkSync('..', join(root, 'net/loop'));
  symlinkSync('self', join(root, 'net/self'));
  symlinkSync('nowhere.c', join(root, 'net/dangling.c'));
  const found = await recogniseTree(nodeFiles, root);
  if (typeof found === 'string') throw new Error(found);
  const reader = new SourceReader(nodeFiles, root);
  return { tree: found, reader, search: new TreeSearch(nodeFiles, root), answers: new AnswerCache() };
}

test('no answer comes from outside of a tree, links lead in no circle, and large or foreign files are no hindrance', async () => {
  const sources = await tree();
  const answer = (path: string, name: string): Promise<SnippetAnchor> =>
    anchorText(`\`\`\`c\n// ${path}\n${definition(name)}\`\`\`\n`, sources);
  for (const path of ['net/out.c', 'net/folder/secret.c', '../outside/secret.c', join(folder, 'outside/secret.c')]) {
    const { status, reason, anchors } = await answer(path, 'secret');
    assert.deepEqual([status, anchors.map((anchor) => anchor.path)], ['gone', [undefined]], path);
    if (path.startsWith('net/')) assert.match(reason, /leads out of the tree by a symbolic link/);
  }
  for (const path of ['net/self/x.c', 'net/dangling.c']) {
    const { status, anchors } = await answer(path, 'inside');
    assert.deepEqual([status, anchors[0]!.path], ['moved', 'mm/x.c'], path);
  }
  assert.equal((await answer('net/loop/mm/x.c', 'inside')).status, 'exact');
  assert.equal((await answer('kernel/latin.c', 'latin')).status, 'exact');
  for (const path of ['mm/large.c', 'mm/x.c']) {
    const { status, reason } = await answer(path, 'large');
    assert.deepEqual([status, /mm\/large\.c is larger than 20 MB/.test(reason)], ['unanchored', true], path);
  }
});
