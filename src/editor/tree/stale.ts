/**
 * Whether an annotation may no longer be true: the code that it speaks of changed or is not in the source.
 */
import type { Anchor } from '../../notes/anchor/result';
import type { Annotation } from '../../notes/note';

export function isStale(annotation: Annotation, anchor: Anchor): boolean {
  if (anchor.path === undefined || annotation.target.of !== 'code') return false;
  const { firstLine, lastLine } = annotation.target;
  return anchor.differences.some(
    ({ noteLine }) => noteLine !== undefined && noteLine >= firstLine && noteLine <= lastLine,
  );
}
