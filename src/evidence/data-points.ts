import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../core/model/remediation.ts';

/** Metrics of CloudWatch. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */

/** One metric, as it is asked for. */
export interface AskedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average' | 'Maximum';
}

/** Periods from one moment to another. Milliseconds; `to` is not in it. */
export interface Periods {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** Values by the moment at which their period begins. */
export type Points = ReadonlyMap<number, number>;

export const metricPermissions = ['cloudwatch:GetMetricData'] as const;

/** More pages than any answer here can have: one that leads back to itself must end. */
const mostPages = 50;

const queryOf = (
  { namespace, name, dimensions, statistic }: AskedMetric,
  seconds: number,
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
    Period: seconds,
    Stat: statistic,
  },
});

/** What each metric told, in the order in which they are asked for. Throws what AWS throws, and for an answer that is not whole. */
export const pointsOf = async (
  metrics: readonly AskedMetric[],
  { from, to, seconds }: Periods,
  aws: Aws,
): Promise<readonly Points[]> => {
  const points = metrics.map(() => new Map<number, number>());
  const period = seconds * 1000;
  const input = {
    MetricDataQueries: metrics.map((one, at) => queryOf(one, seconds, at)),
    StartTime: new Date(from),
    EndTime: new Date(to),
  };
  const what = metrics[0]?.name ?? '';
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await aws
      .use(CloudWatchClient)
      .send(new GetMetricDataCommand({ ...input, NextToken: token }));
    for (const { Id, Timestamps = [], Values = [], StatusCode } of answer.MetricDataResults ?? []) {
      if (StatusCode !== 'Complete' && StatusCode !== 'PartialData')
        throw new Error(`CloudWatch answers ${StatusCode ?? 'nothing'} for ${what}`);
      const own = points[Number(Id?.slice(1))];
      for (const [at, moment] of Timestamps.entries()) {
        const value = Values[at];
        if (value !== undefined && Number.isFinite(value))
          own?.set(Math.floor(moment.getTime() / period) * period, value);
      }
    }
    // Data that is partial is whole with the last page.
    if (answer.NextToken === undefined) return points;
    token = answer.NextToken;
  }
  throw new Error(`CloudWatch does not come to an end with ${what}`);
};
