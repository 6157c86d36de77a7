/*
 * What the tests need from the machine beyond Node: a C compiler that can also compile for 32 bits, Chromium with a font,
 * Debian's package tools. A missing package is installed with apt when this runs as root on Debian; otherwise the one line
 * that is printed says what to do.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './processes';

/** The path of an executable on PATH, or undefined. */
export function findProgram(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Whether apt may be asked to install: on Debian and its kin, as root. */
function mayInstall(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Installs Debian packages. Throws when apt does. */
async function install(packages: readonly string[]): Promise<void> {
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}

const browserPaths = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(findProgram),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The Chromium to drive: $CHROMIUM, one that is installed, or one that is installed now. */
export async function requireChromium(): Promise<string> {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!existsSync(named)) {
      throw new Error(`CHROMIUM names ${named}, which does not exist.`);
    }
    return named;
  }
  const found = browserPaths.find((path) => path && existsSync(path));
  if (found) {
    return found;
  }
  if (!mayInstall()) {
    throw new Error('The tests in a window need Chromium: install the package chromium, or name one in $CHROMIUM.');
  }
  await install(['chromium', 'fonts-dejavu-core']);
  const installed = findProgram('chromium');
  if (!installed) {
    throw new Error('apt-get installed chromium, but it is not on PATH.');
  }
  return installed;
}

/** Why programs cannot be compiled and run as 32-bit ones here, or undefined when they can (gcc-multilib is installed if need be). */
export async function missing32Bit(): Promise<string | undefined> {
  if (findProgram('gcc') === undefined) {
    throw new Error('The engine is compared with gcc: install a C compiler (gcc).');
  }
  if (!runs32Bit() && mayInstall()) {
    await install(['gcc-multilib']);
  }
  return runs32Bit() ? undefined : 'gcc cannot link 32-bit programs (gcc -m32): install the package gcc-multilib.';
}

/** Where csmith's headers lie. */
export const csmithHeaders = '/usr/include/csmith';

/** Why random programs cannot be made here, or undefined when they can (csmith is installed if need be). */
export async function missingCsmith(): Promise<string | undefined> {
  const isThere = () => findProgram('csmith') !== undefined && existsSync(join(csmithHeaders, 'csmith.h'));
  if (!isThere() && mayInstall()) {
    await install(['csmith', 'libcsmith-dev']);
  }
  return isThere() ? undefined : 'Random programs come from csmith: install the packages csmith and libcsmith-dev.';
}

/** Whether a 32-bit program can be compiled, linked and run. */
export function runs32Bit(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'annotated-kernel-m32-'));
  try {
    writeFileSync(
      join(folder, 'probe.c'),
      '#include <stdio.h>\nint main(void) { return printf("%d", (int)sizeof(long)) != 1; }\n',
    );
    execFileSync('gcc', ['-m32', 'probe.c', '-o', 'probe'], { cwd: folder, stdio: 'ignore' });
    return execFileSync(join(folder, 'probe'), { encoding: 'utf8' }) === '4';
  } catch {
    return false; // whatever failed, such programs cannot be had here; the caller says so
  } finally {
    rmSync(folder, { recursive: true });
  }
}
