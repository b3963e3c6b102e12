// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetFunctionConfiguration: { access: 'read', on: ['function'] },
    ListAliases: { access: 'read', on: ['function'] },
    ListFunctions: { access: 'read', on: [], lists: true },
    ListTags: { access: 'read', on: ['function'] },
  },
  arns: { function: 'arn:{partition}:lambda:{region}:{account}:function:*' },
};
