/**
 * Whether a text can define a name at all, from the raw text: it keeps the files that only mention a name from being read
 * closely. It errs on the side of yes.
 */
import type { Item } from '../../c/outline';
import type { Unit } from './result';

export function mayDefine(text: string, unit: Unit, item: Item): boolean {
  const name = item.kind === 'macro-call' ? (item.parameters?.[0]?.name ?? '') : unit.name;
  if (!/^[A-Za-z_]\w*$/.test(name)) return text.includes(name);
  return patternFor(name, item).test(text);
}

function patternFor(name: string, item: Item): RegExp {
  const word = `(?<![\\w$])${name}(?![\\w$])`;
  if (item.declaredBy !== undefined || item.kind === 'macro-call') return new RegExp(`\\([^()]*${word}`);
  switch (item.kind) {
    case 'macro':
      return new RegExp(`#(?:\\s|\\\\\\n|/\\*.*?\\*/)*define(?:\\s|\\\\\\n|/\\*.*?\\*/)+${word}`);
    case 'struct':
    case 'union':
    case 'enum':
      return new RegExp(`\\b${item.kind}\\b[^;{}()=]*(?:\\([^;{}]*\\)[^;{}()=]*)*${word}`);
    case 'function':
    case 'prototype':
      return new RegExp(`${word}\\s*\\(`);
    default:
      return new RegExp(word);
  }
}
