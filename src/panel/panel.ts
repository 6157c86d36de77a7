/**
 * The simulation panel in VS Code: one webview beside the editor, reused by every run, which comes back after a reload
 * through a serializer. This file is the window's side of a session (`session.ts`): it reads documents, asks for trust,
 * opens editors, and turns what the session says into events that the editor's surfaces listen to.
 */
import * as vscode from 'vscode';
import type { LaunchArguments, NoteText, Problem, SourceRange } from '../simulation/protocol';
import { checkViewMessage } from './check';
import type { NoteAsRun, Position, RunRequest, SessionHost, SimulationClient } from './host';
import { newNonce, viewHtml } from './html';
import type { ScenarioChoice, ViewAction, ViewMessage } from './protocol';
import { PanelSession } from './session';
import { withScenario } from './settings';

/** The webview's type: in `activationEvents` too. */
export const PANEL_TYPE = 'annotated-kernel.simulation';
/** Context key: a simulation panel is open, so keys that step have somebody to obey. */
const CONTEXT_OPEN = 'annotatedKernel.simulationOpen';
const TITLE = 'Kernel Simulation';

/** The current kernel tree, as far as runs are concerned. */
export interface CurrentTree {
  /** For people: `Linux 6.12`; undefined when no tree is open. */
  title(): string | undefined;
  /** The files of it that run in place of the model's. Rejects with a message for the user when there are none. */
  files(): Promise<LaunchArguments['tree']>;
  /** Another tree is the current one, or none. */
  readonly onDidChange: vscode.Event<void>;
}

/** What the panel gets from the rest of the extension. */
export interface PanelServices {
  readonly extensionUri: vscode.Uri;
  readonly scenarios: readonly ScenarioChoice[];
  /** The bundled notes, which run when no other are named. */
  readonly defaultNote: vscode.Uri;
  /** The most ticks that a run may take. */
  readonly budget: number;
  createSimulation(): SimulationClient;
  /** The document that a place in the model or the tree lies in; undefined when there is none. */
  documentOf(origin: 'model' | 'tree', path: string): vscode.Uri | undefined;
  /**
   * A note as it reads in its editor, or else in its file, with its snippets found. Rejects with a message for the
   * user.
   */
  noteText(note: vscode.Uri): Promise<NoteText>;
  /** Whether a document can be a note, by its address. */
  isNote(uri: vscode.Uri): boolean;
  /** Whether a note came with the extension: such a note runs without the workspace being trusted. */
  isBundled(note: vscode.Uri): boolean;
  /** The kernel tree that is open, if there is one. */
  readonly tree: CurrentTree;
  /** Shows what the notes or the model say about a symbol; `note` is the one that runs. */
  openSymbol(symbol: string, note: vscode.Uri | undefined): void;
  /** The note that the reader has before their eyes. */
  noteInFront(): vscode.Uri;
  /** Opens the bundled notes. */
  openNotes(): void;
}

/** What was said of a compilation, for diagnostics. */
export interface Compilation {
  readonly note: NoteAsRun | undefined;
  readonly problems: readonly Problem[];
}

/** Owns the one panel, if it is open. */
export class SimulationPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly moved = new vscode.EventEmitter<Position | undefined>();
  private readonly compiled = new vscode.EventEmitter<Compilation>();
  private readonly subscriptions: vscode.Disposable[];
  private panel: SimulationPanel | undefined;

  /** The reader stands at another moment, or there is no run any more. */
  readonly onDidMove = this.moved.event;
  /** A launch compiled its program, or failed to. */
  readonly onDidCompile = this.compiled.event;

  constructor(private readonly services: PanelServices) {
    this.subscriptions = [
      this.moved,
      this.compiled,
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.panel?.session.surroundingsChanged()),
      services.tree.onDidChange(() => this.panel?.session.surroundingsChanged()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.noteIsNow(document)),
    ];
  }

  /** Shows the panel beside the editor and runs; settings that are not given are those of the last run. */
  run(request: Partial<RunRequest['settings']> & Omit<RunRequest, 'settings'>): void {
    const { note, symbol, play, ...settings } = request;
    const { session } = this.open();
    const current = session.currentSettings;
    const chosen = withScenario(current, settings.scenario ?? current.scenario, this.services.scenarios);
    session.start({ note, symbol, play, settings: { ...chosen, ...settings } });
  }

  /** Shows the panel. A new one is empty, and about the note in front. */
  show(): void {
    const isNew = this.panel === undefined;
    const note = this.services.noteInFront();
    const { session } = this.open();
    if (isNew) session.chooseNote(note.toString());
  }

  /** Makes the view do something, as if its own button were pressed. Does nothing without a panel. */
  perform(action: ViewAction): void {
    this.panel?.send({ type: 'perform', action });
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.adopt(panel);
  }

  dispose(): void {
    this.panel?.webview.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private open(): SimulationPanel {
    if (this.panel) {
      this.panel.webview.reveal(undefined, true);
      return this.panel;
    }
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return this.adopt(vscode.window.createWebviewPanel(PANEL_TYPE, TITLE, beside));
  }

  private adopt(webview: vscode.WebviewPanel): SimulationPanel {
    this.panel?.webview.dispose();
    const panel = new SimulationPanel(webview, this.services, this.moved, this.compiled);
    this.panel = panel;
    void vscode.commands.executeCommand('setContext', CONTEXT_OPEN, true);
    webview.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = undefined;
        void vscode.commands.executeCommand('setContext', CONTEXT_OPEN, false);
      }
    });
    return panel;
  }

  private noteIsNow(document: vscode.TextDocument): void {
    const ran = this.panel?.session.ranNote;
    if (ran && ran.uri === document.uri.toString()) {
      this.panel?.session.noteIsNow(ran.uri, document.getText());
    }
  }
}

