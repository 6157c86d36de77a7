/**
 * The kernel's state at a moment, read out of the model's own structures: the namespaces on `net_namespace_list`, each one's devices
 * on `dev_base_head`, the statistics in the CPUs' copies of `struct pcpu_lstats`. Names and layouts are the program's (a note may
 * change them): what is not there, or not yet set up, is left out, and every walk over a list is bounded.
 */
import { sizeOf } from '../../c/layout';
import type { FrameView, Machine } from '../../c/machine/types';
import type { NetDevice, NetNamespace, PerCpuStats } from '../protocol';
import { at, computed, findMember, Inspector, type Value, ValueError } from './values';

const MAX_NAMESPACES = 64;
const MAX_DEVICES = 64;
const MAX_ROWS = 256;

/** include/uapi/linux/if.h, as ip-link names them. */
const FLAGS: readonly (readonly [number, string])[] = [
  [0x1, 'UP'], [0x2, 'BROADCAST'], [0x4, 'DEBUG'], [0x8, 'LOOPBACK'], [0x10, 'POINTOPOINT'], [0x40, 'RUNNING'],
  [0x80, 'NOARP'], [0x100, 'PROMISC'], [0x200, 'ALLMULTI'], [0x1000, 'MULTICAST'], [0x10000, 'LOWER_UP'],
]; // biome-ignore format: a table

/** Members of a device that are worth a line of their own. */
const FIELDS = ['netdev_ops', 'header_ops', 'ethtool_ops', 'priv_destructor', 'name_assign_type', 'addr_assign_type', 'type',
  'hard_header_len', 'lstats', 'needs_free_netdev']; // biome-ignore format: a table

export class KernelState {
  private readonly inspector: Inspector;

  constructor(private readonly machine: Machine) {
    this.inspector = new Inspector(machine);
  }

  namespaces(): NetNamespace[] {
    return this.nets().map((net, index) => ({
      address: this.inspector.hex(net.address ?? 0n),
      name: this.isInitNet(net) ? 'init_net' : `net #${index + 1}`,
      devices: this.devices(net).map((device) => this.device(device)),
      loopbackDevice: this.nameAt(this.inspector.member(net, 'loopback_dev')),
    }));
  }

  /** The statistics of every device that has them, in all namespaces. */
  perCpuStats(): PerCpuStats[] {
    const out: PerCpuStats[] = [];
    this.nets().forEach((net, index) => {
      for (const device of this.devices(net)) {
        const lstats = this.inspector.member(device, 'lstats');
        if (this.inspector.integer(lstats) === 0n) continue;
        out.push(this.stats(device, lstats, this.isInitNet(net) ? 'init_net' : `net #${index + 1}`));
      }
    });
    return out;
  }

  // ---------------------------------------------------------------- walking

  private nets(): Value[] {
    const head = this.inspector.global('net_namespace_list');
    const init = this.inspector.global('init_net');
    if (!head || !init) return [];
    const listed = this.walk(head, init.type, 'list', MAX_NAMESPACES);
    // While it is being set up, and before it is listed, init_net can be seen already.
    const early = !listed.some((net) => net.address === init.address) && this.devices(init).length > 0;
    return early ? [init, ...listed] : listed;
  }

  private devices(net: Value): Value[] {
    const loopback = this.inspector.member(net, 'loopback_dev');
    if (loopback.type.kind !== 'pointer') return [];
    return this.walk(this.inspector.member(net, 'dev_base_head'), loopback.type.to, 'dev_list', MAX_DEVICES);
  }

  /** The entries of a `struct list_head` list, `member` being their link. Ends at a broken link and at `limit`. */
  private walk(head: Value, type: Value['type'], member: string, limit: number): Value[] {
    const out: Value[] = [];
    const link = type.kind === 'record' ? findMember(type.record, member) : undefined;
    if (!link || head.address === undefined) return out;
    try {
      let next = this.inspector.integer(this.inspector.member(head, 'next'));
      while (next !== head.address && next !== 0n && out.length < limit) {
        const entry = at(type, next - BigInt(link.offset));
        if (!this.machine.memory.accessible(next, sizeOf(link.member.type, this.inspector.model))) break;
        out.push(entry);
        next = this.inspector.integer(this.inspector.member(this.inspector.member(entry, member), 'next'));
      }
    } catch (error) {
      if (!(error instanceof ValueError)) throw error; // a list that leads out of memory ends there
    }
    return out;
  }

  private isInitNet(net: Value): boolean {
    return net.address === this.inspector.global('init_net')?.address;
  }

