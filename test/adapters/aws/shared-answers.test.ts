import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { DescribeInstanceTypesCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeSSLPoliciesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf, type CloudsOptions } from '../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import { sharedAnswers, sharedFor } from '../../../src/adapters/aws/shared-answers.ts';
import { sharedLooks } from '../../../src/adapters/aws/shared-looks.ts';
import { operationOf } from '../../../src/adapters/aws/sdk-client.ts';
import type { Location } from '../../../src/core/model/target.ts';
import type { Service } from '../../../src/aws/iam/service.ts';
import { services } from '../../../src/services/book.ts';
import { catalog } from '../../../src/services/index.ts';
import { queryError, startWireServer, type WireServer } from '../../kit/wire-server.ts';

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location: Location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const none = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<R xmlns="x"></R>' };

const stage = (more: CloudsOptions = {}) => {
  const clock = { at: 0 };
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint, forcePathStyle: true },
    readAttempts: 1,
    pace: unpaced,
    shares: sharedAnswers(() => clock.at),
    ...more,
  });
  /** Each in a look of its own, which may act. */
  const distributions = (at = location) =>
    clouds.look(at).use(CloudFrontClient).send(new ListDistributionsCommand({}));
  const balancers = (command: DescribeSSLPoliciesCommand | DescribeTargetGroupsCommand) =>
    clouds.look(location).use(ElasticLoadBalancingV2Client).send(command);
  return { clock, clouds, distributions, balancers };
};

test('what surrounds resources is asked once a minute for all looks, also those that act', async () => {
  wire.answers(none);
  const { clock, distributions } = stage();
  await Promise.all([distributions(), distributions()]);
  clock.at = 59_999;
  await distributions();
  expect(wire.asked).toHaveLength(1);
  clock.at = 60_000;
  await distributions();
  expect(wire.asked).toHaveLength(2);
});

test("AWS's own table of TLS policies is asked once an hour", async () => {
  wire.answers(none);
  const { clock, balancers } = stage();
  for (const at of [0, 3_599_999, 3_600_000]) {
    clock.at = at;
    await balancers(new DescribeSSLPoliciesCommand({}));
  }
  expect(wire.asked).toHaveLength(2);
});

test('a type of instances is asked once for all of its instances, in each account and Region', async () => {
  wire.answers(none);
  const { clouds } = stage();
  const ask = (at: Location, ...InstanceTypes: ('m5.large' | 'm6i.large')[]) =>
    clouds.look(at).use(EC2Client).send(new DescribeInstanceTypesCommand({ InstanceTypes }));
  await ask(location, 'm5.large');
  await ask(location, 'm5.large');
  expect(wire.asked).toHaveLength(1);
  await ask(location, 'm6i.large');
  expect(wire.asked).toHaveLength(2);
  for (const at of [
    { ...location, account: '444455556666' },
    { ...location, region: 'us-east-1' },
  ]) {
    await ask(at, 'm5.large');
    await ask(at, 'm5.large');
  }
  expect(wire.asked).toHaveLength(4);
});

test('a resource itself is asked live in every look', async () => {
  wire.answers({ status: 200, body: '{}' });
  const { clouds } = stage();
  const policy = () =>
    clouds
      .look(location)
      .use(S3Client)
      .send(new GetBucketPolicyCommand({ Bucket: 'orders' }));
  await policy();
  await policy();
  expect(wire.asked).toHaveLength(2);
});

test('of what is shared as a list of all, a question that names something is asked live', async () => {
  wire.answers(none);
  const { balancers } = stage();
  for (const input of [{}, { Marker: 'm' }, {}, { Marker: 'm' }])
    await balancers(new DescribeTargetGroupsCommand(input));
  expect(wire.asked).toHaveLength(2);
  for (const TargetGroupArns of [['arn'], ['arn']])
    await balancers(new DescribeTargetGroupsCommand({ TargetGroupArns }));
  expect(wire.asked).toHaveLength(4);
});

test.each([
  ['account', { ...location, account: '444455556666' }],
  ['Region', { ...location, region: 'us-east-1' }],
  ['partition', { ...location, partition: 'aws-cn' }],
])('another %s is asked for itself', async (_, at) => {
  wire.answers(none);
  const { distributions } = stage();
  await distributions();
  await distributions(at);
  expect(wire.asked).toHaveLength(2);
});

