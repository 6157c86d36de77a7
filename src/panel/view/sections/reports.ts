/**
 * What went wrong: the reports of the run, each with its moment and its stacks as clickable places, and the problems of
 * a launch that failed, while the last good run stays below.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Problem, Report, RunSummary, StackFrame } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { count, plural, shortPlace } from '../format';
import type { ViewState } from '../state';
import { icon, more, placeLink, shortPlaceLink, toolButton } from '../template';

/** More of either are counted and not drawn. */
const MOST = 20;

/** The reports of the run; the one of this very moment is open. */
export function reports({ run, shown, target }: ViewState, controller: Controller): TemplateResult | typeof nothing {
  if (!run || run.reports.length === 0) {
    return nothing;
  }
  const now = shown?.moment ?? target;
  return html`<section class="reports" aria-label="Reports">
    ${run.reports.slice(0, MOST).map(({ moment, report }) => reportOf(report, moment, now, run, controller))}
    ${more(run.reports.length - MOST, 'report')}
  </section>`;
}

function reportOf(
  report: Report,
  moment: number,
  now: number,
  run: RunSummary,
  controller: Controller,
): TemplateResult {
  const warning = report.kind === 'warning' || report.kind === 'undefined-behaviour';
  const open = moment === now || run.reports.length === 1;
  return html`<details class=${`report ${warning ? 'warning' : 'error'}`} ?open=${open}>
    <summary>
      ${icon(warning ? 'warning' : 'error')}
      <span class="headline">${report.headline}</span>
      <span class="summary">
        ${
          moment === now
            ? html`<span class="dim">here</span>`
            : html`<button type="button" class="link" @click=${(event: Event) => {
                event.preventDefault();
                controller.seek(moment);
              }}>moment ${count(moment)}</button>`
        }
        ${toolButton({ icon: 'copy', label: 'Copy the report', run: () => controller.copy(report.text) })}
      </span>
    </summary>
    <div class="report-body">
      ${report.place ? html`<p>at ${placeLink(report.place, controller)}</p>` : nothing}
      ${report.stack.length > 0 ? html`<h4>Call trace:</h4>${trace(report.stack, controller)}` : nothing}
      ${report.sections.map(
        ({ title, stack, text }) => html`<h4>${title}</h4>
          ${text ? html`<pre>${text}</pre>` : nothing}
          ${stack.length > 0 ? trace(stack, controller) : nothing}`,
      )}
      ${report.stack.length === 0 && report.sections.length === 0 ? html`<pre>${report.text}</pre>` : nothing}
    </div>
  </details>`;
}

function trace(stack: readonly StackFrame[], controller: Controller): TemplateResult {
  return html`<ol class="trace">
    ${stack
      .slice(0, 40)
      .map((frame) => html`<li><code>${frame.function}()</code> ${shortPlaceLink(frame.range, controller)}</li>`)}
    ${stack.length > 40 ? html`<li class="dim">… ${plural(stack.length - 40, 'frame')} more</li>` : nothing}
  </ol>`;
}

const ICONS = { error: 'error', warning: 'warning', information: 'info' } as const;

/** Why nothing new runs, or what was remarked on what does. */
export function problems(state: ViewState, controller: Controller): TemplateResult | typeof nothing {
  const { problems, failed, run } = state;
  if (problems.length === 0) {
    return nothing;
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const title = failed
    ? `The program does not compile: ${plural(errors, 'error')}.${run ? ' What you see is the last good run.' : ''}`
    : plural(problems.length, 'remark on this program', 'remarks on this program');
  return html`<details class=${`problems ${failed ? 'error' : 'information'}`} ?open=${failed}>
    <summary>
      ${icon(failed ? 'error' : 'info')}<span class="headline">${title}</span>
      <span class="summary">
        <button type="button" class="link" @click=${(event: Event) => {
          event.preventDefault();
          controller.command('showProblems');
        }}>Problems</button>
      </span>
    </summary>
    <ul class="problem-list">
      ${problems.slice(0, MOST).map((problem) => problemOf(problem, controller))}
      ${problems.length > MOST ? html`<li class="more">… and ${count(problems.length - MOST)} more</li>` : nothing}
    </ul>
  </details>`;
}

function problemOf({ severity, message, range, related }: Problem, controller: Controller): TemplateResult {
  return html`<li class=${`problem ${severity}`}>
    ${icon(ICONS[severity])}
    <span>
      <button
        type="button"
        class="link message"
        title=${`Open ${shortPlace(range)}`}
        @click=${() => controller.open(range)}
      >${message}</button>
      ${shortPlaceLink(range, controller)}
      ${related.map(
        (each) => html`<br /><span class="dim">${each.message}</span> ${shortPlaceLink(each.range, controller)}`,
      )}
    </span>
  </li>`;
}
