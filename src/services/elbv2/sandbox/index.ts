import { sandboxRoom } from '../../../sandbox/room.ts';
import { loadElbv2 } from './account.ts';
import { elbv2 } from './operations.ts';
import { balancer, listener } from './probes.ts';
import { elbv2Records } from './records.ts';

export type { Elbv2 as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ElasticLoadBalancingV2Client',
  // IAM has one prefix for both generations of load balancers; their operations share names.
  prefix: 'elasticloadbalancingv2',
  records: elbv2Records,
  needs: ['acm'],
  load: (records, _where, { acm }) =>
    loadElbv2(
      records,
      acm.Certificates.map(({ CertificateArn }) => CertificateArn),
    ),
  operations: elbv2,
  shows: {
    names: ['ListenerArn', 'RuleArn', 'LoadBalancerArn', 'TargetGroupArn'],
    offered: ['SSLPolicies'],
    whole: ['Actions', 'DefaultActions'],
  },
  probes: {
    'AWS::ElasticLoadBalancingV2::LoadBalancer': balancer,
    'AWS::ElasticLoadBalancingV2::Listener': listener,
  },
});
