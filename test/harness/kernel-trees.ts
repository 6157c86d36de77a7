/*
 * Whole kernel trees to test on: Debian's source packages, fetched and unpacked into the per-user cache. The 6.1 and 6.12
 * trees differ from the notes, and from each other, in just the ways that matter.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { run } from './processes';
import { findProgram } from './requirements';

export const kernelVersions = ['6.1', '6.12'] as const;
export type KernelVersion = (typeof kernelVersions)[number];

/** Why no kernel tree can be fetched here, or undefined. */
export function missingKernelTools(): string | undefined {
  const missing = ['apt-get', 'dpkg', 'tar', 'xz'].filter((name) => !findProgram(name));
  return missing.length === 0
    ? undefined
    : `Kernel trees come from Debian's packages: install ${missing.join(', ')}, or run this on Debian.`;
}

/** The root folder of a kernel's whole source tree (1.3 GB and more); fetched when it is not in the cache. */
export async function kernelTree(version: KernelVersion): Promise<string> {
  const name = `linux-source-${version}`;
  const folder = await cached(name, [
    {
      name: 'package',
      says: `Fetching ${name} …`,
      work: async (folder) => {
        if (process.getuid?.() === 0) {
          await run('apt-get', ['update', '-q']);
        }
        await run('apt-get', ['download', '-q', name], { cwd: folder });
        const packages = readdirSync(folder).filter((file) => file.endsWith('.deb'));
        await run('dpkg', ['-x', packages[packages.length - 1], 'package'], { cwd: folder });
        for (const file of packages) {
          rmSync(join(folder, file));
        }
      },
    },
    {
      name: 'tree',
      says: `Unpacking ${name} …`,
      work: async (folder) => {
        mkdirSync(join(folder, 'tree'), { recursive: true });
        const archive = join(folder, 'package/usr/src', `${name}.tar.xz`);
        await run('tar', ['-xf', archive, '-C', 'tree', '--strip-components=1'], { cwd: folder });
        rmSync(join(folder, 'package'), { recursive: true });
      },
    },
  ]);
  return join(folder, 'tree');
}
