import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/sqs/resources/aws-sqs-queue.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const urlOf = (name: string, region = 'eu-west-1') =>
  `https://sqs.${region}.amazonaws.com/111122223333/${name}`;
const named = (name: string) => ({
  ...location,
  type: 'AWS::SQS::Queue',
  id: urlOf(name),
  arn: `arn:aws:sqs:eu-west-1:111122223333:${name}`,
});

const names = ['orders', 'orders.fifo', 'orders-dead', 'bills', 'bills-dead'];
const world = () => {
  const Queues = [
    ...names.map((Name) => ({ Name, Tags: Name === 'orders' ? { team: 'shop' } : {} })),
    { Name: 'orders', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ sqs: { Queues } }))).look(location);
};

describe('the id within an ARN', () => {
  test.each([
    'arn:aws:sqs:eu-west-1:111122223333:orders',
    'arn:aws-cn:sqs:cn-north-1:111122223333:Orders_2.fifo',
  ])('%s is itself', (arn) => {
    expect(resource.idOf(arn)).toBe(arn);
  });
  test.each([
    'arn:aws:sns:eu-west-1:111122223333:orders',
    'arn:aws:sqs:eu-west-1:111122223333:orders/1',
    'arn:aws:sqs:eu-west-1:111122223333:orders.first',
    'arn:aws:sqs:eu-west-1:111122223333:*',
    urlOf('orders'),
    'orders',
  ])('%s has none', (text) => {
    expect(resource.idOf(text)).toBeUndefined();
  });
});

describe('resolving', () => {
  test.each([
    ['as AWS Config has it', urlOf('orders'), 'orders'],
    ['an ARN', 'arn:aws:sqs:eu-west-1:111122223333:orders', 'orders'],
    ['a name', 'orders-dead', 'orders-dead'],
    ['a FIFO queue by URL', urlOf('orders.fifo'), 'orders.fifo'],
    ['a FIFO queue by name', 'orders.fifo', 'orders.fifo'],
    ['a URL of FIPS', 'https://sqs-fips.eu-west-1.amazonaws.com/111122223333/orders', 'orders'],
    ['a URL of both stacks', 'https://sqs.eu-west-1.api.aws/111122223333/orders', 'orders'],
    ['a URL of a VPC', 'https://vpce-1.sqs.eu-west-1.vpce.amazonaws.com/111122223333/orders', 'orders'],
    ['a URL from before', 'https://eu-west-1.queue.amazonaws.com/111122223333/orders', 'orders'],
    ['a URL over plain HTTP', 'http://sqs.eu-west-1.amazonaws.com/111122223333/orders', 'orders'],
    ['a URL of an emulator', 'http://127.0.0.1:5000/111122223333/orders', 'orders'],
  ])('%s', async (_form, id, name) => {
    expect(await resource.resolve(id, location, world())).toEqual(named(name));
  });

  test('what is no longer there', async () => {
    expect(await resource.resolve(urlOf('receipts'), location, world())).toBeUndefined();
  });

  test.each([
    ['a queue of this name in another Region', urlOf('orders', 'us-east-1')],
    ['one by ARN', 'arn:aws:sqs:us-east-1:111122223333:orders'],
    ['one from before', 'https://us-east-1.queue.amazonaws.com/111122223333/orders'],
    ['one from the first days', 'https://queue.amazonaws.com/111122223333/orders'],
    ["another account's", 'https://sqs.eu-west-1.amazonaws.com/444455556666/orders'],
    ["another account's by ARN", 'arn:aws:sqs:eu-west-1:444455556666:orders'],
    ['of another partition', 'arn:aws-cn:sqs:eu-west-1:111122223333:orders'],
    ['a topic', 'arn:aws:sns:eu-west-1:111122223333:orders'],
    ['nothing', ''],
    ['a path', '../orders'],
    ['a longer path', urlOf('orders/more')],
    ['81 characters', 'a'.repeat(81)],
  ])('%s is none of this place, and nobody is asked', async (_what, id) => {
    const { read, asked } = await answering(() => ({ QueueUrl: urlOf('orders') }));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('the owner is asked for, and what SQS answers is the id', async () => {
    const fips = 'https://sqs-fips.eu-west-1.amazonaws.com/111122223333/orders';
    const { read, asked } = await answering(() => ({ QueueUrl: fips }));
    expect((await resource.resolve('orders', location, read))?.id).toBe(fips);
    expect(asked.map(({ input }) => input)).toEqual([
      { QueueName: 'orders', QueueOwnerAWSAccountId: '111122223333' },
    ]);
  });

  test('an answer without a URL, or with another queue, is none', async () => {
    for (const answer of [{}, { QueueUrl: urlOf('orders', 'us-east-1') }]) {
      const { read } = await answering(() => answer);
      expect(await resource.resolve('orders', location, read)).toBeUndefined();
    }
  });

  test('other failures are not taken for an absence', async () => {
    const { read } = await answering(() => {
      throw refusal('InternalError', 500);
    });
    await expect(resource.resolve('orders', location, read)).rejects.toThrow('InternalError');
  });

  describe('a queue whose URL we may not ask for', () => {
    const denying = (listed: readonly string[] | undefined) =>
      answering(({ operation }) => {
        if (operation === 'ListQueues' && listed) return { QueueUrls: listed };
        throw refusal('AccessDeniedException', 403);
      });
    test('is found by its URL, so that somebody can be told', async () => {
      const { read, asked } = await denying(undefined);
      expect(await resource.resolve(urlOf('orders'), location, read)).toEqual(named('orders'));
      expect(asked.map(({ operation }) => operation)).toEqual(['GetQueueUrl']);
    });
    test('is found by its ARN where the account lists it', async () => {
      const { read, asked } = await denying([urlOf('orders-dead'), urlOf('orders')]);
      expect(await resource.resolve(named('orders').arn, location, read)).toEqual(named('orders'));
      expect(asked.at(-1)).toMatchObject({ operation: 'ListQueues', input: { QueueNamePrefix: 'orders' } });
      const { read: without } = await denying([urlOf('orders-dead')]);
      expect(await resource.resolve('orders', location, without)).toBeUndefined();
    });
    test('nothing is concluded where listing is refused too', async () => {
      const { read } = await denying(undefined);
      await expect(resource.resolve('orders', location, read)).rejects.toThrow('AccessDenied');
    });
  });
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id.split('/').at(-1) ?? ''));
    found.push(target.id);
  }
  expect(found).toEqual(names.map((name) => urlOf(name)));
});

test('tags, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named('bills'), world())).toEqual({});
  await expect(resource.tags(named('receipts'), world())).rejects.toThrow('does not exist');
});

test('one lease covers the queue', () => {
  expect(resource.root(named('orders'))).toBe('arn:aws:sqs:eu-west-1:111122223333:orders');
});
