import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Series, Signal } from '../../core/model/canary.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { periodOf, periodSeconds, seriesOf, toldIn, type Stretch } from './windows.ts';

/** Metrics of CloudWatch. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */

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

export const metricPermissions = ['cloudwatch:GetMetricData'] as const;

/** More pages than any answer here can have: one that leads back to itself must end. */
const mostPages = 50;

type Points = ReadonlyMap<number, number>;

const queryOf = (
  { namespace, dimensions }: Metric,
  { name, statistic }: { readonly name: string; readonly statistic: string },
  at: number,
): MetricDataQuery => ({
  Id: `m${at}`,
  ReturnData: true,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: periodSeconds,
    Stat: statistic,
  },
});

/** Points by the moment of their period, of each name. Throws what AWS throws, and for an answer that is not whole. */
const pointsIn = async (metric: Metric, { from, to }: Stretch, aws: Aws): Promise<readonly Points[]> => {
  const { name: first, statistic, alongside } = metric;
  const others = [...(metric.counts === 'errors' ? [metric.among] : []), ...alongside];
  const asked = [{ name: first, statistic }, ...others.map((name) => ({ name, statistic: 'Sum' }))];
  const points = asked.map(() => new Map<number, number>());
  const input = {
    MetricDataQueries: asked.map((one, at) => queryOf(metric, one, at)),
    StartTime: new Date(from),
    EndTime: new Date(to),
  };
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await aws
      .use(CloudWatchClient)
      .send(new GetMetricDataCommand({ ...input, NextToken: token }));
    for (const { Id, Timestamps = [], Values = [], StatusCode } of answer.MetricDataResults ?? []) {
      if (StatusCode !== 'Complete' && StatusCode !== 'PartialData')
        throw new Error(`CloudWatch answers ${StatusCode ?? 'nothing'} for ${metric.name}`);
      const own = points[Number(Id?.slice(1))];
      for (const [at, moment] of Timestamps.entries()) {
        const value = Values[at];
        if (value !== undefined && Number.isFinite(value)) own?.set(periodOf(moment.getTime()), value);
      }
    }
    // Data that is partial is whole with the last page.
    if (answer.NextToken === undefined) return points;
    token = answer.NextToken;
  }
  throw new Error(`CloudWatch does not come to an end with ${metric.name}`);
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
