// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeCertificates: { access: 'read', on: [] },
    DescribeConnections: { access: 'read', on: [] },
    DescribeEndpoints: { access: 'read', on: [] },
    DescribeReplicationInstances: { access: 'read', on: [] },
    DescribeReplicationTasks: { access: 'read', on: [] },
    DescribeReplications: { access: 'read', on: [] },
    ListTagsForResource: { access: 'read', on: ['Endpoint'] },
    ModifyEndpoint: { access: 'write', on: ['Endpoint'] },
  },
  arns: { Endpoint: 'arn:{partition}:dms:{region}:{account}:endpoint:*' },
};
