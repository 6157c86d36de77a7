/**
 * What the panel says when it has no run, is busy, may not run, or was told something: the empty state with the
 * scenarios, the progress with how to cancel is in the form, the notice of an untrusted workspace, and the notices of
 * the host.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Controller } from '../controller';
import { count, plural } from '../format';
import type { Notice, ViewState } from '../state';
import { icon, toolButton } from '../template';

/** Compiling or running, with the steps taken so far. */
export function progress({ busy }: ViewState): TemplateResult {
  const text = busy
    ? busy.phase === 'compiling'
      ? 'Compiling the notes and the model …'
      : `Running … ${plural(busy.ticks, 'step')}`
    : '';
  return html`<div class="progress" role="status">
    ${
      busy
        ? html`<vscode-progress-bar aria-label="Progress" indeterminate></vscode-progress-bar><span>${text}</span>`
        : nothing
    }
  </div>`;
}

/** What the host told, each with a button that takes it away. */
export function notices({ notices }: ViewState, controller: Controller): TemplateResult | typeof nothing {
  return notices.length === 0
    ? nothing
    : html`<div class="notices">${notices.map((notice) => noticeOf(notice, controller))}</div>`;
}

function noticeOf(notice: Notice, controller: Controller): TemplateResult {
  const { severity, message } = notice;
  const name = severity === 'information' ? 'info' : severity;
  return html`<div class=${`notice ${severity}`} role=${severity === 'information' ? 'status' : 'alert'}>
    ${icon(name)}<span class="text">${message}</span>
    ${toolButton({ icon: 'close', label: 'Dismiss', run: () => controller.dismiss(notice) })}
  </div>`;
}

/** Why the note's C is not run, and what can be done. */
export function untrusted({ setup }: ViewState, controller: Controller): TemplateResult | typeof nothing {
  if (!setup || setup.trusted) {
    return nothing;
  }
  return html`<div class="notice warning untrusted" role="alert">
    ${icon('shield')}
    <span class="text">
      This workspace is not trusted, so the C of ${setup.noteTitle ?? 'its notes'} is not run. The bundled notes can be.
    </span>
    <span class="buttons">
      <vscode-button @click=${() => controller.command('manageTrust')}>Manage Workspace Trust</vscode-button>
      <vscode-button secondary @click=${() => controller.command('openNotes')}>Use the Loopback Notes</vscode-button>
    </span>
  </div>`;
}

/** The note was edited since it was run. */
export function edited(
  { noteChanged, setup, busy }: ViewState,
  controller: Controller,
): TemplateResult | typeof nothing {
  if (!noteChanged || busy) {
    return nothing;
  }
  return html`<div class="notice information" role="status">
    ${icon('edit')}<span class="text">${setup?.noteTitle ?? 'The note'} was edited since this run.</span>
    <button type="button" class="link" @click=${() => controller.run()}>Run again</button>
  </div>`;
}

/** What can be run, when nothing was. */
export function welcome(state: ViewState, controller: Controller): TemplateResult | typeof nothing {
  const { setup, busy, run } = state;
  if (!setup || run || busy) {
    return nothing;
  }
  return html`<div class="welcome">
    <h2>Watch the kernel run</h2>
    <p>
      ${
        setup.noteTitle
          ? html`The C in <strong>${setup.noteTitle}</strong> runs on a simulated machine, forwards and backwards.`
          : 'The C in the notes runs on a simulated machine, forwards and backwards.'
      }
      Choose a scenario, or point at a name in the notes and follow its <em>Run</em> link.
    </p>
    <ul class="scenarios">
      ${setup.scenarios.map(
        ({ name, title, description }) => html`<li>
          <button type="button" class="scenario-card" ?disabled=${!setup.trusted} @click=${() => controller.run(name)}>
            ${icon('play')}<span><strong>${title}</strong><span class="dim">${description}</span></span>
          </button>
        </li>`,
      )}
    </ul>
    <button type="button" class="link" @click=${() => controller.command('openNotes')}>Open the Loopback Notes</button>
  </div>`;
}

/** For screen readers: where the reader stands, once the machine stands still. */
export function announcement({ shown, playing, run }: ViewState): string {
  if (!shown || !run || playing) {
    return '';
  }
  const at = shown.statement;
  const inFunction = shown.cpus?.find(({ cpu }) => cpu === shown.cpu)?.stack[0]?.function;
  const end = shown.moment >= run.moments - 1 ? 'end of the run' : '';
  const line = at ? `${inFunction ? `${inFunction}, ` : ''}line ${at.line}` : '';
  const where = [end, line].filter((part) => part !== '').join(', ');
  return `Moment ${count(shown.moment)}: CPU ${shown.cpu}, ${where}.${shown.report ? ` ${shown.report.headline}` : ''}`;
}
