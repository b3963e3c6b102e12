import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { clbListenerTlsPolicy } from './contract/clb-listener-tls-policy.ts';
import { clbListenerEncrypted } from './contract/clb-listener-encrypted.ts';
import { clbListenerAcmCertificate } from './contract/clb-listener-acm-certificate.ts';

const loadBalancer = 'LoadBalancerDescriptions';
const listeners = `${loadBalancer}.ListenerDescriptions`;

/** What the tests must know of each load balancer. Every member: `test/kit/contract.ts`. */
const own: Contract = {
  prefix: 'elasticloadbalancing',
  sets: {
    'elasticloadbalancing:DescribeLoadBalancers': [
      loadBalancer,
      listeners,
      `${listeners}.PolicyNames`,
      `${loadBalancer}.SecurityGroups`,
      `${loadBalancer}.BackendServerDescriptions`,
      `${loadBalancer}.BackendServerDescriptions.PolicyNames`,
      `${loadBalancer}.Policies.AppCookieStickinessPolicies`,
      `${loadBalancer}.Policies.LBCookieStickinessPolicies`,
      `${loadBalancer}.Policies.OtherPolicies`,
    ],
    'elasticloadbalancing:DescribeLoadBalancerPolicies': [
      'PolicyDescriptions',
      'PolicyDescriptions.PolicyAttributeDescriptions',
    ],
    'elasticloadbalancing:DescribeTags': ['TagDescriptions', 'TagDescriptions.Tags'],
  },
  unpaged: ['elasticloadbalancing:DescribeLoadBalancerPolicies', 'elasticloadbalancing:DescribeTags'],
  named: {
    LoadBalancerName: (name, { partition, region, account }) =>
      `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/${name}`,
  },
  // Whatever tells of a load balancer finds it as well.
  resolvedBy: [],
  aims: {
    'AWS::ElasticLoadBalancing::LoadBalancer': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/shop',
        changes: [],
      },
    ],
  },
};

export const contract = joined(own, clbListenerTlsPolicy, clbListenerEncrypted, clbListenerAcmCertificate);
