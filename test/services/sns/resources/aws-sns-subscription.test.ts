import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/sns/resources/aws-sns-subscription.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const topic = 'arn:aws:sns:eu-west-1:111122223333:orders';
const idOf = (number: number) => `8a21d249-4329-4871-acc6-7be709c6ea${number}`;
const named = (arn: string) => ({ ...location, type: 'AWS::SNS::Subscription', id: arn, arn });

const world = () => {
  const at = (number: number, over: object = {}) => ({ Id: idOf(number), Topic: 'orders', ...over });
  const Subscriptions = [
    ...[10, 11, 12, 13].map((number) => at(number, { Protocol: 'sqs' })),
    at(14, { Protocol: 'http', Owner: '444455556666' }),
    at(15, { Protocol: 'http', PendingConfirmation: 'true' }),
    at(16, { Protocol: 'http', Topic: 'bills' }),
  ];
  const Topics = [{ Name: 'orders', Tags: { team: 'shop' } }, { Name: 'bills' }, { Name: 'quiet' }];
  return sandboxClouds(startHost(loadAccount({ sns: { Topics, Subscriptions } }))).look(location);
};

test('lists those of every topic, whoever has subscribed; what waits for confirmation has no ARN', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.arn));
    found.push(target.arn);
  }
  expect(found).toEqual([
    ...[10, 11, 12, 13, 14].map((number) => `${topic}:${idOf(number)}`),
    `arn:aws:sns:eu-west-1:111122223333:bills:${idOf(16)}`,
  ]);
});

describe('resolving', () => {
  test.each([
    ['one of ours', 10],
    ["another account's, which we may not read", 14],
    ['one that waits', 15],
  ])('%s', async (_what, number) => {
    const arn = `${topic}:${idOf(number)}`;
    expect(resource.idOf(arn)).toBe(arn);
    expect(await resource.resolve(arn, location, world())).toEqual(named(arn));
  });

  test.each([
    ['a topic', topic],
    ['of a topic of another account', `arn:aws:sns:eu-west-1:444455556666:orders:${idOf(10)}`],
    ['of another Region', `arn:aws:sns:us-east-1:111122223333:orders:${idOf(10)}`],
    ['what a list says of one that waits', 'PendingConfirmation'],
  ])('%s is none of this place, and nobody is asked', async (_what, id) => {
    const { read, asked } = await answering(() => ({}));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('what is gone, and what fails', async () => {
    const arn = `${topic}:${idOf(99)}`;
    expect(await resource.resolve(arn, location, world())).toBeUndefined();
    const { read } = await answering(() => {
      throw refusal('InternalErrorException', 500);
    });
    await expect(resource.resolve(arn, location, read)).rejects.toThrow('InternalError');
  });
});

test('it is tagged as its topic is', async () => {
  expect(await resource.tags(named(`${topic}:${idOf(10)}`), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named(`${topic}-gone:${idOf(10)}`), world())).toEqual({});
});
