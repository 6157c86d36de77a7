/**
 * Calls of macros at file scope: `static DEFINE_MUTEX(x);`, `EXPORT_SYMBOL(f);`, `fs_initcall(f);`, `early_param("x", f);`. One that
 * defines an object meets whatever defines the object of that name, in which way ever it is written. Of the others an initcall is
 * known by its function, as one function is called once at boot, whatever the level; any other call by its macro and first argument.
 */
import { codeTokens, type Item, itemKey, type Outline } from '../../c/outline';

const INITCALL = /^(\w+_initcall(_sync)?|__initcall|module_init)$/;
const EXPORT = /^EXPORT_SYMBOL/;
/** They leave no trace in a run: what they say is for the module loader and for people. */
const WITHOUT_EFFECT = /^(EXPORT|MODULE)_/;

/** The key by which definitions, and calls at file scope, meet. A struct and a union, or a function written by a macro, keep their
 * own kinds. */
export function composingKey(outline: Outline, item: Item): string {
  if (item.kind !== 'macro-call') return itemKey(item);
  const [declared] = item.declares;
  if (declared) return `object ${declared.name}`;
  const subject = item.parameters?.[0];
  const argument = subject ? codeTokens(outline, subject).map(({ text }) => text) : [];
  return `call ${family(item.name)}(${argument.join(' ')})`;
}

const composable = new WeakMap<Outline, ReadonlyMap<string, readonly Item[]>>();

/** The definitions and bare calls of a file by their keys. */
export function itemsByKey(outline: Outline): ReadonlyMap<string, readonly Item[]> {
  const known = composable.get(outline);
  if (known) return known;
  const items = new Map<string, Item[]>();
  for (const item of outline.items) {
    if (!item.isDefinition && !isBareCall(item)) continue;
    const key = composingKey(outline, item);
    const list = items.get(key);
    if (list) list.push(item);
    else items.set(key, [item]);
  }
  composable.set(outline, items);
  return items;
}

function family(macro: string): string {
  if (INITCALL.test(macro)) return 'initcall';
  return EXPORT.test(macro) ? 'EXPORT_SYMBOL' : macro;
}

/** Whether the item is a call that stands for itself: it defines nothing that others name. */
export function isBareCall(item: Item): boolean {
  return item.kind === 'macro-call' && item.declares.length === 0;
}

/** Whether a call may be left out without a word when nobody defines its macro. */
export function isWithoutEffect(item: Item): boolean {
  return isBareCall(item) && WITHOUT_EFFECT.test(item.name);
}

/**
 * The identifiers among the arguments (the first `most`): the function that is exported, called at boot or called with a parameter is
 * one.
 */
export function argumentsOf(outline: Outline, item: Item, most?: number): ReadonlySet<string> {
  const names = (item.parameters ?? []).slice(0, most).flatMap((range) => codeTokens(outline, range));
  return new Set(names.filter(({ kind }) => kind === 'identifier').map(({ text }) => text));
}
