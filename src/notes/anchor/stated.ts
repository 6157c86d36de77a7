/**
 * The first step of anchoring: what the file that a note states has of a unit. It costs no search, and for an answer that is sure
 * (there is one definition of the name, or statements that stand at one place) it is the only step.
 */
import type { Item } from '../../c/outline';
import { FileError } from '../../files/files';
import type { Snippet } from '../note';
import type { SourceReader } from '../sourceReader';
import type { KernelTree } from '../tree';
import type { TreeSources } from './anchor';
import { type Chosen, chooseIn, otherKinds, type SourceText } from './candidates';
import { compareDefinition, noteSequence, sourceSequence } from './compare';
import { type FragmentChoice, findFragment, fragmentSequence } from './fragment';
import { anchorAt, anchorOfFragment } from './place';
import { type Anchor, placeless, type Unit } from './result';
import { mayBeFragment, searchNames } from './units';

/** What the stated file says. */
export interface Stated {
  /** The answer needs no search. */
  readonly sure: boolean;
  readonly anchor: Anchor | undefined;
  /** Why the stated file gives no answer; undefined when none is stated. */
  readonly reason: string | undefined;
  /** The path of the file that was looked into. */
  readonly path: string | undefined;
}

/** Below this, what stands in the stated file under the name may be another thing: the tree is searched as well. */
const HARDLY_ALIKE = 0.3;

/** The path that the note states for a unit. */
export function statedPath(snippet: Snippet, unit: Unit): string | undefined {
  return (unit.definition ? unit.definition.path : snippet.path)?.path;
}

/** The line that an address names, when it is of this tree's version. */
export function statedLine(snippet: Snippet, unit: Unit, tree: KernelTree): number | undefined {
  const path = unit.definition ? unit.definition.path : snippet.path;
  const same = path?.version === undefined || `v${tree.version}` === path.version || tree.release === path.version;
  return same ? path?.firstLine : undefined;
}

/** Looks for a unit in the file that the note states. */
export async function inStatedFile(snippet: Snippet, unit: Unit, sources: TreeSources): Promise<Stated> {
  const path = statedPath(snippet, unit);
  if (path === undefined) return { sure: false, anchor: undefined, reason: undefined, path: undefined };
  let reason = `There is no file ${path} in the tree.`;
  // `linux/netdevice.h` is what C calls include/linux/netdevice.h.
  for (const spelled of [path, `include/${path}`]) {
    const stamp = await stampOf(spelled, sources);
    if (stamp === undefined) continue;
    const key = [spelled, path, snippet.codeLine, unit.items.join()].join('\n');
    const known = sources.answers.get(snippet.text, key, stamp);
    if (known) return { sure: true, anchor: { ...known, unit }, reason: undefined, path: undefined };
    const outline = await outlineFor(spelled, snippet, unit, sources);
    if (outline === undefined) continue;
    if ('reason' in outline) {
      reason = outline.reason;
      continue;
    }
    const stated = inSource({ path: spelled, outline }, snippet, unit, sources.tree);
    if (stated.sure && stated.anchor) sources.answers.set(snippet.text, key, stamp, stated.anchor);
    return stated;
  }
  return { sure: false, anchor: undefined, reason, path: undefined };
}

/** What has to be read of a file: for a definition the pieces in which its name stands. */
function outlineFor(
  path: string,
  snippet: Snippet,
  unit: Unit,
  sources: TreeSources,
): ReturnType<SourceReader['read']> {
  const [name] = searchNames(snippet, unit);
  const first = snippet.outline.items[unit.items[0]!]!;
  const whole = unit.kind === 'statements' || name === undefined || mayBeFragment(snippet.outline, first);
  return whole ? sources.reader.read(path) : sources.reader.part(path, name);
}

/** Of a file that is there but cannot be looked at, a stamp that no answer was kept under. */
async function stampOf(path: string, sources: TreeSources): Promise<string | undefined> {
  try {
    return await sources.reader.stamp(path);
  } catch (error) {
    if (error instanceof FileError) return 'unreadable';
    throw error;
  }
}

function inSource(source: SourceText, snippet: Snippet, unit: Unit, tree: KernelTree): Stated {
  const line = statedLine(snippet, unit, tree);
  const no = (reason: string): Stated => ({ sure: false, anchor: undefined, reason, path: source.path });
  if (unit.kind !== 'statements') {
    const choice = chooseIn(source, snippet, unit, line);
    if (choice.kind === 'several')
      return { sure: true, anchor: ambiguous(unit, choice.fits), reason: undefined, path: source.path };
    if (choice.kind === 'one') {
      const { match } = choice.chosen;
      const status = match.exact ? 'exact' : 'edited';
      const sure = match.exact || match.similarity >= HARDLY_ALIKE;
      return { sure, anchor: anchorAt(unit, status, choice.chosen), reason: undefined, path: source.path };
    }
  }
  const first = snippet.outline.items[unit.items[0]!]!;
  if (unit.kind === 'statements' || mayBeFragment(snippet.outline, first)) {
    const found = findFragment(source, fragmentSequence(snippet, unit), unit, line, false);
    if (found.kind !== 'none')
      return { sure: true, anchor: fragmentAnchor(unit, found, source), reason: undefined, path: source.path };
    if (unit.kind === 'statements') return no(`These statements are not in ${source.path}.`);
  }
  const [other] = otherKinds(source, unit);
  if (other)
    return { sure: true, anchor: changedKind(source, snippet, unit, other), reason: undefined, path: source.path };
  return no(`${source.path} does not define \`${unit.name}\`.`);
}

/** The answer where a snippet fits several definitions. */
export function ambiguous(unit: Unit, fits: readonly Chosen[]): Anchor {
  const places = fits.slice(0, 5).map(({ source, item }) => {
    const { file, tokens } = source.outline;
    return `${source.path}:${file.place(tokens[item.first]!.offset).line}`;
  });
  const more = fits.length > places.length ? ` and ${fits.length - places.length} more` : '';
  const oneFile = new Set(fits.map(({ source }) => source.path)).size === 1;
  const hint = oneFile ? 'show the #if or #ifdef that it stands under' : 'state its path';
  return placeless(
    unit,
    'unanchored',
    `\`${unit.name}\` is defined at ${places.join(', ')}${more}, and the snippet fits each as well; ${hint}.`,
  );
}

function fragmentAnchor(unit: Unit, found: FragmentChoice, source: SourceText): Anchor {
  if (found.kind === 'one') return anchorOfFragment(unit, found.match.exact ? 'exact' : 'edited', found.match);
  const lines = found.kind === 'several' ? found.lines.slice(0, 5).join(', ') : '';
  return placeless(unit, 'unanchored', `This code stands at several places of ${source.path} (lines ${lines}).`);
}

/** A function that is a macro by now, or the other way round, in the stated file. */
function changedKind(source: SourceText, snippet: Snippet, unit: Unit, item: Item): Anchor {
  const note = noteSequence(snippet.outline, snippet.outline.items[unit.items[0]!]!);
  const match = compareDefinition(note, sourceSequence(source.outline, item), unit);
  const anchor = anchorAt(unit, 'edited', { source, item, match });
  return { ...anchor, reason: `\`${unit.name}\` is a ${item.kind} now; the snippet shows a ${unit.kind}.` };
}
