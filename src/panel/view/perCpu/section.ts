/**
 * Per-CPU memory: the units of the chunk as a picture, the counters of each CPU as rows, their sum, and what the read
 * has summed up so far or returned. The CPU at which a read stands is marked.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { PerCpuStats } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { count, plural } from '../format';
import type { ViewState } from '../state';
import { emptyText, icon, section, styles } from '../template';
import { type Cell, comparison, type Grid, layoutUnits, sharesOf } from './layout';

/** `width`: of the section, in pixels. */
export function perCpuSection(state: ViewState, controller: Controller, width: number): TemplateResult {
  const all = state.shown?.perCpu;
  const cpus = all?.[0] ? all[0].rows.length + all[0].omitted : 0;
  return section(
    {
      name: 'perCpu',
      title: 'Per-CPU memory',
      open: state.open.perCpu,
      summary: cpus > 0 ? plural(cpus, 'unit') : '',
      body: () => {
        if (!all || all.length === 0) {
          return emptyText('No struct pcpu_lstats is allocated.');
        }
        return html`${all.slice(0, 8).map((stats) => statsOf(stats, Math.max(120, width - 26)))}
          ${all.length > 8 ? html`<p class="more">… and ${plural(all.length - 8, 'more device')}</p>` : nothing}`;
      },
    },
    controller,
  );
}

function statsOf(stats: PerCpuStats, width: number): TemplateResult {
  const grid = layoutUnits(stats.rows, width);
  return html`<div class="per-cpu">
    <h3>
      <code>${stats.device}</code><span class="dim">in</span> <span>${stats.namespace}</span>
      <code class="address" title="The __percpu cookie: dev->lstats">${stats.cookie}</code>
      <span class="dim" title="Bytes from one CPU’s unit to the next"
        >+ cpu × 0x${stats.unitOffsetStep.toString(16)}</span
      >
    </h3>
    ${picture(grid, width)}
    ${table(stats)}
  </div>`;
}

function picture(grid: Grid, width: number): TemplateResult {
  return html`<svg class="units" width=${width} height=${grid.height} aria-hidden="true">
    ${grid.cells.map((cell) => unit(cell, grid))}
  </svg>`;
}

function unit({ row, x, y, share }: Cell, { cellWidth, cellHeight, labelled }: Grid) {
  const classes = ['unit', row.reading ? 'reading' : '', row.changed ? 'changed' : ''].join(' ');
  const title = `CPU ${row.cpu}\n${row.address}\n${plural(row.packets, 'packet')}, ${plural(row.bytes, 'byte')}`;
  const slot = labelled
    ? { x: 0, y: cellHeight - 22, width: cellWidth, height: 22 }
    : { x: 0, y: 0, width: cellWidth, height: cellHeight };
  return svg`<g class=${classes} transform=${`translate(${x.toFixed(1)} ${y})`}>
    <title>${title}</title>
    <rect class="edge" x="0.5" y="0.5" width=${cellWidth - 1} height=${cellHeight - 1}></rect>
    ${labelled ? svg`<line class="slot" x1="0.5" x2=${cellWidth - 0.5} y1=${slot.y} y2=${slot.y}></line>` : nothing}
    <rect class="fill" x="1.5" y=${labelled ? slot.y + 1 : slot.y + 1 + (slot.height - 2) * (1 - share)}
      width=${labelled ? (slot.width - 3) * share : slot.width - 3}
      height=${labelled ? slot.height - 2.5 : (slot.height - 2) * share}></rect>
    ${
      labelled
        ? svg`<text class="cpu" x="5" y="13">CPU ${row.cpu}</text>
            <text class="count" x=${cellWidth - 5} y=${cellHeight - 7}>${count(row.packets)}</text>`
        : nothing
    }
  </g>`;
}

const HERE = html`<span title="The read stands at this CPU">${icon('debug-stackframe')}</span>`;

function table(stats: PerCpuStats): TemplateResult {
  const shares = sharesOf(stats.rows);
  const compared = comparison(stats);
  return html`<div class="scroll per-cpu-rows">
      <table class="cpus">
        <thead>
          <tr>
            <th scope="col">CPU</th><th scope="col">per_cpu_ptr</th>
            <th scope="col" class="number">packets</th><th scope="col" class="number">bytes</th>
          </tr>
        </thead>
        <tbody>
          ${stats.rows.map(
            (row, index) => html`<tr class=${`${row.reading ? 'reading' : ''} ${row.changed ? 'changed' : ''}`}>
              <th scope="row">${row.reading ? HERE : nothing}${row.cpu}</th>
              <td><code class="address">${row.address}</code></td>
              <td class="number">${count(row.packets)}</td>
              <td class="number bar" style=${styles({ '--share': percent(shares[index] ?? 0) })}
                >${count(row.bytes)}</td
              >
            </tr>`,
          )}
        </tbody>
        <tfoot>
          ${
            stats.omitted > 0
              ? html`<tr class="omitted">
                  <td colspan="4">… and ${plural(stats.omitted, 'more CPU', 'more CPUs')}, not shown</td>
                </tr>`
              : nothing
          }
          <tr class="sum">
            <th scope="row" colspan="2">sum of all CPUs</th>
            <td class="number">${count(stats.sum.packets)}</td><td class="number">${count(stats.sum.bytes)}</td>
          </tr>
          ${
            stats.read
              ? html`<tr class=${`read compared-${compared}`}>
                  <th scope="row" colspan="2">${readLabel(compared)}</th>
                  <td class="number">${count(stats.read.packets)}</td><td class="number">${count(stats.read.bytes)}</td>
                </tr>`
              : nothing
          }
        </tfoot>
      </table>
    </div>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function readLabel(compared: ReturnType<typeof comparison>): TemplateResult {
  const name = html`<code>dev_lstats_read</code>`;
  switch (compared) {
    case 'reading':
      return html`${name} so far`;
    case 'differs':
      return html`${name} returned ${icon('warning')}<span class="visually-hidden">another sum</span>`;
    default:
      return html`${name} returned`;
  }
}
