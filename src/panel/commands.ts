/**
 * The commands that move through the run, for keys and the palette: `annotatedKernel.simulation.NAME` makes the view do it, as if its own
 * button were pressed.
 */
import * as vscode from 'vscode';
import type { SimulationPanels } from './panel';
import type { ViewAction } from './protocol';

const ACTIONS: Readonly<Record<string, ViewAction>> = {
  play: 'play',
  restart: 'restart',
  stepOver: 'next',
  stepInto: 'stepIn',
  stepOut: 'stepOut',
  stepBack: 'stepBack',
  stepBackOver: 'previous',
  stepBackOut: 'stepBackOut',
  nextMark: 'nextMark',
  previousMark: 'previousMark',
};

export function registerPanelCommands(panels: SimulationPanels): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('annotatedKernel.showSimulation', () => panels.show()),
    ...Object.entries(ACTIONS).map(([name, action]) =>
      vscode.commands.registerCommand(`annotatedKernel.simulation.${name}`, () => panels.perform(action)),
    ),
  );
}
