// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetDistributionConfig: { access: 'read', on: ['distribution'] },
    ListCloudFrontOriginAccessIdentities: { access: 'read', on: [], lists: true },
    ListDistributions: { access: 'read', on: [], lists: true },
    ListTagsForResource: {
      access: 'read',
      on: [
        'anycast-ip-list',
        'connection-function',
        'connection-group',
        'distribution',
        'distribution-tenant',
        'function',
        'key-value-store',
        'trust-store',
        'vpcorigin',
      ],
    },
    UpdateDistribution: { access: 'write', on: ['distribution'] },
  },
  arns: {
    'anycast-ip-list': 'arn:{partition}:cloudfront::{account}:anycast-ip-list/*',
    'connection-function': 'arn:{partition}:cloudfront::{account}:connection-function/*',
    'connection-group': 'arn:{partition}:cloudfront::{account}:connection-group/*',
    distribution: 'arn:{partition}:cloudfront::{account}:distribution/*',
    'distribution-tenant': 'arn:{partition}:cloudfront::{account}:distribution-tenant/*',
    function: 'arn:{partition}:cloudfront::{account}:function/*',
    'key-value-store': 'arn:{partition}:cloudfront::{account}:key-value-store/*',
    'trust-store': 'arn:{partition}:cloudfront::{account}:trust-store/*',
    vpcorigin: 'arn:{partition}:cloudfront::{account}:vpcorigin/*',
  },
};
