/**
 * Text of notes and trees for hovers and the like, which are to be taken in at a glance: what is longer than that is cut, by lines and by
 * characters, and it is said how much is left out. A note may hold a line of a megabyte.
 */

const MAX_LINES = 30;
/** Characters of one line, and of a text: a hover is no more than some eighty columns wide. */
const MAX_LINE = 400;
const MAX_TEXT = 4000;

/** Code, cut; what is left out is told in comments of C. */
export function cutCode(text: string): string {
  const shown: string[] = [];
  let length = 0;
  for (const line of text.split('\n', MAX_LINES)) {
    if (length > MAX_TEXT) break;
    const start = line.length > MAX_LINE ? withoutHalf(line.slice(0, MAX_LINE)) : line;
    const left = line.length - start.length;
    shown.push(left > 0 ? `${start} /* … and ${count(left, 'more character')} */` : line);
    length += start.length;
  }
  let rest = 1 - shown.length;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) rest++;
  if (rest > 0) shown.push(`/* … and ${count(rest, 'more line')} */`);
  return shown.join('\n');
}

/** Prose, cut after `longest` characters. */
export function cutText(text: string, longest = 1000): string {
  if (text.length <= longest) return text;
  const start = withoutHalf(text.slice(0, longest));
  return `${start} … and ${count(text.length - start.length, 'more character')}`;
}

/** `1,234 more lines`. */
export function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}

/** Without the first half of a surrogate pair that was cut in two. */
function withoutHalf(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
