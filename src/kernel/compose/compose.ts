/**
 * The text that runs. A program is composed of definitions keyed by kind and name, from three layers: files of a kernel tree, whole;
 * the definitions of one note; the model. A note's definition is spliced in where the model defines its key; one that the model
 * lacks goes into the model's file of its path (insert.ts): macros and types before their first use, functions last with a prototype
 * before the first use. Calls of macros at file scope (fileScopeCalls.ts) are definitions too. What a file has further down and a
 * definition of the note's newly uses is declared before it (earlier.ts). What a note elides is completed from the model
 * (complete.ts). The result is a list of translation units and a set of headers whose every token still knows the line that
 * somebody wrote, and a list of who gave each definition.
 *
 * Paths only break ties: a wrong one never prevents a match. Problems go to the note's own lines.
 */
import { codeTokens, type Item, type Outline } from '../../c/outline';
import { SourceFile } from '../../c/source';
import type { Token } from '../../c/token';
import { type Completion, complete } from './complete';
import { ComposeCache } from './composeCache';
import { type Earlier, neededEarlier, tentativeText } from './earlier';
import { argumentsOf, composingKey, isBareCall, isWithoutEffect, itemsByKey } from './fileScopeCalls';
import { includesEnd, missingIncludes } from './includes';
import { meets, namesDeclared, namesIn, placeAdded, prototypeText, type Replacement } from './insert';
import { PieceWriter, type TextRange } from './pieces';

/** A note's C: the text of one fence, with its place in the note (a SourceFile of origin `note`, or composed of such). */
export interface SnippetText {
  readonly file: SourceFile;
  /** Normalised path that the note states for it: `drivers/net/loopback.c`. */
  readonly path: string | undefined;
}

export interface ComposeInput {
  /** The model's files, path to text: `.c` files are translation units, in the order given. */
  readonly model: readonly SourceFile[];
  readonly snippets: readonly SnippetText[];
  /** Files of a kernel tree that replace the model's of the same path. */
  readonly tree: readonly SourceFile[];
  /** What composing the program before left. The snippets' files are kept by it too. */
  readonly cache?: ComposeCache;
}

/** A remark on composing, at the token of the note that it is about. */
export interface ComposeProblem {
  readonly severity: 'error' | 'warning';
  readonly token: Token;
  readonly message: string;
  readonly related: readonly { readonly token: Token; readonly message: string }[];
}

/** Who gave a definition that a note speaks of. */
export interface ComposedDefinition {
  readonly key: string;
  readonly name: string;
  readonly origin: 'note' | 'note+model' | 'model' | 'tree';
  /** File of the program in which it now stands. */
  readonly path: string;
  /** Its name in the note. */
  readonly token: Token;
}

export interface ComposedProgram {
  readonly units: readonly SourceFile[];
  /** By path as `#include` finds them: `include/linux/netdevice.h`. */
  readonly headers: ReadonlyMap<string, SourceFile>;
  readonly definitions: readonly ComposedDefinition[];
  readonly problems: readonly ComposeProblem[];
  /** Makes the places of all tokens those of this program; another one that shares files with it may have been composed since. */
  readonly settle: () => void;
}

/** A definition of the note's on its way into a file. */
interface Part {
  readonly key: string;
  readonly item: Item;
  readonly outline: Outline;
  readonly path: string | undefined;
}

/** One change of a file: `range` of its text is replaced by pieces (an empty range inserts). */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly write: (writer: PieceWriter) => void;
}

const DEFINING = new Set(['function', 'object', 'struct', 'union', 'enum', 'typedef', 'macro', 'macro-call']);

/** Composes the program. Never fails: what can't be composed is a problem, and the model's own text then stands. */
export function compose(input: ComposeInput): ComposedProgram {
  return new Composer(input).run();
}

