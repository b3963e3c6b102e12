import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { id, knownPolicies, modern, shop } from '../apis.ts';

/** What the tests must know of the security policy of a REST API. */
export const apigatewayRestApiTlsPolicy: Contract = {
  ...valueContract({
    type: 'AWS::ApiGateway::RestApi',
    remediation: 'apigateway-rest-api-tls-policy',
    at: 'apigateway.RestApis',
    value: /^\.securityPolicy$/,
    good: [
      'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09',
      'SecurityPolicy_TLS13_1_2_PQ_2025_09',
      'SecurityPolicy_TLS13_1_2_2021_06',
      'SecurityPolicy_TLS13_1_3_2025_09',
      'SecurityPolicy_TLS13_1_3_FIPS_2025_09',
      'TLS_1_2',
    ],
    field: 'apiSecurityPolicy',
    shows: () => '.securityPolicy',
    others: ['TLS_1_0'],
    writes: 'apigateway:UpdateRestApi',
    reads: 'apigateway:GetRestApi',
    beside: (_world, restApiId) => ({
      write: {
        operation: 'apigateway:UpdateRestApi',
        input: { restApiId, patchOperations: [{ op: 'replace', path: '/description', value: 'theirs' }] },
      },
      path: `apigateway.RestApis[${restApiId}].description`,
      shows: 'theirs',
    }),
    follows: /^\.(?:apiStatus|endpointAccessMode)$/,
    scene: { target: id, account: shop({ Tags: { team: 'shop' } }) },
  }),
  otherValues: {
    apiSecurityPolicy: ({ after }) =>
      String(after).endsWith('_EDGE') ? 'SecurityPolicy_TLS12_2018_EDGE' : 'SecurityPolicy_TLS13_1_2_2021_06',
  },
  asks: {
    'apigateway-rest-api-tls-policy': {
      arn: 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5',
      state: {
        policy: 'TLS_1_0',
        known: knownPolicies,
        kind: 'REGIONAL',
        readiness: { is: 'ready' },
        isOff: false,
      },
      clears: ['breaks-old-tls'],
      given: modern,
    },
  },
};
