/**
 * Puts the surfaces about kernel trees together: which trees there are, where the notes stand in the current one, and what shows it.
 */
import * as vscode from 'vscode';
import type { Files } from '../../files/files';
import type { EngineService } from '../engineService';
import type { NoteLibrary } from '../library';
import type { ScenarioTitles } from '../scenarios';
import { Comparison } from './compare';
import { DriftDiagnostics } from './drift';
import { FenceLenses } from './fenceLens';
import { KernelTrees } from './kernelTrees';
import { NoteAnchors } from './noteAnchors';
import { DriftFixes } from './quickFixes';
import { SearchStore } from './searchStore';
import { SourceDecorations } from './sourceDecorations';
import { SourceHover } from './sourceHover';
import { SourceLenses } from './sourceLens';
import { showTreeInStatusBar } from './statusBar';
import { TreeCommands } from './treeCommands';
import { TreeDefinitions } from './treeDefinition';

export interface TreeServices {
  readonly trees: KernelTrees;
  readonly anchors: NoteAnchors;
  readonly definitions: TreeDefinitions;
}

/** The services, which the surfaces of notes use as well. Whoever makes them disposes them. */
export function createTreeServices(
  context: vscode.ExtensionContext,
  library: NoteLibrary,
  localFiles: Files | undefined,
  log: vscode.LogOutputChannel,
): TreeServices {
  const trees = new KernelTrees(localFiles, context.workspaceState, log);
  const store = new SearchStore(context.globalStorageUri, log);
  const anchors = new NoteAnchors(library, trees, store, log);
  context.subscriptions.push(trees, store, anchors);
  return { trees, anchors, definitions: new TreeDefinitions(library, trees, anchors, store) };
}

/** What the surfaces know of notes and runs. */
export interface NoteServices {
  readonly library: NoteLibrary;
  readonly engine: EngineService;
  readonly scenarios: ScenarioTitles;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/** What VS Code calls `.c` and `.h`; whether one lies in a kernel tree, each surface asks. The model's own sources have theirs elsewhere. */
const C_FILES: vscode.DocumentSelector = ['c', 'cpp'].map((language) => ({ language, pattern: '**/*.{c,h}' }));

/** Registers the surfaces in notes and, for the tree's own files, in the source. */
export function registerTreeSurfaces(
  { trees, anchors }: TreeServices,
  { library, engine, scenarios, extensionUri, log }: NoteServices,
): vscode.Disposable {
  const lenses = new FenceLenses(library, anchors);
  const sourceLenses = new SourceLenses(trees, anchors, engine, scenarios);
  return vscode.Disposable.from(
    lenses,
    sourceLenses,
    new DriftDiagnostics(library, anchors),
    new SourceDecorations(trees, anchors, extensionUri, log),
    new Comparison(library, anchors),
    showTreeInStatusBar(trees, anchors),
    new TreeCommands(library, trees, anchors).register(),
    vscode.languages.registerCodeLensProvider({ language: 'markdown' }, lenses),
    vscode.languages.registerCodeActionsProvider({ language: 'markdown' }, new DriftFixes(library, anchors), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.languages.registerHoverProvider(C_FILES, new SourceHover(library, trees, anchors, engine, scenarios)),
    vscode.languages.registerCodeLensProvider(C_FILES, sourceLenses),
  );
}
