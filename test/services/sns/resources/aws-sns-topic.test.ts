import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/sns/resources/aws-sns-topic.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:sns:${region}:111122223333:${name}`;
const named = (name: string) => ({
  ...location,
  type: 'AWS::SNS::Topic',
  id: arnOf(name),
  arn: arnOf(name),
});

const names = ['orders', 'orders.fifo', 'orders-dead', 'bills', 'bills-dead'];
const world = () => {
  const Topics = [
    ...names.map((Name) => ({ Name, Tags: Name === 'orders' ? { team: 'shop' } : {} })),
    { Name: 'receipts', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ sns: { Topics } }))).look(location);
};

describe('the id within an ARN', () => {
  test.each([arnOf('orders'), 'arn:aws-cn:sns:cn-north-1:111122223333:Orders_2.fifo'])(
    '%s is itself',
    (arn) => {
      expect(resource.idOf(arn)).toBe(arn);
    },
  );
  test.each([
    ['a queue', 'arn:aws:sqs:eu-west-1:111122223333:orders'],
    ['a subscription', `${arnOf('orders')}:8a21d249-4329-4871-acc6-7be709c6ea7f`],
    ['an application', arnOf('app/GCM/orders')],
    ['a pattern', arnOf('*')],
    ['another ending', arnOf('orders.first')],
    ['a name', 'orders'],
  ])('%s has none', (_what, text) => {
    expect(resource.idOf(text)).toBeUndefined();
  });
});

describe('resolving', () => {
  test.each([
    ['as AWS Config has it', arnOf('orders'), 'orders'],
    ['a name', 'orders-dead', 'orders-dead'],
    ['a FIFO topic by ARN', arnOf('orders.fifo'), 'orders.fifo'],
    ['a FIFO topic by name', 'orders.fifo', 'orders.fifo'],
  ])('%s', async (_form, id, name) => {
    expect(await resource.resolve(id, location, world())).toEqual(named(name));
  });

  test('what is no longer there', async () => {
    expect(await resource.resolve(arnOf('receipts'), location, world())).toBeUndefined();
  });

  test.each([
    ['a topic of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:sns:eu-west-1:444455556666:orders'],
    ['of another partition', 'arn:aws-cn:sns:eu-west-1:111122223333:orders'],
    ['a queue', 'arn:aws:sqs:eu-west-1:111122223333:orders'],
    ['a subscription', `${arnOf('orders')}:8a21d249-4329-4871-acc6-7be709c6ea7f`],
    ['nothing', ''],
    ['a path', '../orders'],
    ['257 characters', 'a'.repeat(257)],
  ])('%s is none of this place, and nobody is asked', async (_what, id) => {
    const { read, asked } = await answering(() => ({ Tags: [] }));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('other failures are not taken for an absence', async () => {
    const { read } = await answering(() => {
      throw refusal('InternalErrorException', 500);
    });
    await expect(resource.resolve('orders', location, read)).rejects.toThrow('InternalError');
  });

  test('one that we may not see is found, so that somebody can be told', async () => {
    const { read } = await answering(() => {
      throw refusal('AuthorizationErrorException', 403);
    });
    expect(await resource.resolve('orders', location, read)).toEqual(named('orders'));
  });
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id.split(':').at(-1) ?? ''));
    found.push(target.id);
  }
  expect(found).toEqual(names.map((name) => arnOf(name)));
});

test('tags, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named('bills'), world())).toEqual({});
  await expect(resource.tags(named('receipts'), world())).rejects.toThrow('does not exist');
});

test('one lease covers the topic', () => {
  expect(resource.root(named('orders'))).toBe(arnOf('orders'));
});
