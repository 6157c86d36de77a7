/*
 * The integration suites in a desktop VS Code, which needs a display.
 */
import { runTests } from '@vscode/test-electron';
import { projectFolder } from '../../build/bundle';
import { desktopExecutable } from '../harness/vscode-desktop';
import { scratchFolder } from '../harness/workspace';
import type { Outcome } from './mocha';
import { bundleSuites, integrationWorkspace } from './run';

/** Runs the suites, dist/ being built; their report is on the console. The run as a whole counts as one test. */
export async function runDesktop(filter = ''): Promise<Outcome> {
  const status = await runTests({
    vscodeExecutablePath: await desktopExecutable(),
    extensionDevelopmentPath: projectFolder,
    extensionTestsPath: await bundleSuites('node', filter),
    launchArgs: [integrationWorkspace(scratchFolder(), 'desktop'), '--disable-extensions', '--disable-workspace-trust'],
  });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}