test('another role is asked for itself: it may see less', async () => {
  wire.answers(({ operation }) =>
    operation === 'AssumeRole'
      ? {
          status: 200,
          headers: { 'content-type': 'text/xml' },
          body: '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>K</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
        }
      : none,
  );
  let role = 'arn:aws:iam::111122223333:role/one';
  const { distributions } = stage({
    roleFor: () => role,
    env: { AWS_ENDPOINT_URL_STS: wire.endpoint, AWS_REGION: 'eu-west-1' },
  });
  const before = process.env['AWS_ENDPOINT_URL_STS'];
  process.env['AWS_ENDPOINT_URL_STS'] = wire.endpoint;
  try {
    await distributions();
    role = 'arn:aws:iam::111122223333:role/other';
    await distributions();
    await distributions();
  } finally {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL_STS'];
    else process.env['AWS_ENDPOINT_URL_STS'] = before;
  }
  expect(wire.asked.filter(({ operation }) => operation !== 'AssumeRole')).toHaveLength(2);
});

test('a failure is not remembered', async () => {
  wire.answers(queryError(403, 'AccessDenied'));
  const { distributions } = stage();
  await expect(distributions()).rejects.toThrow(/./);
  wire.answers(none);
  await expect(distributions()).resolves.toMatchObject({});
});

test('a look that evaluates is no less fresh for what all looks share, and shares it no longer', async () => {
  wire.answers(none);
  const { clock, clouds } = stage();
  const evaluating = sharedLooks(clouds, () => new Date(clock.at));
  const look = async () => {
    const one = evaluating();
    await one.clouds.look(location).use(CloudFrontClient).send(new ListDistributionsCommand({}));
    return one.isFresh();
  };
  expect(await look()).toBe(true);
  clock.at = 59_999;
  expect(await look()).toBe(true);
  expect(wire.asked).toHaveLength(1);
  clock.at = 60_000;
  await look();
  expect(wire.asked).toHaveLength(2);
});

const sharing = Object.values(services)
  .flatMap((one: Service) => [one])
  .flatMap(({ client, prefix, shared = {}, reads }) =>
    Object.entries(shared).map(([operation, how]) => ({ client, prefix, operation, reads, ...how })),
  );

const offered = new Set([
  'DescribeInstanceTypes',
  'DescribeSSLPolicies',
  'DescribeSecurityPolicy',
  'ListSecurityPolicies',
]);

test.each(sharing)('$client $operation is a read, and its room says why it may be acted by', (one) => {
  expect(one.reads).toContain(one.operation);
  expect(one.because).toMatch(/^[A-Z].{30,}\.$/);
  // What AWS itself offers, the same for everybody, changes with its releases.
  expect(one.seconds).toBeLessThanOrEqual(offered.has(one.operation) ? 3_600 : 60);
});

test('the SDK says what a command asks for, whatever a bundle calls its class', () => {
  const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-1' });
  const command = new DescribeSSLPoliciesCommand({});
  expect(operationOf(client, command)).toEqual({
    service: 'ElasticLoadBalancingV2Client',
    operation: 'DescribeSSLPolicies',
  });
  expect(sharedFor(client, command)).toBe(3_600_000);
  expect(sharedFor(client, {})).toBeUndefined();
});

test('what a remediation reads of its own resource is not shared, nor its tags', async () => {
  const shared = new Set(sharing.map(({ prefix, operation }) => `${prefix}:${operation}`));
  const asked: string[] = [];
  for (const { id, resourceType } of catalog.listings) {
    const { meta } = await catalog.remediation(id);
    const { permissions } = await catalog.resource(resourceType);
    const prefixes = new Set(meta.permissions.write.map((action) => action.split(':')[0]));
    // Which resources there are may be a minute old: each is read by itself before anything is said of it.
    asked.push(
      ...meta.permissions.read.filter((action) => prefixes.has(action.split(':')[0])),
      ...permissions.filter((action) => !/:List(?!Tags)/.test(action)),
    );
  }
  expect(asked.length).toBeGreaterThan(15);
  const surrounding = new Set([
    ...offered,
    'DescribeBlueGreenDeployments',
    'DescribeTargetGroups',
    // Which task definitions there are to look at is told by who runs them.
    'DescribeServices',
    'DescribeTasks',
  ]);
  const isSurrounding = (action: string): boolean => surrounding.has(action.split(':')[1] ?? '');
  expect(asked.filter((action) => shared.has(action) && !isSurrounding(action))).toEqual([]);
});
