/**
 * What the reader can do, and what then happens: the one place that sends messages to the host. It holds the view's
 * state, keeps one request for a state under way, times the playing, evaluates the watched expressions when the machine
 * stands still, and keeps what a reload should bring back.
 */
import type { SourceRange, StepCommand } from '../../simulation/protocol';
import type { HostMessage, RunSettings, ViewAction, ViewMessage } from '../protocol';
import { withScenario } from '../settings';
import { type Playing, playedTo, speedNamed } from './playback';
import { StateRequests } from './requests';
import { MAX_WATCHES, type Saved, type SectionName } from './saved';
import {
  chosenFrame,
  type FrameChoice,
  initialState,
  type Notice,
  reduce,
  settingErrors,
  sourceAt,
  type ViewEvent,
  type ViewState,
  wantedParts,
} from './state';
import { shifted, type Viewport, zoomed } from './timeline/layout';

/** What the controller needs of the browser; a test brings its own. */
export interface Surroundings {
  send(message: ViewMessage): void;
  save(saved: Saved): void;
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  /** Calls once after some milliseconds; returns what undoes it. */
  after(milliseconds: number, action: () => void): () => void;
  /** The reader asked the system for less motion. */
  readonly reducedMotion: boolean;
}

/** How often a run that plays moves on, in milliseconds; seldom when the reader wants less motion. */
const FRAME = 40;
const CALM_FRAME = 500;
/** Keeping the state is put off until so many milliseconds after a change. */
const SAVE_DELAY = 300;

export class Controller {
  private current: ViewState;
  private readonly requests: StateRequests;
  private playing: Playing | undefined;
  private stopTimer: (() => void) | undefined;
  private saving: (() => void) | undefined;
  /** What the last reload left, until there is a run again. */
  private left: Pick<Saved, 'note' | 'symbol' | 'moment'>;

  constructor(
    saved: Saved,
    private readonly surroundings: Surroundings,
    private readonly draw: (state: ViewState) => void,
  ) {
    this.current = initialState(saved);
    this.requests = new StateRequests((request) => surroundings.send(request));
    this.left = saved;
    const { settings, note, symbol, moment } = saved;
    surroundings.send({
      type: 'ready',
      settings,
      note,
      ...(symbol === undefined ? {} : { symbol }),
      ...(moment === undefined ? {} : { moment }),
    });
    draw(this.current);
  }

  get state(): ViewState {
    return this.current;
  }

  // -------------------------------------------------------------- from the host

  heard(message: HostMessage): void {
    switch (message.type) {
      case 'setup':
        if (this.left.note !== message.note) {
          this.left = { note: message.note, symbol: undefined, moment: undefined };
        }
        this.change(message);
        break;
      case 'progress':
        this.stopPlaying();
        this.change(message);
        break;
      case 'launched':
        this.stopPlaying();
        this.requests.reset();
        this.change(message);
        this.saveNow(); // a reload right after brings back this run, not the one before
        if (message.play && !this.surroundings.reducedMotion && this.current.run) {
          this.play();
        } else {
          this.refresh();
        }
        break;
      case 'state':
        this.requests.answered();
        this.change(message);
        if (!this.current.playing && !this.requests.seeking) {
          this.change({ type: 'went', moment: message.state.moment });
        }
        this.evaluate();
        break;
      case 'crashed':
        this.stopPlaying();
        this.requests.reset();
        this.change(message);
        break;
      case 'perform':
        this.perform(message.action);
        break;
      default:
        this.change(message);
    }
  }

  // -------------------------------------------------------------- moving

  get canMove(): boolean {
    const { run, lost, busy } = this.current;
    return run !== undefined && !lost && !busy;
  }

  seek(moment: number): void {
    if (this.canMove) {
      this.stopPlaying();
      this.change({ type: 'went', moment });
      this.refresh();
    }
  }

  step(command: StepCommand): void {
    if (this.canMove) {
      this.stopPlaying();
      const cpu = chosenFrame(this.current).cpu;
      this.requests.ask({ type: 'step', command, cpu, parts: wantedParts(this.current) });
    }
  }

  /** To the next or previous execution of the symbol that the run was started on. */
  find(backwards: boolean): void {
    const { symbol } = this.current;
    if (this.canMove && symbol !== undefined) {
      this.stopPlaying();
      this.requests.ask({ type: 'find', symbol, backwards, parts: wantedParts(this.current) });
    }
  }

  /** To the next or previous mark of the timeline. */
  goToMark(backwards: boolean): void {
    const { run, target } = this.current;
    const moments = run?.marks.map(({ moment }) => moment) ?? [];
    const found = backwards
      ? Math.max(...moments.filter((moment) => moment < target))
      : Math.min(...moments.filter((moment) => moment > target));
    if (Number.isFinite(found)) {
      this.seek(found);
    }
  }

  /** Plays, or pauses. At the end it plays from the start. */
  togglePlay(): void {
    if (this.current.playing) {
      this.stopPlaying();
      this.change({ type: 'went', moment: this.current.shown?.moment ?? this.current.target });
      this.evaluate();
    } else if (this.canMove) {
      this.play();
    }
  }

  chooseSpeed(speed: string): void {
    this.change({ type: 'speedChosen', speed });
    if (this.current.playing) {
      this.play();
    }
  }

  private play(): void {
    const { run, target, speed } = this.current;
    if (!run) {
      return;
    }
    const from = target >= run.moments - 1 ? 0 : target;
    this.playing = { from, since: this.surroundings.now(), rate: speedNamed(speed).rate(run.moments) };
    this.change({ type: 'played', playing: true });
    this.change({ type: 'went', moment: from });
    this.refresh();
    this.schedule();
  }

