// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    BatchGetAccountStatus: { access: 'read', on: [] },
    ListFindings: { access: 'read', on: [], lists: true },
  },
  arns: {},
};
