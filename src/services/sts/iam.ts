// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: { AssumeRole: { access: 'write', on: ['role'] }, GetCallerIdentity: { access: 'read', on: [] } },
  arns: { role: 'arn:{partition}:iam::{account}:role/*' },
};
