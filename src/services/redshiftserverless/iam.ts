// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetWorkgroup: { access: 'read', on: ['workgroup'] },
    ListTagsForResource: { access: 'read', on: ['workgroup'] },
    ListWorkgroups: { access: 'read', on: [], lists: true },
    UpdateWorkgroup: { access: 'write', on: ['workgroup'] },
  },
  arns: { workgroup: 'arn:{partition}:redshift-serverless:{region}:{account}:workgroup/*' },
};
