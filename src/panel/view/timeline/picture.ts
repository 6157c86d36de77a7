/**
 * The timeline as it is drawn: a row of marks, a strip of nested calls for each CPU, and the slider over the whole run.
 * The strips are SVG with one rectangle per box of the layout; they are only made anew when the run, the part that is
 * shown or the width changes. What moves with every step (the calls that are going on, the line at the moment) lies
 * above them.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { RunSummary, Span } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { count, originClass, originName } from '../format';
import type { ViewState } from '../state';
import { styles, toolButton } from '../template';
import {
  type Box,
  layoutMarks,
  layoutStrips,
  type MarkGroup,
  momentAt,
  type Strip,
  spansAround,
  type Viewport,
  xOf,
} from './layout';
import { GAP, GUTTER, type Pointed, pointed, rowHeight, stripsHeight } from './rows';

const MARKS_HEIGHT = 14;
/** Width of a character of a label, in pixels: the labels' font is monospace of 11 px. */
const CHARACTER = 6.7;

/** Marks, strips and slider; `width` is that of the whole, in pixels. */
export function timeline(
  state: ViewState,
  controller: Controller,
  width: number,
  hover: Pointed | undefined,
  onHover: (pointed: Pointed | undefined) => void,
): TemplateResult | typeof nothing {
  const { run, viewport, target, shown } = state;
  if (!run) {
    return nothing;
  }
  const across = Math.max(50, width - GUTTER - 8);
  const strips = stripsOf(run, viewport, across);
  const height = stripsHeight(strips);
  const x = xOf(target + 0.5, viewport, across);
  return html`<div class="timeline">
    <div class="marks">${guard([run, viewport, across], () => marks(run, viewport, across, controller))}</div>
    <div class="strips" tabindex="-1">
      <div
        class="strips-area"
        @pointerdown=${(event: PointerEvent) => press(event, strips, state, across, controller)}
        @pointermove=${(event: PointerEvent) => {
          drag(event, viewport, across, controller);
          onHover(event.buttons === 0 ? pointed(event, strips, run.spans, viewport, across) : undefined);
        }}
        @pointerleave=${() => onHover(undefined)}
        @dblclick=${(event: MouseEvent) => zoomToSpan(event, strips, state, across, controller)}
        @wheel=${{ handleEvent: (event: WheelEvent) => wheel(event, viewport, across, controller), passive: false }}
      >
        <svg
          class="picture"
          width=${GUTTER + across}
          height=${height}
          role="img"
          aria-label=${pictureLabel(run, strips)}
        >
          ${guard([run, viewport, across, shown?.cpu], () => picture(strips, shown?.cpu))}
          ${around(run.spans, strips, viewport, across, shown?.moment ?? target, shown?.cpu)}
          <line class="playhead" x1=${GUTTER + x} x2=${GUTTER + x} y1="0" y2=${height}></line>
        </svg>
        ${hover ? tooltip(hover, run) : nothing}
      </div>
    </div>
    ${slider(state, controller)}
  </div>`;
}

const laidOut = new WeakMap<RunSummary, { viewport: Viewport; width: number; strips: Strip[] }>();

/** The layout, remembered for the run while nothing changes. */
function stripsOf(run: RunSummary, viewport: Viewport, width: number): Strip[] {
  const known = laidOut.get(run);
  if (known && known.viewport === viewport && known.width === width) {
    return known.strips;
  }
  const strips = layoutStrips(run.spans, viewport, width);
  laidOut.set(run, { viewport, width, strips });
  return strips;
}

function marks(run: RunSummary, viewport: Viewport, width: number, controller: Controller): TemplateResult {
  return html`<svg class="mark-row" width=${GUTTER + width} height=${MARKS_HEIGHT} aria-hidden="true">
    ${layoutMarks(run.marks, viewport, width).map(
      (group) => svg`<g
        class=${`mark mark-${group.kind}`}
        transform=${`translate(${(GUTTER + group.x).toFixed(1)} ${MARKS_HEIGHT / 2})`}
        @click=${() => controller.seek(group.moment)}
        ><title>${markTitle(group)}</title>
        <rect class="hit" x="-5" y="-7" width="10" height="14"></rect>
        ${shapeOf(group)}</g>`,
    )}
  </svg>`;
}

