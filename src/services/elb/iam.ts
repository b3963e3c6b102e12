// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    CreateLoadBalancerPolicy: { access: 'write', on: ['loadbalancer'] },
    DeleteLoadBalancerPolicy: { access: 'write', on: ['loadbalancer'] },
    DescribeLoadBalancerPolicies: { access: 'read', on: [] },
    DescribeLoadBalancers: { access: 'read', on: [], lists: true },
    DescribeTags: { access: 'read', on: [] },
    SetLoadBalancerPoliciesOfListener: { access: 'write', on: ['loadbalancer'] },
  },
  arns: { loadbalancer: 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/*' },
};
