import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

const get = ['apigateway:GET'];
const patch = ['apigateway:PATCH'];

/**
 * HTTP and WebSocket APIs. IAM knows the verbs of HTTP alone, on paths: `apigateway:GET` on `/apis/orders`. The other room of
 * API Gateway (`apigateway`, REST APIs) says which kinds they are good for.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html
 */
export default service({
  client: 'ApiGatewayV2Client',
  prefix: 'apigateway',
  iam,
  // Integrations are within the pattern of their API. Stages and rules: where those that a domain leads to write who called them, for evidence.
  reads: [
    'ExportApi',
    'GetApi',
    'GetApiMappings',
    'GetApis',
    'GetIntegration',
    'GetIntegrations',
    'GetRoutes',
    'GetStages',
    'ListRoutingRules',
  ],
  writes: ['UpdateIntegration'],
  needs: {
    ExportApi: get,
    GetApi: get,
    GetApiMappings: get,
    GetApis: get,
    GetIntegration: get,
    GetIntegrations: get,
    GetRoutes: get,
    GetStages: get,
    UpdateIntegration: patch,
  },
  narrowed: {
    GET: {
      on: ['Api', 'Apis', 'ApiMappings', 'stages'],
      because: 'Nothing else of HTTP and WebSocket APIs is looked at.',
    },
    PATCH: { on: ['Api'], because: 'Nothing but their integrations is changed.' },
  },
  arns: { stages: 'arn:{partition}:apigateway:{region}::/*/stages' },
});
