/**
 * The locals of the frame that the reader chose, and the C expressions that are watched in it. A value that differs
 * from the moment shown before is marked, by a sign as well as by colour.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { VariableState } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { MAX_WATCHES } from '../saved';
import { chosenFrame, type ViewState, type Watch } from '../state';
import { emptyText, section, toolButton } from '../template';

/** More locals are not drawn. */
const MOST = 200;

export function localsSection(state: ViewState, controller: Controller): TemplateResult {
  const { cpu, frame: index } = chosenFrame(state);
  const frame = state.shown?.cpus?.find((each) => each.cpu === cpu)?.stack[index];
  return section(
    {
      name: 'locals',
      title: 'Locals',
      open: state.open.locals,
      summary: frame ? html`<code>${frame.function}</code>` : '',
      body: () => {
        if (!frame) {
          return emptyText('Nothing runs on this CPU.');
        }
        if (!frame.locals) {
          return emptyText('The locals of this frame are not shown.');
        }
        return frame.locals.length === 0 ? emptyText('No locals.') : variables(frame.locals.slice(0, MOST));
      },
    },
    controller,
  );
}

const CHANGED = html`<span
  class="changed-sign"
  title="Changed since the moment shown before"
  role="img"
  aria-label="changed"
></span>`;

function variables(locals: readonly VariableState[]): TemplateResult {
  return html`<table class="variables">
    <tbody>
      ${locals.map(
        ({ name, type, value, changed }) => html`<tr class=${changed ? 'changed' : ''}>
          <th scope="row" title=${`${type} ${name}`}><code>${name}</code></th>
          <td class="value" title=${value}>
            <code class=${valueClass(value)}>${value}</code>
            ${changed ? CHANGED : nothing}
          </td>
          <td class="type"><code>${type}</code></td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function valueClass(value: string): string {
  if (value === '<uninitialised>') {
    return 'uninitialised';
  }
  return /^["']/.test(value) ? 'c-string' : 'c-number';
}

export function watchSection(state: ViewState, controller: Controller): TemplateResult {
  const { watches, open } = state;
  return section(
    {
      name: 'watch',
      title: 'Watch',
      open: open.watch,
      summary: watches.length > 0 ? String(watches.length) : '',
      body: () => html`${
        watches.length > 0
          ? html`<table class="variables">
              <tbody>${watches.map((watch) => watchRow(watch, controller))}</tbody>
            </table>`
          : nothing
      }
      ${watches.length < MAX_WATCHES ? watchField(controller) : nothing}`,
    },
    controller,
  );
}

function watchRow({ expression, result }: Watch, controller: Controller): TemplateResult {
  return html`<tr>
    <th scope="row" title=${expression}><code>${expression}</code></th>
    <td class="value" title=${result?.value ?? ''}>
      <code class=${result?.error ? 'error' : valueClass(result?.value ?? '')}>${result?.value ?? '…'}</code>
    </td>
    <td class="tool-cell">
      ${toolButton({ icon: 'close', label: `Stop watching ${expression}`, run: () => controller.unwatch(expression) })}
    </td>
  </tr>`;
}

function watchField(controller: Controller): TemplateResult {
  const keydown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      const field = event.currentTarget as HTMLElement & { value: string };
      controller.watch(field.value);
      field.value = '';
      event.stopPropagation();
    }
  };
  return html`<vscode-textfield
    class="watch-field"
    .label=${'C expression to watch'}
    placeholder="C expression, such as dev->lstats or nr_cpu_ids"
    title="Evaluated over the machine’s memory at every moment, in the chosen frame. Enter adds it."
    @keydown=${keydown}
  ></vscode-textfield>`;
}
