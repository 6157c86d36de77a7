/*
 * Mocha inside the extension host: its browser build, which runs in both hosts, and the `suite` and `test` that the suites
 * import from here. `run` runs what they defined. Its results are lines on the console, which is all that the window
 * hears of the host: `TEST `, then a line of the report; `OUTCOME `, then the sums as JSON.
 */
import 'mocha/mocha.js';

/** How a run went. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What mocha's TDD interface defines. */
type Interface = Pick<Mocha.MochaGlobals, 'suite' | 'test' | 'suiteSetup' | 'suiteTeardown' | 'setup' | 'teardown'>;

const mocha = new Mocha({ ui: 'tdd', reporter: class extends Mocha.reporters.Base {}, timeout: 300_000 });
const defined: Partial<Interface> = {};
mocha.suite.emit('pre-require', defined, '', mocha);

export const { suite, test, suiteSetup, suiteTeardown, setup, teardown } = defined as Interface;

/** Runs every suite that has been defined. Throws when a test failed. */
export async function run(): Promise<void> {
  const outcome = await new Promise<Outcome>((resolve) => {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    mocha
      .run(() => resolve(counts))
      .on('pass', (test) => {
        counts.passed++;
        console.log(`TEST ✔ ${test.fullTitle()} (${test.duration} ms)`);
      })
      .on('pending', (test) => {
        counts.skipped++;
        console.log(`TEST SKIPPED ${test.fullTitle()}`);
      })
      .on('fail', (test, error: Error) => {
        counts.failed++;
        console.log(`TEST ✖ ${test.fullTitle()}\n${error.stack ?? error}`);
      });
  });
  console.log(`OUTCOME ${JSON.stringify(outcome)}`);
  if (outcome.failed > 0) {
    throw new Error(`${outcome.failed} failed.`);
  }
}
