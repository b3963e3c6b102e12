/** Maintenance windows: when fixes may be written. Pure. */

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
type Weekday = (typeof weekdays)[number];

/** When fixes may be written. UTC. */
export interface MaintenanceWindow {
  readonly days: readonly Weekday[];
  /** `22:30` */
  readonly from: string;
  readonly hours: number;
}

const hour = 3_600_000;
const iso = (time: number): string => new Date(time).toISOString();

const opening = (
  { days, from, hours }: MaintenanceWindow,
  day: number,
): readonly [number, number] | undefined => {
  const midnight = Math.floor(day / (24 * hour)) * 24 * hour;
  const weekday = weekdays[new Date(midnight).getUTCDay()];
  if (weekday === undefined || !days.includes(weekday)) return undefined;
  const [hh = 0, mm = 0] = from.split(':').map(Number);
  const start = midnight + hh * hour + mm * 60_000;
  return [start, start + hours * hour];
};

/** `undefined`: open now, or no windows at all. Else when the next one opens. */
export const nextOpening = (windows: readonly MaintenanceWindow[], now: Date): string | undefined => {
  if (windows.length === 0) return undefined;
  const time = now.getTime();
  // A window may have begun on an earlier day; the next one opens within a week.
  const all = Array.from({ length: 16 }, (_, index) => time + (index - 7) * 24 * hour)
    .flatMap((day) => windows.map((window) => opening(window, day)))
    .filter((one) => one !== undefined);
  if (all.some(([from, to]) => from <= time && time < to)) return undefined;
  const next = Math.min(...all.map(([from]) => from).filter((from) => from > time));
  return Number.isFinite(next) ? iso(next) : iso(time + 24 * hour);
};
