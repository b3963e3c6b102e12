// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetQueryExecution: { access: 'read', on: ['workgroup'] },
    GetQueryResults: { access: 'read', on: ['workgroup'] },
    GetWorkGroup: { access: 'read', on: ['workgroup'] },
    StartQueryExecution: { access: 'write', on: ['workgroup'] },
    StopQueryExecution: { access: 'write', on: ['workgroup'] },
  },
  arns: { workgroup: 'arn:{partition}:athena:{region}:{account}:workgroup/*' },
};
