/**
 * Cuts from a document the lines that the panel shows around a place. From a note it is the inside of the fence that
 * the place lies in: the Markdown around it is not C. From a C file it is the whole file when that is short, else some
 * hundred lines that begin where a definition or a comment begins, so that the colours come out right.
 */

/** Lines of a document, the first of which is line `firstLine` (1-based). */
export interface SourceWindow {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** Longer texts are cut. */
const WHOLE = 1000;
/** How many lines before and after the place are kept of a long text. */
const AROUND = 200;
/** How far from there a good line to begin at is looked for. */
const SEARCH = 100;
const LONGEST_LINE = 2000;

/** The window around a 1-based line; undefined when the document has no such line. */
export function sourceWindow(text: string, line: number, isNote: boolean): SourceWindow | undefined {
  const all = text.split(/\r\n|\r|\n/);
  if (line < 1 || line > all.length) {
    return undefined;
  }
  const [first, end] = isNote ? fenceAround(all, line - 1) : [0, all.length];
  const [from, to] = end - first <= WHOLE ? [first, end] : partOf(all, line - 1, first, end);
  const [start, stop] = withoutBlank(all, from, to, line - 1);
  return { firstLine: start + 1, lines: all.slice(start, stop).map((each) => each.slice(0, LONGEST_LINE)) };
}

/** Blank lines at either end are left out, but not the place itself. */
function withoutBlank(all: readonly string[], from: number, to: number, at: number): [number, number] {
  let start = from;
  let stop = to;
  while (start < at && all[start]?.trim() === '') {
    start++;
  }
  while (stop > at + 1 && all[stop - 1]?.trim() === '') {
    stop--;
  }
  return [start, stop];
}

/** The lines inside the fence around `at`, as indexes; everything when it lies in none. */
function fenceAround(all: readonly string[], at: number): [number, number] {
  let opened: { readonly line: number; readonly mark: string } | undefined;
  for (let index = 0; index < all.length; index++) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(all[index] as string)?.[1];
    if (!mark) {
      continue;
    }
    if (!opened) {
      if (index > at) {
        break;
      }
      opened = { line: index, mark };
    } else if (mark[0] === opened.mark[0] && mark.length >= opened.mark.length) {
      if (opened.line < at && at < index) {
        return [opened.line + 1, index];
      }
      opened = undefined;
    }
  }
  return opened && opened.line < at ? [opened.line + 1, all.length] : [0, all.length];
}

function partOf(all: readonly string[], at: number, first: number, end: number): [number, number] {
  const from = Math.max(first, at - AROUND);
  const to = Math.min(end, at + AROUND);
  for (let start = from; start > Math.max(first, from - SEARCH); start--) {
    if (/^\S/.test(all[start] as string) && /^\s*$/.test(all[start - 1] as string)) {
      return [start, to];
    }
  }
  return [from, to];
}