  // ---------------------------------------------------------------- devices

  private device(device: Value): NetDevice {
    const flags = Number(this.number(device, 'flags'));
    const lstats = this.member(device, 'lstats');
    const counted = lstats && this.inspector.integer(lstats) !== 0n ? this.sum(lstats) : { packets: 0, bytes: 0 };
    return {
      address: this.inspector.hex(device.address ?? 0n),
      name: this.inspector.text(this.inspector.member(device, 'name')),
      ifindex: Number(this.number(device, 'ifindex')),
      mtu: Number(this.number(device, 'mtu')),
      flags,
      flagNames: FLAGS.filter(([bit]) => flags & bit).map(([, name]) => name),
      hardwareAddress: this.hardwareAddress(device),
      registrationState: this.registrationState(device),
      // drivers/net/loopback.c, loopback_get_stats64 (6.1): what was sent was received.
      stats: {
        rx_packets: counted.packets,
        tx_packets: counted.packets,
        rx_bytes: counted.bytes,
        tx_bytes: counted.bytes,
      },
      fields: this.fields(device),
    };
  }

  private fields(device: Value): NetDevice['fields'] {
    return FIELDS.flatMap((name) => {
      const value = this.member(device, name);
      if (!value) return [];
      const text = this.inspector.format(value, 1);
      const symbol = /<([A-Za-z_]\w*)>/.exec(text)?.[1];
      return [{ name, value: text, symbol }];
    });
  }

