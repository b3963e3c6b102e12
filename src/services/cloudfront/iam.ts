// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetDistribution: { access: 'read', on: ['distribution'] },
    GetDistributionConfig: { access: 'read', on: ['distribution'] },
    GetVpcOrigin: { access: 'read', on: ['vpcorigin'] },
    ListCloudFrontOriginAccessIdentities: { access: 'read', on: [], lists: true },
    ListDistributions: { access: 'read', on: [], lists: true },
    ListDistributionsByWebACLId: { access: 'read', on: [], lists: true },
    ListResponseHeadersPolicies: { access: 'read', on: [], lists: true },
    ListTagsForResource: { access: 'read', on: ['distribution'] },
    UpdateDistribution: { access: 'write', on: ['distribution'] },
  },
  arns: {
    distribution: 'arn:{partition}:cloudfront::{account}:distribution/*',
    vpcorigin: 'arn:{partition}:cloudfront::{account}:vpcorigin/*',
  },
};
