/**
 * Where a run that plays stands. The speed is either moments a second, or the seconds that the whole run takes; time
 * that the answers took is not made up for by more requests but by longer strides. A run that plays stops at its end
 * and at every report on the way.
 */

export interface Speed {
  readonly name: string;
  readonly label: string;
  /** Moments per second, in a run of so many. */
  rate(moments: number): number;
}

const perSecond = (name: string, rate: number): Speed => ({
  name,
  label: `${rate}/s`,
  rate: () => rate,
});
const whole = (name: string, seconds: number): Speed => ({
  name,
  label: `run in ${seconds} s`,
  rate: (moments) => Math.max(1, moments / seconds),
});

/** From slow to fast. */
export const SPEEDS: readonly Speed[] = [
  perSecond('1', 1),
  perSecond('4', 4),
  perSecond('15', 15),
  perSecond('60', 60),
  whole('slow', 30),
  whole('medium', 10),
  whole('fast', 3),
];

export const DEFAULT_SPEED = 'medium';

/** The speed of a name; the default when there is none of it. */
export function speedNamed(name: string): Speed {
  const found = SPEEDS.find((speed) => speed.name === name) ?? SPEEDS.find((speed) => speed.name === DEFAULT_SPEED);
  if (!found) {
    throw new Error('The default speed is not among the speeds.');
  }
  return found;
}

export interface Playing {
  /** The moment at which playing began. */
  readonly from: number;
  /** Milliseconds, on any clock. */
  readonly since: number;
  readonly rate: number;
}

/** The moment to show at `now`, and whether playing ends there. `stops`: moments at which it pauses, in any order. */
export function playedTo(
  playing: Playing,
  now: number,
  moments: number,
  stops: readonly number[],
): { readonly moment: number; readonly ended: boolean } {
  const last = Math.max(0, moments - 1);
  const reached = Math.min(last, playing.from + Math.floor((Math.max(0, now - playing.since) / 1000) * playing.rate));
  const stop = Math.min(...stops.filter((moment) => moment > playing.from && moment <= reached));
  return Number.isFinite(stop) ? { moment: stop, ended: true } : { moment: reached, ended: reached >= last };
}
