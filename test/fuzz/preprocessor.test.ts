/* Whatever the text is, the lexer and the preprocessor end in time, and end in tokens or in a FatalDiagnostic. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DiagnosticBag, FatalDiagnostic, renderDiagnostic } from '../../src/c/diagnostics';
import { lex } from '../../src/c/lexer';
import { expandSteps, LexedFiles, preprocess } from '../../src/c/preprocessor';
import { printTokens } from '../../src/c/print';
import { SourceFile } from '../../src/c/source';
import { outermost } from '../../src/c/token';
import { Choices, macroProgram } from '../engine/macroPrograms';
import { Random } from './random';

/** How long to go on; `FUZZ_SECONDS=3600 FUZZ_SEED=7 npm run test:fuzz` for a long run. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 10);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** A single input takes no longer than this, whatever it is. */
const LONGEST = 10_000;

const project = fileURLToPath(new URL('../..', import.meta.url));

/** What is sewn into texts: all that means something to a preprocessor. */
const PIECES = [
  '#', '##', '#define ', '#define f(x) ', '#define f(x, ...) ', '#undef ', '#if ', '#ifdef ', '#ifndef ', '#elif ', '#else\n',
  '#endif\n', '#include "self"\n', '#include <x', '#line ', '#error ', '#pragma once\n', '#pragma push_macro("A")\n', '_Pragma("',
  '__VA_ARGS__', '__VA_OPT__(', '__LINE__', '__FILE__', '__COUNTER__', 'defined', 'defined(', '__has_include(', '__has_attribute(',
  '(', ')', ',', '\n', '\\\n', '\\', '"', "'", '/*', '*/', '//', '0x', '1e+', '?', ':', '&&', '/', '%:', '\\u00e9', '\u{1F600}',
  '\ud800', '\0', '\r\n', '\ufeff', '\t', 'f(', 'f', 'A(', 'A', 'B', '...', '-1', '0xffffffffffffffff', '1/0', '<<', 'L"', "u'",
]; // biome-ignore format: a table

function corpus(): string[] {
  const files = ['src/kernel/tree', 'media/notes'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:c|h|md)$/.test(path))
      .map((path) => readFileSync(join(project, folder, path), 'utf8')),
  );
  return files.filter((text) => text.length > 0);
}

function mutate(text: string, random: Random): string {
  let result = text;
  for (let left = 1 + random.below(12); left > 0; left--) {
    const at = random.below(result.length + 1);
    const length = random.below(Math.min(200, result.length - at + 1));
    switch (random.below(5)) {
      case 0:
        result = result.slice(0, at) + result.slice(at + length);
        break;
      case 1:
        result =
          result.slice(0, at) + result.slice(at, at + length).repeat(1 + random.below(4)) + result.slice(at + length);
        break;
      case 2: {
        const other = random.below(result.length + 1);
        result = result.slice(0, at) + result.slice(other, other + length) + result.slice(at);
        break;
      }
      case 3:
        result = result.slice(0, at) + random.pick(PIECES).repeat(random.below(20) === 0 ? 1000 : 1) + result.slice(at);
        break;
      default:
        result = result.slice(0, at) + random.pick(PIECES) + result.slice(at + 1);
    }
  }
  return result;
}

function inputFrom(texts: readonly string[], random: Random): string {
  const numbers = () => Array.from({ length: 20 + random.below(100) }, () => random.below(1000));
  switch (random.below(4)) {
    case 0:
      return Array.from({ length: random.below(60) }, () => random.pick(PIECES)).join(random.pick(['', ' ']));
    case 1:
      return mutate(macroProgram(new Choices(numbers())), random);
    default: {
      const text = random.pick(texts);
      const start = random.below(text.length);
      return mutate(text.slice(start, start + 200 + random.below(4000)), random);
    }
  }
}

/** Tokens lie in the text, in order, and do not overlap. */
function checkLexer(text: string): void {
  for (const comments of [false, true]) {
    let end = 0;
    const tokens = lex(new SourceFile('fuzz.c', text), { comments });
    for (const token of tokens) {
      assert.ok(token.offset >= end && token.end >= token.offset && token.end <= text.length);
      end = token.end;
    }
    assert.equal(tokens.at(-1)?.kind, 'end');
  }
}

function checkPreprocessor(text: string, random: Random): void {
  const main = new SourceFile('fuzz.c', text);
  const self = new SourceFile('self', text.slice(0, 500));
  const diagnostics = new DiagnosticBag(50);
  const limits = { steps: 300_000, tokens: 100_000, text: 200_000 };
  try {
    const resolve = (spelled: string) => (spelled === 'self' ? self : undefined);
    const unit = preprocess(main, { resolve, limits, lexed: new LexedFiles() }, diagnostics);
    assert.equal(unit.tokens.at(-1)?.kind, 'end');
    for (const token of unit.tokens) assert.equal(outermost(token).expansion, undefined);
    printTokens(unit.tokens.slice(0, 2000));
    for (let left = 5; left > 0; left--) {
      const token = random.pick(unit.tokensOf(main));
      expandSteps(unit, main, token.offset, { steps: 20, tokens: 500 });
    }
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
  }
  for (const diagnostic of diagnostics.list.slice(0, 5)) renderDiagnostic(diagnostic);
}

test(`mutated texts for ${SECONDS} seconds from seed ${SEED}`, () => {
  const texts = corpus();
  const end = performance.now() + SECONDS * 1000;
  let count = 0;
  for (let seed = SEED; performance.now() < end; seed++, count++) {
    const random = new Random(seed);
    const text = inputFrom(texts, random);
    const start = performance.now();
    try {
      checkLexer(text);
      checkPreprocessor(text, random);
      assert.ok(performance.now() - start < LONGEST, 'too slow');
    } catch (error) {
      throw new Error(`FUZZ_SEED=${seed}: ${JSON.stringify(text)}`, { cause: error });
    }
  }
  console.log(`${count} texts`);
  assert.ok(count > 0);
});
