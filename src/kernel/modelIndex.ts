/**
 * What the kernel model defines, by name: for hovers and "go to definition". Made from the outlines of its files when it is first asked
 * for, and only once, as the model never changes.
 */
import { type Item, type Outline, outline } from '../c/outline';
import type { SourceFile } from '../c/source';
import { modelFiles } from './model';

export interface ModelDefinition {
  readonly file: SourceFile;
  readonly outline: Outline;
  readonly item: Item;
}

const KINDS = new Set<Item['kind']>(['function', 'object', 'struct', 'union', 'enum', 'typedef', 'macro']);

let index: ReadonlyMap<string, readonly ModelDefinition[]> | undefined;
const outlines = new Map<string, Outline>();

/** The outline of one of the model's files, read once. */
export function modelOutline(file: SourceFile): Outline {
  let read = outlines.get(file.path);
  if (!read) {
    read = outline(file);
    outlines.set(file.path, read);
  }
  return read;
}

/** The model's definitions of a name, in the order of the files; empty when it has none. */
export function modelDefinitions(name: string): readonly ModelDefinition[] {
  index ??= makeIndex();
  return index.get(name) ?? [];
}

function makeIndex(): ReadonlyMap<string, readonly ModelDefinition[]> {
  const found = new Map<string, ModelDefinition[]>();
  for (const file of modelFiles()) {
    const read = modelOutline(file);
    for (const item of read.items) {
      if (!item.isDefinition || !KINDS.has(item.kind)) continue;
      const names = new Set([item.name, ...item.declares.map((declared) => declared.name)]);
      for (const name of names) {
        if (name === '') continue;
        const list = found.get(name);
        if (list) list.push({ file, outline: read, item });
        else found.set(name, [{ file, outline: read, item }]);
      }
    }
  }
  return found;
}

/** The text of a definition, as it stands in its file. */
export function definitionText({ file, outline: read, item }: ModelDefinition): string {
  const first = read.tokens[item.first];
  const last = read.tokens[item.end - 1];
  return first && last ? file.text.slice(first.offset, last.end) : '';
}