  private hardwareAddress(device: Value): string {
    const pointer = this.member(device, 'dev_addr');
    const address = pointer ? this.inspector.integer(pointer) : 0n;
    const bytes =
      address === 0n ? undefined : this.machine.memory.read(address, Number(this.number(device, 'addr_len')));
    return [...(bytes ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  }

  private registrationState(device: Value): string {
    const value = this.member(device, 'reg_state');
    return value ? this.inspector.format(value).replace(/ \(\d+\)$/, '') : '';
  }

  /** The name of the device that a pointer points to. */
  private nameAt(pointer: Value): string | undefined {
    if (this.inspector.integer(pointer) === 0n) return undefined;
    try {
      return this.inspector.text(this.inspector.member(this.inspector.element(pointer, 0), 'name'));
    } catch (error) {
      if (error instanceof ValueError) return this.inspector.pointerText(this.inspector.integer(pointer));
      throw error;
    }
  }

  private member(value: Value, name: string): Value | undefined {
    if (value.type.kind !== 'record' || !findMember(value.type.record, name)) return undefined;
    return this.inspector.member(value, name);
  }

  private number(value: Value, name: string): bigint {
    const member = this.member(value, name);
    return member && this.inspector.isInitialised(member) ? this.inspector.integer(member) : 0n;
  }

  // ---------------------------------------------------------------- statistics

  private stats(device: Value, lstats: Value, namespace: string): PerCpuStats {
    const count = this.possibleCpus();
    const reading = this.readInProgress(device);
    const rows: PerCpuStats['rows'][number][] = [];
    const sum = { packets: 0, bytes: 0 };
    for (let cpu = 0; cpu < count; cpu++) {
      const { address, packets, bytes } = this.copy(lstats, cpu);
      sum.packets += packets;
      sum.bytes += bytes;
      if (rows.length >= MAX_ROWS) continue;
      rows.push({
        cpu,
        address: this.inspector.hex(address),
        packets,
        bytes,
        changed: false,
        reading: reading?.cpu === cpu,
      });
    }
    return {
      device: this.inspector.text(this.inspector.member(device, 'name')),
      namespace,
      cookie: this.inspector.hex(this.inspector.integer(lstats)),
      unitOffsetStep: count > 1 ? Number(this.copy(lstats, 1).address - this.copy(lstats, 0).address) : 0,
      rows,
      omitted: count - rows.length,
      sum,
      read: reading?.read ?? this.completedRead(),
    };
  }

  private sum(lstats: Value): { packets: number; bytes: number } {
    const sum = { packets: 0, bytes: 0 };
    for (let cpu = 0; cpu < this.possibleCpus(); cpu++) {
      const { packets, bytes } = this.copy(lstats, cpu);
      sum.packets += packets;
      sum.bytes += bytes;
    }
    return sum;
  }

  /** CPUs have numbers below `nr_cpu_ids`, and all of the model's are possible. */
  private possibleCpus(): number {
    const count = this.inspector.global('nr_cpu_ids');
    return count ? Math.min(Number(this.inspector.integer(count)), this.machine.cpus) : 0;
  }

  private copy(lstats: Value, cpu: number): { address: bigint; packets: number; bytes: number } {
    const pointer = this.perCpuPointer(lstats, cpu);
    const stats = this.inspector.element(pointer, 0);
    return {
      address: this.inspector.integer(pointer),
      packets: this.counter(this.inspector.member(stats, 'packets')),
      bytes: this.counter(this.inspector.member(stats, 'bytes')),
    };
  }

  /** The pointer to one CPU's copy that a `__percpu` pointer stands for: `__per_cpu_offset[cpu]` is added (asm-generic/percpu.h). */
  private perCpuPointer(pointer: Value, cpu: number): Value {
    const { inspector } = this;
    const offsets = inspector.global('__per_cpu_offset');
    if (!offsets) throw new ValueError("the program has no '__per_cpu_offset'");
    const offset = inspector.integer(inspector.element(offsets, cpu));
    return computed(inspector, pointer.type, inspector.wrap(inspector.integer(pointer) + offset));
  }

  /** A `u64_stats_t`: a record around one 64-bit integer, or the integer itself. */
  private counter(value: Value): number {
    if (value.address === undefined) return 0;
    return Number(this.machine.memory.integer(value.address, 8, false) ?? 0n);
  }

  /** Where a `dev_lstats_read` of this device stands that some CPU is in. */
  private readInProgress(device: Value): { cpu: number; read: NonNullable<PerCpuStats['read']> } | undefined {
    const frame = this.findFrame('dev_lstats_read');
    if (!frame) return undefined;
    const locals = new Map(
      this.machine.variables(frame).map((view) => [view.variable.name, this.inspector.variable(view)] as const),
    );
    const [dev, i, packets, bytes] = ['dev', 'i', 'packets', 'bytes'].map((name) => locals.get(name));
    if (!dev || !packets || !bytes || this.inspector.integer(dev) !== device.address) return undefined;
    const cpu = i && this.inspector.isInitialised(i) ? Number(this.inspector.integer(i)) : -1;
    return { cpu, read: { packets: this.targetOf(packets), bytes: this.targetOf(bytes), complete: false } };
  }

  private targetOf(pointer: Value): number {
    const target = this.inspector.element(pointer, 0);
    return this.inspector.isInitialised(target) ? Number(this.inspector.integer(target)) : 0;
  }

  /**
   * What a read gave back, while a caller that asked for it still has it: the driver in two variables of its own, and
   * whoever called `dev_get_stats` in a `struct rtnl_link_stats64`, which `dev_get_stats` clears before it asks the driver.
   */
  private completedRead(): PerCpuStats['read'] {
    const driver = this.findFrame('loopback_get_stats64');
    if (driver) {
      const variables = this.machine
        .variables(driver)
        .map((view) => [view.variable.name, this.inspector.variable(view)]);
      const locals = Object.fromEntries(variables) as Record<string, Value | undefined>;
      return this.countersOf(locals.packets, locals.bytes);
    }
    if (this.findFrame('dev_get_stats')) return undefined;
    for (let cpu = 0; cpu < this.machine.cpus; cpu++) {
      for (const frame of this.machine.cpu(cpu).state === 'idle' ? [] : this.machine.stack(cpu)) {
        for (const view of this.machine.variables(frame)) {
          const value = this.inspector.variable(view);
          if (value.type.kind !== 'record' || value.type.record.tag !== 'rtnl_link_stats64') continue;
          const [packets, bytes] = ['rx_packets', 'rx_bytes'].map((name) => this.inspector.member(value, name));
          const read = this.countersOf(packets, bytes);
          if (read) return read;
        }
      }
    }
    return undefined;
  }

  private countersOf(packets: Value | undefined, bytes: Value | undefined): PerCpuStats['read'] {
    if (!packets || !bytes || ![packets, bytes].every((value) => this.inspector.isInitialised(value))) return undefined;
    const [read, size] = [packets, bytes].map((value) => Number(this.inspector.integer(value))) as [number, number];
    return { packets: read, bytes: size, complete: true };
  }

  private findFrame(name: string): FrameView | undefined {
    for (let cpu = 0; cpu < this.machine.cpus; cpu++) {
      if (this.machine.cpu(cpu).state === 'idle') continue;
      const frame = this.machine.stack(cpu).find((candidate) => candidate.function.name === name);
      if (frame) return frame;
    }
    return undefined;
  }
}
