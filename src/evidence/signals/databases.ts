import type { Question } from '../../core/model/evidence.ts';
import { proxyOf } from '../metrics/counters.ts';
import type { Metric } from './metrics.ts';
import { periodSeconds } from './windows.ts';

/** Fewer come and go by themselves. */
const leastConnections = 5;

/** `db` and `orders` of `arn:aws:rds:eu-west-1:111122223333:db:orders`; a cluster has `cluster`. */
const namedBy = (arn: string): readonly string[] =>
  /^arn:[^:]+:rds:[^:]+:\d+:(db|cluster):([^:]+)$/.exec(arn)?.slice(1) ?? [];

const connections = { namespace: 'AWS/RDS', counts: 'traffic', alongside: [] } as const;

const ofInstance = {
  ...connections,
  name: 'DatabaseConnections',
  statistic: 'Average',
  least: leastConnections,
} as const;

/**
 * Each of the instances behind a proxy, or of a cluster, tells its own number each minute: an average would fall to half when there are
 * twice as many of them. The sum of five minutes is five times the connections.
 */
const ofMany = {
  ...connections,
  statistic: 'Sum',
  least: (leastConnections * periodSeconds) / 60,
} as const;
const ofProxy = { ...ofMany, name: 'ClientConnections' } as const;
const ofCluster = { ...ofMany, name: 'DatabaseConnections' } as const;

/**
 * Connections of a DB instance, of a cluster, and of clients to a proxy: told each minute while it runs, also when there are none.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/dimensions.html
 */
export const databaseMetrics = (question: Question): readonly Metric[] => {
  if (question.ask !== 'plaintext-connections') return [];
  const proxy = proxyOf(question);
  if (proxy !== undefined) return [{ ...ofProxy, dimensions: { ProxyName: proxy } }];
  const [kind, id] = namedBy(question.of);
  if (id === undefined) return [];
  return kind === 'cluster'
    ? [{ ...ofCluster, dimensions: { DBClusterIdentifier: id } }]
    : [{ ...ofInstance, dimensions: { DBInstanceIdentifier: id } }];
};
