import type { Question } from '../../core/model/evidence.ts';
import type { AskedMetric } from '../data-points.ts';
import { balancerOf } from '../elb-access-logs/source.ts';

/** Metrics that AWS writes by itself and that tell connections with TLS from others. They count; they name nobody. */

/** One number of connections. */
export interface Counter extends AskedMetric {
  /** `Sum`: how many came. `Maximum`: how many there were at once. */
  readonly statistic: 'Sum' | 'Maximum';
  /** It is told also when it is zero. Otherwise it is zero where `alive` is told, and only there. */
  readonly isToldAtZero: boolean;
}

export interface Counters {
  /** For people. */
  readonly of: string;
  /** Connections that the change would break. */
  readonly offending: readonly Counter[];
  /** Connections that it leaves alone. */
  readonly secure: readonly Counter[];
  /** Told whenever the resource is at work. */
  readonly alive: AskedMetric;
}

/** The name of a proxy: its ARN has an id, metrics have the name. */
export const proxyOf = ({ of, given }: Question): string | undefined => {
  const name = given?.['proxy'];
  return of.includes(':db-proxy:') && typeof name === 'string' ? name : undefined;
};

/**
 * Told each minute: how many clients are connected to a proxy of RDS, all of its endpoints together.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html
 */
const proxyCounters = (name: string): Counters => {
  const counter = (metric: string): Counter => ({
    namespace: 'AWS/RDS',
    name: metric,
    dimensions: { ProxyName: name },
    statistic: 'Maximum',
    isToldAtZero: true,
  });
  return {
    of: `client connections of proxy ${name}`,
    offending: [counter('ClientConnectionsNoTLS')],
    secure: [counter('ClientConnectionsTLS')],
    alive: counter('ClientConnections'),
  };
};

/**
 * Flows by the kind of listener: TLS that a TCP listener passes through is told as TCP. What stays connected all the time is no new
 * flow, so those that are active count, too.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
const flowCounters = (arn: string): Counters => {
  const counter = (name: string, statistic: Counter['statistic']): Counter => ({
    namespace: 'AWS/NetworkELB',
    name,
    dimensions: { LoadBalancer: balancerOf(arn) },
    statistic,
    isToldAtZero: false,
  });
  const both = (kind: string) => [
    counter(`NewFlowCount_${kind}`, 'Sum'),
    counter(`ActiveFlowCount_${kind}`, 'Maximum'),
  ];
  return {
    of: `flows of ${balancerOf(arn)}, where TLS that a TCP listener passes through counts as TCP`,
    offending: both('TCP'),
    secure: both('TLS'),
    alive: counter('ActiveFlowCount', 'Maximum'),
  };
};

/** What counts the connections of a question. `undefined`: nothing does. */
export const countersOf = (question: Question): Counters | undefined => {
  if (question.ask !== 'plaintext-connections') return undefined;
  if (question.of.includes(':loadbalancer/net/')) return flowCounters(question.of);
  const proxy = proxyOf(question);
  return proxy === undefined ? undefined : proxyCounters(proxy);
};
