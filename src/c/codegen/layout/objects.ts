/**
 * Places of static objects. Read-only ones come first, then the others, each with a redzone before and behind it. Objects of a section whose
 * name is a C identifier lie together in the order of linking, with no more between them than their alignment asks for, and the symbols
 * __start_NAME and __stop_NAME delimit them: programs walk such sections as arrays. The section `percpu` is none, but the image of
 * what each CPU has (machine/intrinsics.h): its objects have redzones, too, which machine_copy_image() takes along.
 */
import { SHADOW } from '../../abi';
import type { PlacedObject } from '../../compiled';
import { preferredAlignOf, sizeOf } from '../../layout';
import type { Variable } from '../../tree';
import { isScalar } from '../../typeRelations';
import type { DataModel } from '../../types';
import type { StaticExtent } from '../flow/graph';
import type { PlanCache } from './planCache';

const LEAST_REDZONE = 32;
const LARGEST_REDZONE = 256;
/** Around each object of the per-CPU image, which is there once for each CPU. */
const PER_CPU_REDZONE = 16;
const PER_CPU_SECTION = 'percpu';

/** Shadow bytes of one value. */
export interface ShadowRange {
  readonly offset: number;
  readonly length: number;
  readonly value: number;
}

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** Objects get a quarter of their size as redzone, within limits. */
function redzone(size: number): number {
  return Math.min(LARGEST_REDZONE, Math.max(LEAST_REDZONE, roundUp(size / 4, LEAST_REDZONE)));
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

export class ObjectPlacer {
  readonly objects: PlacedObject[] = [];
  readonly shadow: ShadowRange[] = [];
  private readonly extents = new Map<Variable, StaticExtent>();
  private readonly sections = new Map<string, { readonly start: number; readonly end: number }>();
  /** External objects by name: what an `extern` without definition of its own means. */
  private readonly byName = new Map<string, Variable>();

  /** @param next the first free offset; afterwards the first one behind all objects. */
  constructor(
    private readonly model: DataModel,
    public next: number,
    private readonly cache: PlanCache,
  ) {}

  place(variables: readonly Variable[]): void {
    const defined = variables.filter((variable) => variable.defined);
    const plain = defined.filter(({ section }) => section === undefined || !IDENTIFIER.test(section));
    for (const variable of plain) if (variable.readOnly) this.placeOne(variable);
    for (const variable of plain) if (!variable.readOnly) this.placeOne(variable);
    const sections = new Map<string, Variable[]>();
    for (const variable of defined) {
      const { section } = variable;
      if (section === undefined || !IDENTIFIER.test(section)) continue;
      const list = sections.get(section);
      if (list) list.push(variable);
      else sections.set(section, [variable]);
    }
    for (const [name, list] of sections) this.placeSection(name, list);
    this.addRedzone(LEAST_REDZONE);
    for (const variable of defined) if (variable.linkage === 'external') this.byName.set(variable.name, variable);
  }

  private sizeOf(variable: Variable): number {
    return variable.storageSize ?? sizeOf(variable.type, this.model);
  }

  private alignmentOf(variable: Variable): number {
    return Math.max(variable.alignment ?? 1, preferredAlignOf(variable.type, this.model));
  }

  private placeOne(variable: Variable): void {
    const size = this.sizeOf(variable);
    const before = this.next;
    this.next = roundUp(before + redzone(size), Math.max(this.alignmentOf(variable), 8));
    this.addShadow(before, this.next - before, SHADOW.globalRedzone);
    this.put(variable, size);
  }

  private placeSection(name: string, variables: readonly Variable[]): void {
    this.addRedzone(LEAST_REDZONE);
    const widest = variables.reduce((most, variable) => Math.max(most, this.alignmentOf(variable)), 8);
    this.align(widest, SHADOW.globalRedzone);
    const start = this.next;
    const isPerCpu = name === PER_CPU_SECTION;
    for (const variable of variables) {
      if (isPerCpu) this.addRedzone(PER_CPU_REDZONE);
      // Another section may be copied as a whole by plain C, so what alignment leaves between its objects may be read.
      this.align(this.alignmentOf(variable), isPerCpu ? SHADOW.globalRedzone : SHADOW.initialised);
      this.put(variable, this.sizeOf(variable));
    }
    if (isPerCpu) this.addRedzone(PER_CPU_REDZONE);
    this.sections.set(name, { start, end: this.next });
  }

  private addRedzone(size: number): void {
    this.addShadow(this.next, size, SHADOW.globalRedzone);
    this.next += size;
  }

  private align(unit: number, shadow: number): void {
    const aligned = roundUp(this.next, unit);
    this.addShadow(this.next, aligned - this.next, shadow);
    this.next = aligned;
  }

  private put(variable: Variable, size: number): void {
    const offset = this.next;
    const { readOnly } = variable;
    this.objects.push({ variable, offset, size, readOnly });
    const extent = {
      start: offset,
      size,
      isScalar: isScalar(variable.type) && !readOnly,
      isUndefined: false,
      undefinedName: undefined,
    };
    this.extents.set(variable, this.cache.extent(extent));
    this.addShadow(offset, size, readOnly ? SHADOW.readOnly : SHADOW.initialised);
    this.next += size;
  }

  private addShadow(offset: number, length: number, value: number): void {
    if (length === 0) return;
    const last = this.shadow.at(-1);
    if (last && last.value === value && last.offset + last.length === offset) {
      (last as { length: number }).length += length;
    } else this.shadow.push({ offset, length, value });
  }

  /** Where an object lies, or that it lies nowhere. */
  extentOf(variable: Variable): StaticExtent {
    let extent = this.extents.get(variable);
    if (!extent) {
      const meant = variable.linkage === 'external' ? this.byName.get(variable.name) : undefined;
      extent =
        (meant && this.extents.get(meant)) ??
        this.cache.extent(this.sectionSymbol(variable.name) ?? undefinedExtent(variable));
      this.extents.set(variable, extent);
    }
    return extent;
  }

  /** Where the image of the static per-CPU objects lies. */
  get perCpuImage(): { readonly start: number; readonly end: number } | undefined {
    return this.sections.get(PER_CPU_SECTION);
  }

  private sectionSymbol(name: string): StaticExtent | undefined {
    const [, which, sectionName] = /^__(start|stop)_(\w+)$/.exec(name) ?? [];
    const section = sectionName === undefined ? undefined : this.sections.get(sectionName);
    if (!section) return undefined;
    const start = which === 'start' ? section.start : section.end;
    return { start, size: 0, isScalar: false, isUndefined: false, undefinedName: undefined };
  }
}

function undefinedExtent({ name, weak }: Variable): StaticExtent {
  const undefinedName = weak ? undefined : name;
  return { start: 0, size: 0, isScalar: false, isUndefined: true, undefinedName };
}
