/*
 * `npm start`: packs the extension, opens it in a real VS Code in the browser, with an editable copy of the loopback
 * notes in front, and prints the address. Whatever it started ends with it (Ctrl-C).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installServer, startServer } from '../test/harness/vscode-server';
import { scratchFolder, scratchWorkspace } from '../test/harness/workspace';
import { pack, packagePath } from './package';
import { program } from './program';

async function main(): Promise<void> {
  await installServer();
  await pack();

  console.log('Starting VS Code …');
  const scratch = scratchFolder();
  const { folder, notes } = scratchWorkspace(scratch, 'loopback');
  const server = await startServer({
    dataFolder: join(scratch, 'server'),
    vsix: packagePath,
  });
  const page = server.page(folder, [['openFile', server.uri(notes)]]);
  console.log(`
  Annotated Kernel runs in VS Code at

    ${page}

  The workspace is a copy in ${folder}, which is removed at the end. Ctrl-C ends everything.
`);
  openBrowser(page);
}

/** Opens the page in the desktop's browser, where there is a desktop. */
function openBrowser(url: string): void {
  const { platform, env } = process;
  const command =
    platform === 'darwin'
      ? 'open'
      : platform === 'linux' && (env.DISPLAY || env.WAYLAND_DISPLAY)
        ? 'xdg-open'
        : undefined;
  if (command) {
    spawn(command, [url], { stdio: 'ignore', detached: true })
      .on('error', (error) => console.log(`  No browser was opened (${error.message}); open the address by hand.`))
      .unref();
  }
}

program(main);
