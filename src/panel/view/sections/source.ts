/**
 * The current statement in its source, as a debugger shows it: the lines around it with the statement marked, where the
 * text comes from, and through which macros it came. In a definition that the model completes, the lines are those that
 * run, each with a stripe that says whose it is. When the reader chose an outer frame, its call is shown instead.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type {
  CompletedDefinition,
  RunSummary,
  SourceRange,
  StackFrame,
  TextOrigin,
} from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { originClass, originName } from '../format';
import { colours, type Piece, withMark } from '../highlight';
import { chosenFrame, type Source, sourceAt, sourceKey, type ViewState } from '../state';
import { emptyText, icon, originBadge, placeLink } from '../template';

/** What is shown: the statement that runs next, or the call of an outer frame. */
interface Shown {
  readonly range: SourceRange;
  readonly origin: TextOrigin;
  readonly frame: StackFrame | undefined;
  readonly outer: boolean;
}

/** The source, below how the run ended when it is at its end. */
export function sourcePane(state: ViewState, controller: Controller): TemplateResult | typeof nothing {
  const { run, shown: moment } = state;
  if (!run || !moment) {
    return run ? html`<div class="source-pane">${emptyText('…')}</div>` : nothing;
  }
  const shown = whatIsShown(state);
  const ended = moment.moment >= run.moments - 1 ? end(run) : nothing;
  if (!shown) {
    return html`<div class="source-pane">${ended}</div>`;
  }
  const completed = completedOf(run, shown);
  return html`<div class="source-pane">
    ${ended}
    <div class="source-header">
      ${originBadge(shown.origin)}
      ${placeLink(shown.range, controller)}
      ${shown.frame ? html`<code class="function">${shown.frame.function}()</code>` : nothing}
      ${shown.outer ? html`<span class="dim">calling frame</span>` : trail(state, controller)}
    </div>
    ${completed ? completedLines(completed, shown) : sourceLines(sourceAt(state.sources, shown.range), shown)}
    ${shown.outer ? nothing : unfolded(state, controller)}
  </div>`;
}

function whatIsShown(state: ViewState): Shown | undefined {
  const { shown, choice } = state;
  const { cpu, frame: index } = chosenFrame(state);
  const frame = shown?.cpus?.find((each) => each.cpu === cpu)?.stack[index];
  if (choice && frame && (choice.frame > 0 || choice.cpu !== shown?.cpu)) {
    return { range: frame.range, origin: frame.origin, frame, outer: true };
  }
  return (
    shown?.statement && {
      range: shown.statement,
      origin: shown.statementOrigin ?? shown.statement.origin,
      frame,
      outer: false,
    }
  );
}

function end(run: RunSummary): TemplateResult {
  return html`<div class="ended">${icon(run.outcome === 'returned' ? 'pass' : 'error')} ${endOf(run)}</div>`;
}

function endOf({ outcome, result, scenario }: RunSummary): string {
  switch (outcome) {
    case 'returned':
      return `End of the run: ${scenario} returned ${result ?? 'nothing'}.`;
    case 'panic':
      return 'End of the run: the kernel panicked.';
    case 'fault':
      return 'End of the run: a fault stopped it.';
    case 'budget':
      return 'End of the run: it used up its steps.';
    case 'cancelled':
      return 'End of the run: it was cancelled here.';
    case 'deadlock':
      return 'End of the run: every CPU waits for another.';
  }
}

/** The macros that the statement came out of, outermost first. */
function trail({ shown }: ViewState, controller: Controller): TemplateResult | typeof nothing {
  if (!shown || shown.expansion.length === 0) {
    return nothing;
  }
  return html`<span class="trail" role="list" aria-label="Macros that the statement came out of">
    ${shown.expansion.map(
      ({ macro, use, definition }, index) => html`<span role="listitem"
        >${index > 0 ? icon('chevron-right') : icon('symbol-constant')}<button
          type="button"
          class="link"
          title=${definition ? `Open the definition of ${macro}` : `Open where ${macro} is used`}
          @click=${() => controller.open(definition ?? use)}
        ><code>${macro}</code></button></span
      >`,
    )}
  </span>`;
}

/** What the macros made of the statement, and the lines of the innermost macro that it stands in. */
function unfolded({ shown, sources }: ViewState, controller: Controller): TemplateResult | typeof nothing {
  if (!shown || shown.expansion.length === 0) {
    return nothing;
  }
  const { statementText, spelling, expansion } = shown;
  const source = spelling && sourceAt(sources, spelling);
  return html`<div class="unfolded">
    ${
      statementText
        ? html`<div class="after" title="The statement as it reads after preprocessing">
            ${icon('arrow-small-right')}<code>${statementText}</code>
          </div>`
        : nothing
    }
    ${
      spelling && source
        ? html`<div class="spelling">
            <div class="spelling-header">
              in <code>${expansion.at(-1)?.macro}</code> ${placeLink(spelling, controller)}
            </div>
            <div class="lines">${guard([source, spelling], () => spellingLines(source, spelling))}</div>
          </div>`
        : nothing
    }
  </div>`;
}

/** How many lines of a macro are shown around the statement that runs. */
const SPELLING_LINES = 3;

