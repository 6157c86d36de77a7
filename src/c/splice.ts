/**
 * Editing a unit that was compiled before: of one whose text changed inside the body of one function only that body is preprocessed and
 * parsed again, and of one that reads headers in which macros became others, the bodies of the functions that these were looked up
 * in. It is taken for such an edit when each body is whole by itself, before and after, holds no directive, and there is nothing to
 * remark; else the unit is compiled as a whole. All other tokens stay as they are. They belong to the texts as they were when the
 * unit was compiled as a whole; where those lie now, in the texts of today, is worked out here (`settled`).
 */
import { DiagnosticBag, FatalDiagnostic } from './diagnostics';
import { lex } from './lexer';
import { hasAttribute, hasBuiltin, type ParsedUnit, reparseBody } from './parser';
import { type LexedFiles, preprocess, type TranslationUnit } from './preprocessor';
import type { Macro } from './preprocessor/api';
import type { DefinitionChanges } from './preprocessor/definitionChanges';
import type { DefinedMacro } from './preprocessor/macros';
import type { AnyMacro } from './preprocessor/macroTable';
import { type Place, SourceFile, type SourcePiece } from './source';
import { outermost, type Token } from './token';
import type { FunctionDefinition } from './tree';

/** Where the pieces of a text lie in one program. */
export interface Settled {
  readonly file: SourceFile;
  readonly pieces: readonly SourcePiece[];
}

/** The body of a function of a unit's main file. */
interface Body {
  /** Index into the unit's functions. */
  readonly index: number;
  /** In the text that was compiled as a whole. */
  readonly start: number;
  readonly end: number;
  /** Its opening brace there. */
  readonly brace: Token;
  /** In the text of today. */
  now: number;
  nowEnd: number;
  /** The body's own text, once it was edited. */
  file: SourceFile | undefined;
  /** The macros that were looked up in it, and where its text depends on its lines, once it was read again. */
  lookedUp: readonly Macro[] | undefined;
  lineUses: TranslationUnit['lineUses'];
  /** What names meant in it then, once somebody asked. */
  macros: ReadonlyMap<string, AnyMacro> | undefined;
}

/** What a body must not have: directives, and what counts. */
const UNFIT = /#|%:|\?\?=|\\\r?\n|_Pragma|__COUNTER__/;

/** What became of a text that a unit reads. */
export type ChangesBetween = (before: SourceFile, now: SourceFile) => DefinitionChanges | undefined;

/** A unit whose functions' bodies can be exchanged. */
export class SplicedUnit {
  private readonly bodies: Body[];
  /** The unit with the tokens of today. */
  unit: TranslationUnit;
  /** The headers of today, by those that the unit was compiled with as a whole, where they are or were others. */
  private headers: ReadonlyMap<SourceFile, SourceFile> = new Map();

  /** @param base as it was compiled as a whole, without a remark. */
  constructor(
    private readonly base: TranslationUnit,
    private readonly parsed: ParsedUnit,
    /** The text of today. */
    private main: SourceFile,
    private readonly changesBetween: ChangesBetween,
    private readonly lexed: LexedFiles,
  ) {
    this.unit = base;
    this.bodies = parsed.functions.flatMap((definition, index) => bodyOf(base, definition, index));
    this.bodies.sort((a, b) => a.start - b.start);
  }

  /**
   * Makes the unit that of another text of its main file and of other headers, given by those of the text before. False when that takes
   * more; then the unit can't be used any more.
   */
  edit(main: SourceFile, replaced: ReadonlyMap<SourceFile, SourceFile>): boolean {
    if (!this.replaceHeaders(replaced)) return false;
    const stale = this.staleBodies();
    const edited = this.moveBodies(main);
    if (!stale || !edited) return false;
    for (const body of edited) stale.add(body);
    for (const body of stale) if (!this.renew(body)) return false;
    if (!this.canLieToday()) return false;
    const now = new Map(this.headers).set(this.base.main, main);
    const files = this.base.files.map((file) => now.get(file) ?? file);
    this.unit = new EditedUnit(this.base, main, files, this.unit.tokens, this.lineUses());
    return true;
  }

