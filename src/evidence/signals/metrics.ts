import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Measured, Signal } from '../../core/model/canary.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { periodOf, periodSeconds, seriesOf, type Stretch } from './windows.ts';

/** Metrics of CloudWatch. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */

/** One metric that tells of clients. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average';
  readonly counts: Measured['counts'];
  /**
   * Metrics of the same place that are told wherever something is at work there. AWS leaves a count of errors out when there were
   * none: it is zero only in a period of which one of these is told.
   */
  readonly alongside: readonly string[];
  /** The metric is a share of this one: their product is what is counted, where both are told. */
  readonly percentOf?: string;
}

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
  const { name: first, statistic, percentOf, alongside } = metric;
  const others = [...(percentOf === undefined ? [] : [percentOf]), ...alongside];
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

/** What a metric told in each stretch. Throws what AWS throws. */
export const measured = async (
  metric: Metric,
  stretches: readonly Stretch[],
  aws: () => Aws,
): Promise<Signal> => {
  const told = async (stretch: Stretch) => {
    const [own, ...others] = await pointsIn(metric, stretch, aws());
    const valueAt = (moment: number): number | undefined => {
      const value = own?.get(moment);
      if (metric.percentOf === undefined)
        return value ?? (others.some((one) => one.has(moment)) ? 0 : undefined);
      const whole = others[0]?.get(moment);
      return value === undefined || whole === undefined ? undefined : (value * whole) / 100;
    };
    return seriesOf(stretch, valueAt);
  };
  const [now = [], ...before] = await Promise.all(stretches.map(told));
  return {
    is: 'measured',
    name: nameOf(metric),
    counts: metric.counts,
    now,
    before,
  };
};
