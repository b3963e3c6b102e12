import unit from '../../../../src/services/apigatewayv2/remediations/apigateway-api-endpoint.ts';
import resource from '../../../../src/services/apigatewayv2/resources/aws-apigatewayv2-api.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'a1b2c3d4e5';
const shop = (over: object = {}) => ({ apigatewayv2: { Apis: [{ ApiId: id, ...over }] } });
const page = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html';
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;

testRemediation(unit, resource, {
  'an HTTP API': {
    account: shop(),
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for WebSocket or HTTP API ${id}: HTTP and WebSocket APIs have the security policy TLS_1_2 and no other, and nobody can choose one. (${page}) Seen: ApiEndpoint https://${id}.execute-api.eu-west-1.amazonaws.com.`,
        'It is about the endpoint of the API itself. A custom domain name in front of it has a security policy of its own, and what stands behind its integrations may be asked over plain HTTP.',
      ],
    },
  },
  'a WebSocket API, by its ARN': {
    account: shop({ ProtocolType: 'WEBSOCKET' }),
    target: `arn:aws:apigateway:eu-west-1::/apis/${id}`,
    expect: enforced,
  },
  'its own endpoint is off': { account: shop({ DisableExecuteApiEndpoint: true }), expect: enforced },
  'an endpoint that no page has': {
    account: shop({ ApiEndpoint: `http://${id}.execute-api.eu-west-1.amazonaws.com` }),
    expect: {
      is: 'non-compliant',
      message: 'not-as-documented',
      says: [
        `AWS shows "http://${id}.execute-api.eu-west-1.amazonaws.com" as ApiEndpoint of WebSocket or HTTP API ${id}, which is not what it documents for a WebSocket or HTTP API. Compare it with ${page}, and ask AWS Support.`,
      ],
    },
  },
  'no endpoint is shown': {
    account: shop({ ApiEndpoint: '' }),
    expect: {
      is: 'unknown',
      message: 'proof-missing',
      says: [
        `AWS does not show ApiEndpoint of WebSocket or HTTP API ${id}, so nothing proves that it is encrypted. Compare it with ${page}.`,
      ],
    },
  },
  'an API that is gone': {
    account: {},
    target: 'arn:aws:apigateway:eu-west-1::/apis/gone',
    gone: true,
  },
});
