import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { adviceOf } from './apigateway-integration-https/evaluate.ts';
import { messages as all } from './apigateway-integration-https/messages.ts';
import { httpApiOf } from './apigateway-integration-https/read-http.ts';
import { restApiOf } from './apigateway-integration-https/read-rest.ts';
import { httpsInstead } from './apigateway-integration-https/source.ts';

const rest = 'AWS::ApiGateway::RestApi';

const { messages, ...parts } = advice({
  messages: all,
  read: (target, aws) => (target.type === rest ? restApiOf(target, aws) : httpApiOf(target, aws)),
  evaluate: adviceOf,
  write: httpsInstead,
});

/** Finds what APIs call over plain HTTP, and says how the servers are called over HTTPS. */
export default remediation({
  meta: {
    id: 'apigateway-integration-https',
    version: 1,
    family: 'advice',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'APIs call the servers behind them over HTTPS only',
    summary:
      'Finds REST, HTTP and WebSocket APIs with an integration that calls a server over plain HTTP, across the internet or through a VPC link, as it is written and as each stage was deployed, with the variables of the stage. Says how the URI is changed and deployed. Waxseal does not do it: whether the server speaks HTTPS is known to its owner, and calls fail if it does not.',
    resourceType: rest,
    alsoTypes: ['AWS::ApiGatewayV2::Api'],
    configRules: [],
    controls: [],
    services: ['apigateway'],
    reversible: true,
    permissions: { read: ['apigateway:GET'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-with-private-integration.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_TlsConfig.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
