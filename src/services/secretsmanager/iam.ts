// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DeleteResourcePolicy: { access: 'write', on: ['Secret'] },
    DescribeSecret: { access: 'read', on: ['Secret'] },
    GetResourcePolicy: { access: 'read', on: ['Secret'] },
    ListSecrets: { access: 'read', on: [], lists: true },
    PutResourcePolicy: { access: 'write', on: ['Secret'] },
  },
  arns: { Secret: 'arn:{partition}:secretsmanager:{region}:{account}:secret:*' },
};
