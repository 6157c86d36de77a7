/**
 * Questions: headings, and list items that ask. Every heading is one. A list item is one when it ends in a question mark or
 * begins as questions do, or when code answers it: a fence inside it, or right after it where it is alone in its list or
 * follows a question. Other
 * items are an answer's prose. Everything up to the next question of the same or a higher level belongs to a question.
 */
import type { Block, TextBlock } from './markdown';
import { lineEnd } from './markdown';
import type { Question } from './note';

/** A list item's level is this plus the number of lists it stands in. */
const ITEM_LEVEL = 6;
const ASKING = /^(what|how|why|where|when|which|who|whose|is|are|does|do|did|can|could|should|will|would|has|have)\b/i;

/** A question found among the blocks; `block` is its index there. */
export interface FoundQuestion {
  readonly block: number;
  readonly kind: Question['kind'];
  readonly level: number;
  readonly text: string;
  /** How many lines of its block it takes; what follows them is its answer. */
  readonly lines: number;
}

/** Which blocks are questions, in order. */
export function findQuestions(blocks: readonly Block[]): FoundQuestion[] {
  const out: FoundQuestion[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      const text = oneLine(block.text);
      if (text !== '')
        out.push({ block: index, kind: 'heading', level: block.level, text, lines: lineCount(block.text) });
    } else if (block.kind === 'item') {
      const asked = askedBy(block, blocks, index);
      if (asked?.text) out.push({ block: index, kind: 'item', level: ITEM_LEVEL + block.level, ...asked });
    }
  });
  return out;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const lineCount = (text: string): number => text.split('\n').length;

/** The question that an item asks, and the lines of the block that it takes; undefined for an item that asks nothing. */
function askedBy(
  block: TextBlock,
  blocks: readonly Block[],
  index: number,
): Pick<FoundQuestion, 'text' | 'lines'> | undefined {
  const text = block.text.replace(/^\[[ xX]\]\s+/, '');
  const whole = oneLine(text);
  const all = lineCount(block.text);
  if (/\?\W{0,3}$/.test(whole)) return { text: whole, lines: all };
  // A question, then its answer in the same paragraph.
  const lines = text.split('\n');
  const end = lines.findIndex((line) => /\?\W{0,3}$/.test(line.trim()));
  const before = all - lines.length; // the line of a check box that stands alone on it
  if (end >= 0 && lines.length > 1) {
    return { text: oneLine(lines.slice(0, end + 1).join(' ')), lines: before + end + 1 };
  }
  const first = { text: oneLine(lines[0]!), lines: before + 1 };
  if (ASKING.test(first.text) && !/[.:]$/.test(first.text)) return first;
  const next = blocks[index + 1];
  if (next?.kind !== 'fence') return undefined;
  const inItem = next.firstLine < block.itemEnd;
  const previous = blocks[index - 1];
  const introduced = previous?.kind === 'paragraph' && /:$/.test(previous.text.trim());
  // In a list of questions the last one is one too.
  const amongQuestions = previous?.kind === 'item' && asks(oneLine(previous.text));
  const alone = block.siblings === 1 || amongQuestions;
  return inItem || (block.level === 1 && alone && !introduced) ? first : undefined;
}

/** Whether a question's text asks (a heading may just name a subject). */
export function asks(text: string): boolean {
  return /\?\W{0,3}$/.test(text) || ASKING.test(text);
}

/** The questions with their sections; what answers them (`snippets`, `open`) is filled in by `readNote`. */
export function layOutQuestions(
  found: readonly FoundQuestion[],
  blocks: readonly Block[],
  text: string,
  lineStarts: readonly number[],
): Omit<Question, 'snippets' | 'open'>[] {
  const ends = new Array<number>(found.length).fill(text.length);
  const parents = new Array<number | undefined>(found.length).fill(undefined);
  const stack: number[] = [];
  found.forEach((question, n) => {
    const block = blocks[question.block] as TextBlock;
    while (stack.length > 0 && found[stack.at(-1)!]!.level >= question.level) ends[stack.pop()!] = block.start;
    parents[n] = stack.at(-1);
    stack.push(n);
  });
  return found.map((question, index) => {
    const block = blocks[question.block] as TextBlock;
    return {
      index,
      kind: question.kind,
      level: question.level,
      text: question.text,
      line: block.firstLine + 1,
      start: block.start,
      end: lineEnd(text, lineStarts, block.endLine - 1),
      section: { start: block.start, end: ends[index]! },
      parent: parents[index],
    };
  });
}
