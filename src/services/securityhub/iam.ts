// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    BatchImportFindings: { access: 'write', on: ['product'] },
    BatchUpdateFindings: { access: 'write', on: ['hub', 'hubv2'] },
    GetFindings: { access: 'read', on: ['hub', 'hubv2'] },
  },
  arns: {
    hub: 'arn:{partition}:securityhub:{region}:{account}:hub/default',
    hubv2: 'arn:{partition}:securityhub:{region}:{account}:hubv2/*',
    product: 'arn:{partition}:securityhub:{region}:{account}:product/*/*',
  },
};
