/**
 * What a snippet is called in lists: by what it defines, else by its first line of code.
 */
import type { Snippet } from '../notes/note';
import { inert } from './plainText';

/** Characters of a line of code that stands for its snippet. */
const LONGEST = 60;

/** A snippet's title, in one line without icons. */
export function snippetTitle(snippet: Snippet): string {
  return inert(definedNames(snippet) || firstLine(snippet) || 'C');
}

/** The names that a snippet defines: `alloc_percpu_gfp, for_each_possible_cpu`. */
export function definedNames({ definitions }: Snippet): string {
  const names = definitions.map(({ name }) => name);
  return names.filter((name) => name !== '').join(', ');
}

function firstLine({ text }: Snippet): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (lines.find((line) => line !== '' && !line.startsWith('//')) ?? '').slice(0, LONGEST);
}
