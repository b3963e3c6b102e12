// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GET: {
      access: 'read',
      on: [
        'DomainName',
        'DomainNames',
        'BasePathMappings',
        'ClientCertificates',
        'RestApi',
        'RestApis',
        'Api',
        'Apis',
        'ApiMappings',
        'stages',
      ],
    },
    PATCH: { access: 'write', on: ['DomainName', 'RestApi', 'Api'] },
  },
  arns: {
    Api: 'arn:{partition}:apigateway:{region}::/apis/*',
    ApiMappings: 'arn:{partition}:apigateway:{region}::/domainnames/*/apimappings',
    Apis: 'arn:{partition}:apigateway:{region}::/apis',
    BasePathMappings: 'arn:{partition}:apigateway:{region}::/domainnames/*/basepathmappings',
    ClientCertificates: 'arn:{partition}:apigateway:{region}::/clientcertificates',
    DomainName: 'arn:{partition}:apigateway:{region}::/domainnames/*',
    DomainNames: 'arn:{partition}:apigateway:{region}::/domainnames',
    RestApi: 'arn:{partition}:apigateway:{region}::/restapis/*',
    RestApis: 'arn:{partition}:apigateway:{region}::/restapis',
  },
};