  /**
   * Where the texts that tokens belong to lie in the texts of today.
   * @param known headers of which that is known.
   */
  settled(known: ReadonlySet<SourceFile>): Settled[] {
    const settled: Settled[] = [];
    for (const file of this.headersReferredTo()) {
      const now = this.today(file);
      if (now === file || file.pieces.length === 0 || known.has(file)) continue;
      settled.push({ file, pieces: this.piecesIn(file, now) });
    }
    const { main } = this.base;
    if (main !== this.main && main.pieces.length > 0) settled.push({ file: main, pieces: this.mainPieces() });
    for (const { file, now, nowEnd } of this.bodies) {
      if (file) settled.push({ file, pieces: cut(this.main, now, nowEnd, 0) });
    }
    return settled;
  }

  /** Where the main file as it was compiled as a whole lies today, less the bodies that were read again. */
  private mainPieces(): SourcePiece[] {
    const pieces: SourcePiece[] = [];
    let [from, now] = [0, 0];
    for (const body of this.bodies) {
      if (!body.file) continue;
      pieces.push(...cut(this.main, now, body.now, from));
      [from, now] = [body.end, body.nowEnd];
    }
    pieces.push(...cut(this.main, now, this.main.text.length, from));
    return pieces;
  }

  /** The same of the main file as `canLieIn` says of a header. */
  private canLieToday(): boolean {
    const { main } = this.base;
    return main === this.main || main.pieces.length > 0 || this.mainPieces().every((piece) => isOwn(piece, main));
  }

  /** Where the unit's text depends on its lines. */
  private lineUses(): TranslationUnit['lineUses'] {
    const { lineUses, main } = this.base;
    const kept = lineUses.filter(({ file, offset }) => file !== main || !this.bodyAt(offset)?.file);
    return [...kept, ...this.bodies.flatMap((body) => body.lineUses)];
  }

  // -------------------------------------------------------------- headers

  /** False when one differs in more than macros, or what stays of it was not written where it is now. */
  private replaceHeaders(replaced: ReadonlyMap<SourceFile, SourceFile>): boolean {
    const headers = new Map<SourceFile, SourceFile>();
    for (const file of this.base.files) {
      if (file === this.base.main) continue;
      const before = this.today(file);
      const now = replaced.get(before) ?? before;
      if (now !== file && !(this.changesBetween(file, now) && this.canLieIn(file, now))) return false;
      if (now !== file || this.headers.has(file)) headers.set(file, now);
    }
    this.headers = headers;
    return true;
  }

  /** What a header, as the unit or a body of it was read with it, is today. */
  private today(file: SourceFile): SourceFile {
    const known = this.headers.get(file);
    if (known) return known;
    for (const [base, now] of this.headers) if (base.path === file.path && base.origin === file.origin) return now;
    return file;
  }

  /** The headers that tokens of the unit come from. */
  private headersReferredTo(): ReadonlySet<SourceFile> {
    const files = new Set(this.headers.keys());
    for (const { lookedUp } of this.bodies) {
      for (const { definition } of lookedUp ?? []) if (definition) files.add(definition.file);
    }
    return files;
  }

  /** A text that is not composed lies where it is: what stays of it must be its own. */
  private canLieIn(file: SourceFile, now: SourceFile): boolean {
    return file.pieces.length > 0 || this.piecesIn(file, now).every((piece) => isOwn(piece, file));
  }

  private piecesIn(file: SourceFile, now: SourceFile): SourcePiece[] {
    const runs = this.changesBetween(file, now)?.runs ?? [];
    return runs.flatMap(({ from, to }, index) => {
      const end = runs[index + 1]?.from ?? file.text.length;
      return cut(now, to, Math.min(to + end - from, now.text.length), from);
    });
  }

