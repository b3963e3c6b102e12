import { APIGatewayClient, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { setting } from '../../../families/setting.ts';
import { without } from '../../../families/typed.ts';
import { isOfCertificateManager } from '../facts/client-certificate.ts';
import { stageIn } from '../facts/stage.ts';
import { choose, isAccepted } from './apigateway-stage-client-certificate/choose.ts';
import { messages as own } from './apigateway-stage-client-certificate/messages.ts';
import { read, stageOf, type Seen } from './apigateway-stage-client-certificate/read.ts';
import { sayings } from './apigateway-stage-client-certificate/sayings.ts';
import { fromRule, settings, type Settings } from './apigateway-stage-client-certificate/settings.ts';
import { source } from './apigateway-stage-client-certificate/source.ts';

/** The one operation for both: AWS has no `remove` of this path, and takes an empty value for none. */
const patch = async (value: string, { id }: { readonly id: string }, aws: Aws): Promise<void> => {
  const patchOperations = [{ op: 'replace', path: '/clientCertificateId', value } as const];
  const name = stageIn(id);
  if (!name) throw new TypeError(`${id} is no stage`);
  await aws.use(APIGatewayClient).send(new UpdateStageCommand({ ...name, patchOperations }));
};

const { messages, ...parts } = setting({
  attribute: 'clientCertificateId',
  thing: 'stage',
  setting: 'The client certificate',
  messages: own,
  read,
  get: async (_on, target, aws) => ({ value: (await stageOf(target, aws))?.clientCertificateId || null }),
  put: (_on, value, _token, target, aws) => patch(value, target, aws),
  remove: (_on, _token, target, aws) => patch('', target, aws),
  meaning: (value, chosen: Settings, _on, { around: { certificates } }: Seen) => {
    const choice = choose(certificates, chosen);
    const to = 'certificate' in choice ? choice.certificate.id : '';
    const found = certificates.find(({ id }) => id === value);
    if (value !== null && !found && !isOfCertificateManager(value)) return undefined;
    if (value !== null && found?.life !== 'over' && isAccepted(value, chosen)) return 'good';
    return { to, impact: ['interrupts'] };
  },
  outside: ({ around: { servers } }, { id: name }) =>
    Object.values(servers).every((some) => some.length === 0)
      ? { message: 'no-http', data: { name } }
      : undefined,
  sayings: (seen, { length }, target, chosen) => sayings(seen, length, target, chosen),
  source,
});

/** Has a stage show servers that ask for one a client certificate that somebody chose. */
export default remediation({
  meta: {
    id: 'apigateway-stage-client-certificate',
    version: 1,
    family: 'setting',
    concerns: { hop: 'out', matter: 'identity' },
    title: 'Stages of REST APIs have a client certificate for the servers behind them',
    summary:
      'Sets the client certificate of a stage: the one that the settings name, or the only one of the Region that lives for more than 30 days. It proves to a server that API Gateway calls, and only to one that asks; it encrypts nothing, so that a stage whose servers are all called over plain HTTP is left as it is. No certificate is ever made, and nothing is deployed. AWS Config takes a certificate that has ended: here it is replaced. AWS Config leaves alone whatever has another type of integration than HTTP; here HTTP_PROXY counts as HTTP.',
    resourceType: 'AWS::ApiGateway::Stage',
    configRules: ['API_GW_SSL_ENABLED'],
    managedRules: {
      API_GW_SSL_ENABLED: { regions: { lacking: ['ap-east-2', 'ap-southeast-6', 'mx-central-1'] } },
    },
    controls: ['APIGateway.2'],
    services: ['apigateway'],
    impacts: ['interrupts'],
    reversible: true,
    permissions: { read: ['apigateway:GET'], write: ['apigateway:PATCH'], undo: ['apigateway:PATCH'] },
    // What is not there for good has no status but that of its cache.
    messages: without(messages, 'needs-people'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/api-gw-ssl-enabled.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-2',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html',
      'https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html',
    ],
  },
  settings,
  fromRule,
  ...parts,
});
