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
  /** One of `alongside` that says of how many it is. Left out: it says so itself. */
  readonly carriedBy?: string;
  /** Fewer of those in a period come and go by themselves, or are strangers. */
  readonly least: number;
}
export type Metric = ErrorMetric | TrafficMetric;

/**
 * Requests or connections in five minutes, one every six seconds, below which scanners of the whole internet may be most of what
 * comes: a redirect keeps them from what is counted, and their absence breaks nobody.
 */
export const leastInPublic = 50;

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
  if (metric.counts === 'traffic') {
    const at = metric.carriedBy === undefined ? -1 : metric.alongside.indexOf(metric.carriedBy);
    return {
      own: seriesOf(stretch, countAt(own)),
      of: seriesOf(stretch, countAt(at < 0 ? own : others[at])),
    };
  }
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
  const isTraffic = metric.counts === 'traffic';
  const of = toldIn(
    isTraffic ? (metric.carriedBy ?? metric.name) : metric.among,
    all.map((one) => one.of),
  );
  if (isTraffic) return { is: 'measured', counts: 'traffic', ...told, of, least: metric.least };
  return { is: 'measured', counts: 'errors', ...told, of, byAnybody: true };
};
