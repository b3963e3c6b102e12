// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    ListAnalyzers: { access: 'read', on: [], lists: true },
    ListFindings: { access: 'read', on: ['Analyzer'] },
  },
  arns: { Analyzer: 'arn:{partition}:access-analyzer:{region}:{account}:analyzer/*' },
};
