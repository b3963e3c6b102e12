import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';
import { apigatewayIntegrationPrivateTls } from './contract/apigateway-integration-private-tls.ts';

/** What the tests must know of HTTP and WebSocket APIs. Every member: `test/kit/contract.ts`. */
const endpoint: Contract = {
  ...evaluatedContract({
    type: 'AWS::ApiGatewayV2::Api',
    remediation: 'apigateway-api-endpoint',
    arn: 'arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5',
    // AWS does it for every API that there is.
    isRemediated: () => true,
    scene: {
      target: 'a1b2c3d4e5',
      account: { apigatewayv2: { Apis: [{ ApiId: 'a1b2c3d4e5', Tags: { team: 'shop' } }] } },
    },
  }),
  sets: {
    'apigatewayv2:GetApis': 'Items',
    'apigatewayv2:GetApiMappings': 'Items',
    'apigatewayv2:GetIntegrations': 'Items',
    'apigatewayv2:GetRoutes': 'Items',
    'apigatewayv2:GetStages': 'Items',
  },
  // Whatever tells of an API finds it as well.
  resolvedBy: [],
};

export const contract = joined(endpoint, apigatewayIntegrationPrivateTls);
