/**
 * Notes made from definitions of a kernel tree by changes whose right answer is known by construction: for each line of the
 * note the line of the source that it came from, and which statuses are right. A note is a list of lines with their sources,
 * so a change cannot lose track of them.
 */
import type { Random } from './random';

/** A line of the quoted code; `source` is its 1-based line in the tree's file, undefined for one that was made up. */
export interface QuotedLine {
  readonly text: string;
  readonly source: number | undefined;
}

export interface Mutant {
  readonly change: string;
  readonly lines: readonly QuotedLine[];
  /** The path stated; undefined for none. */
  readonly path: string | undefined;
  /** Statuses that are right; others are wrong. `unanchored` is never wrong, but it counts as not found. */
  readonly right: readonly string[];
  /** The lines of the definition in the source, or of the code quoted when it is no whole definition. */
  readonly first: number;
  readonly last: number;
}

/** A definition of the tree, by lines of its file. */
export interface Sample {
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  /** 1-based. */
  readonly first: number;
  readonly last: number;
  readonly lines: readonly string[];
}

type Change = (
  sample: Sample,
  random: Random,
) => (Omit<Mutant, 'change' | 'first' | 'last'> & Partial<Pick<Mutant, 'first' | 'last'>>) | undefined;

const quoted = (sample: Sample): QuotedLine[] => sample.lines.map((text, n) => ({ text, source: sample.first + n }));

