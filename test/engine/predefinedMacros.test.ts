/* Every predefined macro has the value that gcc gives it, less those that say what the engine is or leaves out. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { ILP32, LP64 } from '../../src/c/dataModel';
import { predefinedMacros } from '../../src/c/predefinedMacros';

const OWN = new Set([
  '__STDC_NO_VLA__',
  '__STDC_NO_THREADS__',
  '__STDC_NO_COMPLEX__',
  '__STDC_HOSTED__',
  '__VERSION__',
  '__GNUC__',
  '__GNUC_MINOR__',
  '__GNUC_PATCHLEVEL__',
  '__USER_LABEL_PREFIX__',
  '__REGISTER_PREFIX__',
]);

for (const [model, flag] of [
  [LP64, '-m64'],
  [ILP32, '-m32'],
] as const) {
  test(`predefined macros of ${model.name} are gcc's`, () => {
    const dump = execFileSync('gcc', ['-std=gnu11', flag, '-dM', '-E', '-xc', '/dev/null'], { encoding: 'utf8' });
    const gcc = new Map([...dump.matchAll(/^#define (\S+) ?(.*)$/gm)].map(([, name, value]) => [name, value]));
    for (const [, name, value] of predefinedMacros(model).text.matchAll(/^#define (\S+) ?(.*)$/gm)) {
      if (name && !OWN.has(name)) assert.equal(value, gcc.get(name), name);
    }
  });
}
