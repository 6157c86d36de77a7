/**
 * What the engine has to say about a program: errors and warnings with their tokens, and their rendering as gcc does it:
 * `file:line:column: error: message`, the line with a caret, then the trail of macro expansions. A DiagnosticBag collects
 * them up to a limit; FatalDiagnostic ends a pass that can't go on.
 */
import type { Place } from './source';
import { expansionPlace, outermost, spellingPlace, type Token } from './token';

export type Severity = 'error' | 'warning' | 'note';

export interface Diagnostic {
  readonly severity: Severity;
  readonly message: string;
  /** The token at fault; its place, line and expansion trail are shown. */
  readonly token: Token;
  readonly notes?: readonly { readonly message: string; readonly token: Token }[];
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

  /** @param errorLimit after so many errors the pass is ended by a FatalDiagnostic. */
  constructor(private readonly errorLimit = 20) {}

  error(token: Token, message: string, notes?: Diagnostic['notes']): void {
    const diagnostic: Diagnostic = { severity: 'error', message, token, ...(notes ? { notes } : {}) };
    this.list.push(diagnostic);
    this.errors++;
    if (this.errors >= this.errorLimit) throw new FatalDiagnostic(diagnostic);
  }

  warning(token: Token, message: string, notes?: Diagnostic['notes']): void {
    this.list.push({ severity: 'warning', message, token, ...(notes ? { notes } : {}) });
  }

  /** Records an error and ends the pass. */
  fatal(token: Token, message: string): never {
    const diagnostic: Diagnostic = { severity: 'error', message, token };
    this.list.push(diagnostic);
    this.errors++;
    throw new FatalDiagnostic(diagnostic);
  }

  /** Adds what another pass over the same text said. */
  repeat(list: readonly Diagnostic[]): void {
    for (const { severity, token, message, notes } of list) {
      if (severity === 'error') this.error(token, message, notes);
      else this.list.push({ severity, token, message, ...(notes ? { notes } : {}) });
    }
  }

  get hasErrors(): boolean {
    return this.errors > 0;
  }
}

/** Where a diagnostic is shown: the outermost use, which is in the text that the author wrote. */
export function diagnosticPlace(diagnostic: Diagnostic): Place {
  return expansionPlace(diagnostic.token);
}

/** The diagnostic as gcc writes it, several lines without a final newline. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const lines = renderAt(outermost(diagnostic.token), diagnostic.severity, diagnostic.message);
  for (let at = diagnostic.token; at.expansion; at = at.expansion.use) {
    const place = spellingPlace(at);
    lines.push(`${place.path}:${place.line}:${place.column}: note: in expansion of macro '${at.expansion.macro}'`);
  }
  for (const note of diagnostic.notes ?? []) lines.push(...renderAt(outermost(note.token), 'note', note.message));
  return lines.join('\n');
}

function renderAt(token: Token, severity: Severity, message: string): string[] {
  const place = spellingPlace(token);
  const text = token.file.resolve(token.offset).file.lineText(place.line);
  const margin = text.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(token.end - token.offset, text.length - place.column + 1));
  return [
    `${place.path}:${place.line}:${place.column}: ${severity}: ${message}`,
    `${String(place.line).padStart(5)} | ${text}`,
    `      | ${margin}^${'~'.repeat(width - 1)}`,
  ];
}
