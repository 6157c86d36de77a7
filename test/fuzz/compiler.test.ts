/*
 * Whatever the text is, it compiles to a module that WebAssembly takes, or is refused with diagnostics: nothing else is
 * thrown, from the lexer to the code generator. The texts are the corpus' and the model's, with tokens deleted, doubled,
 * exchanged, moved and sewn in from other texts.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../build/bundle';
import { ILP32, LP64 } from '../../src/c/dataModel';
import { renderDiagnostic } from '../../src/c/diagnostics';
import { buildProgram } from '../../src/c/engine';
import { lex } from '../../src/c/lexer';
import { Library } from '../../src/c/library';
import { SourceFile } from '../../src/c/source';
import { Random } from './random';

/** How long to go on; `FUZZ_SECONDS=3600 FUZZ_SEED=7 npm run test:fuzz -- --only compiled` for a long run. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 10);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** A single text takes no longer than this, whatever it is. */
const LONGEST = 20_000;

/** What is sewn in besides pieces of other texts. */
const PIECES = [
  'int ', 'char ', 'long long ', 'unsigned ', 'double ', 'float ', '_Bool ', 'void ', 'struct s ', 'const ', 'volatile ', 'static ',
  'extern ', 'typedef ', 'inline ', '* ', '& ', '&& ', '- ', '! ', '~ ', '++ ', '-- ', '( ', ') ', '[ ', '] ', '{ ', '} ', '; ', ', ',
  '? ', ': ', '= ', '+= ', '<<= ', '. ', '-> ', '... ', '0 ', '1 ', '-1 ', '0x8000000000000000 ', '1.5 ', '1e400 ', "'a' ", '"s" ',
  'sizeof ', '_Alignof(int) ', 'typeof(x) ', '__auto_type ', 'return ', 'goto ', 'break; ', 'continue; ', 'case 1: ', 'default: ',
  'switch (1) ', 'while (1) ', 'do ', 'for (;;) ', 'if (x) ', 'else ', '({ 1; }) ', '(struct { int a; }){ 1 } ', '[0 ... 3] = ', '.a = ',
  '__attribute__((packed)) ', '__attribute__((aligned(64))) ', 'asm("") ', ': 3 ', '_Generic(1, default: 2) ', '__func__ ', 'main ',
  '_Static_assert(1, ""); ', '__builtin_constant_p(1) ', '&&label ', 'label: ', '* (int *)0 ', '(void)0 ', '!', '%', '/', '[100000]',
]; // biome-ignore format: a table

/** Stands for the library, which would take longer to compile than the texts. */
const STUBS = new SourceFile(
  'stubs.c',
  `typedef __SIZE_TYPE__ size_t;
  #define STUB(type, name, ...) type name(__VA_ARGS__) { return (type)0; }
  STUB(int, printf, const char *format, ...) STUB(int, sprintf, char *to, const char *format, ...)
  STUB(int, snprintf, char *to, size_t n, const char *format, ...) STUB(int, puts, const char *s) STUB(int, putchar, int c)
  STUB(void *, malloc, size_t n) STUB(void *, calloc, size_t n, size_t m) STUB(void *, realloc, void *p, size_t n)
  STUB(size_t, strlen, const char *s) STUB(int, strcmp, const char *a, const char *b) STUB(char *, strdup, const char *s)
  STUB(char *, strcpy, char *a, const char *b) STUB(char *, strcat, char *a, const char *b) STUB(char *, strchr, const char *s, int c)
  void free(void *p) {} void exit(int status) { for (;;); } void abort(void) { for (;;); }
  `,
);

interface Text {
  readonly path: string;
  /** Its tokens, each with the white space that follows it. */
  readonly pieces: readonly string[];
}

function texts(...folders: string[]): Text[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.c'))
      .sort()
      .map((path) => ({ path, pieces: piecesOf(readFileSync(join(projectFolder, folder, path), 'utf8')) })),
  );
}

function piecesOf(text: string): string[] {
  const tokens = lex(new SourceFile('text.c', text));
  return tokens.slice(0, -1).map((token, index) => text.slice(token.offset, tokens[index + 1]?.offset));
}

