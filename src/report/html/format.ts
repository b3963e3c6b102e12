/** Numbers, moments and spans as people read them. All moments are UTC. */

export const number = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ');

/** Rounded down: 99.9 % is not all. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${Math.floor(share * 100)} %`;

export const day = (at: string): string => at.slice(0, 10);
export const moment = (at: string): string => at.slice(0, 16).replace('T', ' ');

const minute = 60;
const hour = 60 * minute;
const dayLong = 24 * hour;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** `3 days`, `5 hours`, `40 seconds`: one unit, rounded. */
export const spanWords = (seconds: number): string => {
  if (seconds >= 2 * dayLong) return plural(Math.round(seconds / dayLong), 'day');
  if (seconds >= 2 * hour) return plural(Math.round(seconds / hour), 'hour');
  if (seconds >= 2 * minute) return plural(Math.round(seconds / minute), 'minute');
  return plural(Math.round(seconds), 'second');
};

/** Coordinates need no more than this. */
export const round = (value: number): number => Math.round(value * 100) / 100;
