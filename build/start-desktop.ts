/*
 * `npm run start:desktop`: packs the extension and opens it in a desktop VS Code, with an editable copy of the loopback
 * notes in front. Nothing of an installed VS Code is touched; the scratch workspace goes when the window is closed.
 */
import { join } from 'node:path';
import { run } from '../test/harness/processes';
import { desktopCommand } from '../test/harness/vscode-desktop';
import { scratchFolder, scratchWorkspace } from '../test/harness/workspace';
import { pack, packagePath } from './package';
import { program } from './program';

async function main(): Promise<void> {
  const [command, ...args] = await desktopCommand();
  await pack();
  const scratch = scratchFolder();
  const { folder, notes } = scratchWorkspace(scratch, 'loopback');
  const folders = ['--user-data-dir', join(scratch, 'data'), '--extensions-dir', join(scratch, 'extensions')];
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  await run(command, [...args, ...folders, ...sandbox, '--install-extension', packagePath]);
  console.log('VS Code is open; close its window to end.');
  const flags = ['--wait', '--new-window', '--disable-workspace-trust', '--skip-welcome'];
  await run(command, [...args, ...folders, ...sandbox, ...flags, folder, notes]);
}

program(main);
