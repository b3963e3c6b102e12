import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Question } from '../../core/model/evidence.ts';
import { silenceIn } from '../entries.ts';
import type { Asking, Source } from '../source.ts';

/** Metrics that count connections with TLS apart from those without. They name nobody. */
interface Counted {
  readonly title: string;
  readonly namespace: string;
  readonly dimension: string;
  readonly plain: string;
  readonly tls: string;
  readonly nameIn: (of: string) => string;
}

const proxy: Counted = {
  title: 'RDS Proxy metrics',
  namespace: 'AWS/RDS',
  dimension: 'ProxyName',
  plain: 'ClientConnectionsNoTLS',
  tls: 'ClientConnectionsTLS',
  nameIn: (of) => of.slice(of.lastIndexOf(':') + 1),
};

const countedFor = ({ ask, of }: Question): Counted | undefined =>
  ask === 'plaintext-connections' && /:rds:[^:]*:\d+:db-proxy:/.test(of) ? proxy : undefined;

/** List price: https://aws.amazon.com/cloudwatch/pricing/ */
const dollarsPerMetric = 0.01 / 1000;
const hour = 3_600_000;

const read = async (asking: Asking) => {
  const { question, target, look, window, spending } = asking;
  const of = countedFor(question) ?? proxy;
  const metric = (id: string, name: string) => ({
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: of.namespace,
        MetricName: name,
        Dimensions: [{ Name: of.dimension, Value: of.nameIn(question.of) }],
      },
      Period: 3600,
      Stat: 'Maximum',
    },
  });
  const sums = { plain: 0, tls: 0 };
  const heard = new Set<number>();
  let last = 0;
  let token: string | undefined;
  do {
    const answer = await look(target)
      .use(CloudWatchClient)
      .send(
        new GetMetricDataCommand({
          StartTime: window.from,
          EndTime: window.to,
          MetricDataQueries: [metric('plain', of.plain), metric('tls', of.tls)],
          NextToken: token,
        }),
      );
    spending.dollars(2 * dollarsPerMetric);
    for (const { Id: id, Timestamps = [], Values = [] } of answer.MetricDataResults ?? [])
      for (const [at, moment] of Timestamps.entries()) {
        const value = Values[at] ?? 0;
        heard.add(Math.floor(moment.getTime() / hour));
        if (id === 'plain') {
          sums.plain += value;
          if (value > 0) last = Math.max(last, moment.getTime());
        } else sums.tls += value;
      }
    token = answer.NextToken === token ? undefined : answer.NextToken;
  } while (token !== undefined && !spending.isOver());
  const until = new Date(window.to.getTime() - hour);
  const at = new Date(last).toISOString();
  return {
    is: 'read' as const,
    source: of.title,
    complete: true,
    // Kept for 455 days by the hour; a proxy that is younger is silent before.
    onSince: window.from.toISOString(),
    until: until.toISOString(),
    secure: Math.round(sums.tls),
    offending: Math.ceil(sums.plain),
    callers:
      sums.plain > 0
        ? [
            {
              behind: 'clients that the metric does not name',
              count: Math.ceil(sums.plain),
              first: at,
              last: at,
            },
          ]
        : [],
    unread: 0,
    silentHours: silenceIn(heard, window, until),
    cutOff: token !== undefined,
  };
};

export const connectionMetrics: Source = {
  name: 'Metrics of connections with and without TLS',
  permissions: ['cloudwatch:GetMetricData'],
  answers: (question) => countedFor(question) !== undefined,
  read,
};
