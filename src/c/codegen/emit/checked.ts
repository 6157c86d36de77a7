/**
 * What is known of pointers in registers while a straight piece of code runs, so that it need not be asked again. Once an access at
 * `p + 16` has passed, `p` points into data, and an access at `p + 24` is inside it too: the first and the last page of data can not be
 * accessed, so a little further on is not outside. And bytes that were found or made initialised stay so until something is copied,
 * enters or leaves a scope.
 *
 * This holds where nothing else can run in between: from one place at which the function can be resumed to the next. In the fine cut every
 * access is such a place, and so nothing is ever known.
 */
import type { MemoryPlace } from '../flow/graph';
import type { Local } from '../flow/value';

/** Bytes from a pointer within which its accesses help each other; at most half a page. */
const NEAR = 2048;

interface Knowledge {
  /** The WebAssembly local that holds the pointer as an offset in data. */
  readonly index: number;
  /** An offset that was checked, and the alignment there. */
  readonly offset: number;
  readonly alignment: number;
  /** For each offset and size of an access: initialised bytes, and whether they may be written. */
  readonly bytes: Map<number, 'initialised' | 'written'>;
}

type PointerPlace = MemoryPlace & { kind: 'pointer' };

const keyOf = (offset: number, size: number): number => offset * 16 + size;

export class CheckedPointers {
  private readonly known = new Map<Local, Knowledge>();
  private readonly spare: number[] = [];

  /** @param newLocal makes a local of type i32. */
  constructor(
    private readonly enabled: boolean,
    private readonly newLocal: () => number,
  ) {}

  /** Something else may have run. */
  clear(): void {
    for (const { index } of this.known.values()) this.spare.push(index);
    this.known.clear();
  }

  /** The register gets another value. */
  forget(local: Local): void {
    const knowledge = this.known.get(local);
    if (!knowledge) return;
    this.spare.push(knowledge.index);
    this.known.delete(local);
  }

  /** Some shadow has changed. */
  forgetBytes(): void {
    for (const { bytes } of this.known.values()) bytes.clear();
  }

  /** Whether what is found out about the place can be of use. */
  canLearn(place: PointerPlace): boolean {
    return this.enabled && place.pointer.kind === 'get' && place.offset >= 0 && place.offset <= NEAR;
  }

  /** The local that holds the place's pointer as an offset, if an access there is inside data and aligned for sure. */
  indexOf(place: PointerPlace, alignment: number): number | undefined {
    if (!this.canLearn(place) || place.pointer.kind !== 'get') return undefined;
    const knowledge = this.known.get(place.pointer.local);
    if (!knowledge || knowledge.alignment < alignment) return undefined;
    return (place.offset - knowledge.offset) % alignment === 0 ? knowledge.index : undefined;
  }

  /** A place has been checked: returns the local that is to get its pointer as an offset. */
  learn(place: PointerPlace, alignment: number): number {
    if (place.pointer.kind !== 'get') throw new Error('only of registers something is known');
    const { local } = place.pointer;
    const before = this.known.get(local);
    const index = before?.index ?? this.spare.pop() ?? this.newLocal();
    this.known.set(local, { index, offset: place.offset, alignment, bytes: before?.bytes ?? new Map() });
    return index;
  }

  /** What is known of the bytes that an access touches. */
  bytesAt(place: MemoryPlace, size: number): 'initialised' | 'written' | undefined {
    if (place.kind !== 'pointer' || place.pointer.kind !== 'get') return undefined;
    return this.known.get(place.pointer.local)?.bytes.get(keyOf(place.offset, size));
  }

  noteBytes(place: MemoryPlace, size: number, what: 'initialised' | 'written'): void {
    if (place.kind !== 'pointer' || place.pointer.kind !== 'get' || !this.canLearn(place)) return;
    this.known.get(place.pointer.local)?.bytes.set(keyOf(place.offset, size), what);
  }
}
