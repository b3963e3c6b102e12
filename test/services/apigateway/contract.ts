import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { apigatewayDomainTlsPolicy } from './contract/apigateway-domain-tls-policy.ts';
import { apigatewayIntegrationHttps } from './contract/apigateway-integration-https.ts';
import { apigatewayRestApiTlsPolicy } from './contract/apigateway-rest-api-tls-policy.ts';
import { apigatewayStageClientCertificate } from './contract/apigateway-stage-client-certificate.ts';

const aim = { partition: 'aws', account: '111122223333', region: 'eu-west-1', changes: [] };

/** What the tests must know of domain names and REST APIs. Every member: `test/kit/contract.ts`. */
const own: Contract = {
  sets: {
    'apigateway:GetDomainNames': ['items', 'items.endpointConfiguration.types'],
    'apigateway:GetDomainName': 'endpointConfiguration.types',
    'apigateway:GetRestApis': ['items', 'items.endpointConfiguration.types'],
    'apigateway:GetRestApi': 'endpointConfiguration.types',
    'apigateway:GetStages': 'item',
    'apigateway:GetClientCertificates': 'items',
    'apigateway:GetResources': 'items',
  },
  unpaged: [
    'apigateway:GetDomainName',
    'apigateway:GetExport',
    'apigateway:GetRestApi',
    'apigateway:GetStage',
    'apigateway:GetStages',
  ],
  named: {
    domainName: (name, { partition, region }) =>
      `arn:${partition}:apigateway:${region}::/domainnames/${name}`,
    restApiId: (id, { partition, region }, { stageName }) =>
      `arn:${partition}:apigateway:${region}::/restapis/${id}${typeof stageName === 'string' ? `/stages/${stageName}` : ''}`,
  },
  // Whatever tells of one finds it as well.
  resolvedBy: [],
  aims: {
    'AWS::ApiGateway::DomainName': [
      { ...aim, arn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com' },
    ],
    'AWS::ApiGateway::Stage': [
      { ...aim, arn: 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/live' },
    ],
    'AWS::ApiGateway::RestApi': [{ ...aim, arn: 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5' }],
  },
};

export const contract = joined(
  own,
  apigatewayDomainTlsPolicy,
  apigatewayRestApiTlsPolicy,
  apigatewayIntegrationHttps,
  apigatewayStageClientCertificate,
);
