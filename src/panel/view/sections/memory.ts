/**
 * What of the machine's memory is in use: totals, and the youngest live objects with who allocated them.
 */
import { html, type TemplateResult } from 'lit';
import type { MemoryUse } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { byteSize, count, plural } from '../format';
import type { ViewState } from '../state';
import { emptyText, more, section, symbolLink } from '../template';

export function memorySection(state: ViewState, controller: Controller): TemplateResult {
  const memory = state.shown?.memory;
  return section(
    {
      name: 'memory',
      title: 'Memory',
      open: state.open.memory,
      summary: memory ? plural(memory.liveObjects, 'live object') : '',
      body: () => (memory ? use(memory, controller) : emptyText('No state yet.')),
    },
    controller,
  );
}

function use(memory: MemoryUse, controller: Controller): TemplateResult {
  const rest = memory.liveObjects - memory.objects.length;
  return html`<dl class="totals">
      <div>
        <dt>live</dt>
        <dd>${count(memory.liveObjects)} <span class="dim">${byteSize(memory.liveBytes)}</span></dd>
      </div>
      <div><dt>freed</dt><dd>${count(memory.freedObjects)}</dd></div>
      <div><dt>per-CPU</dt><dd>${byteSize(memory.perCpuBytes)}</dd></div>
    </dl>
    <div class="scroll">
      <table class="objects">
        <thead>
          <tr><th scope="col">address</th><th scope="col" class="number">size</th><th scope="col">allocated in</th></tr>
        </thead>
        <tbody>
          ${memory.objects.map(
            ({ address, size, kind, allocatedIn }) => html`<tr>
              <td><code class="address">${address}</code></td>
              <td class="number">${count(size)}</td>
              <td>${symbolLink(allocatedIn, controller)} <span class="dim">${kind}</span></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${more(rest, 'object')}`;
}
