import { DescribeDBInstancesCommand, DescribeDBProxiesCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { oneLook } from '../../../src/adapters/aws/one-look.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import type { Location } from '../../../src/core/model/target.ts';
import { queryError, startWireServer, type WireServer } from '../../kit/wire-server.ts';

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location: Location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const none = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<R xmlns="x"></R>' };

const stage = (most?: number) => {
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint, forcePathStyle: true },
    readAttempts: 1,
    throttledReads: 1,
    pace: unpaced,
  });
  const one = oneLook(clouds, most);
  const ask = (on = one, at = location, input = {}) =>
    on.look(at).use(RDSClient).send(new DescribeDBInstancesCommand(input));
  return { clouds, one, ask };
};

test('a question is asked once in one look, whatever asks it, and however long it takes', async () => {
  wire.answers(none);
  const { ask } = stage();
  const answers = await Promise.all([ask(), ask()]);
  expect(await ask()).toBe(answers[0]);
  expect(wire.asked).toHaveLength(1);
});

test('another look asks for itself, and so does whoever acts', async () => {
  wire.answers(none);
  const { clouds, ask } = stage();
  await ask();
  await ask(oneLook(clouds));
  await ask(clouds);
  expect(wire.asked).toHaveLength(3);
});

test.each([
  ['account', { ...location, account: '444455556666' }, {}],
  ['Region', { ...location, region: 'us-east-1' }, {}],
  ['partition', { ...location, partition: 'aws-cn' }, {}],
  ['question', location, { DBInstanceIdentifier: 'other' }],
])('another %s is asked for itself', async (_, at, input) => {
  wire.answers(none);
  const { one, ask } = stage();
  await ask();
  await ask(one, at, input);
  await ask(one, at, input);
  expect(wire.asked).toHaveLength(2);
});

test('another operation with the same input is another question', async () => {
  wire.answers(none);
  const { one, ask } = stage();
  await ask();
  await one.look(location).use(RDSClient).send(new DescribeDBProxiesCommand({}));
  expect(wire.asked.map(({ operation }) => operation)).toEqual(['DescribeDBInstances', 'DescribeDBProxies']);
});

test('a no is an answer; what may pass is asked again', async () => {
  const { ask } = stage();
  wire.answers(queryError(404, 'DBInstanceNotFound'));
  await expect(ask()).rejects.toThrow(/./);
  await expect(ask()).rejects.toThrow(/./);
  expect(wire.asked).toHaveLength(1);
  wire.answers(queryError(503, 'ServiceUnavailable'));
  const again = stage();
  await expect(again.ask()).rejects.toThrow(/./);
  wire.answers(none);
  await expect(again.ask()).resolves.toMatchObject({});
});

test('of very many answers those used last are kept', async () => {
  wire.answers(none);
  const { one, ask } = stage(2);
  for (const DBInstanceIdentifier of ['a', 'b', 'c', 'c', 'a'])
    await ask(one, location, { DBInstanceIdentifier });
  expect(wire.asked).toHaveLength(4);
});
