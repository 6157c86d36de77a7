/**
 * Editing the body of one function: of a unit that was compiled before, only that body is preprocessed and parsed. It is taken for such
 * an edit when the texts before and after differ inside one body, which is whole by itself in both, holds no directive, and
 * whose new text has nothing to be remarked; else the unit is compiled as a whole. All other tokens stay as they are. They belong to
 * the text as it was when the unit was compiled as a whole; where that lies now, in the text of today, is worked out here (`settle`).
 */
import { DiagnosticBag, FatalDiagnostic } from './diagnostics';
import { lex } from './lexer';
import { hasAttribute, hasBuiltin, type ParsedUnit, reparseBody } from './parser';
import { type LexedFiles, preprocess, type TranslationUnit } from './preprocessor';
import type { AnyMacro } from './preprocessor/macroTable';
import { type Place, SourceFile, type SourcePiece } from './source';
import type { Token } from './token';
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
  /** What names mean in it, once somebody asked. */
  macros: ReadonlyMap<string, AnyMacro> | undefined;
}

/** What a body must not have: directives, and what counts or tells places. */
const UNFIT = /#|%:|\?\?=|\\\r?\n|_Pragma|__COUNTER__|__LINE__/;

/** A unit whose functions' bodies can be exchanged. */
export class SplicedUnit {
  private readonly bodies: Body[];
  /** The unit with the tokens of today. */
  unit: TranslationUnit;

  /** @param base as it was compiled as a whole, without a remark. */
  constructor(
    private readonly base: TranslationUnit,
    private readonly parsed: ParsedUnit,
    /** The text of today. */
    private main: SourceFile,
  ) {
    this.unit = base;
    this.bodies = parsed.functions.flatMap((definition, index) => bodyOf(base, definition, index));
    this.bodies.sort((a, b) => a.start - b.start);
  }

  /** Makes the unit that of another text of its main file. False when that takes more; then nothing has changed. */
  edit(main: SourceFile, lexed: LexedFiles): boolean {
    const [old, text] = [this.main.text, main.text];
    let start = 0;
    while (start < old.length && old.charCodeAt(start) === text.charCodeAt(start)) start++;
    let rest = 0;
    const most = Math.min(old.length, text.length) - start;
    while (rest < most && old.charCodeAt(old.length - 1 - rest) === text.charCodeAt(text.length - 1 - rest)) rest++;
    const body = this.bodies.find(({ now, nowEnd }) => now < start && old.length - rest < nowEnd);
    if (!body) return false;
    const moved = text.length - old.length;
    const end = body.nowEnd + moved;
    const written = text.slice(body.now, end);
    if (UNFIT.test(written) || UNFIT.test(old.slice(body.now, body.nowEnd)) || !isWhole(written)) return false;
    if (
      this.base.lineUses.some(
        ({ file, offset }) => file === this.base.main && offset >= body.start && offset < body.end,
      )
    )
      return false;
    const file = new SourceFile(main.path, written, main.origin, cut(main, body.now, end, 0));
    const tokens = this.read(body, file, lexed);
    const definition = this.parsed.functions[body.index] as FunctionDefinition;
    if (!tokens || !reparseBody(this.parsed, definition, tokens)) return false;
    this.unit = new EditedUnit(this.base, main, exchanged(this.unit.tokens, definition, tokens));
    this.main = main;
    body.file = file;
    body.nowEnd = end;
    for (const other of this.bodies) {
      if (other.start <= body.start) continue;
      other.now += moved;
      other.nowEnd += moved;
    }
    return true;
  }

  /** Where the texts that tokens belong to lie in the text of today. */
  settled(): Settled[] {
    const edited = this.bodies.filter(({ file }) => file);
    if (edited.length === 0) return [];
    const pieces: SourcePiece[] = [];
    let [from, now] = [0, 0];
    for (const body of edited) {
      pieces.push(...cut(this.main, now, body.now, from));
      [from, now] = [body.end, body.nowEnd];
    }
    pieces.push(...cut(this.main, now, this.main.text.length, from));
    const settled: Settled[] = [{ file: this.base.main, pieces }];
    for (const body of edited) {
      settled.push({ file: body.file as SourceFile, pieces: cut(this.main, body.now, body.nowEnd, 0) });
    }
    return settled;
  }

  /** The body preprocessed; undefined when there is something to remark, or its text depends on its line. */
  private read(body: Body, file: SourceFile, lexed: LexedFiles): readonly Token[] | undefined {
    body.macros ??= this.base.macrosAt(body.brace);
    const bag = new DiagnosticBag();
    try {
      const unit = preprocess(file, { macros: body.macros, hasAttribute, hasBuiltin, lexed }, bag);
      const counts = unit.tokens.some((token) => token.expansion?.macro === '__COUNTER__');
      const fit = bag.list.length === 0 && unit.lineUses.length === 0 && unit.pragmas.length === 0 && !counts;
      return fit ? unit.tokens : undefined;
    } catch (error) {
      if (error instanceof FatalDiagnostic) return undefined;
      throw error;
    }
  }
}

/** The unit after an edit of a body; all but its tokens is as it was. */
class EditedUnit implements TranslationUnit {
  readonly files: readonly SourceFile[];

  constructor(
    private readonly base: TranslationUnit,
    readonly main: SourceFile,
    readonly tokens: readonly Token[],
  ) {
    this.files = base.files.map((file) => (file === base.main ? main : file));
  }

  get macros(): TranslationUnit['macros'] {
    return this.base.macros;
  }

  get fileMacros(): TranslationUnit['fileMacros'] {
    return this.base.fileMacros;
  }

  get pragmas(): TranslationUnit['pragmas'] {
    return this.base.pragmas;
  }

  get lineUses(): TranslationUnit['lineUses'] {
    return this.base.lineUses;
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

/** The body of a function, if both its braces stand in the main file, and its head holds no other. */
function bodyOf({ main }: TranslationUnit, { symbol, body }: FunctionDefinition, index: number): Body[] {
  const { first, last } = body;
  const { token } = symbol;
  const written = [token, first, last].every(({ file, expansion }) => file === main && !expansion);
  if (!written || first.text !== '{' || last.text !== '}') return [];
  if (main.text.slice(token.offset, first.offset).includes('{')) return [];
  const [start, end] = [first.offset, last.end];
  return [{ index, start, end, brace: first, now: start, nowEnd: end, file: undefined, macros: undefined }];
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
