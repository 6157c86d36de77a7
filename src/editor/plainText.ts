/**
 * Text of notes and trees for the places where VS Code sees more in a text than its letters: a notification makes a link that runs any
 * command of `[a](command:b)`, titles and labels make icons of `$(name)`, and some characters turn the direction of writing, so that a
 * text reads as another. Markdown has its own rules (commandLinks.ts).
 */

/** U+2060 WORD JOINER: has no width and breaks no line. */
const JOINER = '\u2060';
/** What turns the direction of writing (Unicode 15, UAX #9, explicit formatting characters and marks). */
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** The text on one line, cut to a length, with nothing in it that does anything. What turns writing is shown as U+FFFD. */
export function inert(text: string, longest = 300): string {
  const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return short
    .replace(TURNS, '\uFFFD')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('](', `]${JOINER}(`)
    .replaceAll('$(', `$${JOINER}(`)
    .trim();
}
