// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeKey: { access: 'read', on: ['key'] },
    GetKeyPolicy: { access: 'read', on: ['key'] },
    ListKeys: { access: 'read', on: [], lists: true },
    ListResourceTags: { access: 'read', on: ['key'] },
    PutKeyPolicy: { access: 'write', on: ['key'] },
  },
  arns: { key: 'arn:{partition}:kms:{region}:{account}:key/*' },
};
