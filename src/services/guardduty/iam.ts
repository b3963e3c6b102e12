// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetDetector: { access: 'read', on: ['detector'] },
    GetFindings: { access: 'read', on: [] },
    ListDetectors: { access: 'read', on: [], lists: true },
    ListFindings: { access: 'read', on: [], lists: true },
  },
  arns: { detector: 'arn:{partition}:guardduty:{region}:{account}:detector/*' },
};
