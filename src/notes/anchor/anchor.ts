/**
 * Where the snippets of notes stand in a kernel tree. For each unit the stated file is tried first and costs no search. What is
 * not there (or is hardly like what stands there) is searched for in the whole tree, all names of all notes in one pass. An
 * answer is given only when it is the only one; else the unit is unanchored, with the reason. `gone` is said only after every
 * file was looked into.
 */
import type { Item } from '../../c/outline';
import { FileError } from '../../files/files';
import type { Note, Snippet } from '../note';
import type { KernelTree, SourceReader } from '../tree';
import type { SearchAnswer, SearchOptions, TreeSearch } from '../treeSearch';
import {
  type Choice,
  type Chosen,
  candidatesIn,
  choose,
  chooseIn,
  isAside,
  otherKinds,
  type SourceText,
} from './candidates';
import { withCompanions } from './companions';
import { compareDefinition, noteSequence, sourceSequence } from './compare';
import { type FragmentChoice, findFragment, fragmentSequence, tellingNames } from './fragment';
import { anchorAt, anchorOfFragment } from './place';
import { mayDefine } from './prefilter';
import { type Anchor, type Candidate, placeless, type SnippetAnchor, snippetAnchor, type Unit } from './result';
import { mayBeFragment, type SnippetUnits, unitsOf } from './units';

/** What anchoring needs of a tree, and what it remembers of earlier answers. */
export interface TreeSources {
  readonly tree: KernelTree;
  readonly reader: SourceReader;
  readonly search: TreeSearch;
  readonly answers: AnswerCache;
}

/** Sure answers of stated files, for as long as neither the file nor the snippet changes. */
export class AnswerCache {
  private readonly known = new Map<string, { readonly stamp: string; readonly anchor: Anchor }>();

  get(key: string, stamp: string): Anchor | undefined {
    const found = this.known.get(key);
    return found?.stamp === stamp ? found.anchor : undefined;
  }

  set(key: string, stamp: string, anchor: Anchor): void {
    if (this.known.size >= MOST_ANSWERS) this.known.clear();
    this.known.set(key, { stamp, anchor });
  }
}

const MOST_ANSWERS = 20_000;

export interface AnchorOptions extends SearchOptions {
  /** Whether the tree may be searched; only stated paths are tried without it. */
  readonly search: boolean;
}

/** Below this, what stands in the stated file under the name may be another thing: the tree is searched as well. */
const HARDLY_ALIKE = 0.2;
/** In another file than the stated one, less than this is not taken for the same definition. */
const ENOUGH_ELSEWHERE = 0.5;
/** More files than this are not looked into for one name. */
const MOST_FILES = 400;

/** The answers for every snippet of some notes, in order. */
export async function anchorNotes(
  notes: readonly Note[],
  sources: TreeSources,
  options: AnchorOptions,
): Promise<SnippetAnchor[]> {
  const pending: Pending[] = [];
  const results: { snippet: Snippet; units: SnippetUnits; anchors: (Anchor | undefined)[] }[] = [];
  for (const note of notes) {
    for (const snippet of note.snippets) {
      options.signal?.throwIfAborted();
      const units = unitsOf(note, snippet);
      const anchors: (Anchor | undefined)[] = [];
      results.push({ snippet, units, anchors });
      for (const [n, unit] of units.units.entries()) {
        const stated = await inStatedFile(snippet, unit, sources);
        if (stated.sure) anchors[n] = stated.anchor;
        else pending.push({ snippet, unit, stated, set: (anchor) => (anchors[n] = anchor) });
      }
    }
  }
  await searchFor(pending, sources, options);
  const out: SnippetAnchor[] = [];
  for (const { snippet, units, anchors } of results) {
    const whole: Anchor[] = [];
    for (const anchor of anchors) if (anchor) whole.push(await completed(snippet, units, anchor, sources));
    out.push(snippetAnchor(snippet, whole));
  }
  return out;
}

async function completed(snippet: Snippet, units: SnippetUnits, anchor: Anchor, sources: TreeSources): Promise<Anchor> {
  if (anchor.path === undefined || !units.companions.has(anchor.unit.items[0]!)) return anchor;
  const source = await sources.reader.read(anchor.path);
  return source && !('reason' in source) ? withCompanions(snippet, units, anchor, source) : anchor;
}

