import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

const get = ['apigateway:GET'];
const patch = ['apigateway:PATCH'];

/**
 * Custom domain names and REST APIs. IAM knows the verbs of HTTP alone, on paths without an account:
 * `apigateway:PATCH` on `arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
export default service({
  client: 'APIGatewayClient',
  prefix: 'apigateway',
  iam,
  // Stages and mappings: where those that a domain leads to write who called them, for evidence.
  reads: [
    'GetBasePathMappings',
    'GetClientCertificates',
    'GetDomainName',
    'GetDomainNames',
    'GetExport',
    'GetResources',
    'GetRestApi',
    'GetRestApis',
    'GetStage',
    'GetStages',
  ],
  writes: ['UpdateDomainName', 'UpdateRestApi', 'UpdateStage'],
  needs: {
    GetBasePathMappings: get,
    GetClientCertificates: get,
    GetDomainName: get,
    GetDomainNames: get,
    GetExport: get,
    GetResources: get,
    GetRestApi: get,
    GetRestApis: get,
    GetStage: get,
    GetStages: get,
    UpdateDomainName: patch,
    UpdateRestApi: patch,
    UpdateStage: patch,
  },
  narrowed: {
    // With those of HTTP and WebSocket APIs: the action is the same, and is given once.
    GET: {
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
      because: 'Nothing else of API Gateway is looked at.',
    },
    PATCH: { on: ['DomainName', 'RestApi', 'Api'], because: 'Nothing else of API Gateway is changed.' },
  },
  // For reading, the smallest of them is that of GetResources: 5 in 2 seconds. Of all calls it is 10 a second.
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  rate: { bucket: 5, perSecond: 2.5 },
  // The reference has two patterns for the stages of all kinds of API; those of single stages are within that of their API.
  arns: { stages: 'arn:{partition}:apigateway:{region}::/*/stages' },
});