  /** Whether a macro is another one today. */
  private isStale(macro: Macro): boolean {
    const file = macro.definition?.file;
    const now = file && this.today(file);
    if (!now || file === now) return false;
    const changes = this.changesBetween(file, now);
    return !changes || changes.macros.has(macro as DefinedMacro) || !this.canLieIn(file, now);
  }

  /** The bodies whose text depends on a macro that is another one today; undefined when other text of the unit does. */
  private staleBodies(): Set<Body> | undefined {
    const stale = new Set<Body>();
    for (const [file, now] of this.headers) {
      for (const macro of this.changesBetween(file, now)?.macros.keys() ?? []) {
        for (const token of this.base.macroLookups.get(macro) ?? []) {
          const body = token.file === this.base.main ? this.bodyAt(token.offset) : undefined;
          if (!body) return undefined;
          if (!body.lookedUp) stale.add(body);
        }
      }
    }
    for (const body of this.bodies) if (body.lookedUp?.some((macro) => this.isStale(macro))) stale.add(body);
    return stale;
  }

  /** What names mean in a body today. */
  private macrosIn(body: Body): ReadonlyMap<string, AnyMacro> {
    body.macros ??= this.base.macrosAt(body.brace);
    if (this.headers.size === 0) return body.macros;
    const macros = new Map(body.macros);
    for (const [file, now] of this.headers) {
      for (const [before, macro] of this.changesBetween(file, now)?.macros ?? []) {
        if (macros.get(before.name) === before) macros.set(before.name, macro);
      }
    }
    return macros;
  }

  /** Whether `#line` gives lines of the main file other numbers. */
  private hasLineDirectives(): boolean {
    const { directives } = this.lexed.get(this.base.main);
    return directives.some(({ name }) => name?.text === 'line' || name?.kind === 'number');
  }

  // -------------------------------------------------------------- bodies

  private bodyAt(offset: number): Body | undefined {
    return this.bodies.find(({ start, end }) => start <= offset && offset < end);
  }

  /** Finds the bodies in another text of the main file. Returns those that differ, at most one; undefined when more does. */
  private moveBodies(main: SourceFile): readonly Body[] | undefined {
    const [old, text] = [this.main.text, main.text];
    this.main = main;
    if (old === text) return [];
    let start = 0;
    while (start < old.length && old.charCodeAt(start) === text.charCodeAt(start)) start++;
    let rest = 0;
    const most = Math.min(old.length, text.length) - start;
    while (rest < most && old.charCodeAt(old.length - 1 - rest) === text.charCodeAt(text.length - 1 - rest)) rest++;
    const body = this.bodies.find(({ now, nowEnd }) => now < start && old.length - rest < nowEnd);
    if (!body || UNFIT.test(old.slice(body.now, body.nowEnd))) return undefined;
    const moved = text.length - old.length;
    body.nowEnd += moved;
    for (const other of this.bodies) {
      if (other.start <= body.start) continue;
      other.now += moved;
      other.nowEnd += moved;
    }
    return [body];
  }

  /** Reads a body as it is today. */
  private renew(body: Body): boolean {
    const { base, main } = this;
    const written = main.text.slice(body.now, body.nowEnd);
    if (UNFIT.test(written) || !isWhole(written)) return false;
    const file = new SourceFile(main.path, written, main.origin, cut(main, body.now, body.nowEnd, 0));
    const read = this.read(body, file);
    const definition = this.parsed.functions[body.index] as FunctionDefinition;
    if (!read || !reparseBody(this.parsed, definition, read.tokens)) return false;
    const tokens = exchanged(this.unit.tokens, definition, read.tokens);
    this.unit = new EditedUnit(base, main, this.unit.files, tokens, []);
    body.file = file;
    body.lookedUp = [...read.macroLookups.keys()];
    body.lineUses = read.lineUses;
    return true;
  }

