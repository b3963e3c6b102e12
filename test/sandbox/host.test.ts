import {
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../src/sandbox/account.ts';
import { Crash, type Fault } from '../../src/sandbox/faults.ts';
import { startHost, type Host } from '../../src/sandbox/host.ts';
import { sandboxClouds, sandboxPorts } from '../../src/sandbox/sandbox-ports.ts';
import { catalog } from '../../src/services/index.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';

const document = (Sid: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid, Effect: 'Deny', Principal: '*', Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::orders' },
    ],
  });
const host = (...faults: readonly Fault[]): Host =>
  startHost(loadAccount({ s3: { Buckets: [{ Name: 'orders', Policy: document('Old') }] } }), { faults });

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const reader = (given: Host) => sandboxClouds(given).look(location).use(S3Client);
const writer = async (given: Host) => {
  const aws = await sandboxClouds(given).write(location, { run: 'r', remediation: 'x', kind: 'remediate' });
  return aws.use(S3Client);
};
const get = new GetBucketPolicyCommand({ Bucket: 'orders' });
const put = new PutBucketPolicyCommand({ Bucket: 'orders', Policy: document('New') });
const stored = (given: Host): string | undefined =>
  /"Sid":"(\w+)"/.exec(given.world().s3.Buckets[0]?.Policy ?? '')?.[1];

describe('faults', () => {
  test.each(['throttle', 'server-error', 'reset'] as const)(
    '%s: the SDK asks again, once more is enough',
    async (kind) => {
      const given = host({ operation: 's3:GetBucketPolicy', kind });
      expect((await reader(given).send(get)).Policy).toContain('Old');
      expect(given.calls()).toHaveLength(2);
      expect(given.faults()).toMatchObject([{ fired: true }]);
    },
  );

  test.each([
    ['throttle', 'SlowDown', 'Old'],
    ['server-error', 'InternalError', 'Old'],
    ['access-denied', 'AccessDenied', 'Old'],
    ['reset', 'Error', 'Old'],
    ['lost-response', 'Error', 'New'],
  ] as const)('%s: a write is sent once', async (kind, name, then) => {
    const given = host({ operation: 's3:PutBucketPolicy', kind });
    await expect((await writer(given)).send(put)).rejects.toMatchObject({ name });
    expect(given.writes()).toHaveLength(1);
    expect(stored(given)).toBe(then);
  });

  test("a slow write is hidden from looks at resources, never from Waxseal's own business", () => {
    const Content = `schemaVersion: '0.3'
mainSteps: [{ name: Wait, action: 'aws:sleep', isEnd: true, inputs: { Duration: PT1H } }]`;
    const account = loadAccount({
      s3: { Buckets: [{ Name: 'orders', Policy: document('Old') }] },
      ssm: { Documents: [{ Name: 'Ask', Content }] },
    });
    const given = startHost(account, { faults: [{ operation: 's3:PutBucketPolicy', kind: 'slow' }] });
    const call = (operation: string, input: object): string =>
      JSON.stringify(given.call({ operation, input, caller: given.caller, region: given.region }));
    call('s3:PutBucketPolicy', { Bucket: 'orders', Policy: document('New') });
    call('ssm:StartAutomationExecution', { DocumentName: 'Ask' });
    expect(call('s3:GetBucketPolicy', { Bucket: 'orders' })).toContain('Old');
    expect(call('ssm:DescribeAutomationExecutions', {})).toContain('InProgress');
    given.advance(90_000);
    expect(call('s3:GetBucketPolicy', { Bucket: 'orders' })).toContain('New');
  });

  test('a stale read answers what was before the last write', async () => {
    const given = host({ operation: 's3:GetBucketPolicy', kind: 'stale-read' });
    await (await writer(given)).send(put);
    expect((await reader(given).send(get)).Policy).toContain('Old');
    expect((await reader(given).send(get)).Policy).toContain('New');
  });

  test('another writer comes first', async () => {
    const write = {
      operation: 's3:PutBucketPolicy',
      input: { Bucket: 'orders', Policy: document('Theirs') },
    };
    const given = host({ operation: 's3:GetBucketPolicy', kind: 'another-writer', write });
    expect((await reader(given).send(get)).Policy).toContain('Theirs');
  });

  test('a fault fires at its own call only, and one that did not fire is told', async () => {
    const given = host({ operation: 's3:GetBucketPolicy', nth: 3, kind: 'access-denied' });
    await reader(given).send(get);
    await reader(given).send(get);
    expect(given.faults()).toMatchObject([{ fired: false }]);
    await expect(reader(given).send(get)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect((await reader(given).send(get)).Policy).toContain('Old');
  });
});

describe('a crash', () => {
  test.each([
    ['crash-before', 'Old'],
    ['crash-after', 'New'],
  ] as const)('%s: nothing works afterwards, whoever swallows it', async (kind, then) => {
    const given = host({ operation: 's3:PutBucketPolicy', kind });
    const ports = sandboxPorts(given, { policy: () => defaultPolicy, catalog });
    await expect((await writer(given)).send(put)).rejects.toThrow(Crash);
    expect(given.isDead()).toBe(true);
    expect(stored(given)).toBe(then);
    expect(() => ports.now()).toThrow(Crash);
    expect(() => ports.explain(new Error('x'))).toThrow(Crash);
    await expect(ports.journal.write({ kind: 'entry', key: 'k', value: {} }, 0)).rejects.toThrow(Crash);
    await expect(reader(given).send(get)).rejects.toThrow(Crash);
    given.revive();
    expect(await ports.journal.read('entry', 'k')).toBeUndefined();
    expect((await reader(given).send(get)).Policy).toContain(then);
  });

  test('of our own records: before it nothing is written, after it everything', async () => {
    const given = host(
      { operation: 'journal:write', nth: 1, kind: 'crash-before' },
      { operation: 'journal:write', nth: 2, kind: 'crash-after' },
    );
    const { journal } = sandboxPorts(given, { policy: () => defaultPolicy, catalog });
    for (const key of ['first', 'second']) {
      await expect(journal.write({ kind: 'counter', key, value: {} }, 0)).rejects.toThrow(Crash);
      given.revive();
    }
    expect(await journal.read('counter', 'first')).toBeUndefined();
    expect(await journal.read('counter', 'second')).toMatchObject({ revision: 1 });
  });
});

test('an operation that the sandbox does not know is an error that names it', async () => {
  const client = await writer(host());
  const unknown = client.send(new PutObjectCommand({ Bucket: 'orders', Key: 'k', Body: 'x' }));
  await expect(unknown).rejects.toMatchObject({ code: 'sandbox-unknown-operation' });
  await expect(unknown).rejects.toThrow('s3:PutObject');
});

test("the SDK's own checks still run", async () => {
  const client = reader(host());
  const given = { Bucket: undefined };
  await expect(client.send(new GetBucketPolicyCommand(Object.assign({ Bucket: '' }, given)))).rejects.toThrow(
    /Bucket/,
  );
});

test('what is done to an answer does not change the account', async () => {
  const given = startHost(
    loadAccount({
      s3: { Buckets: [{ Name: 'orders', WebsiteConfiguration: { IndexDocument: { Suffix: 'a' } } }] },
    }),
  );
  const { GetBucketWebsiteCommand } = await import('@aws-sdk/client-s3');
  const answer = await reader(given).send(new GetBucketWebsiteCommand({ Bucket: 'orders' }));
  if (answer.IndexDocument) answer.IndexDocument.Suffix = 'changed';
  expect(given.world().s3.Buckets[0]?.WebsiteConfiguration).toEqual({ IndexDocument: { Suffix: 'a' } });
});
