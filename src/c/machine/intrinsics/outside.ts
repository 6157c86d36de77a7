/** The console, the clock, and what a program says about itself. Their contract is in machine/intrinsics.h. */
import type { Argument, Intrinsic } from './call';

export const outsideIntrinsics: Readonly<Record<string, Intrinsic>> = {
  machine_console: {
    signature: 'vpl',
    run: (call, text, length) => {
      const { console, clock, faults, limits } = call.parts;
      const size = call.size(length as Argument);
      const offset = call.readable(text as Argument, size, true);
      if (!console.write(offset, size, clock.now, call.cpu)) {
        call.end('budget', faults.plain('console-overflow', `the console takes ${limits.consoleBytes} bytes at most`));
      }
      return undefined;
    },
  },
  machine_warn: {
    signature: 'vp',
    run: (call, why) => {
      const { reports, faults } = call.parts;
      reports.make(faults.plain('warning', call.text(why as Argument)), call.cpu, false);
      return undefined;
    },
  },
  machine_panic: {
    signature: 'vp',
    run: (call, why) => {
      call.end('panic', call.parts.faults.plain('panic', call.text(why as Argument)));
      return undefined;
    },
  },
  machine_clock: { signature: 'q', run: ({ parts }) => BigInt(parts.clock.now) },
};
