/**
 * How statuses are said: a word and an icon for each, a line for a snippet, and the sum over some snippets.
 */
import type { Anchor, SnippetAnchor, Status } from '../../notes/anchor/result';
import { STATUSES } from '../../notes/anchor/result';
import { cutText } from '../cut';
import type { AnchoredNote } from './noteAnchors';

const ICONS: Readonly<Record<Status, string>> = {
  exact: 'check',
  edited: 'diff',
  moved: 'arrow-swap',
  'moved-edited': 'arrow-swap',
  gone: 'circle-slash',
  unanchored: 'debug-disconnect',
};

/** The name of a codicon. */
export function iconOf(status: Status): string {
  return ICONS[status];
}

/** Whether a snippet's answer is still being looked for. */
export function isPending(answer: AnchoredNote, snippet: SnippetAnchor): boolean {
  return answer.searching && snippet.status === 'unanchored';
}

/** `drivers/net/loopback.c:123`. */
export function placeText({ path, startLine }: Anchor): string {
  return path === undefined ? '' : `${path}:${startLine}`;
}

/** The first anchor that has a place; of those with the snippet's own status if there is one. */
export function firstPlaced(snippet: SnippetAnchor): Anchor | undefined {
  const placed = snippet.anchors.filter((anchor) => anchor.path !== undefined);
  return placed.find((anchor) => anchor.status === snippet.status) ?? placed[0];
}

/** `12 exact, 2 edited`, best first. */
export function sumOf(statuses: readonly Status[]): string {
  return STATUSES.flatMap((status) => {
    const count = statuses.filter((other) => other === status).length;
    return count > 0 ? [`${count} ${status}`] : [];
  }).join(', ');
}

/** Text without the backticks that reasons put around code, cut where a name in it is endless. */
export function plain(text: string): string {
  return cutText(text.replaceAll('`', ''));
}
