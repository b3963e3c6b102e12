import type { Question } from '../../core/model/evidence.ts';
import { balancerOf } from '../elb-access-logs/source.ts';
import type { Metric } from './metrics.ts';

/**
 * What clients of a load balancer show when they break.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */

const application = (of: string, name: string): Metric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  dimensions: { LoadBalancer: balancerOf(of) },
  statistic: 'Sum',
  counts: 'errors',
  // RequestCount leaves out what is answered before a target is chosen, such as redirects.
  alongside: ['RequestCount', 'NewConnectionCount'],
});

const network = (of: string): Metric => ({
  namespace: 'AWS/NetworkELB',
  name: 'ClientTLSNegotiationErrorCount',
  dimensions: { LoadBalancer: balancerOf(of) },
  statistic: 'Sum',
  counts: 'errors',
  alongside: ['NewFlowCount'],
});

export const balancerMetrics = ({ ask, of }: Question): readonly Metric[] => {
  const isRedirect = ask === 'requests-without-redirect';
  if (!isRedirect && ask !== 'tls-not-offered') return [];
  if (of.includes(':loadbalancer/net/')) return [network(of)];
  if (!of.includes(':loadbalancer/app/')) return [];
  // Whoever follows a redirect and cannot speak TLS; and whoever makes a GET of a POST on the way.
  const names = [
    'ClientTLSNegotiationErrorCount',
    ...(isRedirect ? ['HTTPCode_ELB_4XX_Count', 'HTTPCode_Target_4XX_Count'] : []),
  ];
  return names.map((name) => application(of, name));
};