  private schedule(): void {
    this.stopTimer?.();
    const frame = this.surroundings.reducedMotion ? CALM_FRAME : FRAME;
    this.stopTimer = this.surroundings.after(frame, () => this.playOn());
  }

  private playOn(): void {
    const { run, target } = this.current;
    if (!this.playing || !run) {
      return;
    }
    const stops = run.reports.map(({ moment }) => moment);
    const { moment, ended } = playedTo(this.playing, this.surroundings.now(), run.moments, stops);
    if (ended) {
      this.stopPlaying();
    }
    if (moment !== target) {
      this.change({ type: 'went', moment });
      this.refresh();
    } else if (ended && this.requests.idle) {
      this.evaluate();
    }
    if (!ended) {
      this.schedule();
    }
  }

  private stopPlaying(): void {
    this.stopTimer?.();
    this.stopTimer = undefined;
    this.playing = undefined;
    if (this.current.playing) {
      this.change({ type: 'played', playing: false });
    }
  }

  /** Asks for the state of the moment at which the slider stands. */
  private refresh(): void {
    if (this.canMove) {
      this.requests.ask({ type: 'seek', moment: this.current.target, parts: wantedParts(this.current) });
    }
  }

  // -------------------------------------------------------------- running

  edit(settings: RunSettings): void {
    this.change({ type: 'edited', settings });
  }

  /** Runs with the settings of the form; `scenario` runs another. */
  run(scenario?: string): void {
    const { settings, setup } = this.current;
    if (!settings || !setup?.trusted) {
      return;
    }
    const wanted = scenario === undefined ? settings : withScenario(settings, scenario, setup.scenarios);
    if (Object.keys(settingErrors(wanted)).length === 0) {
      this.change({ type: 'edited', settings: wanted });
      this.surroundings.send({ type: 'run', settings: wanted });
    } else {
      this.change({ type: 'toggledOptions', open: true });
    }
  }

  cancel(): void {
    this.surroundings.send({ type: 'cancel' });
  }

  // -------------------------------------------------------------- looking

  open(range: SourceRange): void {
    this.surroundings.send({ type: 'open', range });
  }

  openSymbol(symbol: string): void {
    this.surroundings.send({ type: 'openSymbol', symbol });
  }

  /** Shows a frame's place and locals. */
  choose(choice: FrameChoice, range: SourceRange): void {
    this.change({ type: 'chose', choice });
    if (!sourceAt(this.current.sources, range)) {
      this.surroundings.send({ type: 'source', range });
    }
    this.evaluate();
  }

  toggle(section: SectionName, open: boolean): void {
    if (this.current.open[section] !== open) {
      this.change({ type: 'toggled', section, open });
      if (open && !this.current.playing) {
        this.refresh();
      }
    }
  }

  toggleOptions(): void {
    this.change({ type: 'toggledOptions', open: !this.current.optionsOpen });
  }

  toggleFollow(): void {
    const on = !this.current.follow;
    this.change({ type: 'followed', on });
    this.surroundings.send({ type: 'follow', on });
  }

  /** Zooms the timeline around a moment, by default where the slider stands. */
  zoom(factor: number, around = this.current.target): void {
    const { run, viewport } = this.current;
    if (run) {
      this.show(zoomed(viewport, factor, around, run.moments));
    }
  }

  /** Moves the part of the timeline that is shown. */
  pan(moments: number): void {
    const { run, viewport } = this.current;
    if (run) {
      this.show(shifted(viewport, viewport.from + moments, run.moments));
    }
  }

  show(viewport: Viewport): void {
    this.change({ type: 'zoomed', viewport });
  }

  watch(expression: string): void {
    const trimmed = expression.trim();
    if (trimmed !== '' && this.current.watches.length < MAX_WATCHES) {
      this.change({ type: 'watched', expression: trimmed });
      this.evaluate();
    }
  }

  unwatch(expression: string): void {
    this.change({ type: 'unwatched', expression });
  }

  copy(text: string): void {
    this.surroundings.send({ type: 'copyReport', text });
  }

  command(command: Extract<ViewMessage, { type: 'command' }>['command']): void {
    this.surroundings.send({ type: 'command', command });
  }

  dismiss(notice: Notice): void {
    this.change({ type: 'dismissed', notice });
  }

  /** Does what a key or a command of the window means. */
  perform(action: ViewAction): void {
    switch (action) {
      case 'play':
        this.togglePlay();
        break;
      case 'restart':
        this.run();
        break;
      case 'nextMark':
      case 'previousMark':
        this.goToMark(action === 'previousMark');
        break;
      case 'nextOccurrence':
      case 'previousOccurrence':
        this.find(action === 'previousOccurrence');
        break;
      default:
        this.step(action);
    }
  }

  private evaluate(): void {
    const { open, watches, shown } = this.current;
    if (open.watch && shown && this.canMove && this.requests.idle && !this.current.playing) {
      const { cpu, frame } = chosenFrame(this.current);
      for (const { expression } of watches) {
        this.surroundings.send({ type: 'evaluate', expression, cpu, frame });
      }
    }
  }

  private change(event: ViewEvent | HostMessage): void {
    const next = reduce(this.current, event);
    if (next !== this.current) {
      this.current = next;
      this.draw(next);
      this.save();
    }
  }

  private save(): void {
    this.saving ??= this.surroundings.after(SAVE_DELAY, () => this.saveNow());
  }

  private saveNow(): void {
    this.saving?.();
    this.saving = undefined;
    const { settings, symbol, run, target, speed, open, optionsOpen, watches } = this.current;
    this.surroundings.save({
      settings,
      note: this.left.note,
      symbol: run ? symbol : this.left.symbol,
      moment: run ? target : this.left.moment,
      speed,
      open,
      optionsOpen,
      watches: watches.map(({ expression }) => expression),
    });
  }
}
