import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { apigatewayDomainTlsPolicy } from './contract/apigateway-domain-tls-policy.ts';
import { apigatewayRestApiTlsPolicy } from './contract/apigateway-rest-api-tls-policy.ts';

const aim = { partition: 'aws', account: '111122223333', region: 'eu-west-1', changes: [] };

/** What the tests must know of domain names and REST APIs. Every member: `test/kit/contract.ts`. */
const own: Contract = {
  sets: {
    'apigateway:GetDomainNames': ['items', 'items.endpointConfiguration.types'],
    'apigateway:GetDomainName': 'endpointConfiguration.types',
    'apigateway:GetRestApis': ['items', 'items.endpointConfiguration.types'],
    'apigateway:GetRestApi': 'endpointConfiguration.types',
  },
  unpaged: ['apigateway:GetDomainName', 'apigateway:GetRestApi'],
  named: {
    domainName: (name, { partition, region }) =>
      `arn:${partition}:apigateway:${region}::/domainnames/${name}`,
    restApiId: (id, { partition, region }) => `arn:${partition}:apigateway:${region}::/restapis/${id}`,
  },
  // Whatever tells of one finds it as well.
  resolvedBy: [],
  aims: {
    'AWS::ApiGateway::DomainName': [
      { ...aim, arn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com' },
    ],
    'AWS::ApiGateway::RestApi': [{ ...aim, arn: 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5' }],
  },
};

export const contract = joined(own, apigatewayDomainTlsPolicy, apigatewayRestApiTlsPolicy);
