/*
 * A desktop VS Code of one's own, apart from the one that may be installed: downloaded once into the per-user cache.
 */
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { cached } from './cache';

/** The executable of the newest stable VS Code; fetched when it is not in the cache. */
export async function desktopExecutable(): Promise<string> {
  return downloadAndUnzipVSCode({ version: 'stable', cachePath: await cached('vscode-desktop', []) });
}

/** The command line of that VS Code, as `command, ...args`. */
export async function desktopCommand(): Promise<string[]> {
  return resolveCliArgsFromVSCodeExecutablePath(await desktopExecutable(), { reuseMachineInstall: true });
}
