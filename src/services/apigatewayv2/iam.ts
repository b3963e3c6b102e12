// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GET: { access: 'read', on: ['apimappings', 'stages'] },
    ListRoutingRules: { access: 'read', on: ['RoutingRule'] },
  },
  arns: {
    RoutingRule: 'arn:{partition}:apigateway:{region}:{account}:/domainnames/*/routingrules/*',
    apimappings: 'arn:{partition}:apigateway:{region}::/domainnames/*/apimappings',
  },
};
