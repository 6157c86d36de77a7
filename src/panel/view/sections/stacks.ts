/**
 * The call stacks of the CPUs that do something, outermost call first and nested as ftrace's function_graph nests them;
 * CPUs that do nothing share a line. A click shows a frame's place and locals and opens it in the editor.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { CpuState, StackFrame } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { cpuList, originClass, originName, placeName, plural, shortPlace } from '../format';
import { chosenFrame, type FrameChoice, type ViewState } from '../state';
import { emptyText, icon, more, section, styles } from '../template';

/** Deeper stacks lose their middle. */
const MOST_FRAMES = 40;
/** Indentation of the innermost of them, in characters: deep stacks are indented less for each call. */
const MOST_INDENT = 18;
/** The same in percent of the width that a frame has: the innermost call is the one that its reader looks for. */
const MOST_INDENT_SHARE = 15;
/** How many CPUs are shown with their stacks. */
const MOST_CPUS = 16;

export function stacksSection(state: ViewState, controller: Controller): TemplateResult {
  const cpus = state.shown?.cpus;
  const running = cpus?.find(({ cpu }) => cpu === state.shown?.cpu);
  const depth = running?.stack.length ?? 0;
  return section(
    {
      name: 'stacks',
      title: 'Call stacks',
      open: state.open.stacks,
      summary: running && depth > 0 ? `CPU ${running.cpu}, depth ${depth}` : '',
      body: () => (cpus ? stacks(cpus, state, controller) : emptyText('No state yet.')),
    },
    controller,
  );
}

function stacks(cpus: readonly CpuState[], state: ViewState, controller: Controller): TemplateResult {
  const chosen = chosenFrame(state);
  const busy = cpus.filter(({ stack }) => stack.length > 0);
  const shown = [
    ...busy.filter(({ cpu }) => cpu === state.shown?.cpu),
    ...busy.filter(({ cpu }) => cpu !== state.shown?.cpu),
  ].slice(0, MOST_CPUS);
  const rest = busy.length - shown.length;
  return html`${shown.map((cpu) => stackOf(cpu, chosen, cpu.cpu === state.shown?.cpu, controller))}
    ${more(rest, 'CPU')}
    ${quiet(cpus)}`;
}

/** The CPUs of a range that are alike. */
function numbers({ cpu, last = cpu }: CpuState): number[] {
  return Array.from({ length: last - cpu + 1 }, (_, n) => cpu + n);
}

/** `CPUs 1-3 idle`. */
function quiet(cpus: readonly CpuState[]): TemplateResult | typeof nothing {
  const states = ['idle', 'waiting', 'running', 'ended'] as const;
  const without = cpus.filter(({ stack }) => stack.length === 0);
  const parts = states.flatMap((state) => {
    const of = without.filter((cpu) => cpu.state === state && cpu.possible).flatMap(numbers);
    return of.length > 0 ? [`CPU${of.length > 1 ? 's' : ''} ${shortened(cpuList(of))} ${state}`] : [];
  });
  const impossible = without.filter(({ possible }) => !possible).flatMap(numbers);
  if (impossible.length > 0) {
    parts.push(`${shortened(cpuList(impossible))} not possible (nr_cpu_ids)`);
  }
  return parts.length > 0 ? html`<p class="quiet">${parts.join(' · ')}</p>` : nothing;
}

function shortened(list: string): string {
  return list.length > 60 ? `${list.slice(0, 57)}…` : list;
}

const STATES = { idle: 'idle', running: 'runs', waiting: 'waits', ended: 'has ended' } as const;

function stackOf(cpu: CpuState, chosen: FrameChoice, isCurrent: boolean, controller: Controller): TemplateResult {
  const frames = cpu.stack.map((frame, index) => ({ frame, index })).reverse();
  const head = frames.length > MOST_FRAMES ? frames.slice(0, MOST_FRAMES / 2) : frames;
  const tail = frames.length > MOST_FRAMES ? frames.slice(frames.length - MOST_FRAMES / 2) : [];
  const left = frames.length - head.length - tail.length;
  const shown = Math.min(frames.length, MOST_FRAMES);
  const step = { characters: Math.min(2, MOST_INDENT / shown), percent: MOST_INDENT_SHARE / shown };
  const indentOf = (depth: number): string =>
    `min(${(depth * step.characters).toFixed(2)}ch, ${(depth * step.percent).toFixed(2)}%)`;
  const row = ({ frame, index }: { frame: StackFrame; index: number }, depth: number) =>
    frameRow(frame, index, indentOf(depth), cpu, chosen, isCurrent, controller);
  return html`<div class="stack">
    <h3 class="cpu-name">CPU ${cpu.cpu} <span class="dim">${STATES[cpu.state]}</span></h3>
    <ol class="frames" aria-label=${`Call stack of CPU ${cpu.cpu}, outermost first`}>
      ${head.map(row)}
      ${left > 0 ? html`<li class="elided">… ${plural(left, 'frame')} more …</li>` : nothing}
      ${tail.map((each, index) => row(each, head.length + index))}
    </ol>
  </div>`;
}

function frameRow(
  frame: StackFrame,
  index: number,
  indent: string,
  { cpu }: CpuState,
  chosen: FrameChoice,
  isCurrent: boolean,
  controller: Controller,
): TemplateResult {
  const isChosen = chosen.cpu === cpu && chosen.frame === index;
  const isInnermost = index === 0;
  const classes = [
    'frame',
    originClass(frame.origin),
    isChosen ? 'chosen' : '',
    isInnermost && isCurrent ? 'current' : '',
  ];
  return html`<li>
    <button
      type="button"
      class=${classes.join(' ')}
      aria-current=${isChosen ? 'true' : nothing}
      title=${`${frame.function}() · ${placeName(frame.range)} · ${originName(frame.origin)}`}
      @click=${() => {
        controller.choose({ cpu, frame: index }, frame.range);
        controller.open(frame.range);
      }}
    >
      <span class="arrow">${isInnermost && isCurrent ? icon('debug-stackframe') : nothing}</span>
      <code class="call" style=${styles({ 'padding-left': indent })}
        >${frame.function}()${isInnermost ? '' : ' {'}</code
      >
      <span class="where">${shortPlace(frame.range)}</span>
    </button>
  </li>`;
}
