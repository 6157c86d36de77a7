/**
 * The kernel log up to this moment, as dmesg prints it. The time stamp is the moment, and a click goes there.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { LogLine } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { plural } from '../format';
import type { ViewState } from '../state';
import { emptyText, section, toolButton } from '../template';

/** Only the last lines are drawn. */
const MOST = 500;

export function logSection(state: ViewState, controller: Controller): TemplateResult {
  const log = state.shown?.log;
  return section(
    {
      name: 'log',
      title: 'Kernel log',
      open: state.open.log,
      summary: html`${log ? plural(log.length, 'line') : nothing}
        ${
          log && log.length > 0
            ? toolButton({
                icon: 'copy',
                label: 'Copy the log',
                run: () => controller.copy(log.map(lineText).join('\n')),
              })
            : nothing
        }`,
      body: () => (log && log.length > 0 ? lines(log, controller) : emptyText('Nothing logged yet.')),
    },
    controller,
  );
}

function lineText({ moment, text }: LogLine): string {
  return `[${String(moment).padStart(8)}] ${text}`;
}

function lines(log: readonly LogLine[], controller: Controller): TemplateResult {
  return html`<div class="log" role="log" aria-live="off" data-count=${log.length}>
    ${log.length > MOST ? html`<p class="more">… ${plural(log.length - MOST, 'earlier line')}</p>` : nothing}
    ${log.slice(-MOST).map(
      (line) => html`<button
        type="button"
        class=${`log-line level-${line.level}`}
        title=${`CPU ${line.cpu}, level ${line.level}. Go to moment ${line.moment}.`}
        @click=${() => controller.seek(line.moment)}
      ><span class="stamp">[${String(line.moment).padStart(8)}]</span> ${line.text}</button>`,
    )}
  </div>`;
}