class Composer {
  private readonly problems: ComposeProblem[] = [];
  private readonly definitions: ComposedDefinition[] = [];
  private readonly files = new Map<string, SourceFile>();
  private readonly cache: ComposeCache;
  private readonly edits = new Map<string, Edit[]>();
  /** By file: the items that the note's definitions stand in for. */
  private readonly replaced = new Map<SourceFile, Map<Item, Replacement>>();
  /** What the program lacks until all that it has is replaced, because then it is known what uses it. */
  private readonly added: Part[] = [];
  private parts: readonly Part[] = [];
  /** By path of a file: names that the definitions of the note's use there, and what they stand in for does not. */
  private readonly needed = new Map<string, Set<string>>();

  constructor(private readonly input: ComposeInput) {
    this.cache = input.cache ?? new ComposeCache();
    for (const file of input.model) this.files.set(file.path, file);
    for (const file of input.tree) this.files.set(file.path, file);
  }

  run(): ComposedProgram {
    this.parts = this.noteParts();
    for (const part of this.parts) this.place(part);
    this.addAll();
    this.declareEarlier();
    this.includeAll();
    const units: SourceFile[] = [];
    const headers = new Map<string, SourceFile>();
    for (const [path, file] of this.files) {
      const composed = this.apply(file);
      if (path.endsWith('.c')) units.push(composed);
      else headers.set(path, composed);
    }
    const homes = this.cache.close();
    const settle = (): void => {
      for (const { file, pieces } of homes) file.moveTo(pieces);
    };
    return { units, headers, definitions: this.definitions, problems: this.problems, settle };
  }

  /** The definitions of the note, each key once; a second one is an error that shows both. */
  private noteParts(): Part[] {
    const parts = new Map<string, Part>();
    for (const snippet of this.input.snippets) {
      const read = this.cache.outlineOf(snippet.file);
      // A call among statements is one of them: LIST_HEAD(single) makes a local there.
      const isExcerpt = read.items.some(({ kind }) => kind === 'statements');
      for (const item of read.items) {
        if (!(item.isDefinition || isBareCall(item)) || !item.complete || !DEFINING.has(item.kind)) continue;
        if (item.kind === 'macro-call' ? isExcerpt : namesDeclared(read, item).size === 0) continue;
        const part = { key: composingKey(read, item), item, outline: read, path: snippet.path };
        const other = parts.get(part.key);
        if (other === undefined) parts.set(part.key, part);
        else if (!isBareCall(item) && !alternatives(other.item, item)) {
          this.problems.push({
            severity: 'error',
            token: nameToken(part),
            message: `'${nameOf(item)}' is defined twice in this note; keep one of the two definitions`,
            related: [{ token: nameToken(other), message: 'the other definition is here' }],
          });
        }
      }
    }
    return [...parts.values()];
  }

  private place(part: Part): void {
    const homes = this.homes(part);
    const inTree = homes.find((home) => home.file.origin === 'tree');
    if (inTree) {
      this.define(part, 'tree', inTree.file.path);
      return;
    }
    if (homes.length === 0) this.added.push(part);
    else for (const home of homes) this.replace(part, home.file, home.item);
  }

  /** Where the program defines the key already: in one file, there perhaps once for each branch of an `#if`. */
  private homes(part: Part): { file: SourceFile; item: Item }[] {
    const found: { file: SourceFile; item: Item }[] = [];
    for (const file of this.files.values()) {
      if (!this.cache.mentions(file, wordOf(part))) continue;
      for (const item of itemsByKey(this.outlineOf(file)).get(part.key) ?? []) found.push({ file, item });
    }
    const stated = found.filter((home) => home.file.path === part.path);
    const chosen = stated.length > 0 ? stated : found.filter((home) => home.file === found[0]?.file);
    return chosen;
  }

