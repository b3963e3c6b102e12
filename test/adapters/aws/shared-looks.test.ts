import { DescribeDBInstancesCommand, DescribeDBProxiesCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import { sharedLooks } from '../../../src/adapters/aws/shared-looks.ts';
import type { Location } from '../../../src/core/model/target.ts';
import { queryError, startWireServer, type WireServer } from '../../kit/wire-server.ts';

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location: Location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const none = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<R xmlns="x"></R>' };

const stage = () => {
  const clock = { at: 0 };
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint, forcePathStyle: true },
    readAttempts: 1,
    pace: unpaced,
  });
  const evaluating = sharedLooks(clouds, () => new Date(clock.at));
  const shared = evaluating().clouds;
  const list = (on = shared, at = location, input = {}) =>
    on.look(at).use(RDSClient).send(new DescribeDBInstancesCommand(input));
  return { clock, clouds, evaluating, shared, list };
};

test('what lists is asked once for all looks, and again after a minute', async () => {
  wire.answers(none);
  const { clock, list } = stage();
  await Promise.all([list(), list(), list()]);
  clock.at = 59_999;
  await list();
  expect(wire.asked).toHaveLength(1);
  clock.at = 60_000;
  await list();
  await list();
  expect(wire.asked).toHaveLength(2);
});

test('a fresh look beside it asks AWS', async () => {
  wire.answers(none);
  const { clouds, list } = stage();
  await list();
  await list(clouds);
  await list(clouds);
  expect(wire.asked).toHaveLength(3);
});

test.each([
  ['account', { ...location, account: '444455556666' }, {}],
  ['Region', { ...location, region: 'us-east-1' }, {}],
  ['partition', { ...location, partition: 'aws-cn' }, {}],
  ['question', location, { DBInstanceIdentifier: 'other' }],
])('another %s is asked for itself', async (_, at, input) => {
  wire.answers(none);
  const { shared, list } = stage();
  await list();
  await list(shared, at, input);
  expect(wire.asked).toHaveLength(2);
});

test('a failure is not remembered', async () => {
  wire.answers(queryError(403, 'AccessDenied'));
  const { list } = stage();
  await expect(list()).rejects.toThrow(/./);
  wire.answers(none);
  await expect(list()).resolves.toMatchObject({});
  expect(wire.asked).toHaveLength(1);
});

test('classes without names are told apart: a bundle takes the names', async () => {
  wire.answers(none);
  const { shared } = stage();
  const nameless = <Class extends object>(made: Class): Class =>
    Object.defineProperty(made, 'name', { value: 'a' });
  const restore = [RDSClient, DescribeDBInstancesCommand, DescribeDBProxiesCommand].map((made) => {
    const { name } = made;
    nameless(made);
    return () => Object.defineProperty(made, 'name', { value: name });
  });
  const rds = () => shared.look(location).use(RDSClient);
  await rds().send(new DescribeDBInstancesCommand({}));
  await rds().send(new DescribeDBProxiesCommand({}));
  await rds().send(new DescribeDBInstancesCommand({}));
  expect(wire.asked.map(({ operation }) => operation)).toEqual(['DescribeDBInstances', 'DescribeDBProxies']);
  for (const put of restore) put();
});

test('a look says whether all that it saw was asked by itself', async () => {
  wire.answers(none);
  const { clock, evaluating, list } = stage();
  const [first, second, third] = [evaluating(), evaluating(), evaluating()];
  await list(first.clouds);
  await list(second.clouds, location, { DBInstanceIdentifier: 'other' });
  await list(second.clouds);
  clock.at = 60_000;
  await list(third.clouds);
  expect([first, second, third].map((one) => one.isFresh())).toEqual([true, false, true]);
});
