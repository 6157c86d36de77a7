/**
 * Whether a text can define a name, from the raw text: it keeps the thousands of files that only use a name from being read
 * closely. Each kind of definition has its look; a use that looks the same costs time, never a wrong answer. What hides from
 * it is a definition put together by macros.
 */
import type { Item } from '../../c/outline';

/** What is looked for: the kind of item, and whether a macro with arguments makes it. */
export type DefinitionLook = Pick<Item, 'kind'> & { readonly byMacro: boolean };

export function mayDefine(text: string, name: string, look: DefinitionLook): boolean {
  if (!/^[A-Za-z_]\w*$/.test(name)) return text.includes(name);
  if (look.byMacro) return new RegExp(`\\([^(){};]*${word(name)}`).test(text);
  switch (look.kind) {
    case 'macro':
      return new RegExp(`#${BLANK}*define${BLANK}+${word(name)}`).test(text);
    case 'struct':
    case 'union':
    case 'enum':
      return new RegExp(`\\b${look.kind}\\b${WORDS}${word(name)}${WORDS}[;{]`).test(text);
    case 'function':
      return declares(text, name, '{');
    case 'prototype':
      return declares(text, name, '{') || declares(text, name, ';');
    case 'typedef':
      return /\btypedef\b/.test(text) && new RegExp(`typedef[^;{}]*${word(name)}|\\}[^;{}]*${word(name)}`).test(text);
    default:
      return (
        new RegExp(`^(?![ \\t#/*])[^\\n(=;]*(?:\\n[ \\t]+)?[^\\n(=;]*${word(name)}`, 'm').test(text) ||
        new RegExp(`^[A-Za-z_][\\w \\t]*\\([^(){};]*${word(name)}`, 'm').test(text) // DEFINE_MUTEX(name)
      );
  }
}

/** White space, a continued line, a comment. */
const BLANK = '(?:\\s|\\\\\\n|/\\*[^]*?\\*/)';
/** Annotations around a tag: words, and words with arguments. */
const WORDS = '(?:[\\s\\w]|\\([^;{}]*?\\))*?';

function word(name: string): string {
  return `(?<![\\w$])${name}(?![\\w$])`;
}

/** Parameters longer than this are not looked through. */
const LONGEST_HEAD = 4000;

/** `… name(…) … {`: with words before it that are no statement, and nothing but annotations before the brace (or `;`). */
function declares(text: string, name: string, end: '{' | ';'): boolean {
  const pattern = new RegExp(`${word(name)}\\s*\\(`, 'g');
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (/\b(if|while|for|switch|return|else|do|case)\b|[=;{}&|!?.]|->/.test(before)) continue;
    const after = pastParentheses(text, pattern.lastIndex - 1);
    if (after < 0) return true; // too long to tell
    const rest = text.slice(after, after + LONGEST_HEAD);
    const stop = rest.search(/[;{}=]/);
    if (stop < 0 || rest[stop] === end) return true;
  }
  return false;
}

/** Index after the closing parenthesis of the one at `open`; -1 if it is not near. */
function pastParentheses(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length && at < open + LONGEST_HEAD; at++) {
    const c = text.charCodeAt(at);
    if (c === 40) depth++;
    else if (c === 41 && --depth === 0) return at + 1;
  }
  return -1;
}
