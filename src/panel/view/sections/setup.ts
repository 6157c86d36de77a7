/**
 * What is run: scenario, CPUs, word size, and behind a button the boot command line, the allocation that fails, the seed
 * of the schedule and whose driver. A setting that cannot be run says why beside it.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { RunSettings } from '../../protocol';
import { withScenario } from '../../settings';
import type { Controller } from '../controller';
import { isEdited, settingErrors, type ViewState } from '../state';
import { icon, toolButton } from '../template';

type Field = HTMLElement & { readonly value: string };

/** The form at the top of the panel. */
export function setupForm(state: ViewState, controller: Controller): TemplateResult | typeof nothing {
  const { setup, settings, busy, run } = state;
  if (!setup || !settings) {
    return nothing;
  }
  const edit = (change: Partial<RunSettings>) =>
    controller.edit({ ...(controller.state.settings ?? settings), ...change });
  const errors = settingErrors(settings);
  const invalid = Object.keys(errors).length > 0;
  const edited = isEdited(state) || state.noteChanged;
  const keydown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.target as HTMLElement).localName === 'vscode-textfield') {
      controller.run();
    }
  };
  return html`<form class="setup" @submit=${(event: Event) => event.preventDefault()} @keydown=${keydown}>
    <div class="setup-row">
      <vscode-single-select
        class="scenario"
        .label=${'Scenario'}
        title=${setup.scenarios.find(({ name }) => name === settings.scenario)?.description ?? 'Scenario'}
        .value=${settings.scenario}
        @change=${(event: Event) =>
          edit(withScenario(controller.state.settings ?? settings, (event.target as Field).value, setup.scenarios))}
      >
        ${setup.scenarios.map(
          ({ name, title, description }) => html`<vscode-option
            value=${name}
            description=${description}
            ?selected=${name === settings.scenario}
          >${title}</vscode-option>`,
        )}
      </vscode-single-select>
      <span class="field">
        <label for="cpus">CPUs</label>
        <vscode-textfield
          id="cpus"
          class="number"
          type="number"
          .label=${'Possible CPUs'}
          title="Possible CPUs before the boot command line, 1 to 8192"
          min="1"
          max="8192"
          .value=${numberText(settings.cpus)}
          ?invalid=${errors.cpus !== undefined}
          @input=${(event: Event) => edit({ cpus: numberOf((event.target as Field).value) })}
        ></vscode-textfield>
      </span>
      ${wordSize(settings, edit)}
      <span class="spring"></span>
      ${toolButton({
        icon: 'settings',
        label: state.optionsOpen
          ? 'Hide boot command line, failing allocation and seed'
          : 'Boot command line, failing allocation and seed',
        pressed: state.optionsOpen,
        class: hasOptions(settings) ? 'has-options' : '',
        run: () => controller.toggleOptions(),
      })}
      ${
        busy
          ? html`<vscode-button secondary class="run" @click=${() => controller.cancel()}>
              ${icon('debug-stop')} Cancel
            </vscode-button>`
          : html`<vscode-button
              class="run"
              ?secondary=${run !== undefined && !edited}
              ?disabled=${!setup.trusted || invalid}
              title=${edited ? 'Run again, with what was changed' : 'Run from boot'}
              @click=${() => controller.run()}
            >${icon(run ? 'debug-restart' : 'play')} Run</vscode-button>`
      }
    </div>
    ${state.optionsOpen || invalid ? options(settings, setup.treeTitle, edit, errors) : nothing}
  </form>`;
}

function wordSize(settings: RunSettings, edit: (change: Partial<RunSettings>) => void): TemplateResult {
  const choice = (bits: 32 | 64, title: string) => html`<button
    type="button"
    role="radio"
    aria-checked=${String(settings.bits === bits)}
    title=${title}
    @click=${() => edit({ bits })}
  >${bits}</button>`;
  return html`<span class="field">
    <span class="segments" role="radiogroup" aria-label="Word size">
      ${choice(64, '64-bit (LP64, as x86-64)')}${choice(32, '32-bit (ILP32, as i386)')}
    </span>
    <span class="suffix">bit</span>
  </span>`;
}

function options(
  settings: RunSettings,
  treeTitle: string | undefined,
  edit: (change: Partial<RunSettings>) => void,
  errors: ReturnType<typeof settingErrors>,
): TemplateResult {
  return html`<div class="setup-row options">
    <span class="field wide">
      <label for="command-line">Boot command line</label>
      <vscode-textfield
        id="command-line"
        .label=${'Boot command line'}
        placeholder="nr_cpus=2"
        .value=${settings.commandLine}
        ?invalid=${errors.commandLine !== undefined}
        @input=${(event: Event) => edit({ commandLine: (event.target as Field).value })}
      ></vscode-textfield>
    </span>
    <span class="field">
      <label for="fail-allocation">Failing allocation</label>
      <vscode-textfield
        id="fail-allocation"
        class="number"
        type="number"
        .label=${'Number of the allocation that fails'}
        title="This allocation of the run, counted from 1, fails; empty lets none fail"
        placeholder="none"
        min="0"
        .value=${settings.failAllocation === 0 ? '' : numberText(settings.failAllocation)}
        ?invalid=${errors.failAllocation !== undefined}
        @input=${(event: Event) => {
          const { value } = event.target as Field;
          edit({ failAllocation: value === '' ? 0 : numberOf(value) });
        }}
      ></vscode-textfield>
    </span>
    <span class="field">
      <label for="seed">Seed</label>
      <vscode-textfield
        id="seed"
        class="seed"
        .label=${'Seed of the schedule'}
        title="With a seed, CPUs take turns at random moments, the same ones again; without, where the C yields"
        placeholder="at yields"
        .value=${settings.seed}
        ?invalid=${errors.seed !== undefined}
        @input=${(event: Event) => edit({ seed: (event.target as Field).value.trim() })}
      ></vscode-textfield>
    </span>
    ${
      treeTitle === undefined
        ? nothing
        : html`<vscode-checkbox
            id="tree"
            .label=${`The driver of ${treeTitle}`}
            title="The tree's own drivers/net/loopback.c runs, in place of the model's and of what the note quotes of it"
            ?checked=${settings.tree}
            @change=${(event: Event) => edit({ tree: (event.target as Field & { checked: boolean }).checked })}
          ></vscode-checkbox>`
    }
    ${Object.values(errors).map((error) => html`<p class="field-error" role="alert">${icon('error')} ${error}</p>`)}
  </div>`;
}

/** Options that are closed away and do something. */
function hasOptions({ commandLine, failAllocation, seed, tree }: RunSettings): boolean {
  return commandLine !== '' || failAllocation !== 0 || seed !== '' || tree;
}

/** NaN while the field is empty, which is not a valid setting. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function numberText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}
