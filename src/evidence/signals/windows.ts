import type { Series, Told, Watching } from '../../core/model/canary.ts';

/** The time since a fix, the same hours of the weeks before (what is usual on this day of the week), and the hour before the fix. */

/** CloudWatch keeps periods of five minutes for 63 days. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export const periodSeconds = 300;
const period = periodSeconds * 1000;
const week = 7 * 86_400_000;
const weeksBefore = 4;
const leadPeriods = 12;

/** One stretch of whole periods. Milliseconds; `to` is not in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When the period of a moment begins. */
export const periodOf = (moment: number): number => Math.floor(moment / period) * period;

/**
 * The stretch since the fix first, then the weeks before, the last first, then the hour before the fix. Empty: no period is whole
 * since the fix yet. Whole periods only: one in which a put lies counts what was before it, too, and belongs to neither side.
 */
export const stretchesOf = ({
  began,
  from,
  to,
}: Pick<Watching, 'began' | 'from' | 'to'>): readonly Stretch[] => {
  const [first, end] = [periodOf(from.getTime() + period - 1), periodOf(to.getTime())];
  if (end <= first) return [];
  const until = periodOf(began.getTime());
  return [
    ...Array.from({ length: weeksBefore + 1 }, (_, weeks) => ({
      from: first - weeks * week,
      to: end - weeks * week,
    })),
    { from: until - leadPeriods * period, to: until },
  ];
};

/** What was told in each of these stretches. */
export const toldIn = (name: string, series: readonly Series[]): Told => ({
  name,
  now: series[0] ?? [],
  before: series.slice(1, -1),
  lead: series.at(-1) ?? [],
});

/** One number for each period of a stretch, by the moment at which it begins. */
export const seriesOf = ({ from, to }: Stretch, valueAt: (moment: number) => number | undefined): Series =>
  Array.from({ length: (to - from) / period }, (_, at) => valueAt(from + at * period) ?? null);