const MARK_NAMES = { note: 'enters', log: 'logs', report: 'report', switch: 'CPU' } as const;

function markTitle({ kind, moment, labels }: MarkGroup): string {
  const listed = labels.slice(0, 8).join('\n');
  const more = labels.length > 8 ? `\n… ${labels.length - 8} more` : '';
  return `${count(moment)} · ${MARK_NAMES[kind]}\n${listed}${more}`;
}

/** Shapes differ as well as colours do. */
function shapeOf({ kind }: MarkGroup) {
  switch (kind) {
    case 'note':
      return svg`<path d="M0 -5 L4 0 L0 5 L-4 0 Z"></path>`;
    case 'log':
      return svg`<circle r="2.5"></circle>`;
    case 'report':
      return svg`<path d="M-4.5 4 L0 -5 L4.5 4 Z"></path>`;
    case 'switch':
      return svg`<rect x="-0.5" y="-4" width="1" height="8"></rect>`;
  }
}

function picture(strips: readonly Strip[], running: number | undefined) {
  let top = 0;
  return strips.map((strip) => {
    const row = rowHeight(strips, strip);
    const y = top;
    top += stripsHeight([strip], row) + GAP;
    return svg`<g class="strip" transform=${`translate(0 ${y})`}>
      <text class=${`cpu ${strip.cpu === running ? 'running' : ''}`} x="4" y=${Math.max(row, 10) - 2}
        >CPU ${strip.cpu}</text
      >
      ${strip.boxes.map((box) => boxOf(box, row))}
    </g>`;
  });
}

function boxOf(box: Box, row: number) {
  const { x, width, depth, span } = box;
  const left = (GUTTER + x).toFixed(2);
  const shape = svg`<rect
    class=${`span ${span ? originClass(span.origin) : 'merged'}`}
    x=${left} y=${depth * row} width=${Math.max(0.6, width - 0.6).toFixed(2)} height=${row - 1}></rect>`;
  const fits = Math.floor((width - 6) / CHARACTER);
  if (!span || row < 11 || fits < 3) {
    return shape;
  }
  const label = span.function.length <= fits ? span.function : `${span.function.slice(0, fits - 1)}…`;
  return svg`${shape}<text class="label" x=${(GUTTER + x + 3).toFixed(2)} y=${depth * row + row - 5}>${label}</text>`;
}

/** The calls that are going on, outlined; the innermost one of the CPU that runs is the one to keep within sight. */
function around(
  spans: readonly Span[],
  strips: readonly Strip[],
  viewport: Viewport,
  width: number,
  moment: number,
  running: number | undefined,
) {
  const outlined = [];
  let top = 0;
  for (const strip of strips) {
    const row = rowHeight(strips, strip);
    const goingOn = spansAround(spans, moment).filter(({ cpu }) => cpu === strip.cpu);
    const deepest = strip.cpu === running ? Math.max(...goingOn.map(({ depth }) => depth)) : undefined;
    for (const span of goingOn) {
      const from = xOf(Math.max(span.from, viewport.from), viewport, width);
      const to = xOf(Math.min(span.to, viewport.to), viewport, width);
      if (to > 0 && from < width) {
        outlined.push(svg`<rect
          class=${span.depth === deepest ? 'going-on innermost' : 'going-on'}
          x=${(GUTTER + from + 0.5).toFixed(2)} y=${top + span.depth * row + 0.5}
          width=${Math.max(0.5, to - from - 1.6).toFixed(2)} height=${row - 2}></rect>`);
      }
    }
    top += stripsHeight([strip], row) + GAP;
  }
  return outlined;
}

