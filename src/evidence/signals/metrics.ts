import type { Series, Signal } from '../../core/model/canary.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { pointsOf, type Points } from '../data-points.ts';
import { periodSeconds, seriesOf, toldIn, type Stretch } from './windows.ts';

/** One metric that tells of clients. */
interface Of {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average';
  /**
   * Metrics of the same place that are told wherever something is at work there. AWS leaves a count out when there was none: it is
   * zero only in a period of which one of these is told.
   */
  readonly alongside: readonly string[];
}
interface ErrorMetric extends Of {
  readonly counts: 'errors';
  /** The sum of requests or connections that errors are compared with; it tells of life as `alongside` does. */
  readonly among: string;
  /** The metric is a share of `among`: their product is what is counted, where both are told. */
  readonly isPercent?: true;
}
interface TrafficMetric extends Of {
  readonly counts: 'traffic';
}
export type Metric = ErrorMetric | TrafficMetric;

/** Points of the metric first, then of what it is compared with, then of what tells that there is life. */
const pointsIn = async (metric: Metric, { from, to }: Stretch, aws: Aws): Promise<readonly Points[]> => {
  const { namespace, dimensions, name, statistic, alongside } = metric;
  const others = [...(metric.counts === 'errors' ? [metric.among] : []), ...alongside];
  const asked = [{ name, statistic }, ...others.map((other) => ({ name: other, statistic: 'Sum' as const }))];
  return pointsOf(
    asked.map((one) => ({ namespace, dimensions, ...one })),
    { from, to, seconds: periodSeconds },
    aws,
  );
};

const nameOf = ({ name, dimensions }: Metric): string => `${name} of ${Object.values(dimensions).join(', ')}`;

/** What a metric told in one stretch, and what it is compared with. */
const seriesIn = async (
  metric: Metric,
  stretch: Stretch,
  aws: Aws,
): Promise<{ readonly own: Series; readonly of: Series }> => {
  const [own, ...others] = await pointsIn(metric, stretch, aws);
  const isAlive = (moment: number): boolean => others.some((one) => one.has(moment));
  const countAt =
    (points: Points | undefined) =>
    (moment: number): number | undefined =>
      points?.get(moment) ?? (isAlive(moment) ? 0 : undefined);
  if (metric.counts === 'traffic') return { own: seriesOf(stretch, countAt(own)), of: [] };
  const [among] = others;
  const productAt = (moment: number): number | undefined => {
    const [value, whole] = [own?.get(moment), among?.get(moment)];
    return value === undefined || whole === undefined ? undefined : (value * whole) / 100;
  };
  return {
    own: seriesOf(stretch, metric.isPercent ? productAt : countAt(own)),
    of: seriesOf(stretch, countAt(among)),
  };
};

/** What a metric told in each stretch. Throws what AWS throws. */
export const measured = async (
  metric: Metric,
  stretches: readonly Stretch[],
  aws: () => Aws,
): Promise<Signal> => {
  const all = await Promise.all(stretches.map(async (stretch) => seriesIn(metric, stretch, aws())));
  const told = toldIn(
    nameOf(metric),
    all.map(({ own }) => own),
  );
  if (metric.counts === 'traffic') return { is: 'measured', counts: 'traffic', ...told };
  const of = toldIn(
    metric.among,
    all.map((one) => one.of),
  );
  return { is: 'measured', counts: 'errors', ...told, of, byAnybody: true };
};
