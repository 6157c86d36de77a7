/* Every token knows where it is spelled and through which macros it came to where it stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DiagnosticBag, renderDiagnostic } from '../../../src/c/diagnostics';
import { preprocess } from '../../../src/c/preprocessor';
import { SourceFile } from '../../../src/c/source';
import { outermost, type Token } from '../../../src/c/token';
import { preprocessText } from './preprocessText';

/** The chain of a token from the inside out: `M`, or `M(argument)`. */
function chain(token: Token): string[] {
  const names: string[] = [];
  for (let at = token; at.expansion; at = at.expansion.use) {
    names.push(at.expansion.argument ? `${at.expansion.macro}(argument)` : at.expansion.macro);
  }
  return names;
}

function find(tokens: readonly Token[], text: string): Token {
  const token = tokens.find((candidate) => candidate.text === text);
  assert.ok(token, text);
  return token;
}

/** What a file's text has where the token says that it is spelled. */
function spelled(token: Token): string {
  return token.file.text.slice(token.offset, token.end);
}

test('a token of a file has no expansion and is the very token that the lexer made', () => {
  const { unit } = preprocessText('a b');
  assert.equal(unit.tokens[0], unit.tokensOf(unit.main)[0]);
  assert.equal(unit.tokens[0]?.expansion, undefined);
});

test('tokens of a replacement list and of an argument', () => {
  const { unit } = preprocessText('#define M(x) one x\nM( two )\n');
  const [one, two] = unit.tokens as [Token, Token];
  assert.deepEqual(chain(one), ['M']);
  assert.deepEqual(chain(two), ['M(argument)']);
  assert.equal(spelled(one), 'one');
  assert.equal(one.file.place(one.offset).line, 1);
  assert.equal(two.file.place(two.offset).line, 2);
  const { expansion } = one;
  assert.equal(spelled(expansion!.use), 'M');
  assert.equal(spelled(expansion!.useEnd), ')');
  assert.equal(expansion!.use.file.place(expansion!.use.offset).line, 2);
  assert.equal(expansion!.definition!.file.place(expansion!.definition!.offset).column, 9);
});

test('a macro used in an argument: from the inside out, itself, the argument, the outer macro', () => {
  const { unit } = preprocessText(
    '#define F(y) f y\n#define M(x) m x\n#define OUTER(z) o M(F(z) q) e\nOUTER(written)\n',
  );
  const chains = Object.fromEntries(unit.tokens.map((token) => [token.text, chain(token)]));
  assert.deepEqual(chains, {
    o: ['OUTER'],
    m: ['M', 'OUTER'],
    f: ['F', 'M(argument)', 'OUTER'],
    written: ['F(argument)', 'M(argument)', 'OUTER'],
    q: ['M(argument)', 'OUTER'],
    e: ['OUTER'],
    '': [],
  });
});

test('an expanded argument that is handed on keeps the macros it came from', () => {
  const { unit } = preprocessText(
    '#define FOO foo\n#define INNER(b) b\n#define MIDDLE(a) INNER(a)\nMIDDLE(FOO written)\n',
  );
  assert.deepEqual(chain(find(unit.tokens, 'foo')), ['FOO', 'INNER(argument)', 'MIDDLE']);
  assert.deepEqual(chain(find(unit.tokens, 'written')), ['INNER(argument)', 'MIDDLE']);
  assert.equal(spelled(find(unit.tokens, 'written')), 'written');
});

test('the annotated use: for_each_possible_cpu leads from the loop to the line that wrote it', () => {
  const { unit } =
    preprocessText(`#define for_each_cpu(cpu, mask) for ((cpu) = -1; (cpu) = cpumask_next((cpu), (mask)), (cpu) < nr_cpu_ids;)
#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
for_each_possible_cpu(i) {
}
`);
  assert.deepEqual(chain(find(unit.tokens, 'cpumask_next')), ['for_each_cpu', 'for_each_possible_cpu']);
  assert.deepEqual(chain(find(unit.tokens, 'cpu_possible_mask')), ['for_each_cpu(argument)', 'for_each_possible_cpu']);
  for (const token of unit.tokens.slice(0, -3)) assert.equal(outermost(token).text, 'for_each_possible_cpu');
  assert.equal(find(unit.tokens, 'i').file.place(find(unit.tokens, 'i').offset).line, 3);
});

test('pasted and stringified tokens are spelled by their operators in the definition', () => {
  const { unit } = preprocessText('#define C(a, b) a ## _ ## b\n#define S(a) # a\nC(x, y) S(1 + 2)');
  const [pasted, string] = unit.tokens as [Token, Token];
  assert.equal(spelled(pasted), 'a ## _ ## b');
  assert.deepEqual(chain(pasted), ['C']);
  assert.equal(spelled(string), '# a');
  assert.deepEqual(chain(string), ['S']);
});

test('built-in macros are expansions without a definition, spelled where they are used', () => {
  const { unit } = preprocessText('#define L __LINE__\nL __COUNTER__');
  const [line, counter] = unit.tokens as [Token, Token];
  assert.deepEqual(chain(line), ['__LINE__', 'L']);
  assert.equal(line.expansion?.definition, undefined);
  assert.equal(spelled(line), '__LINE__');
  assert.equal(spelled(counter), '__COUNTER__');
});

test('the macros of a fragment that leaves its macro: what a name takes from behind belongs to the outer file', () => {
  const { unit } = preprocessText('#define f(x) <x>\n#define g f\ng(1) y');
  assert.deepEqual(unit.tokens.slice(0, 4).map(chain), [['f', 'g'], ['f(argument)', 'g'], ['f', 'g'], []]);
});

test('a diagnostic shows the trail of expansions', () => {
  const diagnostics = new DiagnosticBag();
  preprocess(new SourceFile('a.c', '#define C(a, b) a ## b\n#define D(x) C(x, +)\nint i = D(1);\n'), {}, diagnostics);
  assert.equal(
    renderDiagnostic(diagnostics.list[0]!),
    `a.c:3:11: error: pasting "1" and "+" does not give a valid preprocessing token
    3 | int i = D(1);
      |           ^
a.c:2:14: note: in expansion of macro 'C'
a.c:2:14: note: in definition of macro 'D'`,
  );
});

test('in any program each token that is not pasted, stringified or built in is spelled where it says', () => {
  const name = fc.constantFrom('A', 'B', 'C', 'x', 'y');
  const piece = fc.oneof(name, fc.constantFrom('(', ')', ',', '1', 'A(B(x))', 'B(C)', 'C(A(1), y)'));
  const list = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' '));
  const program = fc
    .tuple(list, list, list, list)
    .map(
      ([a, b, c, use]) => `#define A(a) a ${a}\n#define B(...) __VA_ARGS__ ${b}\n#define C ${c}\n${use}\nA(${use})\n`,
    );
  fc.assert(
    fc.property(program, (text) => {
      const { unit } = preprocessText(text, {}, { limits: { steps: 50_000, tokens: 50_000 } });
      for (const token of unit.tokens) {
        assert.equal(spelled(token), token.text);
        // The chain is well formed: it ends in the file, and nearer uses are never outside farther ones.
        const outer = outermost(token);
        assert.equal(outer.expansion, undefined);
        assert.ok(text.slice(outer.offset, outer.end) === outer.text);
        if (token.expansion?.argument === false) assert.ok(token.file.place(token.offset).line <= 3);
      }
    }),
    { seed: 11, numRuns: 300 },
  );
});