  private replace(part: Part, file: SourceFile, item: Item): void {
    const model = this.outlineOf(file);
    const completion = complete({ outline: part.outline, item: part.item }, { outline: model, item });
    if ('reason' in completion) {
      this.problems.push({
        severity: 'warning',
        token: completion.token,
        message: `${completion.reason}; the model's '${nameOf(part.item)}' runs instead`,
        related: [],
      });
      this.define(part, 'model', file.path);
      return;
    }
    for (const { token, message, related } of completion.remarks) {
      this.problems.push({ severity: 'warning', token, message, related });
    }
    const items = this.replaced.get(file);
    const replacement = { outline: part.outline, item: part.item, completion };
    if (items) items.set(item, replacement);
    else this.replaced.set(file, new Map([[item, replacement]]));
    const unclosed = unclosedInMacro(part);
    if (unclosed && !unclosedInMacro({ outline: model, item })) this.problems.push(inMacro(part, unclosed));
    const before = namesIn(model, item);
    this.need(
      file.path,
      [...namesIn(part.outline, part.item)].filter((name) => !before.has(name)),
    );
    const { start, end } = itemText(model, item);
    this.edit(file.path, { start, end, write: (writer) => writePart(writer, part, completion) });
    this.define(part, completion.insertions.length > 0 ? 'note+model' : 'note', file.path);
  }

  /** The definitions that the model lacks. */
  private addAll(): void {
    const whole: Part[] = [];
    // Calls that stand for themselves come last, behind what they are about.
    for (const part of [...this.added].sort((a, b) => Number(isBareCall(a.item)) - Number(isBareCall(b.item)))) {
      if (part.item.kind === 'macro-call' && !this.hasMacro(part.item.name)) {
        if (!isWithoutEffect(part.item)) this.problems.push(withoutMacro(part));
        continue;
      }
      const elided = complete(part, undefined);
      if ('reason' in elided) {
        this.problems.push({ severity: 'error', token: elided.token, message: elided.reason, related: [] });
      } else whole.push(part);
    }
    const byPath = new Map<string, Part[]>();
    for (const part of whole) {
      const path = this.fileFor(part, whole);
      const list = byPath.get(path);
      if (list) list.push(part);
      else byPath.set(path, [part]);
      this.define(part, 'note', path);
      this.need(path, namesIn(part.outline, part.item));
    }
    for (const [path, parts] of byPath) {
      const file = this.files.get(path) as SourceFile;
      for (const { added, part, at } of placeAdded(this.outlineOf(file), parts, this.replaced.get(file) ?? new Map())) {
        const write = (writer: PieceWriter): void => {
          if (part === 'prototype') writeDeclaration(writer, [prototypeText(added)]);
          else writePart(writer, added, { insertions: [] });
        };
        this.edit(path, { start: at, end: at, write });
      }
    }
  }

  /** Makes what a file has further down known before definitions of the note's that newly use it. */
  private declareEarlier(): void {
    for (const [file, replaced] of this.replaced) {
      const declared = (name: string): boolean =>
        [...this.files.values()].some((other) => other.path.endsWith('.h') && this.cache.mentions(other, name));
      const { earlier, impossible } = neededEarlier(this.outlineOf(file), replaced, declared);
      for (const one of earlier) this.bringUp(one, file);
      for (const { token, name, item } of impossible) this.problems.push(tooEarly(token, name, item, file));
    }
  }

  private bringUp({ item, of, how, at }: Earlier, file: SourceFile): void {
    const insert = (write: Edit['write']): void => this.edit(file.path, { start: at, end: at, write });
    if (how === 'prototype') insert((writer) => writeDeclaration(writer, [prototypeText(of)]));
    else if (how === 'object') insert((writer) => writeDeclaration(writer, tentativeText(of)));
    else {
      const { start, end } = itemText(this.outlineOf(file), item);
      const replacing = this.edits.get(file.path)?.find((edit) => edit.start === start && edit.end === end);
      const write = replacing?.write ?? ((writer) => writePart(writer, of, { insertions: [] }));
      insert(write);
      if (replacing)
        this.edits.set(
          file.path,
          this.edits.get(file.path)!.filter((edit) => edit !== replacing),
        );
      this.edit(file.path, { start, end, write: () => {} });
    }
  }

