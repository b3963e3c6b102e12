import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/kafka/resources/aws-msk-serverlesscluster.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1', end = 's1') =>
  `arn:aws:kafka:${region}:111122223333:cluster/${name}/0a1b2c3d-4e5f-6789-abcd-ef0123456789-${end}`;
const named = (id: string) => ({ ...location, type: 'AWS::MSK::ServerlessCluster', id, arn: id });

const names = ['clicks', 'Clicks-2', 'bills', 'receipts'];
const world = () =>
  sandboxClouds(
    startHost(
      loadAccount({
        kafka: {
          Clusters: [
            { ClusterName: 'orders', Provisioned: {} },
            ...names.map((ClusterName) => ({
              ClusterName,
              Serverless: {},
              ...(ClusterName === 'clicks' && { Tags: { team: 'shop' } }),
            })),
            { ClusterName: 'elsewhere', Region: 'us-east-1', Serverless: {} },
          ],
        },
      }),
    ),
  ).look(location);

testResource(resource, {
  world,
  named,
  resolves: [['by its ARN', arnOf('Clicks-2'), arnOf('Clicks-2')]],
  gone: arnOf('gone'),
  others: [
    ['of another Region', arnOf('clicks', 'us-east-1')],
    ["another account's", arnOf('clicks').replace('111122223333', '444455556666')],
    ['a name', 'clicks'],
  ],
  answer: { ClusterInfo: { ClusterType: 'SERVERLESS' } },
  failing: arnOf('clicks'),
  listed: names.map((name) => arnOf(name)),
  tags: { [arnOf('clicks')]: { team: 'shop' }, [arnOf('bills')]: {} },
});

test('a provisioned cluster is none, by its ARN or by what it is', async () => {
  expect(resource.idOf(arnOf('clicks'))).toBe(arnOf('clicks'));
  expect(resource.idOf(arnOf('orders', 'eu-west-1', '7'))).toBeUndefined();
  expect(resource.idOf('arn:aws:kafka:eu-west-1:111122223333:topic/clicks/1-s1/orders')).toBeUndefined();
  expect(await resource.resolve(arnOf('orders', 'eu-west-1', '7'), location, world())).toBeUndefined();
});

test('its one address', async () => {
  expect(await resource.endpoints?.(named(arnOf('clicks')), world())).toEqual([
    {
      host: 'boot-1a2b3c.c2.kafka-serverless.eu-west-1.amazonaws.com',
      port: 9098,
      protocol: 'kafka',
      internal: true,
    },
  ]);
  expect(await resource.endpoints?.(named(arnOf('gone')), world())).toEqual([]);
  const { read } = await answering(() => {
    throw refusal('TooManyRequestsException', 429);
  });
  await expect(resource.endpoints?.(named(arnOf('clicks')), read)).rejects.toThrow(
    'TooManyRequestsException',
  );
});
