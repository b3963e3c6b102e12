import { ApiGatewayV2Client, GetApiCommand } from '@aws-sdk/client-apigatewayv2';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { enforced } from '../../../families/enforced.ts';

const page = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html';

const { messages, ...parts } = enforced({
  thing: 'WebSocket or HTTP API',
  page,
  says: 'HTTP and WebSocket APIs have the security policy TLS_1_2 and no other, and nobody can choose one.',
  caveat:
    'It is about the endpoint of the API itself. A custom domain name in front of it has a security policy of its own, and what stands behind its integrations may be asked over plain HTTP.',
  field: { name: 'ApiEndpoint', holds: (value) => /^(?:https|wss):\/\//.test(value) },
  read: async ({ id }, aws) => {
    const asked = aws.use(ApiGatewayV2Client).send(new GetApiCommand({ ApiId: id }));
    const found = await unless('NotFoundException', undefined, asked);
    return found && { value: found.ApiEndpoint ?? null };
  },
});

/** Shows that the endpoints of HTTP and WebSocket APIs take nothing but TLS. */
export default remediation({
  meta: {
    id: 'apigateway-api-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Endpoints of HTTP and WebSocket APIs take TLS 1.2 or newer',
    summary:
      'AWS enforces it; the endpoint that it answers is shown as proof. REST APIs have a security policy that can be chosen: they are another remediation.',
    resourceType: 'AWS::ApiGatewayV2::Api',
    configRules: [],
    controls: [],
    services: ['apigateway'],
    reversible: true,
    permissions: { read: ['apigateway:GET'], write: [], undo: [] },
    messages,
    docs: [
      page,
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-ciphers.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-ciphers.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
