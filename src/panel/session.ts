/**
 * The host side's logic, without a window: between what the view asks and the simulation that answers. It remembers the
 * run that is shown, so that a view that was hidden or reloaded gets it again; it launches at most one run at a time,
 * cancelling the one under way when another is asked for; it sends the source text around each place once; and it
 * refuses to run a note that may not be run.
 */
import type { LaunchArguments, MomentState, RunSummary, SimulationMessage, SourceRange } from '../simulation/protocol';
import type { NoteAsRun, RunRequest, SessionHost, SimulationClient } from './host';
import type { RunSettings, ViewMessage } from './protocol';
import { type SourceWindow, sourceWindow } from './sourceWindow';

/** A run that is there. */
interface Run {
  readonly request: RunRequest;
  readonly arguments: LaunchArguments;
  readonly summary: RunSummary;
}

/** The messages of the view's that the session answers; `panel.ts` answers the others, which are VS Code's business. */
export type SessionMessage = Extract<
  ViewMessage,
  { type: 'ready' | 'run' | 'cancel' | 'seek' | 'step' | 'find' | 'evaluate' | 'follow' | 'source' }
>;

const DEFAULTS = { cpus: 4, bits: 64, commandLine: '', failAllocation: 0, seed: '', tree: false } as const;

export class PanelSession {
  private client: SimulationClient | undefined;
  private settings: RunSettings;
  private note: string | undefined;
  private symbol: string | undefined;
  /** Asked for and not launched yet: waiting for trust, for the view, or for the run under way to end. */
  private waiting: (RunRequest & { readonly moment?: number }) | undefined;
  /** Under way: from the reading of the note to `launched` or `failed`. */
  private launching:
    | { readonly request: RunRequest; readonly moment: number | undefined; arguments: LaunchArguments | undefined }
    | undefined;
  private run: Run | undefined;
  private state: MomentState | undefined;
  private follow = true;
  private noteChanged = false;
  private viewIsThere = false;
  /** Windows of source that the view has, by document. */
  private sent = new Map<string, SourceWindow[]>();

  constructor(private readonly host: SessionHost) {
    this.note = host.defaultNote;
    const [first] = host.scenarios;
    this.settings = { ...DEFAULTS, scenario: first?.name ?? '', commandLine: first?.commandLine ?? '' };
  }

  /** The settings that a run takes when whoever asks for it has none. */
  get currentSettings(): RunSettings {
    return this.settings;
  }

  /** The run's own text of its note, while there is a run. */
  get ranNote(): NoteAsRun | undefined {
    return noteOf(this.run?.arguments);
  }

  /** Whether a note is the one that runs, or that was asked to. */
  isKnownNote(uri: string): boolean {
    return uri === this.note || uri === this.ranNote?.uri;
  }

  /** Starts a run as soon as the view is there and the note may be run; cancels the one under way. */
  start(request: RunRequest & { readonly moment?: number }): void {
    this.note = request.note;
    this.symbol = request.symbol;
    this.settings = request.settings;
    this.waiting = request;
    if (this.launching?.arguments) {
      this.client?.post({ type: 'cancel' });
    }
    if (this.viewIsThere) {
      this.sendSetup();
    }
    this.launchWaiting();
  }

  /** Makes another note the one that the next run is about; the run that is shown stays. */
  chooseNote(note: string): void {
    this.note = note;
    this.symbol = undefined;
    this.waiting = undefined;
    if (this.viewIsThere) {
      this.sendSetup();
    }
  }

  /** To be called when workspace trust was granted, or another kernel tree is the current one. */
  surroundingsChanged(): void {
    if (this.viewIsThere) {
      this.sendSetup();
    }
    this.launchWaiting();
  }

  /** To be called when a document changed: the view says when the note no longer reads as it was run. */
  noteIsNow(uri: string, text: string): void {
    const ran = this.ranNote;
    if (ran?.uri === uri) {
      const changed = ran.text !== text;
      if (changed !== this.noteChanged) {
        this.noteChanged = changed;
        this.host.send({ type: 'noteChanged', changed });
      }
    }
  }

