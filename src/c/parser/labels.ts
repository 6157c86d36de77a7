/**
 * Labels (C11 6.8.1, 6.2.1p3): known in their whole function, or, with GNU's `__label__`, in their block. A label may be used
 * before it is defined; at the end of its scope it must have been.
 */
import type { Token } from '../token';
import type { Label } from '../tree';
import type { Parser } from './parser';
import type { LabelEntry } from './scopes';

/** The label of that name in the function being read. */
export function labelNamed(p: Parser, name: Token): LabelEntry | undefined {
  const context = p.currentFunction;
  if (!context) {
    p.error(name, 'a label can be used only inside a function');
    return undefined;
  }
  const found = p.scope.lookupLabel(name.text) ?? context.labels.get(name.text);
  if (found) return found;
  const entry = makeLabel(p, name);
  context.labels.set(name.text, entry);
  return entry;
}

function makeLabel(p: Parser, name: Token): LabelEntry {
  const label: Label = { name: name.text, token: name, addressTaken: false };
  p.currentFunction?.allLabels.push(label);
  return { label, defined: false, used: name };
}

/** `__label__ a, b;` at the start of a block. */
export function declareLocalLabels(p: Parser): void {
  p.expect('__label__');
  do {
    const name = p.expectIdentifier();
    if (!p.scope.declareLabel(name.text, makeLabel(p, name)))
      p.error(name, `duplicate label declaration '${name.text}'`);
  } while (p.accept(','));
  p.expect(';');
}

/** `name:` before a statement. */
export function defineLabel(p: Parser, name: Token): Label | undefined {
  const entry = labelNamed(p, name);
  if (!entry) return undefined;
  if (entry.defined) {
    p.error(name, `duplicate label '${name.text}'`, [{ message: 'previously defined here', token: entry.label.token }]);
  }
  entry.defined = true;
  (entry.label as { token: Token }).token = name;
  return entry.label;
}

/** Reports the labels that were used and not defined. */
export function checkLabels(p: Parser, entries: Iterable<LabelEntry>): void {
  for (const entry of entries) {
    if (!entry.defined) p.error(entry.used, `label '${entry.label.name}' used but not defined`);
  }
}