/** What the stated file says. */
interface Stated {
  /** The answer needs no search. */
  readonly sure: boolean;
  readonly anchor: Anchor | undefined;
  /** Why the stated file gives no answer; undefined when none is stated. */
  readonly reason: string | undefined;
  readonly source: SourceText | undefined;
}

interface Pending {
  readonly snippet: Snippet;
  readonly unit: Unit;
  readonly stated: Stated;
  readonly set: (anchor: Anchor) => void;
}

function statedPath(snippet: Snippet, unit: Unit): string | undefined {
  return (unit.definition ? unit.definition.path : snippet.path)?.path;
}

/** The line that an address names, when it is of this tree's version. */
function statedLine(snippet: Snippet, unit: Unit, tree: KernelTree): number | undefined {
  const path = unit.definition ? unit.definition.path : snippet.path;
  const same = path?.version === undefined || `v${tree.version}` === path.version || tree.release === path.version;
  return same ? path?.firstLine : undefined;
}

async function inStatedFile(snippet: Snippet, unit: Unit, sources: TreeSources): Promise<Stated> {
  const path = statedPath(snippet, unit);
  if (path === undefined) return { sure: false, anchor: undefined, reason: undefined, source: undefined };
  let reason = `There is no file ${path} in the tree.`;
  // `linux/netdevice.h` is what C calls include/linux/netdevice.h.
  for (const spelled of [path, `include/${path}`]) {
    const stamp = await stampOf(spelled, sources);
    if (stamp === undefined) continue;
    const key = [spelled, path, snippet.codeLine, unit.items.join(), snippet.text].join('\n');
    const known = sources.answers.get(key, stamp);
    if (known) return { sure: true, anchor: { ...known, unit }, reason: undefined, source: undefined };
    const outline = await sources.reader.read(spelled);
    if (outline === undefined) continue;
    if ('reason' in outline) {
      reason = outline.reason;
      continue;
    }
    const stated = inSource({ path: spelled, outline }, snippet, unit, sources.tree);
    if (stated.sure && stated.anchor) sources.answers.set(key, stamp, stated.anchor);
    return stated;
  }
  return { sure: false, anchor: undefined, reason, source: undefined };
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
  const no = (reason: string): Stated => ({ sure: false, anchor: undefined, reason, source });
  if (unit.kind !== 'statements') {
    const choice = chooseIn(source, snippet, unit, line);
    if (choice.kind === 'several')
      return { sure: true, anchor: ambiguous(unit, choice.fits), reason: undefined, source };
    if (choice.kind === 'one') {
      const { match } = choice.chosen;
      const status = match.exact ? 'exact' : 'edited';
      const sure = match.exact || match.similarity >= HARDLY_ALIKE;
      return { sure, anchor: anchorAt(unit, status, choice.chosen), reason: undefined, source };
    }
  }
  const first = snippet.outline.items[unit.items[0]!]!;
  if (unit.kind === 'statements' || mayBeFragment(snippet.outline, first)) {
    const found = findFragment(source, fragmentSequence(snippet, unit), unit, line, false);
    if (found.kind !== 'none')
      return { sure: true, anchor: fragmentAnchor(unit, found, source), reason: undefined, source };
    if (unit.kind === 'statements') return no(`These statements are not in ${source.path}.`);
  }
  const [other] = otherKinds(source, unit);
  if (other) return { sure: true, anchor: changedKind(source, snippet, unit, other), reason: undefined, source };
  return no(`${source.path} does not define \`${unit.name}\`.`);
}

