/**
 * Links in hovers that run commands: only those of this list, each with arguments that are checked again when the command runs, as a
 * hover's text may come from a note that somebody else wrote.
 */
import * as vscode from 'vscode';
import { cutText } from './cut';
import { inert } from './plainText';

export const COMMANDS = {
  run: 'annotatedKernel.run',
  runSymbol: 'annotatedKernel.runSymbol',
  openPlace: 'annotatedKernel.openPlace',
  openInTree: 'annotatedKernel.openInTree',
  compareWithSource: 'annotatedKernel.compareWithSource',
  showNotes: 'annotatedKernel.showNotesAboutSymbol',
  explainStatus: 'annotatedKernel.explainStatus',
} as const;

/** Characters of a link. */
const MAX_LABEL = 120;

const ALLOWED: readonly string[] = Object.values(COMMANDS);

/** What `annotatedKernel.runSymbol` and `annotatedKernel.run` take. */
export interface RunArguments {
  readonly scenario?: string;
  readonly symbol?: string;
  /** URI of the note whose C runs. */
  readonly note?: string;
  /** Where no scenario is given: those that the user chooses from, instead of all. */
  readonly among?: readonly string[];
}

/** What `annotatedKernel.openPlace` takes; line and column 1-based. */
export interface PlaceArguments {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A Markdown link that runs a command of the list. It stays on one line as long as it fits on one. Therefore it has no icon: that is drawn
 * as an inline block, after which a browser ends a line whatever follows (Chromium 156: a no-break space and a word joiner too).
 */
export function commandLink(label: string, command: string, argument: object, tooltip: string): string {
  // A bracket would end the link.
  const query = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29'));
  const title = inert(tooltip).replace(/["\\]/g, '');
  const text = cutText(label, MAX_LABEL)
    .replace(/[\\`*_[\]<>]/g, '\\$&')
    .replaceAll(' ', '\u00a0');
  return `[${text}](command:${command}?${query} "${title}")`;
}

/** Links beside each other, from a list of `commandLink`; a line that is full ends between two of them. */
export function linkLine(links: readonly string[]): string {
  return links.join('&nbsp;&nbsp;|&nbsp; ');
}

/** A MarkdownString whose command links work: nothing of a note's text may go into it. */
export function trustedMarkdown(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text, true);
  markdown.isTrusted = { enabledCommands: ALLOWED };
  return markdown;
}

const NAME = /^[A-Za-z_$][\w$]{0,200}$/;
const SCENARIO = /^[a-z][a-z0-9-]{0,60}$/;

/** Checks the argument of a run command; undefined when it is not one. */
export function checkRunArguments(value: unknown): RunArguments | undefined {
  if (value === undefined || value instanceof vscode.Uri) return {};
  if (typeof value !== 'object' || value === null) return undefined;
  const { scenario, symbol, note, among } = value as Record<string, unknown>;
  if (scenario !== undefined && !(typeof scenario === 'string' && SCENARIO.test(scenario))) return undefined;
  if (symbol !== undefined && !(typeof symbol === 'string' && NAME.test(symbol))) return undefined;
  if (note !== undefined && !(typeof note === 'string' && note.length < 5000)) return undefined;
  if (among !== undefined && !isScenarioList(among)) return undefined;
  return {
    ...(scenario === undefined ? {} : { scenario }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(note === undefined ? {} : { note }),
    ...(among === undefined ? {} : { among }),
  };
}

function isScenarioList(value: unknown): value is readonly string[] {
  const isName = (name: unknown): boolean => typeof name === 'string' && SCENARIO.test(name);
  return Array.isArray(value) && value.length > 0 && value.length <= 100 && value.every(isName);
}

/** Checks the argument of `openPlace`. */
export function checkPlaceArguments(value: unknown): PlaceArguments | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, line, column } = value as Record<string, unknown>;
  const isPosition = (n: unknown): n is number => typeof n === 'number' && Number.isInteger(n) && n >= 1 && n < 1e9;
  if (typeof uri !== 'string' || uri.length > 5000 || !isPosition(line) || !isPosition(column)) return undefined;
  return { uri, line, column };
}

/** What `annotatedKernel.openInTree` takes: a file of the current kernel tree; line 1-based. */
export interface TreePlaceArguments {
  readonly path: string;
  readonly line: number;
  /** The snippet that it was found for. */
  readonly snippet: SnippetArguments | undefined;
}

/** A snippet of a note, for commands about it. */
export interface SnippetArguments {
  readonly note: string;
  readonly snippet: number;
}

/** Checks the argument of `openInTree`. Whether the path stays in the tree is for the command to see. */
export function checkTreePlace(value: unknown): TreePlaceArguments | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { path, line } = value as Record<string, unknown>;
  if (typeof path !== 'string' || path === '' || path.length > 1000) return undefined;
  if (typeof line !== 'number' || !Number.isInteger(line) || line < 1 || line > 1e9) return undefined;
  return { path, line, snippet: checkSnippet(value) };
}

/** Checks the argument of commands about a snippet. */
export function checkSnippet(value: unknown): SnippetArguments | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { note, snippet } = value as Record<string, unknown>;
  if (typeof note !== 'string' || note.length > 5000) return undefined;
  if (typeof snippet !== 'number' || !Number.isInteger(snippet) || snippet < 0) return undefined;
  return { note, snippet };
}

/** Checks the argument of commands about a symbol: `{symbol}`, or none. */
export function checkSymbol(value: unknown): { readonly symbol: string | undefined } | undefined {
  if (value === undefined || value instanceof vscode.Uri) return { symbol: undefined };
  if (typeof value !== 'object' || value === null) return undefined;
  const { symbol } = value as Record<string, unknown>;
  return typeof symbol === 'string' && NAME.test(symbol) ? { symbol } : undefined;
}
