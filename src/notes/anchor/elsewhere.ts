/**
 * The second step of anchoring: a unit that its stated file does not have, in the files that the search of the tree found. It is
 * taken from another file only if it is the only one there, or the only one that is like it. `gone` is said only after every
 * file was looked into.
 */
import type { Snippet } from '../note';
import type { Slices } from '../slices';
import type { KernelTree } from '../tree';
import type { SearchAnswer } from '../treeSearch';
import type { TreeSources } from './anchor';
import { type Choice, type Chosen, candidatesIn, choose, isAside, otherKinds, type SourceText } from './candidates';
import { compareDefinition, noteSequence, sourceSequence } from './compare';
import { findFragment, fragmentSequence } from './fragment';
import { anchorAt, anchorOfFragment } from './place';
import { mayDefine } from './prefilter';
import { type Anchor, type Candidate, placeless, type Unit } from './result';
import { ambiguous, type Stated, statedLine, statedPath } from './stated';
import { searchNames } from './units';

/** In another file than the stated one, less than this is not taken for the same definition. */
const ENOUGH_ELSEWHERE = 0.5;
/** More files than this are not looked into for one name. */
const MOST_FILES = 400;

/** Looks for a unit in the files that the search found. */
export async function elsewhere(
  snippet: Snippet,
  unit: Unit,
  stated: Stated,
  names: readonly string[],
  answer: SearchAnswer,
  sources: TreeSources,
  slices: Slices,
): Promise<Anchor> {
  const paths = common(names.map((name) => answer.paths.get(name) ?? [])).filter((path) => path !== stated.path);
  const found = await lookInto(paths, snippet, unit, sources, slices);
  if (typeof found === 'string') return stated.anchor ?? placeless(unit, 'unanchored', found);
  if (unit.kind === 'statements') return fragmentElsewhere(snippet, unit, stated, found, sources.tree);
  const all = found.flatMap((source) => chosenIn(source, snippet, unit));
  const preferred = preferKernel(all, statedPath(snippet, unit));
  const choice = choose(preferred, snippet.outline.items[unit.items[0]!]!, undefined);
  if (choice.kind === 'none') return stated.anchor ?? (await lost(snippet, unit, stated, answer, found, sources));
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
  slices: Slices,
): Promise<SourceText[] | string> {
  const item = snippet.outline.items[unit.items[0]!]!;
  const look = { kind: item.kind, byMacro: item.declaredBy !== undefined || item.kind === 'macro-call' };
  const name = unit.kind === 'statements' ? undefined : searchNames(snippet, unit)[0];
  const out: SourceText[] = [];
  let looked = 0;
  const test = (text: string): boolean => name !== undefined && mayDefine(text, name, look);
  for (const path of paths) {
    if (slices.isOver) await slices.pause();
    const outline = await (name === undefined ? sources.reader.read(path) : sources.reader.part(path, name, test));
    if (outline === undefined) continue;
    if ('reason' in outline) return outline.reason;
    if (++looked > MOST_FILES) return `More than ${MOST_FILES} files may define \`${unit.name}\`; state its path.`;
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
async function lost(
  snippet: Snippet,
  unit: Unit,
  stated: Stated,
  answer: SearchAnswer,
  looked: readonly SourceText[],
  sources: TreeSources,
): Promise<Anchor> {
  const candidates: Candidate[] = looked.flatMap((source) =>
    otherKinds(source, unit).map((item) => candidateOf({ source, item })),
  );
  const outline = stated.path === undefined ? undefined : await sources.reader.read(stated.path);
  if (outline && !('reason' in outline)) candidates.push(...renamed({ path: stated.path!, outline }, snippet, unit));
  const [skipped] = answer.skipped;
  if (skipped) {
    const reason = `The tree does not define \`${unit.name}\`, but ${answer.skipped.length} of its files could not be read (${skipped.path}: ${skipped.reason}).`;
    return placeless(unit, 'unanchored', reason, candidates);
  }
  const where = nowhere(unit, stated.reason);
  const [likely] = candidates;
  const may = likely ? ` It may be \`${likely.name}\` in ${likely.path} now.` : '';
  return placeless(unit, 'gone', `${where}${may}`, candidates);
}

/** That no file has a unit; `reason` says so of the stated one. */
function nowhere({ kind, name }: Unit, reason: string | undefined): string {
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  const what = kind === 'macro-call' ? `\`${name}\`` : `${article} ${kind} \`${name}\``;
  if (reason === undefined) return `No file of the tree has ${what}.`;
  const others = reason.includes(`\`${name}\``) ? 'no other file does' : `no other file has ${what}`;
  return `${reason.replace(/\.$/, '')}, and ${others}.`;
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
