// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeClusterOperationV2: { access: 'read', on: [] },
    DescribeClusterV2: { access: 'read', on: ['cluster'] },
    GetBootstrapBrokers: { access: 'read', on: [] },
    ListClusterOperationsV2: { access: 'read', on: ['cluster'] },
    ListClustersV2: { access: 'read', on: [], lists: true },
    ListNodes: { access: 'read', on: ['cluster'] },
    UpdateSecurity: { access: 'write', on: ['cluster'] },
  },
  arns: { cluster: 'arn:{partition}:kafka:{region}:{account}:cluster/*/*' },
};
