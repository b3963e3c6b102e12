import { describe, expect, test } from 'vitest';
import { WaxsealError } from '../../src/core/model/errors.ts';
import type { Finding } from '../../src/core/journal/records.ts';
import { deliver, worthAnotherTry, type Delivery } from '../../src/entry-points/deliver.ts';
import { example } from '../kit/event-examples.ts';
import { auto, enter, eventAbout, managed, type Scene } from '../kit/deliveries.ts';

const summary = (delivery: Delivery): string => {
  switch (delivery.is) {
    case 'looked':
      return `${delivery.remediation} ${delivery.target.id} ${delivery.outcome.is}`;
    case 'dropped':
      return `dropped ${delivery.why}`;
    case 'malformed':
      return `malformed ${delivery.where}`;
    case 'failed':
      return `failed ${delivery.failure.code}`;
  }
};
const deliveredTo = async (scene: Scene, body: unknown) => {
  const { entryPoint, host } = enter(scene);
  const deliveries = await deliver(body, entryPoint);
  return {
    said: deliveries.map(summary),
    writes: host.writes().map(({ operation }) => operation),
    deliveries,
  };
};
const all = async <One>(rows: AsyncIterable<One>): Promise<readonly One[]> => {
  const found: One[] = [];
  for await (const row of rows) found.push(row);
  return found;
};
const batch = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({ messageId: `m${index}`, body })),
});

describe('an event', () => {
  test('is looked at, and fixed as the policy says', async () => {
    const { said, writes } = await deliveredTo({}, eventAbout('invoices'));
    expect(said).toEqual(['s3-bucket-tls-only invoices remediated']);
    expect(writes).toEqual(['s3:PutBucketPolicy']);
  });

  test('in an SQS message is the same event', async () => {
    const { said } = await deliveredTo({}, batch(eventAbout('invoices'), eventAbout('orders')));
    expect(said).toEqual(['s3-bucket-tls-only invoices remediated', 's3-bucket-tls-only orders remediated']);
  });

  test('that comes twice writes once', async () => {
    const { said, writes } = await deliveredTo({}, batch(eventAbout('invoices'), eventAbout('invoices')));
    expect(said).toEqual(['s3-bucket-tls-only invoices remediated', 's3-bucket-tls-only invoices compliant']);
    expect(writes).toHaveLength(1);
  });

  test.each<[string, Scene, string, string]>([
    ['of a deleted resource', {}, eventAbout('gone-bucket'), 'dropped no-such-resource'],
    ['with good news that nobody waits for', {}, eventAbout('invoices', 'COMPLIANT'), 'dropped never-open'],
    [
      'of a rule that is no more',
      { describeRule: async () => undefined },
      eventAbout('invoices'),
      'dropped no-such-rule',
    ],
    ['that is not one', {}, '{"hello":1}', 'malformed '],
    ['that is not JSON', {}, 'hello', 'malformed '],
    [
      'of a rule for other resources',
      {},
      eventAbout('invoices').replaceAll('AWS::S3::Bucket', 'AWS::S3::AccountPublicAccessBlock'),
      'dropped other-type',
    ],
  ])('%s writes nothing', async (_, scene, body, expected) => {
    const { said, writes, deliveries } = await deliveredTo(scene, body);
    expect({ said, writes }).toEqual({ said: [expected], writes: [] });
    expect(worthAnotherTry(deliveries)).toBe(false);
  });

  test('with good news makes us look where something is open', async () => {
    const { entryPoint } = enter({ policy: { ...auto, mode: 'dry-run' } });
    expect((await deliver(eventAbout('invoices'), entryPoint)).map(summary)).toEqual([
      's3-bucket-tls-only invoices reported',
    ]);
    expect((await deliver(eventAbout('invoices', 'COMPLIANT'), entryPoint)).map(summary)).toEqual([
      's3-bucket-tls-only invoices reported',
    ]);
  });

  test('carries its rule parameters and its id into the look', async () => {
    const { entryPoint, ports } = enter({
      describeRule: async (rule) => ({
        arn: '',
        ...(await managed(rule)),
        name: rule.name,
        owner: 'AWS',
        parameters: { n: 1, s: 'x' },
      }),
    });
    await deliver(eventAbout('invoices'), entryPoint);
    const entries = await all(ports.journal.list<{ cause: unknown }>('entry'));
    expect(entries[0]?.value.cause).toMatchObject({
      by: 'event',
      reference: '6f1e2a3b-0000-4000-8000-000000000001',
    });
    const [finding] = await all(ports.journal.list<{ ruleParameters: unknown }>('finding'));
    expect(finding?.value.ruleParameters).toEqual({ n: '1', s: 'x' });
  });
});

