/**
 * What a comment says: its text without delimiters, and whether it is an elision, a comment of dots alone that stands for
 * code which was left out.
 */
import type { Token } from '../token';

/** The text of a comment without its delimiters and the `*` of its lines' beginnings. */
export function commentText(text: string): string {
  if (text.startsWith('//')) return text.slice(2).trim();
  const inner = text.slice(2, text.endsWith('*/') && text.length >= 4 ? -2 : undefined);
  return inner
    .split('\n')
    .map((line, n) => (n === 0 ? line.replace(/^\*+/, '') : line.replace(/^\s*\*+/, '')).trim())
    .join('\n')
    .trim();
}

/** A comment of dots alone, which stands for code that was left out. */
export function isElision(token: Token): boolean {
  if (token.kind !== 'comment' || token.text.length > 200) return false;
  return /^(\.{2,}|…)([\s.…]*)$/.test(commentText(token.text));
}
