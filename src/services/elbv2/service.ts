import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';
import { anyTargetGroup, concerns } from './facts/concerns.ts';

const onFamily = (actions: readonly string[], on: readonly string[], because: string) =>
  Object.fromEntries(actions.map((action) => [action, { on, because }]));

/** Application, Network and Gateway Load Balancers. */
export default service({
  client: 'ElasticLoadBalancingV2Client',
  prefix: 'elasticloadbalancing',
  iam,
  reads: [
    'DescribeListenerAttributes',
    'DescribeListenerCertificates',
    'DescribeListeners',
    'DescribeLoadBalancerAttributes',
    'DescribeLoadBalancers',
    'DescribeRules',
    'DescribeSSLPolicies',
    'DescribeTags',
    'DescribeTargetGroupAttributes',
    'DescribeTargetGroups',
    'DescribeTargetHealth',
  ],
  writes: [
    'AddListenerCertificates',
    'AddTags',
    'CreateListener',
    'CreateRule',
    'DeleteListener',
    'DeleteRule',
    'ModifyListener',
    'ModifyListenerAttributes',
    'ModifyRule',
    'ModifyTargetGroup',
    'RemoveListenerCertificates',
    'RemoveTags',
  ],
  narrowed: {
    ...onFamily(
      ['CreateListener'],
      ['loadbalancer/app/', 'loadbalancer/net/'],
      'Gateway Load Balancers have no TLS: nothing of theirs is changed.',
    ),
    ...onFamily(
      ['DeleteListener', 'ModifyListener', 'ModifyListenerAttributes'],
      ['listener/app', 'listener/net'],
      'Gateway Load Balancers have no TLS: nothing of theirs is changed.',
    ),
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
    ...onFamily(
      ['AddTags', 'RemoveTags'],
      [
        'loadbalancer/app/',
        'loadbalancer/net/',
        'listener/app',
        'listener/net',
        'listener-rule/app',
        'listener-rule/net',
      ],
      'The package of the reference has the page of Classic Load Balancers, which have the same prefix, for these two.',
    ),
  },
  concerns: {
    ...concerns,
    // Which groups a balancer forwards to is not in its ARN.
    targetgroup: anyTargetGroup,
  },
  shared: {
    DescribeSSLPolicies: { seconds: 3_600, because: 'AWS makes them, and changes none that it has made.' },
    DescribeTargetGroups: {
      seconds: 60,
      ofAll: true,
      because:
        'Without a name it is asked which there are, and whether a network balancer stands before another one: that one asks people.',
    },
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html
  gathered: {
    DescribeTags: { asks: 'ResourceArns', most: 20, answers: 'TagDescriptions', by: 'ResourceArn' },
    DescribeLoadBalancers: {
      asks: 'LoadBalancerArns',
      most: 20,
      answers: 'LoadBalancers',
      by: 'LoadBalancerArn',
    },
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
  rate: { bucket: 40, perSecond: 10 },
});