const open = ({ is }: Finding): boolean => !['compliant', 'remediated', 'gone'].includes(is);
const remediatedPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::invoices', 'arn:aws:s3:::invoices/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
});

describe('whatever the order', () => {
  test('good news closes a finding by what is live, not by what it says', async () => {
    const { entryPoint, host, ports } = enter({ policy: { ...auto, mode: 'dry-run' } });
    await deliver(eventAbout('invoices'), entryPoint);
    await deliver(eventAbout('invoices', 'COMPLIANT'), entryPoint);
    const stillOpen = await all(ports.journal.list<Finding>('finding'));
    expect(stillOpen.map(({ value }) => open(value))).toEqual([true]);
    host.write({ operation: 's3:PutBucketPolicy', input: { Bucket: 'invoices', Policy: remediatedPolicy } });
    const closed = await deliver(eventAbout('invoices', 'COMPLIANT'), entryPoint);
    expect(closed.map(summary)).toEqual(['s3-bucket-tls-only invoices compliant']);
    const now = await all(ports.journal.list<Finding>('finding'));
    expect(now.map(({ value }) => [open(value), value.since])).toEqual([[false, undefined]]);
  });

  test('bad news that comes late finds the resource as it is, and writes nothing', async () => {
    const { entryPoint, host } = enter({});
    await deliver(eventAbout('invoices'), entryPoint);
    const late = eventAbout('invoices').replaceAll('2026-09-20', '2026-09-01');
    expect((await deliver(late, entryPoint)).map(summary)).toEqual(['s3-bucket-tls-only invoices compliant']);
    expect(host.writes()).toHaveLength(1);
  });

  test('good news before the bad news it answers is passed over, and the bad news looked at', async () => {
    const { entryPoint } = enter({});
    const order = [eventAbout('invoices', 'COMPLIANT'), eventAbout('invoices')];
    expect((await deliver(batch(...order), entryPoint)).map(summary)).toEqual([
      'dropped never-open',
      's3-bucket-tls-only invoices remediated',
    ]);
  });
});

describe('a finding of Security Hub', () => {
  const finding = example('securityhub-imported.json');

  test('is the same as the event of its rule', async () => {
    const { entryPoint, ports } = enter({
      describeRule: async (rule) => {
        const found = await managed(rule);
        return found && { ...found, parameters: { n: 1 } };
      },
    });
    expect((await deliver(finding, entryPoint)).map(summary)).toEqual([
      's3-bucket-tls-only invoices remediated',
    ]);
    const [row] = await all(ports.journal.list<Finding>('finding'));
    expect(row?.value.ruleParameters).toEqual({ n: '1' });
    expect((await deliver(eventAbout('invoices'), entryPoint)).map(summary)).toEqual([
      's3-bucket-tls-only invoices compliant',
    ]);
  });

  test('that speaks of a resource of another kind is passed over', async () => {
    const queue = JSON.parse(
      JSON.stringify(finding).replaceAll(
        'arn:aws:s3:::invoices',
        'arn:aws:sqs:eu-west-1:111122223333:invoices',
      ),
    );
    expect((await deliveredTo({}, queue)).said).toEqual(['dropped other-type']);
  });

  test('whose rule cannot be read is not looked at without its parameters', async () => {
    const failure = { code: 'config-rule-unreadable', says: 'Down.', todo: 'Wait.', retry: true };
    const describeRule = () => Promise.reject(new WaxsealError(failure));
    const { said, deliveries } = await deliveredTo({ describeRule }, finding);
    expect(said).toEqual(['failed config-rule-unreadable']);
    expect(worthAnotherTry(deliveries)).toBe(true);
  });
});

