// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    CreateClusterParameterGroup: { access: 'write', on: ['parametergroup'] },
    CreateTags: { access: 'write', on: ['parametergroup'] },
    DeleteClusterParameterGroup: { access: 'write', on: ['parametergroup'] },
    DescribeClusterParameterGroups: { access: 'read', on: [] },
    DescribeClusterParameters: { access: 'read', on: ['parametergroup'] },
    DescribeClusters: { access: 'read', on: ['cluster'], lists: true },
    ModifyCluster: { access: 'write', on: ['cluster'] },
    ModifyClusterParameterGroup: { access: 'write', on: ['parametergroup'] },
    RebootCluster: { access: 'write', on: ['cluster'] },
    ResetClusterParameterGroup: { access: 'write', on: ['parametergroup'] },
  },
  arns: {
    cluster: 'arn:{partition}:redshift:{region}:{account}:cluster:*',
    parametergroup: 'arn:{partition}:redshift:{region}:{account}:parametergroup:*',
  },
};
