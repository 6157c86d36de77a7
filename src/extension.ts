/**
 * Activation: builds the services and registers the surfaces, nothing else. The same file runs in VS Code's Node and web
 * worker hosts; what differs between them is behind `#platform`.
 */
import * as vscode from 'vscode';
import { localFiles, startWorker } from '#platform';
import { noteInFront, trackActiveNote } from './editor/activeNote';
import { openSymbol, registerCommands } from './editor/commands';
import { SymbolDefinition } from './editor/definition';
import { NoteDiagnostics } from './editor/diagnostics';
import { BundledDocuments, isBundled, LOOPBACK_NOTES, modelUri, SCHEME } from './editor/documents';
import { EngineService } from './editor/engineService';
import { FollowInEditor } from './editor/follow';
import { SymbolHover } from './editor/hover';
import { SnippetLenses } from './editor/lens';
import { isNoteAddress, NoteLibrary } from './editor/library';
import { Measurements } from './editor/measurements';
import { NotesView } from './editor/notesView';
import { ScenarioTitles } from './editor/scenarios';
import { createTreeServices, registerTreeSurfaces } from './editor/tree/register';
import { RunnableTree } from './editor/tree/runnableTree';
import { registerPanelCommands } from './panel/commands';
import { SimulationPanels } from './panel/panel';
import { WorkerSimulation } from './simulation/client';
import { TICKS } from './simulation/protocol';

/** What the extension gives to those who ask VS Code for it. */
export interface ExtensionApi {
  /** Settles when the notes of the workspace were read and the scenarios measured with the bundled ones. */
  readonly ready: Promise<void>;
}

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const log = vscode.window.createOutputChannel('Annotated Kernel', { log: true });
  const library = new NoteLibrary(log);
  const scenarios = new ScenarioTitles();
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js');
  const createSimulation = (): WorkerSimulation =>
    new WorkerSimulation(() => startWorker(worker.fsPath, async () => vscode.workspace.fs.readFile(worker)));
  const engine = new EngineService(createSimulation(), new Measurements(createSimulation, scenarios.all, log), log);
  const kernel = createTreeServices(context, library, localFiles, log);
  const tree = new RunnableTree(kernel.trees);
  const panels = new SimulationPanels({
    extensionUri: context.extensionUri,
    scenarios: scenarios.all,
    defaultNote: LOOPBACK_NOTES,
    budget: TICKS,
    createSimulation: () => engine.measurements.takeWarmWorker() ?? createSimulation(),
    documentOf: (origin, path) => (origin === 'model' ? modelUri(path) : tree.documentOf(path)),
    noteText: (note) => library.programText(note),
    isNote: (uri) => isNoteAddress(uri),
    isBundled,
    tree,
    openSymbol: (symbol, note) => void openSymbol(services, symbol, note),
    noteInFront: () => noteInFront(library),
    openNotes: () => void vscode.commands.executeCommand('annotatedKernel.openLoopbackNotes'),
  });
  const services = { library, engine, scenarios, runs: panels };
  const notes: vscode.DocumentSelector = [{ language: 'markdown' }];
  const code: vscode.DocumentSelector = ['c', 'cpp'].map((language) => ({ language, scheme: SCHEME }));
  const lenses = new SnippetLenses(library, engine, scenarios);
  const view = new NotesView(library, kernel.anchors);
  context.subscriptions.push(
    log,
    BundledDocuments.register(),
    library,
    engine,
    panels,
    lenses,
    view,
    registerCommands(services),
    registerPanelCommands(panels),
    // Before those of the tree: on a line VS Code shows first the lenses that were registered last, and the status of a fence with its
    // links is the part that a narrow editor must not cut off.
    vscode.languages.registerCodeLensProvider(notes, lenses),
    registerTreeSurfaces(kernel, { library, engine, scenarios, extensionUri: context.extensionUri, log }),
    trackActiveNote(library, engine),
    new NoteDiagnostics(library, panels.onDidCompile),
    new FollowInEditor(panels.onDidMove),
    vscode.languages.registerHoverProvider(
      [...notes, ...code],
      new SymbolHover(library, engine, scenarios, kernel.anchors),
    ),
    vscode.languages.registerDefinitionProvider([...notes, ...code], new SymbolDefinition(library, kernel.definitions)),
    vscode.window.registerTreeDataProvider('annotatedKernel.notes', view),
  );
  const ready = Promise.all([
    library.reload().then(async () => engine.measurements.measure(await library.programText(LOOPBACK_NOTES))),
    kernel.trees.refresh(),
  ]).then(() => undefined);
  ready.catch((error: unknown) => log.error(`Starting up failed: ${String(error)}`));
  return { ready };
}