function slider(state: ViewState, controller: Controller): TemplateResult {
  const { run, target, shown, viewport } = state;
  const last = Math.max(0, (run?.moments ?? 1) - 1);
  const isZoomed = run !== undefined && viewport.to - viewport.from < run.moments;
  const share = (moment: number) => `${((100 * moment) / Math.max(1, last + 1)).toFixed(3)}%`;
  const inFunction = shown?.cpus?.find(({ cpu }) => cpu === shown.cpu)?.stack[0]?.function;
  return html`<div class="slider-row">
    <span class="zoom">
      ${toolButton({
        icon: 'zoom-in',
        label: 'Zoom in on this moment',
        keys: '+',
        disabled: !run,
        run: () => controller.zoom(0.5),
      })}
      ${toolButton({
        icon: 'zoom-out',
        label: 'Zoom out',
        keys: '-',
        disabled: !isZoomed,
        run: () => controller.zoom(2),
      })}
    </span>
    <span class="slider-track">
      ${
        isZoomed
          ? html`<span
              class="slider-window"
              style=${styles({ left: share(viewport.from), width: share(viewport.to - viewport.from) })}
            ></span>`
          : nothing
      }
      <input
        type="range"
        class="slider"
        min="0"
        max=${last}
        .value=${String(target)}
        ?disabled=${!controller.canMove}
        aria-label="Moment of the run"
        aria-valuetext=${`${count(target)} of ${count(last)}${inFunction ? `, in ${inFunction}` : ''}`}
        @input=${(event: Event) => controller.seek(Number((event.target as HTMLInputElement).value))}
      />
    </span>
  </div>`;
}

function tooltip({ x, y, moment, span, cpu }: Pointed, run: RunSummary): TemplateResult {
  const right = x > 260;
  return html`<div
    class=${`tooltip ${right ? 'left-of' : ''}`}
    style=${styles({ left: `${right ? x - 12 : x + 12}px`, top: `${y + 14}px` })}
  >
    ${
      span
        ? html`<div><code>${span.function}()</code> · ${originName(span.origin)}</div>
            <div class="dim">
              CPU ${cpu} · moments ${count(span.from)} to ${count(span.to)} of ${count(run.moments)}
            </div>`
        : html`<div class="dim">CPU ${cpu} · moment ${count(moment)}</div>`
    }
  </div>`;
}

function pictureLabel(run: RunSummary, strips: readonly Strip[]): string {
  return `The calls of the run over time, on ${strips.length} of ${run.cpus} CPUs. Use the slider to move.`;
}

function localX(event: MouseEvent): number {
  return event.clientX - (event.currentTarget as HTMLElement).getBoundingClientRect().left - GUTTER;
}

function press(event: PointerEvent, strips: readonly Strip[], state: ViewState, width: number, controller: Controller) {
  if (event.button !== 0) {
    return;
  }
  const at = pointed(event, strips, state.run?.spans ?? [], state.viewport, width);
  (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  controller.seek(
    at?.span && at.span.from >= state.viewport.from ? at.span.from : momentAt(localX(event), state.viewport, width),
  );
}

/** With the button held, the moment follows the pointer. */
function drag(event: PointerEvent, viewport: Viewport, width: number, controller: Controller): void {
  if ((event.buttons & 1) !== 0 && Math.abs(event.movementX) > 0) {
    controller.seek(momentAt(localX(event), viewport, width));
  }
}

function zoomToSpan(
  event: MouseEvent,
  strips: readonly Strip[],
  state: ViewState,
  width: number,
  controller: Controller,
) {
  const span = pointed(event, strips, state.run?.spans ?? [], state.viewport, width)?.span;
  if (span && state.run) {
    const room = Math.max(4, Math.round((span.to - span.from) * 0.1));
    controller.show({ from: Math.max(0, span.from - room), to: Math.min(state.run.moments, span.to + room) });
  }
}

/** Ctrl and the wheel zoom, as in other timelines; Shift and the wheel, or a sideways one, moves along. */
function wheel(event: WheelEvent, viewport: Viewport, width: number, controller: Controller): void {
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    controller.zoom(event.deltaY > 0 ? 1.25 : 0.8, momentAt(localX(event), viewport, width));
  } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    const pixels = event.deltaX || event.deltaY;
    controller.pan(Math.round((pixels / width) * (viewport.to - viewport.from)));
  }
}
