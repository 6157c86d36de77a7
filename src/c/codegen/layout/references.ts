/**
 * What is wrong with the functions and objects that code names: nothing defines them, or a call of them is an error (GNU C's attributes
 * `error` and `warning`). Only code that can be reached counts, as where gcc compiles it: the kernel calls functions that nobody defines
 * where a constant condition says that it does not happen (`BUILD_BUG_ON`, `IS_ENABLED`, `switch (sizeof(x))`). So an inline function
 * counts when such code calls it. An always_inline function that is part of itself is an error as well.
 */
import type { DiagnosticBag } from '../../diagnostics';
import type { Token } from '../../token';
import type { Program } from '../../tree';
import type { KeptFlow } from './planCache';

/** @param flows of all functions, the first that of the function with id 1. */
export function checkReferences(program: Program, flows: readonly KeptFlow[], diagnostics: DiagnosticBag): void {
  const live = reached(program, flows);
  const said = new Set<string>();
  for (const { flow, id } of flows) {
    for (const { token, complaint } of flow.references) {
      if (!complaint || said.has(complaint.message) || !live.has(id)) continue;
      said.add(complaint.message);
      diagnostics[complaint.severity](token, complaint.message);
    }
  }
  checkInlining(flows, live, diagnostics);
}

/** Reports each always_inline function that would be inlined into itself, directly or by way of others. */
function checkInlining(flows: readonly KeptFlow[], live: ReadonlySet<number>, diagnostics: DiagnosticBag): void {
  const calls = (id: number) => (flows[id - 1]?.flow.references ?? []).filter(({ inlined }) => inlined);
  const done = new Set<number>();
  for (const { id: start } of flows) {
    if (!live.has(start) || done.has(start)) continue;
    // The functions that are being looked at, the calls of each still to be followed; each is called by the one before it.
    const path = [{ id: start, waiting: calls(start) }];
    const open = new Set([start]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { id, token } = top.waiting.pop() ?? {};
      if (token === undefined) {
        open.delete(top.id);
        done.add(top.id);
        path.pop();
      } else if (id !== undefined && open.has(id)) reportRecursion(flows[id - 1] as KeptFlow, token, diagnostics);
      else if (id !== undefined && !done.has(id)) {
        open.add(id);
        path.push({ id, waiting: calls(id) });
      }
    }
  }
}

function reportRecursion({ flow }: KeptFlow, token: Token, diagnostics: DiagnosticBag): void {
  const { symbol } = flow.definition;
  const message = `inlining failed in call to 'always_inline' '${symbol.name}': it is recursive`;
  diagnostics.error(symbol.token, message, [{ message: 'called from here', token }]);
}

/** The functions that are no inline ones, and those that they call or whose address is taken, by id. */
function reached(program: Program, flows: readonly KeptFlow[]): ReadonlySet<number> {
  const found = new Set<number>();
  const waiting: number[] = [];
  const reach = (id: number): void => {
    if (found.has(id)) return;
    found.add(id);
    waiting.push(id);
  };
  for (const { flow, id } of flows) {
    if (program.roots.has(flow.definition) || flow.definition.symbol.addressTaken) reach(id);
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const reference of flows[id - 1]?.flow.references ?? []) if (reference.id) reach(reference.id);
  }
  return found;
}
