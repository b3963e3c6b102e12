// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GET: { access: 'read', on: ['Api', 'Apis', 'ApiMappings', 'stages'] },
    ListRoutingRules: { access: 'read', on: ['RoutingRule'] },
    PATCH: { access: 'write', on: ['Api'] },
  },
  arns: {
    Api: 'arn:{partition}:apigateway:{region}::/apis/*',
    ApiMappings: 'arn:{partition}:apigateway:{region}::/domainnames/*/apimappings',
    Apis: 'arn:{partition}:apigateway:{region}::/apis',
    RoutingRule: 'arn:{partition}:apigateway:{region}:{account}:/domainnames/*/routingrules/*',
  },
};
