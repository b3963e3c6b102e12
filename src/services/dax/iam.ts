// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeClusters: { access: 'read', on: ['application'], lists: true },
    ListTags: { access: 'read', on: ['application'] },
  },
  arns: { application: 'arn:{partition}:dax:{region}:{account}:cache/*' },
};
