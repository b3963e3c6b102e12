import { ApiGatewayV2Client, UpdateIntegrationCommand } from '@aws-sdk/client-apigatewayv2';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { setting } from '../../../families/setting.ts';
import { without } from '../../../families/typed.ts';
import { choose } from './apigateway-integration-private-tls/choose.ts';
import { messages as own } from './apigateway-integration-private-tls/messages.ts';
import {
  integrationOf,
  nameOf,
  read,
  valueOf,
  type Seen,
} from './apigateway-integration-private-tls/read.ts';
import { sayings } from './apigateway-integration-private-tls/sayings.ts';
import { settings, type Settings } from './apigateway-integration-private-tls/settings.ts';
import { source } from './apigateway-integration-private-tls/source.ts';

/** What is left out of an update stays; an empty configuration is the way back that others take. */
const update = async (
  TlsConfig: { readonly ServerNameToVerify?: string },
  { id }: Target,
  aws: Aws,
): Promise<void> => {
  await aws.use(ApiGatewayV2Client).send(new UpdateIntegrationCommand({ ...nameOf(id), TlsConfig }));
};

const { messages, ...parts } = setting({
  attribute: 'serverNameToVerify',
  thing: 'integration',
  setting: 'ServerNameToVerify of the TLS configuration',
  messages: own,
  read,
  get: async (_on, target, aws) => ({ value: valueOf(await integrationOf(target, aws)) }),
  put: (_on, ServerNameToVerify, _token, target, aws) => update({ ServerNameToVerify }, target, aws),
  remove: (_on, _token, target, aws) => update({}, target, aws),
  meaning: (value, { serverName }: Settings, _on, { around: { behind } }: Seen) => {
    if (value !== null || !behind) return 'good';
    const choice = choose(behind, serverName);
    return { to: 'server' in choice ? choice.server : '', impact: ['interrupts'] };
  },
  outside: ({ around: { backend } }, { id: name }) =>
    backend ? undefined : { message: 'not-private', data: { name } },
  sayings: (seen, _stepping, target, chosen) => sayings(seen, target, chosen),
  source,
});

/** Has an HTTP API call what is behind a VPC link over TLS. */
export default remediation({
  meta: {
    id: 'apigateway-integration-private-tls',
    version: 1,
    family: 'setting',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'Private integrations of HTTP APIs use TLS',
    summary:
      'Gives an integration by VPC link a TLS configuration with the name of the server: the one that the settings name, or the only one on the certificates of the listener that it leads to. Where that listener speaks plain HTTP nothing is changed, and the command for another listener is told; where servers behind a TCP listener or Cloud Map would have to speak TLS, the settings must name them. Nothing is deployed.',
    resourceType: 'AWS::ApiGatewayV2::Integration',
    configRules: ['APIGATEWAYV2_INTEGRATION_PRIVATE_HTTPS_ENABLED'],
    managedRules: {
      APIGATEWAYV2_INTEGRATION_PRIVATE_HTTPS_ENABLED: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-6',
            'ap-southeast-7',
            'cn-north-1',
            'cn-northwest-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['APIGateway.10'],
    services: ['apigateway'],
    impacts: ['interrupts'],
    reversible: true,
    permissions: {
      read: [
        'acm:DescribeCertificate',
        'apigateway:GET',
        'elasticloadbalancing:DescribeListenerCertificates',
        'elasticloadbalancing:DescribeListeners',
      ],
      write: ['apigateway:PATCH'],
      undo: ['apigateway:PATCH'],
    },
    // An integration has no status, and every value is known.
    messages: without(messages, 'busy', 'needs-people', 'status-unknown', 'value-unknown'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/apigatewayv2-integration-private-https-enabled.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-10',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html',
      'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html',
    ],
  },
  settings,
  ...parts,
});
