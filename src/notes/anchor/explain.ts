/**
 * A difference in one line for people: "`NET_NAME_UNKNOWN` became `NET_NAME_PREDICTABLE`", "the allocation of `dev->lstats` is
 * no longer in `loopback_dev_init`". Said from the tokens of the statement, member or initialiser that changed.
 */
import { TAG_WORDS } from '../../c/outline/words';
import type { Compared } from './differences';
import type { TokenChange } from './tokenChanges';

/** Longer code is cut, after a word. */
const LONGEST = 76;

/** After these words a `*` declares a pointer. */
const TYPE_WORD =
  /^(void|char|short|int|long|unsigned|signed|float|double|bool|[us](8|16|32|64)|\w+_t|__(user|percpu|iomem|rcu|kernel|force))$/;

/** Whether a bracket after `previous` is written without a space: not after `if`, nor in `int (*f)(void)`, but in its `(void)`. */
function callsOrIndexes(previous: string, next: string): boolean {
  if (previous === ')') return true;
  if (next === '*' && TYPE_WORD.test(previous)) return false;
  return /^\w/.test(previous) && !/^(if|for|while|switch|return)$/.test(previous);
}

/** Code as one line, spaced as people write it, cut when long. */
export function spell(words: readonly string[]): string {
  let out = '';
  words.forEach((word, n) => {
    const previous = words[n - 1] ?? '';
    const tight =
      n === 0 ||
      /^[),;\]]$|^(->|\.|\+\+|--)$/.test(word) ||
      /^[([!~]$|^(->|\.)$/.test(previous) ||
      (/^[([]$/.test(word) && callsOrIndexes(previous, words[n + 1] ?? '')) ||
      (previous === ')' && words[n - 2] === '*') ||
      (/^[&*-]$/.test(previous) && (!/^[\w)\]]/.test(words[n - 2] ?? '(') || words[n - 2] === 'return')) ||
      (previous === '*' && (TYPE_WORD.test(words[n - 2] ?? '') || TAG_WORDS.has(words[n - 3] ?? '')));
    out += tight ? word : ` ${word}`;
  });
  if (out.length <= LONGEST) return out;
  const cut = out.slice(0, LONGEST - 1).replace(/[^\s\w]*\w*$/, '');
  return `${(cut === '' ? out.slice(0, LONGEST - 1) : cut).trimEnd()} …`;
}

const quote = (words: readonly string[]): string => `\`${spell(words)}\``;

/** Several changes in one statement are all told up to this many. */
const MOST = 2;

export function explainChanged(
  changes: readonly TokenChange[],
  before: readonly string[],
  after: readonly string[],
  renamed: ReadonlyMap<string, string>,
  compared: Compared,
): string {
  const told: string[] = [];
  for (const change of changes) {
    const [only] = change.before;
    const text =
      change.before.length === 1 &&
      only !== undefined &&
      renamed.get(only) === change.after[0] &&
      change.after.length === 1
        ? `${quote([only])} is called ${quote(change.after)} now`
        : explainRun(change);
    if (!told.includes(text)) told.push(text);
  }
  const large = changes.reduce((sum, change) => sum + Math.max(change.before.length, change.after.length), 0);
  if (told.length > MOST || large > 12)
    return `${quote(withoutEnd(before))} became ${quote(withoutEnd(after))}${inside(compared)}`;
  return told.join('; ');
}

function explainRun(change: TokenChange): string {
  const [before, after] = [withoutEnd(change.before), withoutEnd(change.after)];
  if (before.length === 0 && after.length === 0) {
    if (change.before.length === 0) return `${quote(change.after)} was added`;
    if (change.after.length === 0) return `${quote(change.before)} is gone`;
    return `${quote(change.before)} became ${quote(change.after)}`;
  }
  if (before.length === 0) return `${quote(after)} was added`;
  if (after.length === 0) return `${quote(before)} is gone`;
  return `${quote(before)} became ${quote(after)}`;
}

const inside = ({ name }: Compared): string => (name === '' ? '' : ` in \`${name}\``);

/** Of the words of a statement, member, initialiser or brace that the source does not have. */
export function explainRemoved(words: readonly string[], compared: Compared): string {
  return `${describe(words, compared)} is no longer in ${place(compared)}`;
}

/** That the source has, but elsewhere: that it moved is not certain. */
export function explainNotHere(words: readonly string[], compared: Compared): string {
  return `${describe(words, compared)} is no longer at this place in ${place(compared)}`;
}

/** That went from its place to another one. */
export function explainMoved(words: readonly string[], compared: Compared): string {
  return `${describe(words, compared)} is at another place in ${place(compared)} now`;
}

