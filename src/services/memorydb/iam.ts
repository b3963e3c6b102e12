// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeClusters: { access: 'read', on: ['cluster'] },
    ListTags: { access: 'read', on: ['cluster'] },
  },
  arns: { cluster: 'arn:{partition}:memorydb:{region}:{account}:cluster/*' },
};
