import {
  DescribeEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { PolicyDocument } from '../../../aws/policy/document.ts';
import { allowsEveryone, principalsOf } from '../../../aws/policy/principals.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { halfAnAnswer } from '../../../families/statement/document.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { isOfPartner } from '../facts/event-bus.ts';
import { sourceOfDefault } from './eventbridge-bus-tls-only/source.ts';

/** An answer that names the bus and has no policy says that there is none. */
const describe = async ({ id: Name, arn }: Target, aws: Aws) => {
  const asking = aws.use(EventBridgeClient).send(new DescribeEventBusCommand({ Name }));
  const answer = await unless('ResourceNotFoundException', undefined, asking);
  if (answer && answer.Arn !== arn)
    throw halfAnAnswer('EventBridge', `for event bus ${Name}, but without its ARN`);
  return answer;
};

/** Whether somebody outside the account may send: rules of buses there deliver through EventBridge. */
const letsOthersIn = (policy: PolicyDocument, account: string): boolean =>
  allowsEveryone(policy) ||
  policy.statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((it) => principalsOf(it, 'AWS'))
    .map((name) => parseArn(name)?.account ?? name)
    .some((of) => /^\d{12}$/.test(of) && of !== account);

const { messages, source, ...parts } = tlsOnly({
  type: 'event bus policy',
  thing: 'event bus',
  service: 'EventBridge',
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
  absent: 'closed',
  needsStatements: true,
  get: async (target, aws) => {
    const answer = await describe(target, aws);
    return answer && { text: answer.Policy ?? null };
  },
  put: async (Policy, _revision, { id: EventBusName }, aws) => {
    await aws.use(EventBridgeClient).send(new PutPermissionCommand({ EventBusName, Policy }));
  },
  remove: async (_revision, { id: EventBusName }, aws) => {
    const asked = { EventBusName, RemoveAllPermissions: true };
    await aws.use(EventBridgeClient).send(new RemovePermissionCommand(asked));
  },
  // This one carries the events. Rules and targets, which a policy can leave to other accounts, are other resources.
  actions: ['events:PutEvents'],
  resources: ({ arn }) => [arn],
  writes: ['events:PutPermission', 'events:RemovePermission'],
  reads: 'events:DescribeEventBus',
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
  limits: { bytes: 10_240 },
  // https://docs.aws.amazon.com/general/latest/gr/ev.html
  httpsOnly: true,
  code: {
    cloudformation: 'AWS::Events::EventBus',
    member: 'Policy',
    cdk: 'bus.addToResourcePolicy',
    terraform: 'aws_cloudwatch_event_bus_policy',
  },
  messages: {
    'bus-of-partner': {
      says: 'Event bus {eventBus} takes the events of a partner event source alone, which AWS itself delivers.',
    },
    'managed-by-service': {
      says: 'Event bus {eventBus} was made by {owner} for this account, and changing it is left to that service.',
      todo: 'Exempt the event bus: its endpoint takes HTTPS only, with or without a policy.',
    },
    'buses-deliver': {
      says: 'The policy of event bus {eventBus} lets other accounts send: rules of their buses may, and then EventBridge itself delivers. AWS does not document how the transport of such a delivery counts.',
      todo: 'Approve, and look at FailedInvocations and the dead-letter queues of the rules that send here.',
    },
  },
  around: async (_policy, target, aws) => ({ owner: (await describe(target, aws))?.ManagedBy ?? '' }),
  besides: ({ policy, around }, { id: eventBus, account }) => {
    const { owner = '' } = around ?? {};
    return {
      outside: saying('bus-of-partner' as const, isOfPartner(eventBus), { eventBus })[0],
      obstacles: saying('managed-by-service', owner !== '', { eventBus, owner }),
      hazards: saying('buses-deliver', letsOthersIn(policy, account), { eventBus }),
    };
  },
});

/** Adds to an event bus's policy a Deny of plain HTTP, for whoever must show one: the endpoints take HTTPS only. */
export default remediation({
  meta: {
    id: 'eventbridge-bus-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Event buses take events over TLS only',
    summary:
      'Adds one Deny statement to the policy of an event bus that refuses putting events over plain HTTP. The endpoints of EventBridge take HTTPS only, so an owner is always asked. Events of AWS services, replays of archives and what rules deliver to targets are not decided by it. IAM knows no resources for changing the policy of a bus: the role that writes may change those of every bus in its account and Region.',
    resourceType: 'AWS::Events::EventBus',
    configRules: [],
    controls: [],
    services: ['eventbridge'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['events:DescribeEventBus'],
      write: ['events:PutPermission'],
      undo: ['events:PutPermission', 'events:RemovePermission'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html',
      'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html',
      'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html',
      'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html',
      'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html',
      'https://docs.aws.amazon.com/general/latest/gr/ev.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  source: (change, target) => {
    const inCode = source(change, target);
    return inCode && target.id === 'default' ? sourceOfDefault(inCode, change, target) : inCode;
  },
});
