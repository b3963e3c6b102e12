// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeSecurityPolicy: { access: 'read', on: [] },
    DescribeServer: { access: 'read', on: ['server'] },
    ListSecurityPolicies: { access: 'read', on: [], lists: true },
    ListServers: { access: 'read', on: [], lists: true },
    UpdateServer: { access: 'write', on: ['server'] },
  },
  arns: { server: 'arn:{partition}:transfer:{region}:{account}:server/*' },
};
