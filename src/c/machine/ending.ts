/** How a run ended, as a number in the register `ended`; 0 while it goes on. */
export const ENDING = { returned: 1, fault: 2, panic: 3, deadlock: 4, budget: 5 } as const;

export type Ending = keyof typeof ENDING;

export function endingOf(value: number): Ending | undefined {
  return (Object.keys(ENDING) as Ending[]).find((name) => ENDING[name] === value);
}
