// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeFileSystems: { access: 'read', on: [] },
    ListTagsForResource: { access: 'read', on: ['file-system'] },
  },
  arns: { 'file-system': 'arn:{partition}:fsx:{region}:{account}:file-system/*' },
};