/** One webview and its session. */
class SimulationPanel implements SessionHost {
  readonly session: PanelSession;
  readonly scenarios: readonly ScenarioChoice[];
  readonly defaultNote: string;

  constructor(
    readonly webview: vscode.WebviewPanel,
    private readonly services: PanelServices,
    private readonly moved: vscode.EventEmitter<Position | undefined>,
    private readonly compiled: vscode.EventEmitter<Compilation>,
  ) {
    this.scenarios = services.scenarios;
    this.defaultNote = services.defaultNote.toString();
    this.session = new PanelSession(this);
    webview.onDidDispose(() => this.session.dispose());
    webview.onDidChangeViewState(() => {
      if (!webview.visible) {
        this.session.viewGone();
      }
    });
    webview.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    const dist = vscode.Uri.joinPath(services.extensionUri, 'dist');
    const inDist = (name: string) => webview.webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.iconPath = vscode.Uri.joinPath(services.extensionUri, 'media', 'icon.png');
    webview.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.webview.html = viewHtml({
      cspSource: webview.webview.cspSource,
      script: inDist('view.js'),
      style: inDist('view.css'),
      nonce: newNonce(),
      title: TITLE,
    });
  }

  createSimulation(): SimulationClient {
    return this.services.createSimulation();
  }

  send(message: Parameters<SessionHost['send']>[0]): void {
    if (message.type === 'setup') {
      this.webview.title = message.noteTitle === undefined ? TITLE : `${TITLE}: ${message.noteTitle}`;
    }
    void this.webview.webview.postMessage(message);
  }

  get treeTitle(): string | undefined {
    return this.services.tree.title();
  }

  mayRun(note: string | undefined, tree: boolean): boolean {
    const own = note === undefined || this.services.isBundled(vscode.Uri.parse(note));
    return vscode.workspace.isTrusted || (own && !tree);
  }

  isNote(uri: string): boolean {
    try {
      return this.services.isNote(vscode.Uri.parse(uri, true));
    } catch {
      return false; // it is no URI: it names nothing, and the bundled notes are there instead
    }
  }

  titleOf(note: string): string {
    return vscode.Uri.parse(note).path.replace(/^.*\//, '');
  }

  async resolve({ note, settings, symbol }: RunRequest): Promise<LaunchArguments> {
    const { scenario, cpus, bits, commandLine, failAllocation, seed, tree } = settings;
    return {
      scenario,
      note: note === undefined ? undefined : await this.services.noteText(vscode.Uri.parse(note)),
      tree: tree ? await this.services.tree.files() : [],
      cpus,
      bits,
      commandLine,
      failAllocation,
      schedule: seed === '' ? 'yields' : { seed: Number(seed) },
      budget: this.services.budget,
      stopOn: symbol,
    };
  }

  async readSource(origin: 'model' | 'tree', path: string): Promise<string | undefined> {
    const uri = this.services.documentOf(origin, path);
    return uri && (await vscode.workspace.openTextDocument(uri)).getText();
  }

  didMove(position: Position | undefined): void {
    this.moved.fire(position);
  }

  didCompile(note: NoteAsRun | undefined, problems: readonly Problem[]): void {
    this.compiled.fire({ note, problems });
  }

  private receive(untrusted: unknown): void {
    const message = checkViewMessage(untrusted);
    if (!message) {
      this.send({ type: 'notice', severity: 'error', message: 'The panel sent a message that is not understood.' });
      return;
    }
    this.answer(message);
  }

  private answer(message: ViewMessage): void {
    switch (message.type) {
      case 'open':
        this.openRange(message.range).then(undefined, (error: unknown) =>
          this.send({ type: 'notice', severity: 'error', message: `The source cannot be opened: ${String(error)}` }),
        );
        break;
      case 'openSymbol': {
        const note = this.session.ranNote;
        this.services.openSymbol(message.symbol, note && vscode.Uri.parse(note.uri));
        break;
      }
      case 'command':
        this.command(message.command);
        break;
      case 'copyReport':
        void vscode.env.clipboard.writeText(message.text);
        break;
      default:
        this.session.receive(message);
    }
  }

  private command(command: Extract<ViewMessage, { type: 'command' }>['command']): void {
    switch (command) {
      case 'manageTrust':
        void vscode.commands.executeCommand('workbench.trust.manage');
        break;
      case 'openNotes':
        this.services.openNotes();
        this.session.chooseNote(this.defaultNote);
        break;
      case 'showProblems':
        void vscode.commands.executeCommand('workbench.actions.view.problems');
        break;
    }
  }

  /**
   * Opens a place that the reader clicked, in the group where the document is shown already, else in one beside the
   * panel.
   */
  private async openRange(range: SourceRange): Promise<void> {
    const uri = this.documentOf(range);
    if (!uri) {
      throw new Error(`there is no document for ${range.path}`);
    }
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
    const other = this.webview.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    await vscode.window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? other,
      selection: new vscode.Range(range.line - 1, range.column - 1, range.endLine - 1, range.endColumn - 1),
      preserveFocus: true,
    });
  }

  /**
   * Only the notes that were asked to run can be opened from the view, so that it cannot name any file that it likes.
   */
  private documentOf({ origin, path }: SourceRange): vscode.Uri | undefined {
    if (origin !== 'note') {
      return this.services.documentOf(origin, path);
    }
    return this.session.isKnownNote(path) ? vscode.Uri.parse(path) : undefined;
  }
}
