import type { Question } from '../../core/model/evidence.ts';
import { proxyOf } from '../metrics/counters.ts';
import type { Metric } from './metrics.ts';
import { periodSeconds } from './windows.ts';

/** Fewer come and go by themselves. */
const leastConnections = 5;

/** `orders` of `arn:aws:rds:eu-west-1:111122223333:db:orders`. */
const instanceOf = (arn: string): string | undefined => /^arn:[^:]+:rds:[^:]+:\d+:db:([^:]+)$/.exec(arn)?.[1];

const connections = { namespace: 'AWS/RDS', counts: 'traffic', alongside: [] } as const;

const ofInstance = {
  ...connections,
  name: 'DatabaseConnections',
  statistic: 'Average',
  least: leastConnections,
} as const;

/**
 * Each of the instances behind a proxy tells its own number each minute: an average would fall to half when there are twice as many of
 * them. The sum of five minutes is five times the connections.
 */
const ofProxy = {
  ...connections,
  name: 'ClientConnections',
  statistic: 'Sum',
  least: (leastConnections * periodSeconds) / 60,
} as const;

/**
 * Connections of a DB instance, and of clients to a proxy: told each minute while it runs, also when there are none.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html
 */
export const databaseMetrics = (question: Question): readonly Metric[] => {
  if (question.ask !== 'plaintext-connections') return [];
  const proxy = proxyOf(question);
  if (proxy !== undefined) return [{ ...ofProxy, dimensions: { ProxyName: proxy } }];
  const id = instanceOf(question.of);
  if (id === undefined) return [];
  return [{ ...ofInstance, dimensions: { DBInstanceIdentifier: id } }];
};
