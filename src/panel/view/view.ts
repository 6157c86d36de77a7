/**
 * The panel as a whole: what is run and how to move at the top, where it stays; below it what went wrong, the source,
 * and the parts of the machine, in one column or two as the width allows.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Controller } from './controller';
import { perCpuSection } from './perCpu/section';
import { localsSection, watchSection } from './sections/locals';
import { logSection } from './sections/log';
import { memorySection } from './sections/memory';
import { announcement, edited, notices, progress, untrusted, welcome } from './sections/messages';
import { namespacesSection } from './sections/namespaces';
import { problems, reports } from './sections/reports';
import { setupForm } from './sections/setup';
import { sourcePane } from './sections/source';
import { stacksSection } from './sections/stacks';
import { transport } from './sections/transport';
import type { ViewState } from './state';
import { timeline } from './timeline/picture';
import type { Pointed } from './timeline/rows';

/** Wider panels have two columns below the source, in pixels; the style sheet has the same. */
export const TWO_COLUMNS = 680;
const PADDING = 10;

export interface Surface {
  /** Of the panel, in pixels. */
  readonly width: number;
  /** What the pointer is over in the timeline. */
  readonly hover: Pointed | undefined;
  onHover(pointed: Pointed | undefined): void;
}

export function view(state: ViewState, controller: Controller, surface: Surface): TemplateResult {
  const { width } = surface;
  const columnWidth = width >= TWO_COLUMNS ? (width - 3 * PADDING) / 2 : width - 2 * PADDING;
  return html`<div
    class=${`panel ${state.busy ? 'busy' : ''} ${state.lost ? 'lost' : ''}`}
    data-launches=${String(state.launches)}
  >
    <header class="top">
      ${setupForm(state, controller)}
      ${progress(state)}
      ${
        state.run
          ? html`${transport(state, controller)}
            ${timeline(state, controller, width - 2 * PADDING, surface.hover, surface.onHover)}`
          : nothing
      }
    </header>
    <main aria-busy=${String(state.run !== undefined && state.shown?.moment !== state.target)}>
      ${untrusted(state, controller)} ${notices(state, controller)} ${problems(state, controller)}
      ${edited(state, controller)} ${welcome(state, controller)}
      ${
        state.run
          ? html`<div class="machine">
            ${reports(state, controller)} ${sourcePane(state, controller)}
            <div class="columns">
              <div class="column">
                ${stacksSection(state, controller)} ${localsSection(state, controller)}
                ${watchSection(state, controller)} ${logSection(state, controller)}
              </div>
              <div class="column">
                ${namespacesSection(state, controller)} ${perCpuSection(state, controller, columnWidth)}
                ${memorySection(state, controller)}
              </div>
            </div>
          </div>`
          : nothing
      }
    </main>
    <div class="visually-hidden" aria-live="polite">${announcement(state)}</div>
  </div>`;
}
