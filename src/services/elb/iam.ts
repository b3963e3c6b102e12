// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    CreateLoadBalancerListeners: { access: 'write', on: ['loadbalancer'] },
    CreateLoadBalancerPolicy: { access: 'write', on: ['loadbalancer'] },
    DeleteLoadBalancerListeners: { access: 'write', on: ['loadbalancer'] },
    DeleteLoadBalancerPolicy: { access: 'write', on: ['loadbalancer'] },
    DescribeLoadBalancerPolicies: { access: 'read', on: [] },
    DescribeLoadBalancers: { access: 'read', on: [], lists: true },
    DescribeTags: { access: 'read', on: [] },
    SetLoadBalancerListenerSSLCertificate: { access: 'write', on: ['loadbalancer'] },
    SetLoadBalancerPoliciesOfListener: { access: 'write', on: ['loadbalancer'] },
  },
  arns: { loadbalancer: 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/*' },
};