describe('what the policy says of events', () => {
  const custom: Scene['describeRule'] = async (rule) => ({
    arn: 'arn' in rule ? rule.arn : '',
    name: rule.name,
    owner: 'CUSTOM_LAMBDA',
    sourceIdentifier: 'arn:aws:lambda:eu-west-1:111122223333:function:check',
    parameters: {},
  });
  const events = { aliases: { '*:function:check': ['s3-bucket-tls-only'] }, hubs: ['999900001111'] };

  test('custom rules stand for what their alias says, and for nothing without', async () => {
    const without = await deliveredTo({ describeRule: custom }, eventAbout('invoices'));
    expect(without.said).toEqual(['dropped no-remediation']);
    const { said } = await deliveredTo(
      { describeRule: custom, policy: { ...auto, events } },
      eventAbout('invoices'),
    );
    expect(said).toEqual(['s3-bucket-tls-only invoices remediated']);
  });

  test('a hub may speak of others, and nobody else', async () => {
    const admin = example('securityhub-delegated-admin.json');
    expect((await deliveredTo({}, admin)).said).toEqual(['dropped foreign-account']);
    const { said } = await deliveredTo({ policy: { ...auto, events } }, admin);
    expect(said).toEqual(['s3-bucket-tls-only invoices remediated']);
  });

  test.each([
    [true, ['failed policy-unreadable']],
    [false, ['s3-bucket-tls-only invoices reported']],
  ])('when it cannot be read (passing: %s) nothing is written', async (retry, expected) => {
    const { entryPoint, ports, host } = enter({});
    const policy = () =>
      Promise.reject(new WaxsealError({ code: 'policy-unreadable', says: 'No.', todo: 'Fix it.', retry }));
    const given = { ...entryPoint, ports: { ...ports, policy } };
    expect((await deliver(eventAbout('invoices'), given)).map(summary)).toEqual(expected);
    expect(host.writes()).toEqual([]);
  });
});

describe('what fails', () => {
  test.each([
    [true, true],
    [false, false],
  ])('before the look is said; worth another try: %s', async (retry, again) => {
    const failure = { code: 'down', says: 'It is down.', todo: 'Wait.', retry };
    const describeRule = () => Promise.reject(new WaxsealError(failure));
    const { said, deliveries } = await deliveredTo({ describeRule }, eventAbout('invoices'));
    expect(said).toEqual(['failed down']);
    expect(worthAnotherTry(deliveries)).toBe(again);
  });

  test('in the look is worth another try only when it may pass by itself', () => {
    const looked = (retry: boolean): Delivery => ({
      is: 'looked',
      remediation: 's3-bucket-tls-only',
      target: {
        account: '111122223333',
        region: 'eu-west-1',
        partition: 'aws',
        type: 'AWS::S3::Bucket',
        id: 'invoices',
        arn: 'arn:aws:s3:::invoices',
      },
      outcome: { is: 'failed', failure: { code: 'down', says: 'Down.', todo: 'Wait.', retry } },
    });
    expect(worthAnotherTry([looked(false)])).toBe(false);
    expect(worthAnotherTry([looked(false), looked(true)])).toBe(true);
    expect(worthAnotherTry([])).toBe(false);
  });

  test('for one event leaves the others alone', async () => {
    let asked = 0;
    const describeRule: typeof managed = async (rule) => {
      asked += 1;
      if (asked === 1) throw new Error('odd');
      return managed(rule);
    };
    const { said } = await deliveredTo({ describeRule }, batch(eventAbout('invoices'), eventAbout('orders')));
    expect(said).toEqual(['failed unexpected', 's3-bucket-tls-only orders remediated']);
  });
});
