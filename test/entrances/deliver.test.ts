import { describe, expect, test } from 'vitest';
import { WaxsealError } from '../../src/core/errors.ts';
import { deliver, worthAnotherTry, type Delivery } from '../../src/entrances/deliver.ts';
import { auto, enter, eventAbout, managed, type Scene } from './deliveries.ts';

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
  const { entrance, host } = enter(scene);
  const deliveries = await deliver(body, entrance);
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
  test('is looked at, and mended as the policy says', async () => {
    const { said, writes } = await deliveredTo({}, eventAbout('invoices'));
    expect(said).toEqual(['s3-bucket-tls-only invoices sealed']);
    expect(writes).toEqual(['s3:PutBucketPolicy']);
  });

  test('in an SQS message is the same event', async () => {
    const { said } = await deliveredTo({}, batch(eventAbout('invoices'), eventAbout('orders')));
    expect(said).toEqual(['s3-bucket-tls-only invoices sealed', 's3-bucket-tls-only orders sealed']);
  });

  test('that comes twice writes once', async () => {
    const { said, writes } = await deliveredTo({}, batch(eventAbout('invoices'), eventAbout('invoices')));
    expect(said).toEqual(['s3-bucket-tls-only invoices sealed', 's3-bucket-tls-only invoices compliant']);
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
    const { entrance } = enter({ policy: { ...auto, mode: 'dry-run' } });
    expect((await deliver(eventAbout('invoices'), entrance)).map(summary)).toEqual([
      's3-bucket-tls-only invoices reported',
    ]);
    expect((await deliver(eventAbout('invoices', 'COMPLIANT'), entrance)).map(summary)).toEqual([
      's3-bucket-tls-only invoices reported',
    ]);
  });

  test('carries its rule parameters and its id into the look', async () => {
    const { entrance, ports } = enter({
      describeRule: async (rule) => ({
        arn: '',
        ...(await managed(rule)),
        name: rule.name,
        owner: 'AWS',
        parameters: { n: 1, s: 'x' },
      }),
    });
    await deliver(eventAbout('invoices'), entrance);
    const entries = await all(ports.journal.list<{ cause: unknown }>('entry'));
    expect(entries[0]?.value.cause).toMatchObject({
      by: 'event',
      reference: '6f1e2a3b-0000-4000-8000-000000000001',
    });
    const [finding] = await all(ports.journal.list<{ ruleParameters: unknown }>('finding'));
    expect(finding?.value.ruleParameters).toEqual({ n: '1', s: 'x' });
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

  test('for one event leaves the others alone', async () => {
    let asked = 0;
    const describeRule: typeof managed = async (rule) => {
      asked += 1;
      if (asked === 1) throw new Error('odd');
      return managed(rule);
    };
    const { said } = await deliveredTo({ describeRule }, batch(eventAbout('invoices'), eventAbout('orders')));
    expect(said).toEqual(['failed unexpected', 's3-bucket-tls-only orders sealed']);
  });
});
