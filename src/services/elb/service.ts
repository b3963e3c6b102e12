import { service } from '../../aws/iam/service.ts';
import { loadBalancerNameIn } from './facts/load-balancer.ts';
import { iam } from './iam.ts';

/**
 * Classic Load Balancers, the first generation; IAM has one prefix for both.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancing.html
 */
export default service({
  client: 'ElasticLoadBalancingClient',
  prefix: 'elasticloadbalancing',
  iam,
  reads: ['DescribeLoadBalancerPolicies', 'DescribeLoadBalancers', 'DescribeTags'],
  writes: [
    'CreateLoadBalancerListeners',
    'CreateLoadBalancerPolicy',
    'DeleteLoadBalancerListeners',
    'DeleteLoadBalancerPolicy',
    'SetLoadBalancerListenerSSLCertificate',
    'SetLoadBalancerPoliciesOfListener',
  ],
  // Load balancers of the other generation have the same beginning.
  concerns: { loadbalancer: ({ arn }) => (loadBalancerNameIn(arn) === undefined ? [] : [arn]) },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
  rate: { bucket: 40, perSecond: 10 },
});