function spellingLines(source: Source, range: SourceRange): TemplateResult[] {
  const pieces = coloursOf(source, () => source.lines);
  const first = Math.max(source.firstLine, range.line - SPELLING_LINES);
  const last = Math.min(source.firstLine + source.lines.length - 1, range.line + SPELLING_LINES);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const number = first + index;
    const line = pieces[number - source.firstLine] ?? [];
    return lineOf({ number, pieces: line, origin: undefined, ...markOf(range, number) }, false);
  });
}

/** A line as it is drawn. */
interface Line {
  readonly number: number;
  readonly pieces: readonly Piece[];
  readonly origin: SourceRange['origin'] | undefined;
  /** Columns (0-based, end exclusive) of the statement on this line; undefined when it has none. */
  readonly mark: { readonly from: number; readonly to: number } | undefined;
  /** The statement begins here. */
  readonly first: boolean;
}

const coloured = new WeakMap<object, Piece[][]>();

function coloursOf(owner: object, lines: () => readonly string[]): Piece[][] {
  let known = coloured.get(owner);
  if (!known) {
    known = colours(lines());
    coloured.set(owner, known);
  }
  return known;
}

function sourceLines(source: Source | undefined, shown: Shown): TemplateResult {
  if (!source) {
    return html`<div class="source" role="group" aria-label="Source">${emptyText('Loading the source …')}</div>`;
  }
  const pieces = coloursOf(source, () => source.lines);
  const lines = pieces.map((each, index) => {
    const number = source.firstLine + index;
    return { number, pieces: each, origin: undefined, ...markOf(shown.range, number) };
  });
  return drawn(lines, shown, source);
}

function completedLines(completed: CompletedDefinition, shown: Shown): TemplateResult {
  const pieces = coloursOf(completed, () => completed.lines.map(({ text }) => text));
  const lines = completed.lines.map(({ range }, index) => ({
    number: range.line,
    pieces: pieces[index] ?? [],
    origin: range.origin,
    ...(isSameDocument(range, shown.range) ? markOf(shown.range, range.line) : { mark: undefined, first: false }),
  }));
  return drawn(lines, shown, completed);
}

/** The definition's own lines, if the place that is shown is one of them. */
function completedOf(run: RunSummary, { frame, range }: Shown): CompletedDefinition | undefined {
  return run.completed?.find(
    ({ name, lines }) =>
      name === frame?.function &&
      lines.some(
        ({ range: line }) => isSameDocument(line, range) && line.line <= range.line && range.line <= line.endLine,
      ),
  );
}

function isSameDocument(a: SourceRange, b: SourceRange): boolean {
  return a.origin === b.origin && a.path === b.path;
}

function markOf(range: SourceRange, number: number): Pick<Line, 'mark' | 'first'> {
  if (number < range.line || number > range.endLine) {
    return { mark: undefined, first: false };
  }
  const from = number === range.line ? range.column - 1 : 0;
  const to = number === range.endLine ? range.endColumn - 1 : Number.POSITIVE_INFINITY;
  return { mark: { from, to }, first: number === range.line };
}

function drawn(lines: readonly Line[], shown: Shown, owner: object): TemplateResult {
  const { range, outer } = shown;
  const here = `${sourceKey(range)}:${range.line}:${range.column}`;
  return html`<div class="source" role="group" aria-label="Source" tabindex="0" data-here=${here}>
    <div class="lines">
      ${guard([owner, here, range.endLine, range.endColumn, outer], () => lines.map((line) => lineOf(line, outer)))}
    </div>
  </div>`;
}

function lineOf({ number, pieces, origin, mark, first }: Line, outer: boolean): TemplateResult {
  const state = mark ? (outer ? 'calling' : 'current') : '';
  const arrow = icon(outer ? 'debug-stackframe-focused' : 'debug-stackframe');
  const whose = origin ? `striped ${originClass(origin)}` : '';
  const cut = mark ? withMark(trimmedStart(pieces, mark.from), mark.from, mark.to) : pieces;
  return html`<div class=${`line ${state} ${whose}`} aria-current=${mark && first ? 'step' : nothing}>
    <span class="gutter" title=${origin ? `Line ${number} of the ${originName(origin)}` : nothing}
      >${mark && first ? arrow : nothing}<span class="number">${number}</span></span
    ><code class="text">${cut.map((piece) => pieceOf(piece))}</code>
  </div>`;
}

/** The indentation of a statement's second and later lines is no part of its mark. */
function trimmedStart(pieces: readonly Piece[], from: number): readonly Piece[] {
  const [head, ...rest] = pieces;
  const indentation = head && from === 0 ? (/^\s+/.exec(head.text)?.[0] ?? '') : '';
  return head && indentation
    ? [{ text: indentation, kind: 'comment' }, { ...head, text: head.text.slice(indentation.length) }, ...rest]
    : pieces;
}

function pieceOf(piece: Piece & { readonly marked?: boolean }): TemplateResult | string {
  const marked = piece.marked && piece.text.trim() !== '';
  return piece.kind === 'plain' && !marked
    ? piece.text
    : html`<span class=${`c-${piece.kind}${marked ? ' marked' : ''}`}>${piece.text}</span>`;
}
