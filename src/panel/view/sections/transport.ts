/**
 * Moving through the run: play, step, step back, the marks, the speed, and where the reader stands. The icons are those
 * of VS Code's debugger, backwards at the left of play and forwards at its right; the keys are its keys with Ctrl for
 * backwards, and gdb's letters while the panel has the focus.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Controller } from '../controller';
import { count } from '../format';
import { SPEEDS } from '../playback';
import type { ViewState } from '../state';
import { type Tool, toolButton } from '../template';

/** The toolbar above the timeline. */
export function transport(state: ViewState, controller: Controller): TemplateResult {
  const { run, playing, target } = state;
  const canMove = controller.canMove;
  const last = (run?.moments ?? 1) - 1;
  const forward = (tool: Tool) => toolButton({ ...tool, disabled: !canMove || target >= last });
  const backward = (tool: Tool) => toolButton({ ...tool, disabled: !canMove || target <= 0 });
  return html`<div class="transport" role="toolbar" aria-label="Move through the run">
    <span class="tools">
      ${backward({
        icon: 'debug-step-out',
        label: 'Step back out, to the call',
        keys: 'Control+Shift+F11, Shift+F',
        run: () => controller.step('stepBackOut'),
      })}
      ${backward({
        icon: 'debug-step-into',
        label: 'Step back',
        keys: 'Control+F11, Shift+S',
        run: () => controller.step('stepBack'),
      })}
      ${backward({
        icon: 'debug-step-back',
        label: 'Step back over',
        keys: 'Control+F10, Shift+N',
        run: () => controller.step('previous'),
      })}
      ${toolButton({
        icon: playing ? 'debug-pause' : 'debug-continue',
        label: playing ? 'Pause' : target >= last && last > 0 ? 'Play from the start' : 'Play',
        keys: 'F5, Space',
        disabled: !canMove,
        class: 'play',
        run: () => controller.togglePlay(),
      })}
      ${forward({ icon: 'debug-step-over', label: 'Step over', keys: 'F10, n', run: () => controller.step('next') })}
      ${forward({ icon: 'debug-step-into', label: 'Step into', keys: 'F11, s', run: () => controller.step('stepIn') })}
      ${forward({
        icon: 'debug-step-out',
        label: 'Step out',
        keys: 'Shift+F11, f',
        run: () => controller.step('stepOut'),
      })}
    </span>
    <span class="tools">
      ${backward({ icon: 'chevron-left', label: 'Previous mark', keys: '[', run: () => controller.goToMark(true) })}
      ${forward({ icon: 'chevron-right', label: 'Next mark', keys: ']', run: () => controller.goToMark(false) })}
    </span>
    <label class="speed" title="How fast it plays">
      <select
        aria-label="Speed"
        @change=${(event: Event) => controller.chooseSpeed((event.target as HTMLSelectElement).value)}
      >
        ${SPEEDS.map(
          ({ name, label }) => html`<option value=${name} ?selected=${name === state.speed}>${label}</option>`,
        )}
      </select>
    </label>
    <span class="spring"></span>
    ${occurrences(state, controller)}
    <span class="moment" title="Moment: the statements executed so far, of the whole run">
      ${count(target)}<span class="of"> / ${count(last)}</span>
    </span>
    ${toolButton({
      icon: 'target',
      label: 'Follow in Editor',
      pressed: state.follow,
      run: () => controller.toggleFollow(),
    })}
  </div>`;
}

/** `loopback_ops 1 of 12`, when the run was started on a symbol. */
function occurrences(
  { run, symbol, shown, target }: ViewState,
  controller: Controller,
): TemplateResult | typeof nothing {
  if (!run || symbol === undefined) {
    return nothing;
  }
  const { stop } = run;
  if (!stop) {
    return html`<span class="occurrences never" title=${`${symbol} is not run in this scenario`}>
      <code>${symbol}</code> is not run
    </span>`;
  }
  const number = shown?.occurrence ?? (target === stop.moment ? stop.occurrence : undefined);
  return html`<span class="occurrences">
    ${toolButton({
      icon: 'arrow-up',
      label: `Previous execution of ${symbol}`,
      keys: 'Shift+F3',
      disabled: !controller.canMove || target <= stop.moment,
      run: () => controller.find(true),
    })}
    <span class="which"><code title=${symbol}>${symbol}</code>
      <span>${number === undefined ? '' : `${count(number)} of `}${count(stop.occurrences)}</span></span>
    ${toolButton({
      icon: 'arrow-down',
      label: `Next execution of ${symbol}`,
      keys: 'F3',
      disabled: !controller.canMove || number === stop.occurrences,
      run: () => controller.find(false),
    })}
  </span>`;
}
