import {
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { paceWith, type Pace } from '../../../src/adapters/aws/pace.ts';
import type { Location } from '../../../src/core/model/target.ts';
import { frontEnd, queryError, s3Error, startWireServer, type WireServer } from '../../kit/wire-server.ts';

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location: Location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const none = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<R xmlns="x"></R>' };
const session = { run: 'r', remediation: 'any', kind: 'remediate' } as const;

/** Clients over HTTP under limiters whose time stands still; what they would wait is written down. */
const stage = (readAttempts = 1) => {
  const waits: number[] = [];
  const pace = paceWith({ now: () => 0, pause: async (wait) => void waits.push(wait) });
  const asked: string[] = [];
  const noted: Pace = (at, client, access) => {
    asked.push(`${at.account} ${at.region} ${client} ${access}`);
    return pace(at, client, access);
  };
  const settings = { endpoint: wire.endpoint, forcePathStyle: true };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const clouds = () =>
    cloudsOf({ credentials, env: {}, settings, pace: noted, readAttempts, throttledReads: 1 });
  return { waits, asked, clouds: clouds(), other: clouds() };
};

const elb = (on: ReturnType<typeof stage>['clouds'], at = location) =>
  on.look(at).use(ElasticLoadBalancingV2Client).send(new DescribeListenersCommand({}));

test('looks of one account, Region and service live from one bucket, whoever made their clients', async () => {
  wire.answers(none);
  const { clouds, other, waits } = stage();
  for (let call = 0; call < 10; call += 1) await Promise.all([elb(clouds), elb(other)]);
  expect(waits).toEqual([]);
  await elb(other);
  // A fifth of a second, less what twenty answers have widened it by.
  expect(waits).toEqual([Math.ceil(1_000 / 5.4)]);
});

test('another account, Region or service has a bucket of its own', async () => {
  wire.answers(none);
  const { clouds, waits, asked } = stage();
  for (let call = 0; call < 20; call += 1) await elb(clouds);
  await elb(clouds, { ...location, account: '444455556666' });
  await elb(clouds, { ...location, region: 'us-east-1' });
  await clouds.look(location).use(RDSClient).send(new DescribeDBInstancesCommand({}));
  expect(waits).toEqual([]);
  expect(new Set(asked)).toEqual(
    new Set([
      '111122223333 eu-west-1 ElasticLoadBalancingV2Client read',
      '444455556666 eu-west-1 ElasticLoadBalancingV2Client read',
      '111122223333 us-east-1 ElasticLoadBalancingV2Client read',
      '111122223333 eu-west-1 RDSClient read',
    ]),
  );
});

test.each([
  ['Throttling', queryError(400, 'Throttling')],
  ['ThrottlingException', queryError(400, 'ThrottlingException')],
  ['RequestLimitExceeded', queryError(503, 'RequestLimitExceeded')],
  ['a 429 by any name', queryError(429, 'Whatever')],
])('%s halves it', async (_, answer) => {
  wire.answers(answer);
  const { clouds, waits } = stage();
  await expect(elb(clouds)).rejects.toThrow(/./);
  wire.answers(none);
  await elb(clouds);
  expect(waits).toEqual([400]);
});

test.each([
  ['a refusal', queryError(403, 'AccessDenied')],
  ['what is not there', queryError(400, 'ListenerNotFound')],
])('%s does not', async (_, answer) => {
  wire.answers(answer);
  const { clouds, waits } = stage();
  await expect(elb(clouds)).rejects.toThrow(/./);
  wire.answers(none);
  await elb(clouds);
  expect(waits).toEqual([]);
});

test.each([
  ['in seconds', { 'retry-after': '7' }, 7_000],
  [
    "as a date of the server's clock",
    { 'retry-after': 'Mon, 05 Jan 2026 09:00:09 GMT', date: 'Mon, 05 Jan 2026 09:00:00 GMT' },
    9_000,
  ],
  ['in words that mean nothing', { 'retry-after': 'soon' }, 400],
])('Retry-After is kept to: %s', async (_, headers, wait) => {
  const slow = queryError(400, 'Throttling');
  wire.answers({ ...slow, headers: { ...slow.headers, ...headers } });
  const { clouds, waits } = stage();
  await expect(elb(clouds)).rejects.toThrow(/./);
  wire.answers(none);
  await elb(clouds);
  expect(waits).toEqual([wait]);
});

test("the SDK's own retries wait for their turns, and each is signed after its wait", async () => {
  let count = 0;
  wire.answers(() => {
    count += 1;
    return count < 3 ? queryError(400, 'Throttling') : none;
  });
  const { clouds, waits } = stage(4);
  await elb(clouds);
  expect(wire.asked).toHaveLength(3);
  expect(waits).toHaveLength(2);
  const order = clouds.look(location).use(ElasticLoadBalancingV2Client).middlewareStack.identify();
  const at = (name: string): number => order.findIndex((found) => found.includes(name));
  expect(at('waxsealPace')).toBeGreaterThan(at('retryMiddleware'));
  expect(at('waxsealPace')).toBeLessThan(at('httpSigningMiddleware'));
});

test('a write does not wait for looks, and is sent once', async () => {
  wire.answers(none);
  const { clouds, asked, waits } = stage();
  for (let call = 0; call < 30; call += 1)
    await clouds
      .look(location)
      .use(S3Client)
      .send(new GetBucketPolicyCommand({ Bucket: 'b-one' }));
  wire.answers(s3Error(503, 'SlowDown'));
  const writer = (await clouds.write(location, session)).use(S3Client);
  await expect(writer.send(new PutBucketPolicyCommand({ Bucket: 'b-one', Policy: '{}' }))).rejects.toThrow(
    /./,
  );
  expect(wire.asked).toHaveLength(1);
  expect([waits, asked.at(-1)]).toEqual([[], '111122223333 eu-west-1 S3Client write']);
});

test('many writes do not wait, either, where looks would', async () => {
  wire.answers(none);
  const { clouds, waits } = stage();
  const writer = (await clouds.write(location, session)).use(ElasticLoadBalancingV2Client);
  for (let call = 0; call < 30; call += 1)
    await writer.send(new ModifyListenerCommand({ ListenerArn: 'arn:x' }));
  expect(waits).toEqual([]);
});

test('a front end that cannot answer counts as asking for fewer', async () => {
  wire.answers(frontEnd);
  const { clouds, waits } = stage();
  await expect(elb(clouds)).rejects.toThrow(/./);
  wire.answers(none);
  await elb(clouds);
  expect(waits).toEqual([400]);
});
