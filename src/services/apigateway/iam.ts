// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: { GET: { access: 'read', on: ['apimappings', 'stages'] } },
  arns: { apimappings: 'arn:{partition}:apigateway:{region}::/domainnames/*/apimappings' },
};
