import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/kinesis/resources/aws-kinesis-stream.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:kinesis:${region}:111122223333:stream/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::Kinesis::Stream', id, arn: arnOf(id) });

const names = ['orders', 'bills', 'clicks.raw', 'clicks_late'];
const world = () => {
  const Streams = [
    ...names.map((StreamName) => ({ StreamName, Tags: StreamName === 'orders' ? { team: 'shop' } : {} })),
    { StreamName: 'receipts', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ kinesis: { Streams } }))).look(location);
};

test.each([
  ['a consumer', `${arnOf('orders')}/consumer/app:1525898737`],
  ['a Firehose stream', 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders'],
  ['a stream of video', 'arn:aws:kinesisvideo:eu-west-1:111122223333:stream/orders/1'],
  ['a name', 'orders'],
])('%s is no ARN of a stream', (_what, text) => {
  expect(resource.idOf(text)).toBeUndefined();
});

describe('resolving', () => {
  test.each([
    ['by ARN', arnOf('clicks.raw'), 'clicks.raw'],
    ['by name', 'orders', 'orders'],
  ])('%s', async (_form, id, name) => {
    expect(resource.idOf(arnOf(name))).toBe(name);
    expect(await resource.resolve(id, location, world())).toEqual(named(name));
  });

  test.each([
    ['another Region', arnOf('orders', 'us-east-1')],
    ['another account', 'arn:aws:kinesis:eu-west-1:444455556666:stream/orders'],
    ['another partition', 'arn:aws-cn:kinesis:eu-west-1:111122223333:stream/orders'],
    ['no name', '../orders'],
  ])('%s is none of this place, and nobody is asked', async (_what, id) => {
    const { read, asked } = await answering(() => ({}));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('what is gone', async () => {
    expect(await resource.resolve('receipts', location, world())).toBeUndefined();
  });
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const { id } of resource.list(location, world())) found.push(id);
  expect(found).toEqual(names);
});

test('tags, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named('bills'), world())).toEqual({});
});