function ambiguous(unit: Unit, fits: readonly Chosen[]): Anchor {
  const places = fits.slice(0, 5).map(({ source, item }) => {
    const { file, tokens } = source.outline;
    return `${source.path}:${file.place(tokens[item.first]!.offset).line}`;
  });
  const more = fits.length > places.length ? ` and ${fits.length - places.length} more` : '';
  return placeless(
    unit,
    'unanchored',
    `\`${unit.name}\` is defined at ${places.join(', ')}${more}, and the snippet fits each as well.`,
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

/** Answers what the stated files did not, by one search for all of it. */
async function searchFor(pending: readonly Pending[], sources: TreeSources, options: AnchorOptions): Promise<void> {
  const wanted = pending.map((one) => ({ ...one, names: searchNames(one.snippet, one.unit) }));
  const names = [...new Set(wanted.flatMap((one) => one.names))];
  const searchable = options.search && sources.search.available;
  const answer = searchable && names.length > 0 ? await sources.search.find(names, options) : undefined;
  for (const { snippet, unit, stated, set, names: own } of wanted) {
    options.signal?.throwIfAborted();
    if (own.length === 0)
      set(
        stated.anchor ??
          placeless(unit, 'unanchored', stated.reason ?? 'It states no path and names nothing to search for.'),
      );
    else if (!answer) set(stated.anchor ?? notSearched(unit, stated, sources));
    else set(await elsewhere(snippet, unit, stated, own, answer, sources));
  }
}

function notSearched(unit: Unit, stated: Stated, sources: TreeSources): Anchor {
  const why = sources.search.available
    ? 'The tree was not searched.'
    : 'Trees on this file system are not searched (not searchable here).';
  return placeless(unit, 'unanchored', `${stated.reason ?? 'No path is stated.'} ${why}`);
}

/** The names whose files are looked into: a definition's own, or the telling ones of statements. */
function searchNames(snippet: Snippet, unit: Unit): string[] {
  if (unit.kind === 'statements') return tellingNames(fragmentSequence(snippet, unit), 3);
  const item = snippet.outline.items[unit.items[0]!]!;
  const name = item.kind === 'macro-call' ? item.parameters?.[0]?.name : unit.name || item.declares[0]?.name;
  return name && /^[A-Za-z_]\w*$/.test(name) ? [name] : [];
}

async function elsewhere(
  snippet: Snippet,
  unit: Unit,
  stated: Stated,
  names: readonly string[],
  answer: SearchAnswer,
  sources: TreeSources,
): Promise<Anchor> {
  const paths = common(names.map((name) => answer.paths.get(name) ?? [])).filter(
    (path) => path !== stated.source?.path,
  );
  const found = await lookInto(paths, snippet, unit, sources);
  if (typeof found === 'string') return stated.anchor ?? placeless(unit, 'unanchored', found);
  if (unit.kind === 'statements') return fragmentElsewhere(snippet, unit, stated, found, sources.tree);
  const all = found.flatMap((source) => chosenIn(source, snippet, unit));
  const preferred = preferKernel(all, statedPath(snippet, unit));
  const choice = choose(preferred, snippet.outline.items[unit.items[0]!]!, undefined);
  if (choice.kind === 'none') return stated.anchor ?? lost(snippet, unit, stated, answer, found);
  const anchor = fromChoice(unit, choice, snippet);
  // Where the stated file has something hardly alike, only an exact match elsewhere is better.
  const better = anchor.status === 'moved' || anchor.status === 'exact';
  return stated.anchor && !better ? stated.anchor : anchor;
}

function chosenIn(source: SourceText, snippet: Snippet, unit: Unit): Chosen[] {
  const quoted = noteSequence(snippet.outline, snippet.outline.items[unit.items[0]!]!);
  return candidatesIn(source, snippet, unit).map((item) => ({
    source,
    item,
    match: compareDefinition(quoted, sourceSequence(source.outline, item), unit),
  }));
}

function fromChoice(unit: Unit, choice: Exclude<Choice, { kind: 'none' }>, snippet: Snippet): Anchor {
  if (choice.kind === 'several') return ambiguous(unit, choice.fits);
  const { chosen } = choice;
  const { path } = chosen.source;
  const stated = statedPath(snippet, unit);
  // A path that leaves out the folders before it is no wrong one.
  const there = stated === undefined || path.endsWith(`/${stated}`);
  if (chosen.match.exact) return anchorAt(unit, there ? 'exact' : 'moved', chosen, stated);
  if (chosen.match.similarity >= ENOUGH_ELSEWHERE)
    return anchorAt(unit, there ? 'edited' : 'moved-edited', chosen, stated);
  const reason = `\`${unit.name}\` is defined in ${path}, but hardly as the snippet shows it.`;
  return placeless(unit, 'unanchored', reason, [candidateOf(chosen)]);
}

function candidateOf({ source, item }: Pick<Chosen, 'source' | 'item'>): Candidate {
  const { file, tokens } = source.outline;
  return { name: item.name, path: source.path, line: file.place(tokens[item.first]!.offset).line };
}

/** Files named by every name. */
function common(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...rest] = lists;
  const sets = rest.map((list) => new Set(list));
  return first.filter((path) => sets.every((set) => set.has(path)));
}

/** Sources that may define the unit; or why they were not looked into. */
async function lookInto(
  paths: readonly string[],
  snippet: Snippet,
  unit: Unit,
  sources: TreeSources,
): Promise<SourceText[] | string> {
  const item = snippet.outline.items[unit.items[0]!]!;
  const look = { kind: item.kind, byMacro: item.declaredBy !== undefined || item.kind === 'macro-call' };
  const out: SourceText[] = [];
  let looked = 0;
  for (const path of paths) {
    const text = await sources.reader.text(path);
    if (text === undefined) continue;
    if (typeof text !== 'string') return `${text.reason}`;
    if (unit.kind !== 'statements' && !mayDefine(text, searchNames(snippet, unit)[0] ?? '', look)) continue;
    if (++looked > MOST_FILES) return `More than ${MOST_FILES} files may define \`${unit.name}\`; state its path.`;
    const outline = await sources.reader.read(path);
    if (outline === undefined) continue;
    if ('reason' in outline) return outline.reason;
    out.push({ path, outline });
  }
  return out;
}

/** User-space copies and samples count only when nothing else is there, unless they are what the note states. */
function preferKernel(all: readonly Chosen[], stated: string | undefined): readonly Chosen[] {
  if (stated !== undefined) {
    if (isAside(stated)) return all;
    const tail = all.filter(({ source }) => source.path.endsWith(`/${stated}`));
    if (tail.length > 0) return tail;
  }
  const kernel = all.filter(({ source }) => !isAside(source.path));
  return kernel.length > 0 ? kernel : all;
}

/** The tree was searched and has no such definition. */
function lost(
  snippet: Snippet,
  unit: Unit,
  stated: Stated,
  answer: SearchAnswer,
  looked: readonly SourceText[],
): Anchor {
  const candidates: Candidate[] = looked.flatMap((source) =>
    otherKinds(source, unit).map((item) => candidateOf({ source, item })),
  );
  if (stated.source) candidates.push(...renamed(stated.source, snippet, unit));
  const [skipped] = answer.skipped;
  if (skipped) {
    const reason = `The tree does not define \`${unit.name}\`, but ${answer.skipped.length} of its files could not be read (${skipped.path}: ${skipped.reason}).`;
    return placeless(unit, 'unanchored', reason, candidates);
  }
  const [likely] = candidates;
  const may = likely ? ` It may be \`${likely.name}\` in ${likely.path} now.` : '';
  return placeless(unit, 'gone', `The tree has no ${unit.kind} \`${unit.name}\`.${may}`, candidates);
}

/** Most of a definition's body under another name in the stated file. */
function renamed(source: SourceText, snippet: Snippet, unit: Unit): Candidate[] {
  const item = snippet.outline.items[unit.items[0]!]!;
  if (!item.body) return [];
  const note = noteSequence(snippet.outline, item);
  return source.outline.items
    .filter((other) => other.kind === item.kind && other.body !== undefined && other.isDefinition)
    .map((other) => ({ other, match: compareDefinition(note, sourceSequence(source.outline, other), unit) }))
    .filter(({ match }) => match.similarity >= 0.7)
    .sort((a, b) => b.match.similarity - a.match.similarity)
    .slice(0, 1)
    .map(({ other }) => candidateOf({ source, item: other }));
}

function fragmentElsewhere(
  snippet: Snippet,
  unit: Unit,
  stated: Stated,
  found: readonly SourceText[],
  tree: KernelTree,
): Anchor {
  const fragment = fragmentSequence(snippet, unit);
  const line = statedLine(snippet, unit, tree);
  const matches = found
    .map((source) => ({ source, choice: findFragment(source, fragment, unit, line, true) }))
    .filter(({ choice }) => choice.kind !== 'none');
  const [only, other] = matches;
  if (only && !other && only.choice.kind === 'one') {
    const status = stated.reason === undefined ? 'exact' : 'moved';
    return anchorOfFragment(unit, status, only.choice.match);
  }
  if (matches.length > 0) {
    const paths = matches.slice(0, 5).map(({ source }) => source.path);
    return placeless(unit, 'unanchored', `This code stands at several places (${paths.join(', ')}); state its path.`);
  }
  return placeless(unit, 'unanchored', `${stated.reason ?? 'No path is stated.'} No other file has this code either.`);
}
