import type { Series } from '../model/canary.ts';

/** Numbers of periods, of which some are not told. Pure. */

const isTold = (value: number | null): value is number => value !== null && Number.isFinite(value);
export const toldOf = (series: Series): readonly number[] => series.filter(isTold);
export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Between both in the middle of an even number; 0 of none. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

/** The lower of both in the middle of an even number: where two odd weeks stand beside two others. 0 of none. */
export const lowMedianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** Standard deviations around a middle as a median tells them, which one odd week does not move; of a count at least its root. */
export const scatterOf = (
  values: readonly number[],
  middle: number,
  median: (values: readonly number[]) => number,
): number => Math.max(1.4826 * median(values.map((value) => Math.abs(value - middle))), Math.sqrt(middle));

/** The level of a series of which at least half is told: one number, or none. */
export const levelOf = (series: Series): readonly number[] => {
  const told = toldOf(series);
  return told.length === 0 || told.length * 2 < series.length ? [] : [sumOf(told) / told.length];
};

/** A series that told of at least half of its periods, as if it had told of all; else nothing. */
export const filled = (series: Series): readonly number[] =>
  levelOf(series).flatMap((level) => series.map((value) => (isTold(value) ? value : level)));

/** The sum without the highest quarter of the periods, and without two at least: a burst does not last. */
export const lastingOf = (values: readonly number[]): number => {
  const bursts = Math.max(2, Math.floor(values.length / 4));
  return sumOf(values.toSorted((a, b) => a - b).slice(0, -bursts));
};
