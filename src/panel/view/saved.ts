/**
 * What the view keeps through a hide or a reload of its window, in the webview's own state. It may be absent, old or
 * another version's: `readSaved` takes from it what is right and the defaults for the rest.
 */
import { checkSettings } from '../check';
import type { RunSettings } from '../protocol';
import { DEFAULT_SPEED, SPEEDS } from './playback';

/** The parts of the panel that open and close. */
export const SECTIONS = ['stacks', 'locals', 'watch', 'namespaces', 'perCpu', 'log', 'memory'] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface Saved {
  readonly settings: RunSettings | undefined;
  readonly note: string | undefined;
  readonly symbol: string | undefined;
  readonly moment: number | undefined;
  readonly speed: string;
  readonly open: Readonly<Record<SectionName, boolean>>;
  /** The rarer settings are shown. */
  readonly optionsOpen: boolean;
  /** C expressions that are watched. */
  readonly watches: readonly string[];
}

/** How many expressions can be watched. */
export const MAX_WATCHES = 20;

const OPEN: Saved['open'] = {
  stacks: true,
  locals: true,
  watch: false,
  namespaces: true,
  perCpu: true,
  log: true,
  memory: false,
};

/** What was kept, as far as it can be understood. */
export function readSaved(value: unknown): Saved {
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const string = (name: string) => (typeof given[name] === 'string' ? (given[name] as string) : undefined);
  const moment = given.moment;
  const open = typeof given.open === 'object' && given.open !== null ? (given.open as Record<string, unknown>) : {};
  const watches = Array.isArray(given.watches) ? given.watches : [];
  return {
    settings: checkSettings(given.settings),
    note: string('note'),
    symbol: string('symbol'),
    moment: Number.isSafeInteger(moment) && (moment as number) >= 0 ? (moment as number) : undefined,
    speed: SPEEDS.find(({ name }) => name === given.speed)?.name ?? DEFAULT_SPEED,
    open: Object.fromEntries(
      SECTIONS.map((name) => [name, typeof open[name] === 'boolean' ? open[name] : OPEN[name]]),
    ) as unknown as Saved['open'],
    optionsOpen: given.optionsOpen === true,
    watches: watches.filter((each): each is string => typeof each === 'string').slice(0, MAX_WATCHES),
  };
}