  /** Includes the headers that the definitions of the note need and the files that they go into do not see. */
  private includeAll(): void {
    const own = new Set(this.parts.flatMap(({ outline, item }) => [...namesDeclared(outline, item)]));
    for (const [path, needed] of this.needed) {
      if (!path.endsWith('.c')) continue;
      const file = this.files.get(path) as SourceFile;
      const names = new Set([...needed].filter((name) => !own.has(name)));
      const headers = missingIncludes(file, names, this.files, this.cache);
      if (headers.length === 0) continue;
      const text = headers.map((header) => `\n#include <${header}>`).join('');
      const at = includesEnd(this.outlineOf(file));
      this.edit(path, { start: at, end: at, write: (writer) => writer.glue(`${text}\n`) });
    }
  }

  private need(path: string, names: Iterable<string>): void {
    const needed = this.needed.get(path) ?? new Set();
    for (const name of names) needed.add(name);
    this.needed.set(path, needed);
  }

  /** Whether the note or the program that it goes into defines a macro. */
  private hasMacro(name: string): boolean {
    const outlines = [...this.files.values()]
      .filter((file) => this.cache.mentions(file, name))
      .map((file) => this.outlineOf(file));
    const items = [...outlines.flatMap((read) => read.items), ...this.added.map(({ item }) => item)];
    return items.some((item) => item.kind === 'macro' && item.name === name);
  }

  /** The model's file of the stated path, else the first one in which the name is used, by the note's text or the model's, else that of
   * another new definition which uses it, else a new translation unit. */
  private fileFor(part: Part, added: readonly Part[], asked: readonly Part[] = []): string {
    const subject = isBareCall(part.item) ? this.fileOfSubject(part, added, asked) : undefined;
    if (subject !== undefined) return subject;
    if (part.path !== undefined && this.files.has(part.path)) return part.path;
    const names = namesDeclared(part.outline, part.item);
    for (const [file, items] of this.replaced) {
      for (const by of items.values()) if (meets(names, namesIn(by.outline, by.item))) return file.path;
    }
    const word = new RegExp(`\\b(?:${[...names].map((name) => name.replace(/^struct /, '')).join('|')})\\b`);
    for (const file of this.files.values()) if (file.path.endsWith('.c') && word.test(file.text)) return file.path;
    const user = added.find(
      (other) => other !== part && !asked.includes(other) && meets(names, namesIn(other.outline, other.item)),
    );
    if (user) return this.fileFor(user, added, [...asked, part]);
    const path = part.path?.endsWith('.c') ? part.path : 'net/core/dev.c';
    if (!this.files.has(path)) this.files.set(path, this.newUnit(path));
    return path;
  }

  /** The file in which what a call is about is defined. */
  private fileOfSubject(part: Part, added: readonly Part[], asked: readonly Part[]): string | undefined {
    const names = argumentsOf(part.outline, part.item);
    const own = added.find(
      (other) => names.has(nameOf(other.item)) && !isBareCall(other.item) && !asked.includes(other),
    );
    if (own) return this.fileFor(own, added, [...asked, part]);
    for (const file of this.files.values()) {
      if (!file.path.endsWith('.c') || ![...names].some((name) => this.cache.mentions(file, name))) continue;
      if (this.outlineOf(file).items.some((item) => item.isDefinition && names.has(nameOf(item)))) return file.path;
    }
    return undefined;
  }

  /** A unit of a path that the model lacks sees all that the model declares. */
  private newUnit(path: string): SourceFile {
    const includes = [...this.files.keys()]
      .filter((header) => /^include\/(linux|net)\/.*\.h$/.test(header))
      .map((header) => `#include <${header.slice('include/'.length)}>\n`);
    return this.cache.keep(new SourceFile(path, includes.join(''), 'model'));
  }

  private define(part: Part, origin: ComposedDefinition['origin'], path: string): void {
    if (isBareCall(part.item)) return;
    this.definitions.push({ key: part.key, name: nameOf(part.item), origin, path, token: nameToken(part) });
  }

  private edit(path: string, edit: Edit): void {
    const list = this.edits.get(path);
    if (list) list.push(edit);
    else this.edits.set(path, [edit]);
  }

