import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/eventbridge/resources/aws-events-eventbus.ts';
import unit from '../../../../src/services/eventbridge/remediations/eventbridge-bus-tls-only.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { statementWrites } from '../../../kit/statement-writes.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;
type Bus = NonNullable<NonNullable<AccountFile['eventbridge']>['EventBuses']>[number];

const arn = 'arn:aws:events:eu-west-1:111122223333:event-bus/orders';
const having = (bus: Bus) => ({ eventbridge: { EventBuses: [bus] } });
const account = (Policy: Json | undefined) => having({ Name: 'orders', ...(Policy && { Policy }) });
const held = {
  account,
  arn,
  actions: ['events:PutEvents'],
  allowed: 'events:PutEvents',
  httpsOnly: true,
} as const;
const { allow, deny, adding, adds, but, holding } = statementRows(held);
const { hazards } = adds;
const lets = but('buses-deliver');

/** The same over HTTP: the only account that moto has. */
const onMoto = (...Statement: readonly Json[]) => ({
  account: '123456789012',
  ...account(
    Statement.length === 0
      ? undefined
      : {
          Version: '2012-10-17',
          Statement: Statement.map((one) => ({
            ...one,
            Resource: arn.replace('111122223333', '123456789012'),
          })),
        },
  ),
});

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'events:DescribeEventBus',
    writes: 'events:PutPermission',
    bytes: 10_240,
    needsStatements: true,
  }),
  'an event bus that is gone': { account: {}, target: arn, gone: true },
  'the default one': {
    account: having({ Name: 'default' }),
    expect: adding(arn.replace('orders', 'default')),
  },
  'GovCloud has its own partition': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...account(undefined) },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: adding('arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/orders'),
  },
  'of a partner': {
    account: having({ Name: 'aws.partner/example.com/shop/1' }),
    expect: { is: 'not-applicable', message: 'bus-of-partner' },
  },
  'made by a service': {
    account: having({ Name: 'orders', ManagedBy: 'mediaconvert.amazonaws.com' }),
    expect: { is: 'non-compliant', message: 'managed-by-service', hazards },
  },
  'another account may send': {
    account: holding({ ...allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
    expect: lets,
  },
  'the account itself may send': {
    account: holding({ ...allow, Principal: { AWS: '111122223333' } }),
    expect: adds,
  },
  'plain HTTP is refused, but not of AWS services, and everybody is let in': {
    account: holding(
      {
        ...deny(),
        Sid: 'Excepting',
        Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } },
      },
      { ...allow, Principal: '*' },
    ),
    expect: but('buses-deliver', 'plaintext-excepted'),
  },
  'an organization may send': {
    account: holding({
      ...allow,
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    }),
    expect: lets,
  },
  'refused with all else': {
    account: holding({ ...deny(), Action: 'events:*' }),
    expect: { is: 'compliant' },
  },
  'only rules are refused': {
    account: holding({ ...deny(), Sid: 'Rules', Action: 'events:PutRule' }),
    expect: adds,
  },

  // Over HTTP.
  'over HTTP: no policy': { account: onMoto(), expect: { ...adds, changes: 1 }, wire: true },
  'over HTTP: plain HTTP is refused': {
    account: onMoto({ ...deny() }),
    expect: { is: 'compliant' },
    wire: true,
  },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::Events::EventBus',
  id: 'orders',
  arn,
};

describe('an answer that is not about the bus is no "no policy"', () => {
  test.each([
    ['nothing', {}],
    ['another bus', { Name: 'default', Arn: arn.replace('orders', 'default') }],
  ])('%s', async (_name, answer) => {
    const { read } = await answering(() => answer);
    await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
  });
});

describe('in code', () => {
  const sourceOf = (id: string) => {
    const bus = { ...target, id, arn: arn.replace('orders', id) };
    const after = deny(bus.arn);
    const change = {
      set: 'statement',
      on: `${bus.arn}#WaxsealTlsOnly`,
      before: null,
      after,
      impact: [],
    } as const;
    const source = unit.source?.(change, bus);
    if (!source) throw new Error('no source');
    return { source, after };
  };
  test('a bus of one’s own has the statement in its policy', () => {
    const { source } = sourceOf('orders');
    expect(source.cloudformation).toContain('# AWS::Events::EventBus of event bus orders, one more element');
    expect(source.cdk).toContain('bus.addToResourcePolicy(');
  });
  // No template makes the default one: its policy is described statement by statement.
  test('the default one has a policy of its own for it', () => {
    const { source, after } = sourceOf('default');
    const { Sid, ...statement } = after;
    const [head = '', type, , ...properties] = source.cloudformation.split('\n');
    expect(head).toBe('# Beside the other resources of a template, for event bus default:');
    expect(type).toBe('DefaultBusWaxsealTlsOnly:');
    expect(properties.join('\n')).toContain(`StatementId: "${Sid}"`);
    expect(properties.join('\n')).toContain('EventBusName: "default"');
    const text = properties.join('\n');
    expect(JSON.parse(text.slice(text.indexOf('{')))).toEqual(statement);
    expect(source.cdk).toMatch(
      /^new events\.CfnEventBusPolicy\(this, 'DefaultBusWaxsealTlsOnly', \{\n  eventBusName: 'default',\n  statementId: 'WaxsealTlsOnly',/,
    );
    expect(source.terraform).toContain('aws_cloudwatch_event_bus_policy of event bus default');
    for (const one of [source.cloudformation, source.cdk])
      expect(one).not.toContain('AWS::Events::EventBus ');
  });
  test('what is no statement is nothing in code', () => {
    const change = { set: 'statement', on: arn, before: null, after: null, impact: [] } as const;
    expect(unit.source?.(change, { ...target, id: 'default' })).toBeUndefined();
  });
});

test('the policy is put whole, and the last statement takes all permissions along', async () => {
  expect(await statementWrites(unit, target, account(undefined), deny())).toEqual([
    { EventBusName: 'orders', Policy: JSON.stringify({ Version: '2012-10-17', Statement: [deny()] }) },
    { EventBusName: 'orders', RemoveAllPermissions: true },
  ]);
});
