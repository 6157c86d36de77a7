/**
 * Checking notes against a tree: what the terminal's `check` prints, as the data of its `--json` and as a report for people.
 */
import { decodeText, type Files, type Location } from '../files/files';
import { type AnchorOptions, anchorNotes, type TreeSources } from './anchor/anchor';
import { type Anchor, type SnippetAnchor, STATUSES, type Status } from './anchor/result';
import type { Note, NoteProblem } from './note';
import { readNote } from './read';

export interface CheckedChange {
  readonly kind: 'removed' | 'added' | 'changed';
  /** 1-based lines; null on the side that does not have it. */
  readonly noteLine: number | null;
  readonly sourceLine: number | null;
  readonly explanation: string;
}

export interface CheckedDefinition {
  /** Empty for statements. */
  readonly name: string;
  readonly kind: string;
  readonly status: Status;
  readonly reason: string;
  /** Relative to the tree; null, as the lines, where it was not found. */
  readonly path: string | null;
  readonly startLine: number | null;
  readonly endLine: number | null;
  readonly changes: readonly CheckedChange[];
}

export interface CheckedSnippet {
  readonly note: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
  readonly question: string | null;
  readonly statedPath: string | null;
  readonly status: Status;
  readonly reason: string;
  readonly definitions: readonly CheckedDefinition[];
}

export interface CheckResult {
  readonly tree: { readonly path: string; readonly version: string };
  readonly snippets: readonly CheckedSnippet[];
  /** What is wrong with the notes themselves. */
  readonly problems: readonly (Pick<NoteProblem, 'line' | 'severity' | 'message'> & { readonly note: string })[];
}

/** Checks notes that were read. The paths of the result are those of the notes. */
export async function checkNotes(
  notes: readonly Note[],
  sources: TreeSources,
  options: AnchorOptions,
): Promise<CheckResult> {
  const anchors = await anchorNotes(notes, sources, options);
  const snippets: CheckedSnippet[] = [];
  let next = 0;
  for (const note of notes) {
    for (const _ of note.snippets) snippets.push(checkedSnippet(note, anchors[next++]!));
  }
  const problems = notes.flatMap((note) =>
    note.problems.map(({ line, severity, message }) => ({ note: note.uri, line, severity, message })),
  );
  return { tree: { path: sources.tree.root, version: sources.tree.version }, snippets, problems };
}

function checkedSnippet(note: Note, { snippet, status, reason, anchors }: SnippetAnchor): CheckedSnippet {
  return {
    note: note.uri,
    line: snippet.line,
    question: snippet.question === undefined ? null : note.questions[snippet.question]!.text,
    statedPath: snippet.path?.path ?? null,
    status,
    reason,
    definitions: anchors.map(checkedDefinition),
  };
}

function checkedDefinition(anchor: Anchor): CheckedDefinition {
  return {
    name: anchor.unit.name,
    kind: anchor.unit.kind,
    status: anchor.status,
    reason: anchor.reason,
    path: anchor.path ?? null,
    startLine: anchor.startLine ?? null,
    endLine: anchor.endLine ?? null,
    changes: anchor.differences.map(({ kind, noteLine, sourceLine, explanation }) => ({
      kind,
      noteLine: noteLine ?? null,
      sourceLine: sourceLine ?? null,
      explanation,
    })),
  };
}

/** How many snippets have each status, the statuses that occur, best first. */
export function countStatuses(result: CheckResult): [Status, number][] {
  const counts = new Map<Status, number>(STATUSES.map((status) => [status, 0]));
  for (const { status } of result.snippets) counts.set(status, counts.get(status)! + 1);
  return [...counts].filter(([, count]) => count > 0);
}

/** The result as a report: what does not stand as quoted, with its reasons, then a summary. */
export function reportOf(result: CheckResult): string {
  const lines: string[] = [];
  for (const { note, line, severity, message } of result.problems)
    lines.push(`${note}:${line}: ${severity}: ${message}`);
  for (const snippet of result.snippets) {
    if (snippet.status === 'exact') continue;
    if (snippet.definitions.length === 0)
      lines.push(`${snippet.note}:${snippet.line}: ${snippet.status}: ${snippet.reason}`);
    for (const definition of snippet.definitions) {
      if (definition.status === 'exact') continue;
      const name = definition.name === '' ? definition.kind : definition.name;
      const place = definition.path === null ? '' : ` (${definition.path}:${definition.startLine})`;
      lines.push(`${snippet.note}:${snippet.line}: ${definition.status}: ${name}${place}`);
      lines.push(...detailsOf(definition, snippet.note));
    }
  }
  const summary = countStatuses(result).map(([status, count]) => `${count} ${status}`);
  const total = result.snippets.length;
  lines.push(
    `Linux ${result.tree.version}: ${total} snippet${total === 1 ? '' : 's'}${total === 0 ? '' : `: ${summary.join(', ')}`}`,
  );
  return `${lines.join('\n')}\n`;
}

function detailsOf(definition: CheckedDefinition, note: string): string[] {
  if (definition.changes.length === 0) return [`    ${definition.reason}`];
  const out: string[] = [];
  const told = new Set<string>();
  // What became of it on the way stands in the lines below.
  if (definition.status.startsWith('moved')) out.push(`    ${definition.reason.replace(/, and [\s\S]*$/, '.')}`);
  for (const { explanation, noteLine, sourceLine } of definition.changes) {
    if (told.has(explanation)) continue;
    told.add(explanation);
    const where = noteLine !== null ? `${note}:${noteLine}` : `${definition.path}:${sourceLine}`;
    out.push(`    ${explanation} (${where})`);
  }
  return out;
}

/** Notes are not looked for in folders of these names. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules']);
const MARKDOWN = /\.(md|markdown)$/i;

/**
 * Reads every note under some locations: files as they are, folders with all Markdown below them (names that begin with a dot
 * left out, symbolic links not followed). `name` says how a location is called in the result.
 */
export async function readNotes(
  files: Files,
  locations: readonly Location[],
  name: (location: Location) => string = (location) => location,
): Promise<{ readonly notes: Note[]; readonly failures: readonly string[] }> {
  const notes: Note[] = [];
  const failures: string[] = [];
  const seen = new Set<Location>();
  const readOne = async (location: Location): Promise<void> => {
    if (seen.has(location)) return;
    seen.add(location);
    const bytes = await files.read(location);
    if (bytes) notes.push(readNote(name(location), decodeText(bytes)));
  };
  const readFolder = async (folder: Location): Promise<void> => {
    for (const entry of [...((await files.list(folder)) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const location = files.join(folder, entry.name);
      if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) continue;
      if (entry.kind === 'folder') await readFolder(location);
      else if (entry.kind === 'file' && MARKDOWN.test(entry.name)) await readOne(location);
    }
  };
  for (const location of locations) {
    const info = await files.stat(location);
    if (info === undefined) failures.push(`There is no file or folder ${location}.`);
    else if (info.kind === 'folder') await readFolder(location);
    else await readOne(location);
  }
  return { notes, failures };
}
