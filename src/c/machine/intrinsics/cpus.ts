/** CPUs and turns: who am I, let another one run, start one. Their contract is in machine/intrinsics.h. */
import { FAULT } from '../../abi';
import { PENDING } from '../driver';
import { R } from '../registers';
import type { Argument, Call, Intrinsic } from './call';
import { ProgramFault } from './call';

/** The function id behind a pointer to a `void (void *)`, or a fault. */
function workFunction({ parts: { memory, layout, faults } }: Call, pointer: Argument): number {
  const address = memory.addressOf(pointer);
  const distance = address - memory.space.textBase;
  const id = Number(distance / 16n);
  const found = distance >= 16n && distance % 16n === 0n ? layout.functions[id - 1] : undefined;
  if (!found) throw new ProgramFault(faults.find(FAULT.callTarget, address, 0, undefined));
  const { returns, parameters, variadic } = found.definition.symbol.type;
  if (returns.kind !== 'void' || parameters.length !== 1 || parameters[0]?.kind !== 'pointer' || variadic) {
    throw new ProgramFault(faults.find(FAULT.callType, address, id, undefined));
  }
  return id;
}

export const cpuIntrinsics: Readonly<Record<string, Intrinsic>> = {
  machine_cpu_id: { signature: 'i', run: ({ parts }) => parts.registers.get(R.currentCpu) },
  machine_yield: {
    signature: 'v',
    run: (call) => {
      call.leave(PENDING.yield);
      return undefined;
    },
  },
  machine_relax: {
    signature: 'v',
    run: (call) => {
      call.leave(PENDING.relax);
      return undefined;
    },
  },
  machine_start_cpu: {
    signature: 'vipp',
    run: (call, which, work, argument) => {
      const { cpus, registers } = call.parts;
      const cpu = Number(which) >>> 0;
      if (cpu >= cpus.count) call.refuse(`CPU ${cpu} can't be started: the machine has CPUs 0 to ${cpus.count - 1}`);
      if (cpus.isRunning(cpu)) call.refuse(`CPU ${cpu} can't be started: it is running already`);
      cpus.start(cpu, workFunction(call, work as Argument), call.parts.memory.addressOf(argument as Argument));
      registers.set(R.relaxes, 0);
      return undefined;
    },
  },
  machine_cpu_running: {
    signature: 'ii',
    run: ({ parts: { cpus } }, which) => {
      const cpu = Number(which) >>> 0;
      return cpu < cpus.count && cpus.isRunning(cpu) ? 1 : 0;
    },
  },
};