  private apply(file: SourceFile): SourceFile {
    const edits = this.edits.get(file.path);
    if (!edits) return file;
    const writer = new PieceWriter();
    let at = 0;
    // What is inserted where a replaced range begins stands before it.
    for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
      writer.append({ file, start: at, end: edit.start });
      edit.write(writer);
      at = edit.end;
    }
    writer.append({ file, start: at, end: file.text.length });
    return this.cache.keep(writer.finish(file.path, file.origin));
  }

  private outlineOf(file: SourceFile): Outline {
    return this.cache.outlineOf(file);
  }
}

/** Two definitions of one key under different branches of the same condition are variants, not a redefinition. */
function alternatives(a: Item, b: Item): boolean {
  return a.conditions.some((one) =>
    b.conditions.some((other) => one.opening === other.opening && one.branch !== other.branch),
  );
}

/** What a reader calls it: its name or, of an enum without a tag, its first enumerator's; of a call, what it defines. */
function nameOf(item: Item): string {
  const declared = item.declares[0]?.name ?? '';
  return item.kind === 'macro-call' ? declared || item.name : item.name || declared;
}

/** A word that stands wherever the key is defined. */
function wordOf({ outline, item }: Part): string {
  const [subject] = isBareCall(item) ? argumentsOf(outline, item, 1) : [];
  return subject ?? nameOf(item);
}

/** A bracket of a macro's replacement list that has no partner in it. */
function unclosedInMacro({ outline, item }: Pick<Part, 'outline' | 'item'>): Token | undefined {
  if (item.kind !== 'macro' || !item.body) return undefined;
  const open: Token[] = [];
  for (const token of codeTokens(outline, item.body)) {
    if ('([{'.includes(token.text)) open.push(token);
    else if (')]}'.includes(token.text) && !open.pop()) return token;
  }
  return open[0];
}

function inMacro(part: Part, token: Token): ComposeProblem {
  const message =
    `'${token.text}' has no partner in the macro '${part.item.name}'; each line but its last must end in '\\', ` +
    `and a comment that begins with '//' takes in the lines that continue it`;
  return {
    severity: 'error',
    token,
    message,
    related: [{ token: nameToken(part), message: 'the macro is defined here' }],
  };
}

function withoutMacro(part: Part): ComposeProblem {
  const { name } = part.item;
  const message = `neither the note nor the model defines the macro '${name}'; this is left out of the run`;
  return { severity: 'warning', token: nameToken(part), message, related: [] };
}

function tooEarly(token: Token, name: string, item: Item, file: SourceFile): ComposeProblem {
  const [condition] = item.conditions;
  const message =
    `'${name}' is defined further down in ${file.path}, under '${condition?.opening}', ` +
    'and C knows no name before its declaration';
  return { severity: 'error', token, message, related: [] };
}

function nameToken(part: Part): Token {
  return part.outline.tokens[Math.max(part.item.nameToken, part.item.first)] as Token;
}

function itemText(read: Outline, item: Item): TextRange {
  const first = read.tokens[item.first] as Token;
  const last = read.tokens[item.end - 1] as Token;
  return { file: read.file, start: first.offset, end: last.end };
}

/** The note's text with what completes it. It stands on lines of its own, so that a directive in it is one. */
function writePart(
  writer: PieceWriter,
  part: Pick<Part, 'outline' | 'item'>,
  completion: Pick<Completion, 'insertions'>,
): void {
  const { file, start, end } = itemText(part.outline, part.item);
  writer.glue('\n');
  let at = start;
  for (const insertion of completion.insertions) {
    writer.append({ file, start: at, end: insertion.at });
    for (const piece of insertion.pieces) {
      if (typeof piece === 'string') writer.glue(piece);
      else writer.append(piece);
    }
    at = insertion.at;
  }
  writer.append({ file, start: at, end });
  writer.glue('\n');
}

function writeDeclaration(writer: PieceWriter, texts: readonly TextRange[]): void {
  writer.glue('\n');
  for (const text of texts) writer.append(text);
  writer.glue(';\n');
}
