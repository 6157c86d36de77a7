/**
 * Problems in notes, in the Problems panel: what reading a note finds (an unclosed fence, a path that leads out of the tree), and what
 * composing and compiling its C found when it was last run. A place in the model's sources gets its diagnostic there. While the note is
 * edited, what was found on its other lines moves with them; what was found where it is edited goes, until it is run again.
 */
import * as vscode from 'vscode';
import type { Note, NoteProblem } from '../notes/note';
import type { Problem, SourceRange } from '../simulation/protocol';
import { isBundled, modelUri } from './documents';
import { type LinesNow, linesNow } from './editedLines';
import type { NoteLibrary } from './library';
import type { CompilationResult, NoteAsRun } from './run';
import { rangeIn } from './symbols';

const SOURCE = 'Annotated Kernel';
const MAX_PER_NOTE = 100;

export class NoteDiagnostics implements vscode.Disposable {
  private readonly reading = vscode.languages.createDiagnosticCollection('annotated-kernel.notes');
  private readonly compiling = vscode.languages.createDiagnosticCollection('annotated-kernel.program');
  private readonly subscription: vscode.Disposable;
  /** The notes whose problems are shown, as they read then. */
  private shown = new Map<string, Note>();
  /** Of the last compilation: the note whose problems are shown, its problems, and its text for which they are shown. */
  private compilation:
    | { readonly note: NoteAsRun; readonly problems: readonly Problem[]; shownFor: string }
    | undefined;

  constructor(
    private readonly library: NoteLibrary,
    onDidCompile: vscode.Event<CompilationResult>,
  ) {
    this.subscription = vscode.Disposable.from(
      this.reading,
      this.compiling,
      library.onDidChange(() => {
        this.readNotes();
        this.followEdits();
      }),
      onDidCompile((compilation) => this.compiled(compilation)),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private readNotes(): void {
    const before = this.shown;
    this.shown = new Map(this.library.withProblems.map((note) => [note.uri, note]));
    for (const uri of before.keys()) if (!this.shown.has(uri)) this.reading.delete(vscode.Uri.parse(uri));
    // Of a thousand notes that are read one after the other, each is told of once.
    for (const note of this.shown.values()) {
      if (before.get(note.uri) === note) continue;
      const uri = vscode.Uri.parse(note.uri);
      if (isBundled(uri)) continue;
      this.reading.set(
        uri,
        note.problems.slice(0, MAX_PER_NOTE).map((problem) => {
          const range = rangeIn(note, problem.start, problem.end);
          const diagnostic = new vscode.Diagnostic(range, problem.message, severity(problem.severity));
          diagnostic.source = SOURCE;
          diagnostic.code = problem.code;
          return diagnostic;
        }),
      );
    }
  }

  private compiled({ note, problems }: CompilationResult): void {
    const inNote = problems.filter(({ range }) => range.origin === 'note' && range.path === note?.uri);
    this.compilation = note && inNote.length > 0 ? { note, problems: inNote, shownFor: note.text } : undefined;
    const byUri = new Map<string, { uri: vscode.Uri; list: vscode.Diagnostic[] }>();
    for (const problem of problems) {
      const uri = uriOf(problem.range);
      if (!uri) continue;
      const key = uri.toString();
      const entry = byUri.get(key) ?? { uri, list: [] };
      byUri.set(key, entry);
      entry.list.push(toDiagnostic(problem));
    }
    this.compiling.clear();
    for (const { uri, list } of byUri.values()) this.compiling.set(uri, list);
    this.followEdits(); // the note may have been edited while it was compiled
  }

  private followEdits(): void {
    const { compilation } = this;
    const now = compilation && this.library.byUri(compilation.note.uri)?.text;
    if (!compilation || now === undefined || now === compilation.shownFor) return;
    compilation.shownFor = now;
    const lines = linesNow(compilation.note.text, now);
    this.compiling.set(
      vscode.Uri.parse(compilation.note.uri),
      compilation.problems.flatMap((problem) => moved(toDiagnostic(problem), lines) ?? []),
    );
  }
}

function toDiagnostic(problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(problem.range), problem.message, severity(problem.severity));
  diagnostic.source = SOURCE;
  diagnostic.relatedInformation = problem.related.flatMap(({ message, range }) => {
    const uri = uriOf(range);
    return uri ? [new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, toRange(range)), message)] : [];
  });
  return diagnostic;
}

/** The diagnostic where its lines are now; undefined when one of them was edited. */
function moved(diagnostic: vscode.Diagnostic, lines: LinesNow): vscode.Diagnostic | undefined {
  const { start, end } = diagnostic.range;
  const line = lines(start.line, end.line);
  if (line === undefined) return undefined;
  diagnostic.range = new vscode.Range(line, start.character, end.line + line - start.line, end.character);
  return diagnostic;
}

/** The document of a place; undefined for one in a tree, which has surfaces of its own. */
export function uriOf(range: SourceRange): vscode.Uri | undefined {
  if (range.origin === 'note') return vscode.Uri.parse(range.path);
  return range.origin === 'model' ? modelUri(range.path) : undefined;
}

export function toRange(range: SourceRange): vscode.Range {
  return new vscode.Range(range.line - 1, range.column - 1, range.endLine - 1, range.endColumn - 1);
}

function severity(of: NoteProblem['severity']): vscode.DiagnosticSeverity {
  if (of === 'error') return vscode.DiagnosticSeverity.Error;
  return of === 'warning' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
}
