/**
 * Looking for many names in the bytes of a C text at once: each identifier is read and looked up by its hash, so the time does not
 * depend on how many names there are. Bytes outside ASCII are part of no name.
 */

const HASHES = 1 << 16;

/** Whether a byte can be part of an identifier. */
export function isPart(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 48 && byte <= 57) ||
    byte === 95 ||
    byte === 36
  );
}

/** 1 for the bytes of identifiers. */
const PART = Uint8Array.from({ length: 256 }, (_, byte) => (isPart(byte) ? 1 : 0));

/** A function that gives those of `words` that stand in a text as whole identifiers. */
export function wordScanner(words: readonly string[]): (content: Uint8Array) => Set<string> {
  const byHash = new Map<number, { readonly word: string; readonly bytes: Uint8Array }[]>();
  const mayBe = new Uint8Array(HASHES);
  for (const word of words) {
    const bytes = new TextEncoder().encode(word);
    const hash = hashOf(bytes, 0, bytes.length);
    mayBe[hash & (HASHES - 1)] = 1;
    byHash.set(hash, [...(byHash.get(hash) ?? []), { word, bytes }]);
  }
  return (content) => {
    const out = new Set<string>();
    const { length } = content;
    for (let at = 0; at < length; ) {
      if (PART[content[at]!] === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = 0;
      do {
        hash = (Math.imul(hash, 31) + content[at]!) | 0;
        at++;
      } while (at < length && PART[content[at]!] === 1);
      if (mayBe[hash & (HASHES - 1)] === 0) continue;
      for (const { word, bytes } of byHash.get(hash) ?? []) if (standsAt(content, start, at, bytes)) out.add(word);
    }
    return out;
  };
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
  return hash;
}

function standsAt(content: Uint8Array, start: number, end: number, bytes: Uint8Array): boolean {
  if (end - start !== bytes.length) return false;
  for (let n = 0; n < bytes.length; n++) if (content[start + n] !== bytes[n]) return false;
  return true;
}

/** Bytes or characters of two lines that a pattern is tried on: its time grows faster than their length. */
export const LONGEST_LINES = 4000;

/** Whether a pattern matches some line in which a word stands, with the line after it; lines that are too long count as matching. */
export function linesMatch(text: string, word: string, pattern: RegExp): boolean {
  for (let at = text.indexOf(word); at >= 0; ) {
    if (isPart(text.charCodeAt(at - 1)) || isPart(text.charCodeAt(at + word.length))) {
      at = text.indexOf(word, at + 1);
      continue;
    }
    const lineEnd = text.indexOf('\n', at);
    const end = text.indexOf('\n', lineEnd + 1 || text.length);
    const lines = text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? undefined : end);
    if (lines.length > LONGEST_LINES || pattern.test(lines)) return true;
    at = lineEnd < 0 ? -1 : text.indexOf(word, lineEnd);
  }
  return false;
}