  /** The body preprocessed; undefined when there is something to remark, or its text depends on #line or on what was counted before. */
  private read(body: Body, file: SourceFile): TranslationUnit | undefined {
    const bag = new DiagnosticBag();
    const { lexed } = this;
    try {
      const unit = preprocess(file, { macros: this.macrosIn(body), hasAttribute, hasBuiltin, lexed }, bag);
      const counts = unit.tokens.some((token) => token.expansion?.macro === '__COUNTER__');
      if (bag.list.length > 0 || unit.pragmas.length > 0 || counts) return undefined;
      return unit.lineUses.length > 0 && this.hasLineDirectives() ? undefined : unit;
    } catch (error) {
      if (error instanceof FatalDiagnostic) return undefined;
      throw error;
    }
  }
}

/** The unit after an edit; all but its tokens and its files is as it was. */
class EditedUnit implements TranslationUnit {
  constructor(
    private readonly base: TranslationUnit,
    readonly main: SourceFile,
    readonly files: readonly SourceFile[],
    readonly tokens: readonly Token[],
    readonly lineUses: TranslationUnit['lineUses'],
  ) {}

  get macros(): TranslationUnit['macros'] {
    return this.base.macros;
  }

  get macroLookups(): TranslationUnit['macroLookups'] {
    return this.base.macroLookups;
  }

  get pragmas(): TranslationUnit['pragmas'] {
    return this.base.pragmas;
  }

  macrosAt(token: Token | undefined): ReturnType<TranslationUnit['macrosAt']> {
    return this.base.macrosAt(token);
  }

  tokensOf(file: SourceFile): readonly Token[] {
    return this.base.tokensOf(file);
  }

  presumedPlace(token: Token): Place {
    return this.base.presumedPlace(token);
  }
}

/** The body of a function, if both its braces stand in the main file, its name comes from there, and there is no other brace between. */
function bodyOf({ main }: TranslationUnit, { symbol, body }: FunctionDefinition, index: number): Body[] {
  const { first, last } = body;
  const name = outermost(symbol.token);
  const written = name.file === main && [first, last].every(({ file, expansion }) => file === main && !expansion);
  if (!written || first.text !== '{' || last.text !== '}') return [];
  if (name.offset > first.offset || main.text.slice(name.offset, first.offset).includes('{')) return [];
  const [start, end] = [first.offset, last.end];
  return [
    {
      index,
      start,
      end,
      brace: first,
      now: start,
      nowEnd: end,
      file: undefined,
      lookedUp: undefined,
      lineUses: [],
      macros: undefined,
    },
  ];
}

/** The tokens of a body: its braces are the first and the last, and nothing in it is unfinished. */
function isWhole(text: string): boolean {
  let good = true;
  let depth = 0;
  const tokens = lex(new SourceFile('', text), { onError: () => (good = false) });
  tokens.forEach(({ kind, text: word }, index) => {
    if (kind !== 'punctuator') return;
    if (word === '{' || word === '<%') depth++;
    if ((word === '}' || word === '%>') && --depth === 0 && index !== tokens.length - 2) good = false;
  });
  return good && depth === 0;
}

/** A unit's tokens with those of a body exchanged. */
function exchanged(tokens: readonly Token[], now: FunctionDefinition, body: readonly Token[]): readonly Token[] {
  const from = tokens.indexOf(now.body.first);
  const to = tokens.indexOf(now.body.last, from);
  return tokens.slice(0, from).concat(body.slice(0, -1), tokens.slice(to + 1));
}

/** Whether a piece of a text is what the text has at that place. */
function isOwn({ start, file, offset }: SourcePiece, text: SourceFile): boolean {
  return file === text && offset === start;
}

/** The pieces of a range of a text, which begins at offset `at` of another. */
function cut(file: SourceFile, start: number, end: number, at: number): SourcePiece[] {
  if (start >= end) return [];
  const { pieces } = file;
  if (pieces.length === 0) return [{ start: at, file, offset: start }];
  const found: SourcePiece[] = [];
  pieces.forEach((piece, index) => {
    const stop = pieces[index + 1]?.start ?? file.text.length;
    const from = Math.max(start, piece.start);
    if (from < Math.min(end, stop)) {
      found.push({ start: at + from - start, file: piece.file, offset: piece.offset + from - piece.start });
    }
  });
  return found;
}
