import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../src/sandbox/faults.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost, type Host } from '../../../src/sandbox/host.ts';

const arn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders';
const statement = (over: object = {}): object => ({
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 'sqs:SendMessage',
  Resource: arn,
  ...over,
});
const policy = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });

const account = (queue: object = {}): Host =>
  startHost(loadAccount({ sqs: { Queues: [{ Name: 'orders', ...queue }] } }));
const ask = (host: Host, operation: string, input: object = {}, region = host.region): unknown => {
  try {
    return host.call({ operation: `sqs:${operation}`, input, caller: host.caller, region });
  } catch (error) {
    if (error instanceof AwsFault) return `${error.name} ${error.$metadata.httpStatusCode}`;
    throw error;
  }
};
const put = (host: Host, Policy: string): unknown =>
  ask(host, 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
const stored = (host: Host): unknown => JSON.parse(host.world().sqs.Queues[0]?.Policy ?? 'null');

describe('what SQS refuses to store', () => {
  const actions = (count: number) =>
    statement({ Action: Array.from({ length: count }, (_, at) => `sqs:Action${at}`) });
  test.each([
    ['no JSON', 'Deny everything', 'InvalidAttributeValue 400'],
    ['an empty list of statements', policy(), 'InvalidAttributeValue 400'],
    [
      'an action of another service',
      policy(statement({ Action: 's3:GetObject' })),
      'InvalidAttributeValue 400',
    ],
    [
      'a resource of another service',
      policy(statement({ Resource: 'arn:aws:s3:::orders' })),
      'InvalidAttributeValue 400',
    ],
    ['two resources', policy(statement({ Resource: [arn, `${arn}-dead`] })), 'InvalidAttributeValue 400'],
    [
      'a deleted user',
      policy(statement({ Principal: { AWS: 'AIDACKCEVSQ6C2EXAMPLE' } })),
      'InvalidAttributeValue 400',
    ],
    [
      'a condition key of its own',
      policy(statement({ Condition: { Bool: { 'sqs:Any': 'true' } } })),
      'InvalidAttributeValue 400',
    ],
    ['eight actions in a statement', policy(actions(8)), 'OverLimit 403'],
    ['21 statements', policy(...Array.from({ length: 21 }, () => statement())), 'OverLimit 403'],
    [
      '8193 bytes',
      policy(statement({ Sid: 'x'.repeat(8193 - policy(statement({ Sid: '' })).length) })),
      'OverLimit 403',
    ],
  ])('%s', (_what, text, refused) => {
    const host = account({ Policy: policy(statement()) });
    const before = stored(host);
    expect(put(host, text)).toBe(refused);
    expect(stored(host)).toEqual(before);
  });

  test.each([
    ['seven actions in a statement', policy(actions(7))],
    ['20 statements', policy(...Array.from({ length: 20 }, () => statement()))],
    ['8192 bytes', policy(statement({ Sid: 'x'.repeat(8192 - policy(statement({ Sid: '' })).length) }))],
    ['all actions in the letters of the console', policy(statement({ Action: 'SQS:*' }))],
  ])('and takes %s', (_what, text) => {
    const host = account();
    expect(put(host, text)).toEqual({});
    expect(stored(host)).toMatchObject({ Version: '2012-10-17' });
  });
});

describe('what SQS gives back', () => {
  test('no policy after an empty one', () => {
    const host = account({ Policy: policy(statement()) });
    expect(put(host, '')).toEqual({});
    expect(ask(host, 'GetQueueAttributes', { QueueUrl, AttributeNames: ['Policy'] })).toEqual({});
  });
  test('a version where there was none', () => {
    const host = account();
    put(host, JSON.stringify({ Statement: statement() }));
    expect(stored(host)).toMatchObject({ Version: '2008-10-17', Statement: [{ Effect: 'Allow' }] });
    put(host, JSON.stringify({ Id: 'theirs', Statement: statement() }));
    expect(stored(host)).toMatchObject({ Version: '2008-10-17', Id: 'theirs' });
  });
  test('the attributes that are asked for', () => {
    const host = account({ Attributes: { DelaySeconds: '5' } });
    const get = (...AttributeNames: readonly string[]) =>
      ask(host, 'GetQueueAttributes', { QueueUrl, AttributeNames });
    expect(get()).toEqual({});
    expect(get('Policy', 'QueueArn')).toEqual({ Attributes: { QueueArn: arn } });
    expect(get('All')).toMatchObject({
      Attributes: { QueueArn: arn, DelaySeconds: '5', VisibilityTimeout: '30' },
    });
    expect(get('Colour')).toBe('InvalidAttributeName 400');
  });
});

test('attributes that are not named stay as they are', () => {
  const host = account({ Attributes: { KmsMasterKeyId: 'alias/orders' }, Policy: policy(statement()) });
  const before = stored(host);
  ask(host, 'SetQueueAttributes', { QueueUrl, Attributes: { DelaySeconds: '9' } });
  expect(host.world().sqs.Queues[0]?.Attributes).toMatchObject({
    KmsMasterKeyId: 'alias/orders',
    DelaySeconds: '9',
  });
  expect(stored(host)).toEqual(before);
  expect(ask(host, 'SetQueueAttributes', { QueueUrl, Attributes: { QueueArn: arn } })).toBe(
    'InvalidAttributeName 400',
  );
});

describe('a queue is there by name and by URL, in its own Region and account', () => {
  const gone = 'QueueDoesNotExist 400';
  test.each([
    ['GetQueueUrl', { QueueName: 'orders' }, 'eu-west-1', { QueueUrl }],
    [
      'GetQueueUrl',
      { QueueName: 'orders', QueueOwnerAWSAccountId: '111122223333' },
      'eu-west-1',
      { QueueUrl },
    ],
    ['GetQueueUrl', { QueueName: 'orders', QueueOwnerAWSAccountId: '444455556666' }, 'eu-west-1', gone],
    ['GetQueueUrl', { QueueName: 'orders' }, 'us-east-1', gone],
    ['GetQueueUrl', { QueueName: 'Orders' }, 'eu-west-1', gone],
    ['ListQueueTags', { QueueUrl }, 'eu-west-1', { Tags: { team: 'shop' } }],
    ['ListQueueTags', { QueueUrl }, 'us-east-1', gone],
    ['ListQueueTags', { QueueUrl: QueueUrl.replace('111122223333', '444455556666') }, 'eu-west-1', gone],
    ['SetQueueAttributes', { QueueUrl: `${QueueUrl}-dead`, Attributes: {} }, 'eu-west-1', gone],
  ])('%s %o in %s', (operation, input, region, answer) => {
    expect(ask(account({ Tags: { team: 'shop' } }), operation, input, region)).toEqual(answer);
  });
});

test('a token for the next page only comes to who says how many are wanted', () => {
  const Queues = ['a', 'b', 'c', 'd', 'other'].map((Name) => ({ Name }));
  const host = startHost(loadAccount({ sqs: { Queues } }));
  expect(ask(host, 'ListQueues')).not.toHaveProperty('NextToken');
  expect(ask(host, 'ListQueues', { MaxResults: 1000 })).toHaveProperty('NextToken');
  expect(ask(host, 'ListQueues', { MaxResults: 1001 })).toBe('ValidationException 400');
  expect(ask(host, 'ListQueues', { QueueNamePrefix: 'o' })).toEqual({
    QueueUrls: [QueueUrl.replace('orders', 'other')],
  });
});
