/** An answer with a place, from what was matched. */
import type { Chosen } from './candidates';
import { worthTelling } from './differences';
import type { FragmentMatch } from './fragment';
import type { Anchor, Status, Unit } from './result';

type Found = Exclude<Status, 'gone' | 'unanchored'>;

/** The answer for a definition; `stated` is the path that the note gives, for the reason of a moved one. */
export function anchorAt(unit: Unit, status: Found, { source, item, match }: Chosen, stated?: string): Anchor {
  const { file, tokens } = source.outline;
  const start = tokens[item.first]!.offset;
  const end = tokens[item.end - 1]!.end;
  return {
    unit,
    status,
    reason: reasonOf(status, source.path, worthTelling(match.differences)[0]?.explanation, stated),
    path: source.path,
    startLine: file.place(start).line,
    endLine: file.place(end - 1).line,
    start,
    end,
    nameStart: tokens[item.nameToken]?.offset ?? start,
    lines: match.lines,
    differences: match.differences,
    candidates: [],
  };
}

/** The answer for statements and the like. */
export function anchorOfFragment(unit: Unit, status: Found, match: FragmentMatch): Anchor {
  const { source, range, lines, differences } = match;
  const { file, tokens } = source.outline;
  const start = tokens[range.first]!.offset;
  const end = tokens[range.end - 1]!.end;
  return {
    unit,
    status,
    reason: reasonOf(status, source.path, worthTelling(differences)[0]?.explanation, undefined),
    path: source.path,
    startLine: file.place(start).line,
    endLine: file.place(end - 1).line,
    start,
    end,
    nameStart: start,
    lines,
    differences,
    candidates: [],
  };
}

function reasonOf(status: Found, path: string, difference: string | undefined, stated: string | undefined): string {
  const where = stated === undefined ? `It is in ${path}` : `It is in ${path}, not in ${stated}`;
  if (status === 'exact') return `The same code as in ${path}.`;
  if (status === 'moved') return `${where}, with the same code.`;
  const what = difference === undefined ? 'its code differs' : difference;
  return status === 'edited' ? `${path}: ${what}.` : `${where}, and ${what}.`;
}
