import type { Series, Watching } from '../../core/model/canary.ts';

/** A window since a fix, and the same hours of the weeks before: what is usual on this day of the week. */

/** CloudWatch keeps periods of five minutes for 63 days. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export const periodSeconds = 300;
const period = periodSeconds * 1000;
const week = 7 * 86_400_000;
const weeksBefore = 4;

/** One stretch of whole periods. Milliseconds; `to` is not in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretch since the fix first, then the weeks before, the last first. Empty: no period is whole yet. */
export const stretchesOf = ({ from, to }: Pick<Watching, 'from' | 'to'>): readonly Stretch[] => {
  const [first, end] = [from, to].map((moment) => Math.floor(moment.getTime() / period) * period);
  if (first === undefined || end === undefined || end <= first) return [];
  return Array.from({ length: weeksBefore + 1 }, (_, weeks) => ({
    from: first - weeks * week,
    to: end - weeks * week,
  }));
};

/** One number for each period of a stretch, by the moment at which it begins. */
export const seriesOf = ({ from, to }: Stretch, valueAt: (moment: number) => number | undefined): Series =>
  Array.from({ length: (to - from) / period }, (_, at) => valueAt(from + at * period) ?? null);

/** When the period of a moment begins. */
export const periodOf = (moment: number): number => Math.floor(moment / period) * period;
