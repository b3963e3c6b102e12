import {
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  PutConfigurationSetDeliveryOptionsCommand,
  SESv2Client,
  type DeliveryOptions,
} from '@aws-sdk/client-sesv2';
import * as z from 'zod/mini';
import { droppedFrom } from '../../../aws/dropped-members.ts';
import { unless } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { setting } from '../../../families/setting.ts';
import { ladder } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { toBePut, wholeAnswer } from '../../../families/whole-answer.ts';
import { tellsOfBounces } from '../facts/bounces.ts';

/** Its delivery options are put whole: what of them the SDK drops is told. `undefined`: it is gone. */
const configurationSetOf = async ({ id }: Target, aws: Aws) => {
  const command = wholeAnswer(new GetConfigurationSetCommand({ ConfigurationSetName: id }), {
    root: (answer) => answer,
    whole: 'DeliveryOptions',
  });
  const found = await unless('NotFoundException', undefined, aws.use(SESv2Client).send(command));
  return found && { found, dropped: droppedFrom(found) };
};

type Held = NonNullable<Awaited<ReturnType<typeof configurationSetOf>>>;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `get` gave as a token
const heldIn = (token: unknown): Held | undefined => token as Held | undefined;

/** What the call does not name it takes away: the dedicated pool, how long is tried, the shared pool. */
const putOptions = async (token: unknown, TlsPolicy: string | undefined, { id }: Target, aws: Aws) => {
  const { found, dropped = [] } = heldIn(token) ?? {};
  toBePut(dropped, { service: 'SES', thing: 'configuration set', id });
  await aws.use(SESv2Client).send(
    new PutConfigurationSetDeliveryOptionsCommand({
      ...found?.DeliveryOptions,
      ConfigurationSetName: id,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of those that `meaning` knows, or what SES held
      TlsPolicy: TlsPolicy as DeliveryOptions['TlsPolicy'],
    }),
  );
};
const policyIn = (options: DeliveryOptions | undefined): string | null => options?.TlsPolicy ?? null;
const steps = ladder<string>('OPTIONAL', { to: 'REQUIRE', impact: ['breaks-plaintext'] });

const { messages, ...parts } = setting({
  attribute: 'tlsPolicy',
  thing: 'configuration set',
  setting: 'TlsPolicy',
  messages: {
    'receivers-without-tls': {
      says: 'Mail that is sent with configuration set {name} no longer goes to servers that offer no STARTTLS, or none that SES can agree with: it is tried again until {until} and then bounces. No record of SES says which receivers these are, and none whether a delivery was over TLS.',
      todo: 'Send to the domains that matter with another configuration set that requires TLS first, and look who bounces; or give mail to such receivers a configuration set of its own.',
    },
    'bounces-unheard': {
      says: 'No event destination of configuration set {name} that is enabled tells of bounces: who is no longer reached shows only where SES forwards feedback by e-mail, or where the identity has notifications of its own.',
      todo: 'Add an event destination for BOUNCE and DELIVERY_DELAY first (aws sesv2 create-configuration-set-event-destination).',
    },
    'options-unread': {
      says: 'The delivery options of configuration set {name} hold {paths}, which this version of Waxseal does not know. The call that sets TlsPolicy replaces all of them and would take that away: nothing is changed.',
      todo: 'Use a newer version of Waxseal; until then change it by hand.',
    },
    'sending-off': {
      says: 'Sending with configuration set {name} is switched off: nobody notices before it is switched on again.',
    },
  },
  read: async (target, aws) => {
    const held = await configurationSetOf(target, aws);
    if (!held) return undefined;
    const { found, dropped } = held;
    const { EventDestinations = [] } = await aws
      .use(SESv2Client)
      .send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: target.id }));
    const { DeliveryOptions: options, SendingOptions: { SendingEnabled = true } = {} } = found;
    return {
      held: [{ on: target.arn, value: policyIn(options) }],
      // No status is told of a configuration set: it takes a change at any time.
      readiness: { is: 'ready' },
      around: {
        isHeard: EventDestinations.some(tellsOfBounces),
        isSending: SendingEnabled,
        seconds: options?.MaxDeliverySeconds ?? null,
        dropped,
      },
    };
  },
  get: async (_on, target, aws) => {
    const held = await configurationSetOf(target, aws);
    return { value: policyIn(held?.found.DeliveryOptions), token: held };
  },
  put: (_on, value, seen, target, aws) => putOptions(seen, value, target, aws),
  remove: (_on, seen, target, aws) => putOptions(seen, undefined, target, aws),
  // Nobody chose: SES takes TLS where the receiving server offers it.
  meaning: (value) => steps(value ?? 'OPTIONAL'),
  sayings: ({ around: { isHeard, isSending, seconds, dropped } }, stepping, { id: name }) => {
    const isDue = stepping.length > 0;
    const until = seconds === null ? 'SES gives up' : `${seconds} s have passed`;
    return {
      obstacles: saying('options-unread', isDue && dropped.length > 0, { name, paths: dropped.join(', ') }),
      hazards: [
        ...saying('receivers-without-tls', isDue, { name, until }),
        ...saying('bounces-unheard', isDue && !isHeard, { name }),
      ],
      notes: saying('sending-off', isDue && !isSending, { name }),
    };
  },
  source: ({ after }, { id }) => {
    // Where nobody chose, SES does as with OPTIONAL.
    const policy = after === 'REQUIRE' ? 'REQUIRE' : 'OPTIONAL';
    return {
      cloudformation: `# In the AWS::SES::ConfigurationSet ${id}, beside what its DeliveryOptions say already:\nDeliveryOptions:\n  TlsPolicy: ${policy}`,
      cdk: `// In the ses.ConfigurationSet ${id}:\ntlsPolicy: ses.ConfigurationSetTlsPolicy.${policy},`,
      terraform: `# In the aws_sesv2_configuration_set ${id}, beside what its delivery_options say already:\ndelivery_options {\n  tls_policy = "${policy}"\n}`,
    };
  },
});

/** Has SES deliver mail over TLS, or not at all. */
export default remediation({
  meta: {
    id: 'ses-configuration-set-tls',
    version: 1,
    family: 'setting',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'SES configuration sets deliver mail over TLS only',
    summary:
      'Sets the TLS policy of the delivery options to REQUIRE and sends the other delivery options as they are. Always asks, because nothing tells beforehand which receivers offer no TLS.',
    resourceType: 'AWS::SES::ConfigurationSet',
    configRules: ['SES_SENDING_TLS_REQUIRED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/ses-sending-tls-required.html
    managedRules: {
      SES_SENDING_TLS_REQUIRED: {
        regions: {
          lacking: [
            'ap-east-1',
            'ap-east-2',
            'ap-south-2',
            'ap-southeast-4',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'cn-northwest-1',
            'eu-central-2',
            'eu-south-2',
            'me-central-1',
            'mx-central-1',
            'us-gov-east-1',
          ],
        },
      },
    },
    controls: ['SES.3'],
    services: ['ses'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['ses:GetConfigurationSet', 'ses:GetConfigurationSetEventDestinations'],
      write: ['ses:PutConfigurationSetDeliveryOptions'],
      undo: ['ses:PutConfigurationSetDeliveryOptions'],
    },
    // A configuration set has no status.
    messages: without(messages, 'busy', 'needs-people', 'status-unknown'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/ses-sending-tls-required.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/ses-controls.html#ses-3',
      'https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html',
      'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetDeliveryOptions.html',
      'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventDestination.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
