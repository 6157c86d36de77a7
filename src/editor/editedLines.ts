/**
 * Where the lines of a text are once it was edited: those before and after the part that was changed are still there, and those within it
 * are not what they were. The part is one, from the first line that differs to the last, however many places were edited.
 */

/** The line that a line, or a run of lines, has become; undefined when one of them was changed. Lines count from 0, the last one included. */
export type LinesNow = (first: number, last: number) => number | undefined;

export function linesNow(before: string, now: string): LinesNow {
  if (before === now) return (first) => first;
  const [old, edited] = [before.split('\n'), now.split('\n')];
  const shorter = Math.min(old.length, edited.length);
  let same = 0;
  while (same < shorter && old[same] === edited[same]) same++;
  let after = 0;
  while (after < shorter - same && old[old.length - 1 - after] === edited[edited.length - 1 - after]) after++;
  return (first, last) => {
    if (last < same) return first;
    return first >= old.length - after ? first + edited.length - old.length : undefined;
  };
}
