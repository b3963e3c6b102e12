// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeCacheClusters: { access: 'read', on: ['cluster'] },
    DescribeReplicationGroups: { access: 'read', on: ['replicationgroup'] },
    DescribeServerlessCaches: { access: 'read', on: ['serverlesscache'] },
    ListTagsForResource: { access: 'read', on: ['cluster', 'replicationgroup', 'serverlesscache'] },
    ModifyReplicationGroup: { access: 'write', on: ['replicationgroup'] },
  },
  arns: {
    cluster: 'arn:{partition}:elasticache:{region}:{account}:cluster:*',
    replicationgroup: 'arn:{partition}:elasticache:{region}:{account}:replicationgroup:*',
    serverlesscache: 'arn:{partition}:elasticache:{region}:{account}:serverlesscache:*',
  },
};