/** Tokens that may stand for each other without making the text ungrammatical. */
const ALIKE: readonly RegExp[] = [
  /^[A-Za-z_]\w*\s*$/,
  /^[\d'].*\s*$/,
  /^(?:[-+*/%&|^]|<<|>>|==|!=|<|>|<=|>=|&&|\|\||,)\s*$/,
  /^(?:=|[-+*/%&|^]=|<<=|>>=)\s*$/,
  /^(?:\+\+|--|[-~!*&])\s*$/,
];

/** A piece of the text that is like the one given. */
function alike(piece: string, pieces: readonly string[], random: Random): string {
  const kind = ALIKE.find((pattern) => pattern.test(piece));
  for (let tries = 20; kind && tries > 0; tries--) {
    const other = random.pick(pieces);
    if (kind.test(other) && !other.includes('\n')) return other;
  }
  return piece;
}

function mutated(text: Text, all: readonly Text[], random: Random): string {
  const pieces = [...text.pieces];
  for (let left = 1 + random.below(random.below(4) === 0 ? 20 : 3); left > 0; left--) {
    const at = random.below(pieces.length + 1);
    const length = 1 + random.below(random.below(3) === 0 ? 30 : 3);
    switch (random.below(14)) {
      case 0:
        pieces.splice(at, length);
        break;
      case 1:
        pieces.splice(at, 0, ...pieces.slice(at, at + length));
        break;
      case 2: {
        const other = random.below(pieces.length + 1);
        [pieces[at], pieces[other]] = [pieces[other] ?? '', pieces[at] ?? ''];
        break;
      }
      case 3:
        pieces.splice(random.below(pieces.length + 1), 0, ...pieces.splice(at, length));
        break;
      case 4: {
        const other = random.pick(all).pieces;
        const from = random.below(other.length);
        pieces.splice(at, random.below(2) * length, ...other.slice(from, from + length));
        break;
      }
      case 5:
        pieces.splice(at, 1, random.pick(PIECES));
        break;
      case 6:
        pieces.splice(at, 0, random.pick(PIECES));
        break;
      default:
        pieces[at] = alike(pieces[at] ?? '', pieces, random);
    }
  }
  return pieces.join('');
}

const library = new Library(true);

/** @returns whether it compiled. */
function compile(text: string, random: Random): boolean {
  const result = buildProgram({
    model: random.below(2) === 0 ? LP64 : ILP32,
    units: [new SourceFile('fuzz.c', text), STUBS],
    resolve: (spelled, kind, from, next) => library.resolve(spelled, kind, from, next),
    memory: 1 << 24,
    reportOverflow: random.below(2) === 0,
  });
  if (!result.ok) {
    assert.ok(
      result.diagnostics.some(({ severity }) => severity === 'error'),
      'refused without a reason',
    );
    for (const diagnostic of result.diagnostics.slice(0, 5)) renderDiagnostic(diagnostic);
    return false;
  }
  const { bytes } = result.build.module({ fine: random.below(2) === 0, cards: random.below(2) === 0, observe: false });
  new WebAssembly.Module(bytes as BufferSource);
  return true;
}

test(`mutated programs are compiled or refused, for ${SECONDS} seconds from seed ${SEED}`, () => {
  const corpus = texts('test/engine/corpus', 'test/engine/codegen/programs');
  const model = texts('src/kernel/tree');
  const all = [...corpus, ...model];
  const end = performance.now() + SECONDS * 1000;
  let compiled = 0;
  let count = 0;
  for (let seed = SEED; performance.now() < end; seed++, count++) {
    const random = new Random(seed);
    const original = random.pick(random.below(6) === 0 ? model : corpus);
    const text = mutated(original, all, random);
    const start = performance.now();
    try {
      if (compile(text, random)) compiled++;
      assert.ok(performance.now() - start < LONGEST, 'too slow');
    } catch (error) {
      throw new Error(`FUZZ_SEED=${seed}, from ${original.path}:\n${text}`, { cause: error });
    }
  }
  console.log(`${count} texts, of which ${compiled} compiled`);
  assert.ok(count > 0 && (compiled > 0 || count < 100));
});
