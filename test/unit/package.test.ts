/*
 * What the package promises and carries: the VS Code that it runs in, a lock file that binds nobody to a registry, and the
 * loopback notes as their author wrote them.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { files as cLibrary } from '#embedded/c-library';
import { files as kernelTree } from '#embedded/kernel-tree';
import { files as notes } from '#embedded/notes';
import { projectFolder } from '../../build/bundle';

const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));

test('the VS Code interface is the one of the oldest VS Code that the extension runs in', () => {
  assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
});

test('the lock file names no place to fetch from', () => {
  assert.doesNotMatch(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8'), /"resolved"/);
});

test('a workspace that is not trusted sets nothing that names files or is made a pattern of', () => {
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  const texts = Object.entries<{ type: string }>(manifest.contributes.configuration.properties)
    .filter(([, { type }]) => type !== 'boolean' && type !== 'number')
    .map(([name]) => name);
  assert.equal(supported, 'limited');
  assert.deepEqual([...restrictedConfigurations].sort(), texts.sort());
});

test('the extension needs nothing installed beside it', () => {
  assert.equal(manifest.dependencies, undefined);
});

test('the loopback notes are embedded byte for byte', () => {
  const hash = createHash('sha256').update(notes['loopback.md']).digest('hex');
  assert.equal(hash, 'e8831a6b919eafab8d33a23dcd88bec883bd7a328ded03be09292b051b4c3082');
});

test("the kernel model's and the C library's sources are embedded", () => {
  assert.ok('drivers/net/loopback.c' in kernelTree);
  assert.ok('include/linux/netdevice.h' in kernelTree);
  assert.ok(Object.keys(cLibrary).some((path) => path.endsWith('stdio.h')));
});