/** Lines of a body that are a whole simple statement, by their look: `\tname…;` at the first level of a function. */
function simpleStatements(sample: Sample): number[] {
  const out: number[] = [];
  let previous = ''; // that is not blank: a blank line may stand within a statement
  sample.lines.forEach((text, n) => {
    const begins = /[;{}]\s*$|^\s*$|\*\/\s*$/.test(previous.replace(/\/\*.*\*\/\s*$/, ''));
    if (
      n > 0 &&
      begins &&
      /^\t+[A-Za-z_*][^"'{}/#\\:?]*;\s*$/.test(text) &&
      !/^\s*(else|case|default|for|if|while)\b/.test(text) &&
      (text.match(/\(/g) ?? []).length === (text.match(/\)/g) ?? []).length
    )
      out.push(n);
    if (text.trim() !== '') previous = text;
  });
  return out;
}

const isFunction = (sample: Sample): boolean => sample.kind === 'function';

/** Every change, by what it does. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'as it is': (sample) => ({ lines: quoted(sample), path: sample.path, right: ['exact'] }),

  'spaces for tabs': (sample) => ({
    lines: quoted(sample).map(({ text, source }) => ({ text: text.replaceAll('\t', '        '), source })),
    path: `./${sample.path}`,
    right: ['exact'],
  }),

  'comments added': (sample, random) => {
    const lines = quoted(sample);
    if (sample.kind === 'macro') return undefined;
    const at = 1 + random.below(lines.length);
    if (insideCommentOrDirective(sample, at)) return undefined;
    lines.splice(at, 0, { text: '\t// why is this so? some_symbol_here is asked', source: undefined });
    return { lines, path: sample.path, right: ['exact'] };
  },

  'lines joined': (sample) => {
    if (sample.lines.some((line) => /^\s*#|\\$|\/\/|\/\*|\*\//.test(line))) return undefined;
    const text = sample.lines.join(' ');
    return { lines: [{ text, source: sample.first }], path: sample.path, right: ['exact'] };
  },

  'lines broken': (sample, random) => {
    if (sample.kind === 'macro' || sample.lines.some((line) => /^\s*#|\\$/.test(line))) return undefined;
    const lines: QuotedLine[] = [];
    let inComment = false;
    for (const line of quoted(sample)) {
      const comment: boolean = inComment || /\/\*|\/\/|["']/.test(line.text);
      if (line.text.includes('/*')) inComment = true;
      if (line.text.includes('*/')) inComment = false;
      const spaces = [...line.text.matchAll(/(?<=\S) (?=\S)/g)].map(({ index }) => index);
      if (comment || spaces.length === 0 || random.next() < 0.5) lines.push(line);
      else {
        const at = random.pick(spaces);
        lines.push({ ...line, text: line.text.slice(0, at) }, { ...line, text: `\t\t${line.text.slice(at + 1)}` });
      }
    }
    return { lines, path: sample.path, right: ['exact'] };
  },

  'comments taken out': (sample) => {
    const text = sample.lines.join('\n').replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
    if (/\/\/|\\\n|"[^"\n]*\/\*/.test(sample.lines.join('\n'))) return undefined;
    const lines = text.split('\n').map((line, n) => ({ text: line, source: sample.first + n }));
    return { lines: lines.filter((line) => line.text.trim() !== ''), path: sample.path, right: ['exact'] };
  },

  'several statements gone': (sample, random) => {
    const places = simpleStatements(sample);
    if (!isFunction(sample) || places.length < 6) return undefined;
    const out = new Set([random.pick(places), random.pick(places), random.pick(places)]);
    if ([...out].some((n) => standsAgain(sample, n))) return undefined;
    return { lines: quoted(sample).filter((_, n) => !out.has(n)), path: sample.path, right: ['edited'] };
  },

  'a statement twice': (sample, random) => {
    const places = simpleStatements(sample);
    if (!isFunction(sample) || places.length < 3) return undefined;
    const lines = quoted(sample);
    const at = random.pick(places);
    // Which of the two is the source's cannot be known.
    lines.splice(at, 1, { text: lines[at]!.text, source: sample.first + at }, { ...lines[at]! });
    return { lines, path: sample.path, right: ['edited'] };
  },

  'members elided': (sample, random) => {
    if (sample.kind !== 'struct' && sample.kind !== 'object') return undefined;
    const end = sample.kind === 'struct' ? /^\t[^{}()#]*;\s*$/ : /^\t\.\w+\s*=\s*[^{}()#]*,\s*$/;
    const whole = (line: string | undefined): boolean => line !== undefined && end.test(line);
    const places = [...sample.lines.keys()].filter(
      (n) => whole(sample.lines[n]) && (n === 1 || whole(sample.lines[n - 1])),
    );
    if (places.length < 2) return undefined;
    const lines = quoted(sample);
    lines.splice(random.pick(places), 1, { text: '\t/* ... */', source: undefined });
    return { lines, path: sample.path, right: ['exact'] };
  },

  'a value changed': (sample, random) => {
    const places = [...sample.lines.keys()].filter(
      (n) => /^\t[^"'/*#]*\b\d+\b[^"'/*]*[;,]\s*$/.test(sample.lines[n]!) && !insideCommentOrDirective(sample, n),
    );
    if (places.length === 0 || sample.lines.length < 4) return undefined;
    const lines = quoted(sample);
    const at = random.pick(places);
    lines[at] = { ...lines[at]!, text: lines[at]!.text.replace(/\b\d+\b/, '987654') };
    return { lines, path: sample.path, right: ['edited'] };
  },

  'statements elided': (sample, random) => {
    const places = simpleStatements(sample);
    if (!isFunction(sample) || places.length === 0) return undefined;
    const lines = quoted(sample);
    const at = random.pick(places);
    lines.splice(at, 1, { text: '\t\t// ...', source: undefined });
    return { lines, path: sample.path, right: ['exact'] };
  },

  'body elided': (sample) => {
    const open = sample.lines.indexOf('{');
    if (!isFunction(sample) || open < 0) return undefined;
    const lines = quoted(sample);
    lines.splice(open + 1, lines.length - open - 2, { text: '\t// ...', source: undefined });
    return { lines, path: sample.path, right: ['exact'] };
  },

  'a statement deleted': (sample, random) => {
    const places = simpleStatements(sample);
    // A body of one statement would be left empty, which means elided.
    if (!isFunction(sample) || places.length < 2) return undefined;
    const place = random.pick(places);
    // Which of several equal statements is gone, nobody can tell.
    if (standsAgain(sample, place)) return undefined;
    const lines = quoted(sample);
    lines.splice(place, 1);
    return { lines, path: sample.path, right: ['edited'] };
  },

  'a statement inserted': (sample, random) => {
    const places = simpleStatements(sample);
    if (!isFunction(sample) || places.length === 0 || sample.lines.length < 6) return undefined;
    const lines = quoted(sample);
    lines.splice(random.pick(places), 0, { text: '\tmade_up_call(made_up_argument, 42);', source: undefined });
    return { lines, path: sample.path, right: ['edited'] };
  },

  'a statement moved': (sample, random) => {
    const places = simpleStatements(sample);
    if (!isFunction(sample) || places.length < 3) return undefined;
    const place = random.pick(places);
    // Which of several equal statements moved, nobody can tell.
    if (standsAgain(sample, place)) return undefined;
    const lines = quoted(sample);
    const [line] = lines.splice(place, 1);
    lines.splice(random.pick(places), 0, line!);
    return { lines, path: sample.path, right: ['exact', 'edited'] };
  },

  'an identifier renamed': (sample, random) => {
    const words = [...new Set(sample.lines.join('\n').match(/\b[a-z]\w{3,}\b/g) ?? [])].filter(
      (word) => word !== sample.name,
    );
    if (words.length === 0 || sample.kind === 'macro') return undefined;
    const word = random.pick(words);
    if (
      /^(static|const|struct|union|enum|void|char|short|long|signed|unsigned|inline|return|goto|else|switch|case|break|default|continue|sizeof|while|typeof|extern|volatile|float|double|typedef|register|bool|define|ifdef|ifndef|endif|elif|defined)$/.test(
        word,
      )
    )
      return undefined;
    const lines = quoted(sample).map(({ text, source }) => ({
      text: text.replace(new RegExp(`\\b${word}\\b`, 'g'), 'renamed_thing'),
      source,
    }));
    return { lines, path: sample.path, right: ['exact', 'edited'] };
  },

  'the first half': (sample) => {
    const open = sample.lines.indexOf('{');
    const places = simpleStatements(sample).filter((n) => /^\t\S/.test(sample.lines[n]!) && n > open);
    const at = places[Math.floor(places.length / 2)];
    if (!isFunction(sample) || open < 0 || at === undefined) return undefined;
    return { lines: quoted(sample).slice(0, at + 1), path: sample.path, right: ['exact'] };
  },

  'statements alone': (sample, random) => {
    const places = simpleStatements(sample).filter(
      (n) => /^\t\S/.test(sample.lines[n]!) && /^\t\S/.test(sample.lines[n + 1] ?? ''),
    );
    const pairs = places.filter(
      (n) =>
        places.includes(n + 1) &&
        !/^\t(struct|int|unsigned|u\d+|const|static|long|bool|char|\w+ \*?\w+;)/.test(sample.lines[n]!),
    );
    if (!isFunction(sample) || pairs.length === 0) return undefined;
    const at = random.pick(pairs);
    return {
      lines: quoted(sample).slice(at, at + 2),
      path: sample.path,
      right: ['exact'],
      first: sample.first + at,
      last: sample.first + at + 1,
    };
  },

  'two statements of any blocks': (sample, random) => {
    const [first, second] = twoStatements(sample, random);
    const lines = first === undefined || second === undefined ? undefined : onlyStatements(sample, [first, second]);
    return lines && { lines, path: sample.path, right: ['exact'] };
  },

  'two statements of any blocks, the other way round': (sample, random) => {
    const [first, second] = twoStatements(sample, random);
    if (first === undefined || second === undefined) return undefined;
    // Equal statements may well stand in that order.
    const again = standsAgain(sample, first) || standsAgain(sample, second);
    const lines = again ? undefined : onlyStatements(sample, [second, first]);
    return lines && { lines, path: sample.path, right: ['edited'] };
  },
};

/** Whether another line has the code of line `n`. */
function standsAgain({ lines }: Sample, n: number): boolean {
  const code = lines.map((line) => line.replace(/\/\*.*?\*\/|\/\/.*|\s+/g, ''));
  return code.indexOf(code[n]!) !== code.lastIndexOf(code[n]!);
}

/** Not where a struct is declared within the function, for its members look like statements, nor where an expression has some. */
function twoStatements(sample: Sample, random: Random): number[] {
  const places = simpleStatements(sample);
  const others = /^\t+[^;()]*\b(struct|union)\b[^;()]*\{\s*$|\(\{/;
  if (places.length < 2 || sample.lines.some((line) => others.test(line))) return [];
  return [...new Set([random.pick(places), random.pick(places)])].sort((a, b) => a - b);
}

/** A function of which only some statements are shown, in an order, whatever blocks they stand in. */
function onlyStatements(sample: Sample, places: readonly number[]): QuotedLine[] | undefined {
  const open = sample.lines.indexOf('{');
  if (!isFunction(sample) || open < 0) return undefined;
  const lines = quoted(sample);
  const gap = { text: '\t// ...', source: undefined };
  return [...lines.slice(0, open + 1), gap, ...places.flatMap((n) => [lines[n]!, gap]), lines.at(-1)!];
}

/** Whether a line of its own cannot be put before line `at`: in a comment, a directive, a continued line or a literal. */
function insideCommentOrDirective(sample: Sample, at: number): boolean {
  const before = sample.lines.slice(0, at).join('\n');
  const open = (before.match(/\/\*/g) ?? []).length - (before.match(/\*\//g) ?? []).length;
  return open > 0 || /\\$/.test(before);
}

/** A mutant of a sample by one change; undefined where the change does not apply. */
export function mutate(change: string, sample: Sample, random: Random): Mutant | undefined {
  const made = CHANGES[change]!(sample, random);
  return made && { change, first: sample.first, last: sample.last, ...made };
}

/** The note that quotes a mutant: where each of its lines came from, by 1-based line of the note. */
export function noteOf(mutant: Mutant): {
  readonly text: string;
  readonly sources: ReadonlyMap<number, number | undefined>;
} {
  const head = ['- What does it do?', '', '``` C'];
  if (mutant.path !== undefined) head.push(`// ${mutant.path}`, '');
  const sources = new Map(mutant.lines.map(({ source }, n) => [head.length + n + 1, source]));
  return { text: `${[...head, ...mutant.lines.map(({ text }) => text), '```', ''].join('\n')}`, sources };
}

/** A change that needs a search of the tree: a name that nothing has, a path that is wrong, none at all. */
export const SEARCHED: Readonly<Record<string, (sample: Sample) => Omit<Mutant, 'change' | 'first' | 'last'>>> = {
  'no path': (sample) => ({ lines: quoted(sample), path: undefined, right: ['exact'] }),
  'a wrong path': (sample) => ({ lines: quoted(sample), path: 'mm/no_such_file.c', right: ['moved'] }),
  'the name changed': (sample) => ({
    lines: quoted(sample).map(({ text, source }) => ({
      text: text.replace(new RegExp(`\\b${sample.name}\\b`, 'g'), `no_such_${sample.name}_here`),
      source,
    })),
    path: sample.path,
    right: ['gone'],
  }),
};

/** A mutant by one of `SEARCHED`. */
export function mutateSearched(change: string, sample: Sample): Mutant {
  return { change, first: sample.first, last: sample.last, ...SEARCHED[change]!(sample) };
}