export function explainAdded(words: readonly string[], compared: Compared): string {
  return `${describe(words, compared)} is new in ${place(compared)}`;
}

/** Of two, the first before the second in the note, of which the source has the second first. */
export function explainOrder(first: readonly string[], second: readonly string[], compared: Compared): string {
  return `${describe(first, compared)} comes after ${describe(second, compared)} in ${place(compared)}`;
}

function place({ name, kind }: Compared): string {
  if (name === '') return 'the source';
  return kind === 'struct' || kind === 'union' || kind === 'enum' ? `\`${kind} ${name}\`` : `\`${name}\``;
}

const ALLOCATES = /alloc|_create|_dup|^k?strdup|_new$/;
const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);
const JUMPS: ReadonlySet<string> = new Set(['goto', 'return', 'break', 'continue']);

/** What a statement, member, initialiser or brace is, in words. */
function describe(words: readonly string[], compared: Compared): string {
  const [first = '', second = ''] = words;
  const code = withoutEnd(words);
  if (code.length === 0 || code.every((word) => /^[{}();]$/.test(word))) return 'a brace';
  if (first === '#') return `the line \`#${spell(words.slice(1)).trim()}\``;
  if (first === 'if' || first === 'while' || first === 'switch') return `the check ${quote(conditionOf(code))}`;
  if (first === 'else') return 'an `else` branch';
  if (first === 'for' || /for_each/.test(first)) return `the loop ${quote(code)}`;
  if (JUMPS.has(first)) return quote(code);
  if (second === ':' || first === 'case' || first === 'default') return `the label ${quote(words)}`;
  if (compared.kind === 'struct' || compared.kind === 'union') return `the member ${quote(code)}`;
  if (compared.kind === 'enum') return `the enumerator ${quote([first])}`;
  if (first === '.' && compared.kind === 'object') return `the initialiser of ${quote(['.', second])}`;
  const assignment = topLevel(code, (word) => ASSIGNMENTS.has(word));
  if (assignment > 0) {
    const target = code.slice(0, assignment);
    const callee = calleeOf(code.slice(assignment + 1));
    const declared = declaredName(target);
    if (callee && ALLOCATES.test(callee)) return `the allocation of ${quote([declared ?? target].flat())}`;
    return declared ? `the declaration of ${quote([declared])}` : `the assignment to ${quote(target)}`;
  }
  const callee = calleeOf(code);
  if (callee && code[0] === callee) return `the call to ${quote([callee, '(', ')'])}`;
  return quote(code);
}

/** What sort of thing a statement, member, initialiser or brace is: only what is of one sort became one another with nothing in common. */
export function sortOf(words: readonly string[]): string {
  const [first = '', second = ''] = words;
  const code = withoutEnd(words);
  if (first === '#') return 'directive';
  if (JUMPS.has(first)) return 'jump';
  if (/^(if|while|switch|for|else)$/.test(first) || /for_each/.test(first)) return 'control';
  if (second === ':' || first === 'case' || first === 'default') return 'label';
  if (first === '.') return 'initialiser';
  const assignment = topLevel(code, (word) => ASSIGNMENTS.has(word));
  const isExpression = assignment > 0 ? !declaredName(code.slice(0, assignment)) : calleeOf(code) === first;
  return isExpression ? 'expression' : 'declaration';
}

function withoutEnd(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 0 && /^[;,{]$/.test(words[end - 1]!)) end--;
  return words.slice(0, end);
}

function conditionOf(words: readonly string[]): readonly string[] {
  const open = words.indexOf('(');
  return open >= 0 && words.at(-1) === ')' ? words.slice(open + 1, -1) : words;
}

/** Index of the first word outside of parentheses that satisfies a test, or -1. */
function topLevel(words: readonly string[], test: (word: string) => boolean): number {
  let depth = 0;
  for (const [n, word] of words.entries()) {
    if (word === '(' || word === '[' || word === '{') depth++;
    else if (word === ')' || word === ']' || word === '}') depth--;
    else if (depth === 0 && test(word)) return n;
  }
  return -1;
}

function calleeOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word, n) => /^[A-Za-z_]\w*$/.test(word) && words[n + 1] === '(');
  return at < 0 ? undefined : words[at];
}

/** `struct net_device *dev` declares `dev`; `dev->lstats`, `n`, `*p` and `table[n]` declare nothing. */
function declaredName(words: readonly string[]): string | undefined {
  if (!/^[A-Za-z_]/.test(words[0] ?? '')) return undefined;
  const names = words.filter((word, n) => /^[A-Za-z_]\w*$/.test(word) && /^[A-Za-z_*]/.test(words[n - 1] ?? ''));
  return words.some((word) => word === '->' || word === '.') ? undefined : names.at(-1);
}
