/**
 * Where the snippets of notes stand in a kernel tree. For each unit the stated file is tried first and costs no search. What is
 * not there (or is hardly like what stands there) is searched for in the whole tree, all names of all notes in one pass. An
 * answer is given only when it is the only one; else the unit is unanchored, with the reason. `gone` is said only after every
 * file was looked into.
 */
import type { Note, Snippet } from '../note';
import { Slices } from '../slices';
import type { SourceReader } from '../sourceReader';
import type { KernelTree } from '../tree';
import type { SearchOptions, TreeSearch } from '../treeSearch';
import { withCompanions } from './companions';
import { elsewhere } from './elsewhere';
import { type Anchor, placeless, type SnippetAnchor, snippetAnchor, type Unit } from './result';
import { inStatedFile, type Stated } from './stated';
import { type SnippetUnits, searchNames, unitsOf } from './units';

/** What anchoring needs of a tree, and what it remembers of earlier answers. */
export interface TreeSources {
  readonly tree: KernelTree;
  readonly reader: SourceReader;
  readonly search: TreeSearch;
  readonly answers: AnswerCache;
}

/** Sure answers of stated files, for as long as neither the file nor the snippet changes. */
export class AnswerCache {
  /** By the snippet's text, and in it by the rest of the key. */
  private readonly known = new Map<string, Map<string, { readonly stamp: string; readonly anchor: Anchor }>>();
  private size = 0;

  /** `key` tells the questions about one text from each other. */
  get(text: string, key: string, stamp: string): Anchor | undefined {
    const found = this.known.get(text)?.get(key);
    return found?.stamp === stamp ? found.anchor : undefined;
  }

  set(text: string, key: string, stamp: string, anchor: Anchor): void {
    if (this.size >= MOST_ANSWERS) {
      this.known.clear();
      this.size = 0;
    }
    const about = this.known.get(text) ?? new Map<string, { stamp: string; anchor: Anchor }>();
    this.known.set(text, about);
    if (!about.has(key)) this.size++;
    about.set(key, { stamp, anchor });
  }
}

const MOST_ANSWERS = 20_000;

export interface AnchorOptions extends SearchOptions {
  /** Whether the tree may be searched; only stated paths are tried without it. */
  readonly search: boolean;
}

/** The answers for every snippet of some notes, in order. */
export async function anchorNotes(
  notes: readonly Note[],
  sources: TreeSources,
  options: AnchorOptions,
): Promise<SnippetAnchor[]> {
  const slices = new Slices(options.signal);
  const pending: Pending[] = [];
  const results: { snippet: Snippet; units: SnippetUnits; anchors: (Anchor | undefined)[] }[] = [];
  for (const note of notes) {
    for (const snippet of note.snippets) {
      options.signal?.throwIfAborted();
      const units = unitsOf(note, snippet);
      const anchors: (Anchor | undefined)[] = [];
      results.push({ snippet, units, anchors });
      for (const [n, unit] of units.units.entries()) {
        if (slices.isOver) await slices.pause();
        const stated = await inStatedFile(snippet, unit, sources);
        if (stated.sure) anchors[n] = stated.anchor;
        else pending.push({ snippet, unit, stated, set: (anchor) => (anchors[n] = anchor) });
      }
    }
  }
  await searchFor(pending, sources, options, slices);
  const out: SnippetAnchor[] = [];
  for (const { snippet, units, anchors } of results) {
    const whole: Anchor[] = [];
    for (const anchor of anchors) {
      if (slices.isOver) await slices.pause();
      if (anchor) whole.push(await completed(snippet, units, anchor, sources));
    }
    out.push(snippetAnchor(snippet, whole));
  }
  return out;
}

async function completed(snippet: Snippet, units: SnippetUnits, anchor: Anchor, sources: TreeSources): Promise<Anchor> {
  if (anchor.path === undefined || !units.companions.has(anchor.unit.items[0]!)) return anchor;
  const source = await sources.reader.part(anchor.path, anchor.unit.name);
  return source && !('reason' in source) ? withCompanions(snippet, units, anchor, source) : anchor;
}

interface Pending {
  readonly snippet: Snippet;
  readonly unit: Unit;
  readonly stated: Stated;
  readonly set: (anchor: Anchor) => void;
}

/** Answers what the stated files did not, by one search for all of it. */
async function searchFor(
  pending: readonly Pending[],
  sources: TreeSources,
  options: AnchorOptions,
  slices: Slices,
): Promise<void> {
  const wanted = pending.map((one) => ({ ...one, names: searchNames(one.snippet, one.unit) }));
  const names = [...new Set(wanted.flatMap((one) => one.names))];
  const searchable = options.search && sources.search.available;
  const answer = searchable && names.length > 0 ? await sources.search.find(names, options) : undefined;
  for (const { snippet, unit, stated, set, names: own } of wanted) {
    options.signal?.throwIfAborted();
    if (slices.isOver) await slices.pause();
    if (own.length === 0)
      set(
        stated.anchor ??
          placeless(unit, 'unanchored', stated.reason ?? 'It states no path and names nothing to search for.'),
      );
    else if (!answer) set(stated.anchor ?? notSearched(unit, stated, sources));
    else set(await elsewhere(snippet, unit, stated, own, answer, sources, slices));
  }
}

function notSearched(unit: Unit, stated: Stated, sources: TreeSources): Anchor {
  const why = sources.search.available
    ? 'The tree was not searched.'
    : 'Trees on this file system are not searched (not searchable here).';
  return placeless(unit, 'unanchored', `${stated.reason ?? 'No path is stated.'} ${why}`);
}
