import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/mq/resources/aws-amazonmq-broker.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const idOf = (last: number) => `b-00000000-0000-0000-0000-00000000000${last}`;
const names = ['bills', 'orders', 'stock', 'tolls', 'trucks'];
const arnOf = (id: string, region = 'eu-west-1') =>
  `arn:aws:mq:${region}:111122223333:broker:${names[Number(id.at(-1))] ?? 'gone'}:${id}`;
const named = (id: string) => ({ ...location, type: 'AWS::AmazonMQ::Broker', id, arn: arnOf(id) });

const ids = names.map((_name, at) => idOf(at));
const [, orders = '', stock = ''] = ids;
const world = () => {
  const Brokers = [
    ...names.map((BrokerName, at) => ({
      BrokerName,
      BrokerId: idOf(at),
      Tags: BrokerName === 'orders' ? { team: 'shop' } : {},
      PubliclyAccessible: BrokerName === 'orders',
    })),
    { BrokerName: 'elsewhere', BrokerId: idOf(9), Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ mq: { Brokers } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', orders, orders],
    ['by its ARN', arnOf(stock), stock],
    ['by its name', 'orders', orders],
  ],
  gone: idOf(9),
  others: [
    ['of another Region', arnOf(orders, 'us-east-1')],
    ["another account's", `arn:aws:mq:eu-west-1:444455556666:broker:orders:${orders}`],
    ['of another partition', `arn:aws-cn:mq:eu-west-1:111122223333:broker:orders:${orders}`],
    ['a configuration', 'arn:aws:mq:eu-west-1:111122223333:configuration:c-1'],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  answer: {},
  failing: orders,
  listed: ids,
  tags: { [orders]: { team: 'shop' }, [stock]: {} },
});

test('what a probe can ask', async () => {
  expect(await resource.endpoints?.(named(orders), world())).toEqual([
    { host: `${orders}.mq.eu-west-1.amazonaws.com`, port: 5671, protocol: 'amqp' },
  ]);
  expect(await resource.endpoints?.(named(stock), world())).toMatchObject([{ internal: true }]);
});
