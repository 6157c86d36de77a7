/**
 * What the engine has to say about a program: errors and warnings with their tokens, and their rendering as gcc does it:
 * where the file was included from, `file:line:column: error: message`, the line with a caret, then the trail of macro
 * expansions. A DiagnosticBag collects them up to a limit; FatalDiagnostic ends a pass that can't go on.
 */
import type { Place, SourceFile } from './source';
import { type Expansion, expansionPlace, outermost, spellingPlace, type Token, written } from './token';

export type Severity = 'error' | 'warning' | 'note';

export interface Diagnostic {
  readonly severity: Severity;
  readonly message: string;
  /** The token at fault; its place, line and expansion trail are shown. */
  readonly token: Token;
  readonly notes?: readonly { readonly message: string; readonly token: Token }[];
  /** What the #include lines name by which the file of the place was reached, the innermost first; empty for a main file. */
  readonly includedFrom: readonly Token[];
}

/** The limit of errors was reached, or the input can't be read on: nothing after it is meaningful. */
export class FatalDiagnostic extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'FatalDiagnostic';
  }
}

export class DiagnosticBag {
  readonly list: Diagnostic[] = [];
  private errors = 0;
  /** Where each file was included last. */
  private readonly inclusions = new Map<SourceFile, Token>();

  /** @param errorLimit after so many errors the pass is ended by a FatalDiagnostic. */
  constructor(private readonly errorLimit = 20) {}

  error(token: Token, message: string, notes?: Diagnostic['notes']): void {
    const diagnostic = this.add('error', token, message, notes);
    this.errors++;
    if (this.errors >= this.errorLimit) throw new FatalDiagnostic(diagnostic);
  }

  warning(token: Token, message: string, notes?: Diagnostic['notes']): void {
    this.add('warning', token, message, notes);
  }

  private add(severity: Severity, token: Token, message: string, notes?: Diagnostic['notes']): Diagnostic {
    const includedFrom = this.trail(outermost(token).file);
    const diagnostic: Diagnostic = { severity, message, token, ...(notes ? { notes } : {}), includedFrom };
    this.list.push(diagnostic);
    return diagnostic;
  }

  /** A file is read because an #include names it there; a main file without one. */
  noteInclusion(file: SourceFile, token: Token | undefined): void {
    if (token === undefined) this.inclusions.delete(file);
    else if (outermost(token).file !== file) this.inclusions.set(file, token);
  }

  private trail(start: SourceFile): Token[] {
    const trail: Token[] = [];
    const seen = new Set([start]); // files may include one another
    for (let token = this.inclusions.get(start); token; ) {
      trail.push(token);
      const { file } = outermost(token);
      token = seen.has(file) ? undefined : this.inclusions.get(file);
      seen.add(file);
    }
    return trail;
  }

  /** Records an error and ends the pass. */
  fatal(token: Token, message: string): never {
    const diagnostic = this.add('error', token, message);
    this.errors++;
    throw new FatalDiagnostic(diagnostic);
  }

  /** Adds what another pass over the same text said. */
  repeat(list: readonly Diagnostic[]): void {
    for (const diagnostic of list) {
      this.list.push(diagnostic);
      if (diagnostic.severity === 'error' && ++this.errors >= this.errorLimit) throw new FatalDiagnostic(diagnostic);
    }
  }

  get hasErrors(): boolean {
    return this.errors > 0;
  }
}

/** Where a diagnostic is shown: in a text that somebody wrote, in a macro's argument where the fault is in one. */
export function diagnosticPlace(diagnostic: Diagnostic): Place {
  return spellingPlace(written(diagnostic.token)[0]);
}

/** Diagnostics as gcc writes them: how a file is reached is said once for several in a row that are in the same file. */
export function renderDiagnostics(list: readonly Diagnostic[]): string[] {
  return list.map((diagnostic, index) => {
    const before = list[index - 1];
    const again = before !== undefined && sameTrail(before, diagnostic);
    return renderDiagnostic(again ? { ...diagnostic, includedFrom: [] } : diagnostic);
  });
}

function sameTrail(a: Diagnostic, b: Diagnostic): boolean {
  const same = a.includedFrom.length === b.includedFrom.length && outermost(a.token).file === outermost(b.token).file;
  return same && a.includedFrom.every((token, index) => token === b.includedFrom[index]);
}

/** The diagnostic as gcc writes it, several lines without a final newline. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const lines = renderTrail(diagnostic.includedFrom);
  lines.push(...renderAt(written(diagnostic.token)[0], diagnostic.severity, diagnostic.message));
  for (let at = diagnostic.token; at.expansion; at = at.expansion.use) lines.push(renderExpansion(at, at.expansion));
  for (const note of diagnostic.notes ?? []) lines.push(...renderAt(written(note.token)[0], 'note', note.message));
  return lines.join('\n');
}

/** Where in the macro's definition the fault lies, or, for one in an argument, where the macro is used. */
function renderExpansion(token: Token, { argument, macro, use }: Expansion): string {
  const { path, line, column } = spellingPlace(argument ? use : token);
  return `${path}:${line}:${column}: note: in ${argument ? 'expansion' : 'definition'} of macro '${macro}'`;
}

function renderTrail(includedFrom: readonly Token[]): string[] {
  return includedFrom.map((token, index) => {
    const { path, line } = expansionPlace(token);
    const end = index === includedFrom.length - 1 ? ':' : ',';
    return `${index === 0 ? 'In file included from' : '                 from'} ${path}:${line}${end}`;
  });
}

/** Of a longer line, in characters, so much is shown around the place. */
const LINE_SHOWN = 160;

function renderAt(token: Token, severity: Severity, message: string): string[] {
  const place = spellingPlace(token);
  const whole = token.file.resolve(token.offset).file.lineText(place.line);
  const { text, column } = around(whole, place.column);
  const margin = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(token.end - token.offset, text.length - column + 1));
  return [
    `${place.path}:${place.line}:${place.column}: ${severity}: ${message}`,
    `${String(place.line).padStart(5)} | ${text}`,
    `      | ${margin}^${'~'.repeat(width - 1)}`,
  ];
}

/** The part of a line around a column, 1-based, and that column in it; all of a line that is not very long. */
function around(line: string, column: number): { readonly text: string; readonly column: number } {
  if (line.length <= LINE_SHOWN) return { text: line, column };
  const start = Math.max(0, Math.min(column - 1 - LINE_SHOWN / 2, line.length - LINE_SHOWN));
  const end = start + LINE_SHOWN;
  const before = start > 0 ? '…' : '';
  const text = `${before}${line.slice(start, end)}${end < line.length ? '…' : ''}`;
  return { text, column: column - start + before.length };
}
