/**
 * Text for a terminal that quotes notes, trees and programs. A terminal obeys control characters: what somebody else wrote could
 * clear the screen, colour it, or make a line read as another one. Here they become visible and do nothing.
 */

/** Control characters but tab and line end, and what turns the direction of writing (Unicode 15, UAX #9). */
const OBEYED = /(?!\t|\r?\n)[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * The text with one visible character for each that a terminal obeys, so that columns stay what they are: those of ASCII as their
 * pictures (U+241B for escape), any other as U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(OBEYED, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\uFFFD';
  });
}

/** A value as JSON. It reads back exactly: what a terminal obeys stands in strings alone, and is escaped there. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    OBEYED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
