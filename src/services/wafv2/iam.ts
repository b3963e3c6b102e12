// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetWebACL: { access: 'read', on: ['webacl'] },
    ListResourcesForWebACL: { access: 'read', on: ['webacl'] },
    ListTagsForResource: { access: 'read', on: ['webacl'] },
    ListWebACLs: { access: 'read', on: [], lists: true },
  },
  arns: { webacl: 'arn:{partition}:wafv2:{region}:{account}:*/webacl/*/*' },
};
