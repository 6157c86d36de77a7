/**
 * The network namespaces and their devices, each device as `ip -s link` shows it, then the members that say where its
 * behaviour comes from.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { NetDevice, NetNamespace } from '../../../simulation/protocol';
import type { Controller } from '../controller';
import { count, plural } from '../format';
import type { ViewState } from '../state';
import { emptyText, more, section, symbolLink } from '../template';

/** More namespaces, and more devices of one, are counted and not drawn. */
const MOST = 32;

export function namespacesSection(state: ViewState, controller: Controller): TemplateResult {
  const namespaces = state.shown?.namespaces;
  const devices = namespaces?.reduce((sum, each) => sum + each.devices.length, 0) ?? 0;
  return section(
    {
      name: 'namespaces',
      title: 'Network namespaces',
      open: state.open.namespaces,
      summary: namespaces && namespaces.length > 0 ? plural(devices, 'device') : '',
      body: () => {
        if (!namespaces || namespaces.length === 0) {
          return emptyText('No network namespace yet.');
        }
        return html`${namespaces.slice(0, MOST).map((each) => namespaceOf(each, controller))}
          ${more(namespaces.length - MOST, 'namespace')}`;
      },
    },
    controller,
  );
}

function namespaceOf(net: NetNamespace, controller: Controller): TemplateResult {
  return html`<div class="namespace">
    <h3>
      <span class="name">${net.name}</span>
      <code class="address">${net.address}</code>
      <code class="points" title="What net->loopback_dev points to"
        >loopback_dev → ${net.loopbackDevice ?? 'NULL'}</code
      >
    </h3>
    ${net.devices.length === 0 ? html`<p class="empty">no device</p>` : nothing}
    ${net.devices.slice(0, MOST).map((device) => deviceOf(device, controller))}
    ${more(net.devices.length - MOST, 'device')}
  </div>`;
}

function deviceOf(device: NetDevice, controller: Controller): TemplateResult {
  const { stats } = device;
  return html`<div class="device">
    <div class="ip-link">
      <div class="ip-line">
        <span class="ifindex">${device.ifindex}:</span> <span class="device-name">${device.name}</span>:
        <span class="flags" title=${`flags 0x${device.flags.toString(16)}`}>&lt;${device.flagNames.join(',')}&gt;</span>
        mtu <span class="c-number">${device.mtu}</span>
      </div>
      <div class="ip-line indented">
        ${device.flagNames.includes('LOOPBACK') ? 'link/loopback' : 'link/ether'}
        <span class="hardware-address">${device.hardwareAddress}</span>
      </div>
      <div class="ip-line indented">
        <span class="registration" title="dev->reg_state">${device.registrationState}</span>
        <span class="address" title="struct net_device *">${device.address}</span>
      </div>
      <table class="counters indented">
        <thead><tr><th></th><th scope="col">packets</th><th scope="col">bytes</th></tr></thead>
        <tbody>
          <tr><th scope="row">RX</th><td>${count(stats.rx_packets)}</td><td>${count(stats.rx_bytes)}</td></tr>
          <tr><th scope="row">TX</th><td>${count(stats.tx_packets)}</td><td>${count(stats.tx_bytes)}</td></tr>
        </tbody>
      </table>
    </div>
    <dl class="fields">
      ${device.fields.map(
        ({ name, value, symbol }) => html`<div>
          <dt><code>${name}</code></dt>
          <dd>${symbol === undefined ? html`<code>${value}</code>` : symbolLink(symbol, controller, value)}</dd>
        </div>`,
      )}
    </dl>
  </div>`;
}