  /** The view is gone for now (hidden, or about to reload); it says `ready` when it is back. */
  viewGone(): void {
    this.viewIsThere = false;
  }

  dispose(): void {
    this.client?.dispose();
    this.client = undefined;
    this.run = undefined;
    // What is still being read for a run comes too late: nothing is launched, and no worker started, for a panel that is gone.
    this.waiting = undefined;
    this.launching = undefined;
    this.viewIsThere = false;
    this.host.didMove(undefined);
  }

  /** Answers a message of the view's that was checked. */
  receive(message: SessionMessage): void {
    switch (message.type) {
      case 'ready':
        this.ready(message);
        break;
      case 'run': {
        const sameScenario = message.settings.scenario === this.settings.scenario;
        const symbol = sameScenario ? this.symbol : undefined;
        this.start({ note: this.note, settings: message.settings, symbol, play: symbol === undefined });
        break;
      }
      case 'cancel':
        this.cancel();
        break;
      case 'seek':
      case 'step':
      case 'find':
      case 'evaluate':
        if (this.run) {
          this.client?.post(message);
        }
        break;
      case 'follow':
        this.follow = message.on;
        this.moved();
        break;
      case 'source':
        this.sendSource(message.range).catch((error: unknown) => this.sendError(error));
        break;
    }
  }

  private ready(message: Extract<ViewMessage, { type: 'ready' }>): void {
    this.viewIsThere = true;
    this.sent = new Map();
    const resumed = !this.run && !this.waiting && !this.launching;
    if (resumed) {
      this.settings = this.known(message.settings) ?? this.settings;
      this.note = message.note !== undefined && this.host.isNote(message.note) ? message.note : this.note;
      this.symbol = message.symbol;
    }
    this.sendSetup();
    if (this.run) {
      this.sendLaunched(this.run, this.state?.moment, false);
      this.host.send({ type: 'noteChanged', changed: this.noteChanged });
    } else if (resumed && message.moment !== undefined) {
      const { note, settings, symbol } = this;
      this.waiting = { note, settings, symbol, play: false, moment: message.moment };
    }
    if (this.launching) {
      this.host.send({ type: 'progress', phase: 'compiling', ticks: 0 });
    }
    this.launchWaiting();
  }

  private known(settings: RunSettings | undefined): RunSettings | undefined {
    return this.host.scenarios.some(({ name }) => name === settings?.scenario) ? settings : undefined;
  }

  private cancel(): void {
    this.waiting = undefined;
    if (this.launching?.arguments) {
      this.client?.post({ type: 'cancel' });
    } else {
      this.launching = undefined;
      this.host.send({ type: 'failed', problems: [] });
    }
  }

  private launchWaiting(): void {
    const request = this.waiting;
    if (!request || this.launching || !this.viewIsThere || !this.host.mayRun(request.note, request.settings.tree)) {
      return;
    }
    this.waiting = undefined;
    const launching = { request, moment: request.moment, arguments: undefined as LaunchArguments | undefined };
    this.launching = launching;
    this.host.send({ type: 'progress', phase: 'compiling', ticks: 0 });
    this.host.resolve(request).then(
      (resolved) => {
        if (this.launching !== launching) {
          return;
        }
        if (this.waiting) {
          this.launching = undefined;
          this.launchWaiting();
          return;
        }
        launching.arguments = resolved;
        this.simulation().post({ type: 'launch', arguments: resolved });
      },
      (error: unknown) => {
        if (this.launching === launching) {
          this.launching = undefined;
          this.host.send({ type: 'failed', problems: [] });
          this.sendError(error);
          this.launchWaiting();
        }
      },
    );
  }

