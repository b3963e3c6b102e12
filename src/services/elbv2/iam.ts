// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    AddListenerCertificates: { access: 'write', on: ['listener/app', 'listener/net'] },
    AddTags: {
      access: 'write',
      on: [
        'loadbalancer/app/',
        'loadbalancer/net/',
        'listener/app',
        'listener/net',
        'listener-rule/app',
        'listener-rule/net',
      ],
    },
    CreateListener: { access: 'write', on: ['loadbalancer/app/', 'loadbalancer/net/'] },
    CreateRule: { access: 'write', on: ['listener/app', 'listener/net'] },
    DeleteListener: { access: 'write', on: ['listener/app', 'listener/net'] },
    DeleteRule: { access: 'write', on: ['listener-rule/app', 'listener-rule/net'] },
    DescribeListenerAttributes: { access: 'read', on: [] },
    DescribeListenerCertificates: { access: 'read', on: [] },
    DescribeListeners: { access: 'read', on: [] },
    DescribeLoadBalancerAttributes: { access: 'read', on: [] },
    DescribeLoadBalancers: { access: 'read', on: [], lists: true },
    DescribeRules: { access: 'read', on: [] },
    DescribeSSLPolicies: { access: 'read', on: [] },
    DescribeTags: { access: 'read', on: [] },
    DescribeTargetGroupAttributes: { access: 'read', on: [] },
    DescribeTargetGroups: { access: 'read', on: [] },
    DescribeTargetHealth: { access: 'read', on: [] },
    ModifyListener: { access: 'write', on: ['listener/app', 'listener/net'] },
    ModifyListenerAttributes: { access: 'write', on: ['listener/app', 'listener/net'] },
    ModifyRule: { access: 'write', on: ['listener-rule/app', 'listener-rule/net'] },
    ModifyTargetGroup: { access: 'write', on: ['targetgroup'] },
    RemoveListenerCertificates: { access: 'write', on: ['listener/app', 'listener/net'] },
    RemoveTags: {
      access: 'write',
      on: [
        'loadbalancer/app/',
        'loadbalancer/net/',
        'listener/app',
        'listener/net',
        'listener-rule/app',
        'listener-rule/net',
      ],
    },
  },
  arns: {
    'listener-rule/app': 'arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/app/*/*/*/*',
    'listener-rule/net': 'arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/net/*/*/*/*',
    'listener/app': 'arn:{partition}:elasticloadbalancing:{region}:{account}:listener/app/*/*/*',
    'listener/net': 'arn:{partition}:elasticloadbalancing:{region}:{account}:listener/net/*/*/*',
    'loadbalancer/app/': 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/app/*/*',
    'loadbalancer/net/': 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/net/*/*',
    targetgroup: 'arn:{partition}:elasticloadbalancing:{region}:{account}:targetgroup/*/*',
  },
};
