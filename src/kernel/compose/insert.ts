/**
 * Where a definition that the model lacks goes into a file of the model: before the first item that uses its name, which is where C
 * needs it, else after the last item, but inside an include guard.
 */
import type { Item, Outline } from '../../c/outline';
import type { Token } from '../../c/token';
import type { TextRange } from './pieces';

/** Offset at which to insert a text: before the first item that mentions `name`, or (no name, or none mentions it) after the last
 * item. */
export function insertionPoint(outline: Outline, name: string | undefined): number {
  const items = outline.items.filter((item) => item.kind !== 'include' && item.kind !== 'directive');
  const user = name === undefined ? undefined : items.find((item) => mentions(outline, item, name));
  if (user) return (outline.tokens[user.leading] as Token).offset;
  const last = outline.items[outline.items.length - 1];
  return last ? (outline.tokens[last.trailing - 1] as Token).end : 0;
}

function mentions(outline: Outline, item: Item, name: string): boolean {
  for (let n = item.first; n < item.end; n++) {
    const token = outline.tokens[n] as Token;
    if (token.kind === 'identifier' && token.text === name) return true;
  }
  return false;
}

/** The head of a function's definition, up to its body: a prototype, less the semicolon. */
export function prototypeText(outline: Outline, item: Item): TextRange {
  const first = outline.tokens[item.first] as Token;
  let end = (item.body?.first ?? item.end) - 1; // the brace
  while (end > item.first && outline.tokens[end - 1]?.kind === 'comment') end--;
  return { file: outline.file, start: first.offset, end: (outline.tokens[end - 1] as Token).end };
}
