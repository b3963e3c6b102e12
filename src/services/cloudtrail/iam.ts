// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeTrails: { access: 'read', on: [] },
    GetEventSelectors: { access: 'read', on: ['trail'] },
    GetTrailStatus: { access: 'read', on: ['trail'] },
    LookupEvents: { access: 'read', on: [] },
  },
  arns: { trail: 'arn:{partition}:cloudtrail:{region}:{account}:trail/*' },
};
