/**
 * A switch's jump. Its ranges, ascending, are gathered into clusters: where values lie close together a `br_table`, else single
 * ranges; between clusters it is decided by binary search.
 */
import { OP } from '../../wasm/opcodes';
import type { SwitchRange, Terminator } from '../flow/graph';
import { constant, type Value } from '../flow/value';
import type { CodeLabel, Emitter } from './emitter';
import { emitValue } from './values';

/** Ranges that a table replaces; fewer are compared one by one. */
const LEAST_TABLE = 4;
const LARGEST_TABLE = 32768n;
/** Table entries for each range. */
const SPARSEST = 4n;

interface Cluster {
  readonly ranges: readonly SwitchRange[];
  readonly low: bigint;
  readonly high: bigint;
}

/** @param labelOf where a branch to a block goes. */
export function emitSwitch(
  e: Emitter,
  terminator: Terminator & { kind: 'switch' },
  labelOf: (range: SwitchRange) => CodeLabel,
  otherwise: CodeLabel,
): void {
  search(e, terminator.value, clusters(terminator.cases), labelOf, otherwise);
}

function clusters(ranges: readonly SwitchRange[]): Cluster[] {
  const found: Cluster[] = [];
  for (let start = 0; start < ranges.length; ) {
    const { low } = ranges[start] as SwitchRange;
    let end = start + 1;
    while (end < ranges.length) {
      const span = (ranges[end] as SwitchRange).high - low + 1n;
      if (span > LARGEST_TABLE || span > SPARSEST * BigInt(end - start + 1)) break;
      end++;
    }
    const isTable = end - start >= LEAST_TABLE && (ranges[end - 1] as SwitchRange).high - low < LARGEST_TABLE;
    if (!isTable) end = start + 1;
    const group = ranges.slice(start, end);
    found.push({ ranges: group, low, high: (group.at(-1) as SwitchRange).high });
    start = end;
  }
  return found;
}

function search(
  e: Emitter,
  value: Value,
  list: readonly Cluster[],
  labelOf: (range: SwitchRange) => CodeLabel,
  otherwise: CodeLabel,
): void {
  const { code } = e;
  const wide = value.type === 'i64';
  if (list.length > 1) {
    const middle = list.length >> 1;
    emitValue(e, value);
    emitValue(e, constant(value.type, (list[middle] as Cluster).low));
    code.op(wide ? OP.i64LtS : OP.i32LtS);
    code.open(OP.if);
    e.inside(() => search(e, value, list.slice(0, middle), labelOf, otherwise));
    code.end();
    search(e, value, list.slice(middle), labelOf, otherwise);
    return;
  }
  const [cluster] = list;
  if (!cluster) {
    e.br(otherwise);
    return;
  }
  const distance = (): void => {
    emitValue(e, value);
    emitValue(e, constant(value.type, cluster.low));
    code.op(wide ? OP.i64Sub : OP.i32Sub);
  };
  const span = cluster.high - cluster.low;
  if (cluster.ranges.length === 1) {
    const label = labelOf(cluster.ranges[0] as SwitchRange);
    if (span === 0n) {
      emitValue(e, value);
      emitValue(e, constant(value.type, cluster.low));
      code.op(wide ? OP.i64Eq : OP.i32Eq);
    } else {
      distance();
      emitValue(e, constant(value.type, span));
      code.op(wide ? OP.i64LeU : OP.i32LeU);
    }
    e.brIf(label);
    e.br(otherwise);
    return;
  }
  if (wide) {
    distance();
    code.i64(span);
    code.op(OP.i64GtU);
    e.brIf(otherwise);
  }
  distance();
  if (wide) code.op(OP.i32WrapI64);
  code.brTable(table(e, cluster, labelOf, otherwise), e.depthOf(otherwise));
}

function table(
  e: Emitter,
  cluster: Cluster,
  labelOf: (range: SwitchRange) => CodeLabel,
  otherwise: CodeLabel,
): number[] {
  const depths: number[] = new Array(Number(cluster.high - cluster.low) + 1).fill(e.depthOf(otherwise));
  for (const range of cluster.ranges) {
    const depth = e.depthOf(labelOf(range));
    depths.fill(depth, Number(range.low - cluster.low), Number(range.high - cluster.low) + 1);
  }
  return depths;
}
