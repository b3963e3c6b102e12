import { describe, expect, test } from 'vitest';
import { loadAccount, type AccountFile } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/kafka/resources/aws-msk-cluster.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';
import { arn, shop } from '../clusters.ts';

const id = '0a1b2c3d-4e5f-6789-abcd-ef0123456789';
const arnOf = (name: string, region = 'eu-west-1', end = '7') =>
  `arn:aws:kafka:${region}:111122223333:cluster/${name}/${id}-${end}`;
const named = (of: string) => ({ ...location, type: 'AWS::MSK::Cluster', id: of, arn: of });

const names = ['orders', 'Orders-2', 'bills', 'bills-dead', 'receipts'];
const looking = (account: AccountFile) => sandboxClouds(startHost(loadAccount(account))).look(location);
const world = () =>
  looking({
    kafka: {
      Clusters: [
        { ClusterName: 'clicks', Serverless: {} },
        ...names.map((ClusterName) => ({
          ClusterName,
          Provisioned: {},
          ...(ClusterName === 'orders' && { Tags: { team: 'shop' } }),
        })),
        { ClusterName: 'elsewhere', Region: 'us-east-1', Provisioned: {} },
      ],
    },
  });

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', arnOf('orders'), arnOf('orders')],
    [
      'a serverless one, if it should be called so',
      arnOf('clicks', 'eu-west-1', 's1'),
      arnOf('clicks', 'eu-west-1', 's1'),
    ],
  ],
  gone: arnOf('gone'),
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", arnOf('orders').replace('111122223333', '444455556666')],
    ['of another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['a topic', arnOf('orders').replace(':cluster/', ':topic/')],
    ['a name', 'orders'],
    ['nothing', ''],
  ],
  answer: { ClusterInfo: {} },
  failing: arnOf('orders'),
  listed: names.map((name) => arnOf(name)),
  tags: { [arnOf('orders')]: { team: 'shop' }, [arnOf('bills')]: {}, [arnOf('gone')]: {} },
});

test('an ARN tells which kind of cluster it is of', () => {
  expect(resource.idOf(arnOf('orders'))).toBe(arnOf('orders'));
  expect(resource.idOf(arnOf('orders', 'eu-west-1', 's1'))).toBeUndefined();
  expect(resource.idOf(arnOf('orders', 'eu-west-1', 's12'))).toBeUndefined();
  expect(resource.idOf('arn:aws:kafka:eu-west-1:111122223333:cluster/orders')).toBeUndefined();
  expect(resource.idOf('arn:aws:kafkaconnect:eu-west-1:111122223333:connector/orders/1')).toBeUndefined();
});

describe('endpoints', () => {
  const endpointsIn = (account: AccountFile) => resource.endpoints?.(named(arn), looking(account));
  const broker = (nth: number, port: number) => ({
    host: `b-${nth}.orders.1a2b3c.c2.kafka.eu-west-1.amazonaws.com`,
    port,
    protocol: 'kafka',
    internal: true,
  });
  const two = { NumberOfBrokerNodes: 2 };

  test('each broker at each port', async () => {
    expect(await endpointsIn(shop('TLS_PLAINTEXT', two))).toEqual([
      broker(1, 9092),
      broker(1, 9094),
      broker(2, 9092),
      broker(2, 9094),
    ]);
    expect(await endpointsIn(shop('TLS', two))).toEqual([broker(1, 9094), broker(2, 9094)]);
  });

  test('none of one that is being made, or is gone', async () => {
    expect(await endpointsIn(shop('TLS', two, { State: 'CREATING' }))).toEqual([]);
    expect(await endpointsIn({})).toEqual([]);
  });

  test('other failures are not taken for an absence', async () => {
    const { read } = await answering(() => {
      throw refusal('InternalServerErrorException', 500);
    });
    await expect(resource.endpoints?.(named(arn), read)).rejects.toThrow('InternalServerErrorException');
  });

  test('from the internet and by IPv6 too, none of other networks, and nothing that is no address', async () => {
    const { read } = await answering(() => ({
      BootstrapBrokerStringPublicSaslIam: 'b-1-public.orders.kafka.eu-west-1.amazonaws.com:9198',
      BootstrapBrokerStringTlsIpv6: 'b-1.orders.kafka.eu-west-1.api.aws:20094, nobody',
      BootstrapBrokerStringVpcConnectivityTls: 'b-1.scram.orders.kafka.eu-west-1.amazonaws.com:14001',
      Unknown: 'b-1.orders.kafka.eu-west-1.amazonaws.com:1',
    }));
    expect(await resource.endpoints?.(named(arn), read)).toEqual([
      { host: 'b-1-public.orders.kafka.eu-west-1.amazonaws.com', port: 9198, protocol: 'kafka' },
      { host: 'b-1.orders.kafka.eu-west-1.api.aws', port: 20_094, protocol: 'kafka', internal: true },
    ]);
  });
});
