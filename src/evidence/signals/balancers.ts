import type { Question } from '../../core/model/evidence.ts';
import { balancerOf } from '../elb-access-logs/source.ts';
import { leastInPublic, type Metric } from './metrics.ts';

/**
 * What clients of a load balancer show when they break.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */

const application = (of: string) => ({
  namespace: 'AWS/ApplicationELB',
  dimensions: { LoadBalancer: balancerOf(of) },
  statistic: 'Sum' as const,
});
const network = (of: string) => ({ ...application(of), namespace: 'AWS/NetworkELB' });

const handshakes = { counts: 'errors', name: 'ClientTLSNegotiationErrorCount' } as const;
const refusals = ['HTTPCode_ELB_4XX_Count', 'HTTPCode_Target_4XX_Count'] as const;

/**
 * RequestCount leaves out what is answered before a target is chosen, such as redirects, and whoever fails the handshake asks
 * nothing: it falls when clients do not follow or do not get through. A new connection tells that there is life all the same.
 */
const requests = {
  counts: 'traffic',
  name: 'RequestCount',
  alongside: ['NewConnectionCount'],
  least: leastInPublic,
} as const;

export const balancerMetrics = ({ ask, of }: Question): readonly Metric[] => {
  const isRedirect = ask === 'requests-without-redirect';
  if (!isRedirect && ask !== 'tls-not-offered') return [];
  if (of.includes(':loadbalancer/net/'))
    return [
      { ...network(of), ...handshakes, among: 'NewFlowCount', alongside: [] },
      {
        ...network(of),
        counts: 'traffic',
        name: 'NewFlowCount_TLS',
        alongside: ['NewFlowCount'],
        least: leastInPublic,
      },
    ];
  if (!of.includes(':loadbalancer/app/')) return [];
  // Whoever follows a redirect and cannot speak TLS; and whoever makes a GET of a POST on the way.
  const refused = isRedirect
    ? refusals.map((name): Metric => {
        const counts = {
          counts: 'errors',
          among: 'RequestCount',
          alongside: ['NewConnectionCount'],
        } as const;
        return { ...application(of), ...counts, name };
      })
    : [];
  return [
    { ...application(of), ...handshakes, among: 'NewConnectionCount', alongside: ['RequestCount'] },
    ...refused,
    { ...application(of), ...requests },
  ];
};