  private simulation(): SimulationClient {
    if (!this.client) {
      const client = this.host.createSimulation();
      client.onMessage((message) => {
        if (this.client === client) {
          this.heard(message);
        }
      });
      this.client = client;
    }
    return this.client;
  }

  private heard(message: SimulationMessage): void {
    switch (message.type) {
      case 'progress':
      case 'evaluated':
        this.host.send(message);
        break;
      case 'launched':
        this.launched(message.run);
        break;
      case 'failed': {
        const note = noteOf(this.launching?.arguments);
        this.launching = undefined;
        this.host.send(message);
        this.host.didCompile(note, message.problems);
        this.launchWaiting();
        break;
      }
      case 'state':
        this.state = message.state;
        this.host.send(message);
        for (const range of [message.state.statement, message.state.spelling]) {
          if (range) {
            this.sendSource(range).catch((error: unknown) => this.sendError(error));
          }
        }
        this.moved();
        break;
      case 'crashed':
        this.crashed(message.message);
        break;
    }
  }

  private launched(summary: RunSummary): void {
    const launching = this.launching;
    this.launching = undefined;
    if (launching?.arguments) {
      const { request } = launching;
      this.run = { request, arguments: launching.arguments, summary };
      this.state = undefined;
      this.noteChanged = false;
      this.sent = new Map();
      this.sendLaunched(this.run, launching.moment, request.play);
      this.host.didCompile(noteOf(launching.arguments), summary.problems);
    }
    this.launchWaiting();
  }

  /** The worker is lost, and the run in it: the view keeps its last picture, and the next run starts a new worker. */
  private crashed(message: string): void {
    this.client?.dispose();
    this.client = undefined;
    this.launching = undefined;
    this.run = undefined;
    this.state = undefined;
    this.host.send({ type: 'crashed', message });
    this.moved();
    this.launchWaiting();
  }

  private sendSetup(): void {
    const { note, settings, follow } = this;
    const { treeTitle } = this.host;
    this.host.send({
      type: 'setup',
      scenarios: this.host.scenarios,
      settings,
      ...(note === undefined ? {} : { note }),
      noteTitle: note === undefined ? undefined : this.host.titleOf(note),
      ...(treeTitle === undefined ? {} : { treeTitle }),
      follow,
      trusted: this.host.mayRun(note, settings.tree),
    });
  }

  private sendLaunched(run: Run, moment: number | undefined, play: boolean): void {
    this.host.send({
      type: 'launched',
      run: run.summary,
      symbol: run.request.symbol,
      ...(moment === undefined ? {} : { moment: Math.min(moment, Math.max(0, run.summary.moments - 1)) }),
      play,
    });
  }

  private sendError(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.host.send({ type: 'notice', severity: 'error', message });
  }

  private async sendSource(range: SourceRange): Promise<void> {
    const { origin, path, line } = range;
    const key = `${origin} ${path}`;
    const sent = this.sent;
    const isThere = () =>
      (sent.get(key) ?? []).some(({ firstLine, lines }) => line >= firstLine && line < firstLine + lines.length);
    if (isThere()) {
      return;
    }
    const text = origin === 'note' ? this.noteText(path) : await this.host.readSource(origin, path);
    const window = text === undefined ? undefined : sourceWindow(text, line, origin === 'note');
    if (window && sent === this.sent && !isThere()) {
      sent.set(key, [...(sent.get(key) ?? []), window]);
      this.host.send({ type: 'source', path, origin, firstLine: window.firstLine, lines: window.lines });
    }
  }

  /** Of the notes, only the one that runs is shown, as it was when it was run. */
  private noteText(path: string): string | undefined {
    const ran = this.ranNote;
    return ran?.uri === path ? ran.text : undefined;
  }

  private moved(): void {
    const state = this.state;
    this.host.didMove(state && { state, note: this.ranNote, follow: this.follow });
  }
}

function noteOf(launched: LaunchArguments | undefined): NoteAsRun | undefined {
  const note = launched?.note;
  return note && { uri: note.path, text: note.text };
}
