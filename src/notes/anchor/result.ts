/**
 * The answer to where a snippet stands in a kernel tree: for each of its units (definitions; statements, prototypes and macro
 * calls where it holds such) a status with its grounds, the place, the map of lines, the differences. Plain data.
 */
import type { Definition, Snippet } from '../note';
import type { Difference, LineMap } from './differences';

/** From best to worst. */
export const STATUSES = ['exact', 'edited', 'moved', 'moved-edited', 'gone', 'unanchored'] as const;
export type Status = (typeof STATUSES)[number];

/** What is looked for: one definition, or a piece of code that is none. */
export interface Unit {
  /** Name for people; empty for statements. */
  readonly name: string;
  readonly kind: Definition['kind'];
  /** `itemKey`, or empty for statements. */
  readonly key: string;
  /** Indices into the snippet's outline items; statements may be several. */
  readonly items: readonly number[];
  readonly definition: Definition | undefined;
  /** 1-based lines of the note. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A definition that may be what a lost one became. */
export interface Candidate {
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

export interface Anchor {
  readonly unit: Unit;
  readonly status: Status;
  /** One line: why this status. */
  readonly reason: string;
  /** Where it stands; undefined unless it was found. */
  readonly path: string | undefined;
  /** 1-based lines in the source, without leading comments. */
  readonly startLine: number | undefined;
  readonly endLine: number | undefined;
  /** Offsets of the same range into the source's text. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** Offset of its name in the source's text; `start` for what has no name. */
  readonly nameStart: number | undefined;
  readonly lines: LineMap;
  readonly differences: readonly Difference[];
  readonly candidates: readonly Candidate[];
}

export interface SnippetAnchor {
  readonly snippet: Snippet;
  /** The worst of its units'; `unanchored` when there is none. */
  readonly status: Status;
  readonly reason: string;
  readonly anchors: readonly Anchor[];
}

const NO_LINES: LineMap = new Map();

/** An answer without a place. */
export function placeless(
  unit: Unit,
  status: 'gone' | 'unanchored',
  reason: string,
  candidates: Candidate[] = [],
): Anchor {
  return {
    unit,
    status,
    reason,
    path: undefined,
    startLine: undefined,
    endLine: undefined,
    start: undefined,
    end: undefined,
    nameStart: undefined,
    lines: NO_LINES,
    differences: [],
    candidates,
  };
}

/** The worst of some statuses. */
export function worst(statuses: readonly Status[]): Status | undefined {
  return statuses.reduce<Status | undefined>(
    (a, b) => (a === undefined || STATUSES.indexOf(b) > STATUSES.indexOf(a) ? b : a),
    undefined,
  );
}

export function snippetAnchor(snippet: Snippet, anchors: readonly Anchor[]): SnippetAnchor {
  const status = worst(anchors.map((anchor) => anchor.status));
  if (status === undefined) {
    return { snippet, status: 'unanchored', reason: 'There is no code in it to anchor by.', anchors };
  }
  return { snippet, status, reason: anchors.find((anchor) => anchor.status === status)!.reason, anchors };
}
