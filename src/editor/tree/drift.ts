/**
 * Problems where notes and the current kernel tree have drifted apart: what changed, in one line, on the lines of the note concerned, and
 * annotations whose code changed. Workspace notes always have them. The bundled ones, which cannot be edited, have them while an editor shows
 * them, and only for what no note of the workspace quotes: with a copy beside them each thing is told once, in the file that can be
 * mended. (How a snippet stands is over each fence all the same, in both.)
 */
import * as vscode from 'vscode';
import { worthTelling } from '../../notes/anchor/differences';
import type { Anchor, SnippetAnchor } from '../../notes/anchor/result';
import type { Note, Snippet } from '../../notes/note';
import { count } from '../cut';
import { isBundled } from '../documents';
import type { NoteLibrary } from '../library';
import { rangeIn } from '../symbols';
import { shownInTabs } from '../tabs';
import type { AnchoredNote, NoteAnchors } from './noteAnchors';
import type { OpenTree } from './openTree';
import { isStale } from './stale';
import { isPending, plain } from './words';

export const DRIFT = 'Annotated Kernel';
const MAX_PER_NOTE = 200;

export class DriftDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('annotated-kernel.tree');
  private readonly shown = new Map<string, AnchoredNote>();
  /** What the workspace's notes quoted when the bundled notes' problems were made. */
  private quoted: readonly string[] = [];
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly library: NoteLibrary,
    private readonly anchors: NoteAnchors,
  ) {
    const update = (): void => this.update();
    this.subscription = vscode.Disposable.from(
      this.collection,
      anchors.onDidChange(update),
      vscode.window.tabGroups.onDidChangeTabs(update),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private update(): void {
    const open = shownInTabs();
    const wanted = new Set<string>();
    const quoted = this.quotedInWorkspace();
    if (quoted.join('\n') !== this.quoted.join('\n')) {
      this.quoted = quoted;
      for (const uri of this.shown.keys()) if (isBundled(vscode.Uri.parse(uri))) this.shown.delete(uri);
    }
    const told = new Set(quoted);
    for (const note of this.library.all) {
      const uri = vscode.Uri.parse(note.uri);
      const answer = this.anchors.of(note);
      if (isBundled(uri) && !open.has(uri.toString())) continue;
      wanted.add(note.uri);
      if (!answer || this.shown.get(note.uri) === answer) continue; // the old ones stay until the new are known
      this.shown.set(note.uri, answer);
      const silent = (anchor: Anchor): boolean => isBundled(uri) && told.has(subjectOf(anchor));
      const found = answer.snippets.flatMap((snippet) =>
        isPending(answer, snippet) ? [] : diagnosticsOf(answer, snippet, silent),
      );
      this.collection.set(uri, cut(found));
    }
    for (const uri of [...this.shown.keys()]) {
      if (wanted.has(uri) && this.hasTree(uri)) continue;
      this.shown.delete(uri);
      this.collection.delete(vscode.Uri.parse(uri));
    }
  }

  /** What the workspace's notes quote, as far as it is known where it stands. */
  private quotedInWorkspace(): string[] {
    const subjects = this.anchors.all
      .filter(({ note }) => !isBundled(vscode.Uri.parse(note.uri)))
      .flatMap(({ snippets }) => snippets.flatMap(({ anchors }) => anchors.map(subjectOf)));
    return [...new Set(subjects)].sort();
  }

  /** Problems go when their tree does. */
  private hasTree(uri: string): boolean {
    return this.anchors.isCurrent(this.shown.get(uri)?.tree);
  }
}

/** What an answer is about: the definition, or the place of what has no name. */
function subjectOf({ unit, path, startLine, status }: Anchor): string {
  return unit.key || `${path ?? status}:${startLine ?? ''}`;
}

function diagnosticsOf(
  { note, tree }: AnchoredNote,
  { snippet, status, reason, anchors }: SnippetAnchor,
  silent: (anchor: Anchor) => boolean,
): vscode.Diagnostic[] {
  if (anchors.length === 0) return [make(fenceRange(note, snippet), plain(reason), status)];
  const told = anchors.filter((anchor) => !silent(anchor));
  return told.flatMap((anchor) => [
    ...ofAnchor(note, snippet, anchor, tree),
    ...staleAnnotations(note, snippet, anchor, tree),
  ]);
}

function ofAnchor(note: Note, snippet: Snippet, anchor: Anchor, tree: OpenTree): vscode.Diagnostic[] {
  const { status } = anchor;
  if (status === 'exact') return [];
  const out: vscode.Diagnostic[] = [];
  const name = nameRange(note, snippet, anchor);
  if (status !== 'edited' || anchor.differences.length === 0) {
    const path = snippet.path?.origin === 'comment' ? snippet.path : undefined;
    const range = status === 'moved' && path ? rangeIn(note, path.start, path.end) : name;
    const diagnostic = make(range, plain(anchor.reason), status);
    if (anchor.path !== undefined && anchor.startLine !== undefined) {
      diagnostic.relatedInformation = [related(tree, anchor.path, anchor.startLine, tree.title)];
    } else if (anchor.candidates.length > 0) {
      diagnostic.relatedInformation = anchor.candidates
        .slice(0, 5)
        .map((candidate) => related(tree, candidate.path, candidate.line, `It may be ${candidate.name} now`));
    }
    out.push(diagnostic);
  }
  for (const { explanation, lines, sourceLine } of grouped(anchor)) {
    const range = lines ? lineRange(note, lines.first, lines.last) : name;
    const diagnostic = make(range, `${plain(explanation)} (${tree.title}).`, status);
    if (anchor.path !== undefined) {
      diagnostic.relatedInformation = [
        related(tree, anchor.path, sourceLine ?? anchor.startLine ?? 1, `${tree.title} has it so`),
      ];
    }
    out.push(diagnostic);
  }
  return out;
}

interface Group {
  readonly explanation: string;
  /** 1-based lines of the note; undefined when only the source has it. */
  lines: { first: number; last: number } | undefined;
  readonly sourceLine: number | undefined;
}

/** One entry for each change, over the lines of the note that follow each other; what only the source has is added to the note's part. */
function grouped({ differences }: Anchor): Group[] {
  const out: Group[] = [];
  for (const { explanation, noteLine, sourceLine } of worthTelling(differences)) {
    const same = out.find(
      (group) =>
        group.explanation === explanation &&
        (noteLine === undefined ||
          (group.lines !== undefined && noteLine >= group.lines.first && noteLine <= group.lines.last + 1)),
    );
    if (!same)
      out.push({
        explanation,
        lines: noteLine === undefined ? undefined : { first: noteLine, last: noteLine },
        sourceLine,
      });
    else if (same.lines && noteLine !== undefined) same.lines.last = Math.max(same.lines.last, noteLine);
  }
  return out;
}

function staleAnnotations(note: Note, snippet: Snippet, anchor: Anchor, tree: OpenTree): vscode.Diagnostic[] {
  return snippet.annotations
    .filter((annotation) => anchor.unit.items.includes(annotation.target.item) && isStale(annotation, anchor))
    .map((annotation) => {
      const message = `This annotation may be stale: the code that it speaks of differs in ${tree.title}.`;
      // The first line alone: VS Code underlines the white space before each further one.
      const [first = ''] = note.text.slice(annotation.start, annotation.end).split('\n', 1);
      const range = rangeIn(note, annotation.start, annotation.start + first.trimEnd().length);
      const diagnostic = make(range, message, 'edited');
      diagnostic.code = 'stale-annotation';
      return diagnostic;
    });
}

/** No more problems than a reader goes through; the last one says how many there are beside them. */
function cut(found: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] {
  const next = found[MAX_PER_NOTE];
  if (!next) return found;
  const left = count(found.length - MAX_PER_NOTE, 'more difference');
  const rest = new vscode.Diagnostic(next.range, `… and ${left} of this note, which are not listed.`, next.severity);
  rest.source = DRIFT;
  return [...found.slice(0, MAX_PER_NOTE), rest];
}

function make(range: vscode.Range, message: string, status: Anchor['status']): vscode.Diagnostic {
  const severity = status === 'gone' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = DRIFT;
  diagnostic.code = status;
  return diagnostic;
}

function related(tree: OpenTree, path: string, line: number, message: string): vscode.DiagnosticRelatedInformation {
  const location = new vscode.Location(tree.uriOf(path), new vscode.Position(line - 1, 0));
  return new vscode.DiagnosticRelatedInformation(location, message);
}

function nameRange(note: Note, snippet: Snippet, { unit }: Anchor): vscode.Range {
  if (unit.definition) return rangeIn(note, unit.definition.nameSpan.start, unit.definition.nameSpan.end);
  return unit.firstLine >= 1 ? lineRange(note, unit.firstLine, unit.firstLine) : fenceRange(note, snippet);
}

function fenceRange(note: Note, snippet: Snippet): vscode.Range {
  return lineRange(note, snippet.line, snippet.line);
}

/** 1-based lines, without the white space around their text. */
function lineRange(note: Note, first: number, last: number): vscode.Range {
  const start = note.lineStarts[first - 1] ?? 0;
  const end = note.lineStarts[last] ?? note.text.length + 1;
  const indent = /^[\s>]*/.exec(note.text.slice(start, end))?.[0].length ?? 0;
  return rangeIn(note, start + indent, start + note.text.slice(start, end).trimEnd().length);
}
