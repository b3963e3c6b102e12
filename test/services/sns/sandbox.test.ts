import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../src/sandbox/faults.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost, type Host } from '../../../src/sandbox/host.ts';

const TopicArn = 'arn:aws:sns:eu-west-1:111122223333:orders';
const statement = (over: object = {}): object => ({
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 'sns:Publish',
  Resource: TopicArn,
  ...over,
});
const policy = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });

const account = (topic: object = {}): Host =>
  startHost(loadAccount({ sns: { Topics: [{ Name: 'orders', ...topic }] } }));
const ask = (host: Host, operation: string, input: object = {}, region = host.region): unknown => {
  try {
    return host.call({ operation: `sns:${operation}`, input, caller: host.caller, region });
  } catch (error) {
    if (error instanceof AwsFault) return `${error.name} ${error.$metadata.httpStatusCode}`;
    throw error;
  }
};
const set = (host: Host, AttributeName: string, AttributeValue: string): unknown =>
  ask(host, 'SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
const stored = (host: Host): unknown => JSON.parse(host.world().sns.Topics[0]?.Policy ?? 'null');

const invalid = 'InvalidParameterException 400';
const many = (count: number) => policy(...Array.from({ length: count }, () => statement()));
const long = (bytes: number) =>
  policy(statement({ Sid: 'x'.repeat(bytes - policy(statement({ Sid: '' })).length) }));

describe('what SNS refuses to store', () => {
  test.each([
    ['no policy at all', ''],
    ['no JSON', 'Deny everything'],
    ['an empty list of statements', policy()],
    ['all actions', policy(statement({ Action: 'sns:*' }))],
    ['everything', policy(statement({ Action: '*' }))],
    ['a star at the end of an action', policy(statement({ Action: 'sns:P*' }))],
    ['a question mark in an action', policy(statement({ Action: 'sns:Publis?' }))],
    ['an action that is not about topics', policy(statement({ Action: 'sns:CreateTopic' }))],
    ['an action of another service', policy(statement({ Action: 'sqs:SendMessage' }))],
    ['another topic', policy(statement({ Resource: `${TopicArn}-dead` }))],
    ['a deleted user', policy(statement({ Principal: { AWS: 'AIDACKCEVSQ6C2EXAMPLE' } }))],
    ['a condition key of another service', policy(statement({ Condition: { Bool: { 's3:Any': 'true' } } }))],
    ['one name twice', policy(statement({ Sid: 'One' }), statement({ Sid: 'One' }))],
    ['101 statements', many(101)],
    ['30721 bytes', long(30_721)],
  ])('%s', (_what, text) => {
    const host = account({ Policy: policy(statement()) });
    const before = stored(host);
    expect(set(host, 'Policy', text)).toBe(invalid);
    expect(stored(host)).toEqual(before);
  });

  test.each([
    ['100 statements', many(100)],
    ['30720 bytes', long(30_720)],
    ['actions in the letters of the console', policy(statement({ Action: ['SNS:Publish', 'SNS:Receive'] }))],
  ])('and takes %s', (_what, text) => {
    const host = account();
    expect(set(host, 'Policy', text)).toEqual({});
    expect(stored(host)).toMatchObject({ Version: '2012-10-17' });
  });
});

test('a topic is made with the policy of AWS, and that can be put again', () => {
  const host = account();
  const text = host.world().sns.Topics[0]?.Policy ?? '';
  expect(stored(host)).toMatchObject({ Id: '__default_policy_ID', Statement: [{ Resource: TopicArn }] });
  expect(set(host, 'Policy', text)).toEqual({});
  expect(host.world().sns.Topics[0]?.Policy).toBe(text);
});

test('one attribute at a time: the others stay as they are', () => {
  const host = account({ Attributes: { KmsMasterKeyId: 'alias/orders' }, Policy: policy(statement()) });
  const before = stored(host);
  expect(set(host, 'DisplayName', 'Orders')).toEqual({});
  expect(ask(host, 'GetTopicAttributes', { TopicArn })).toMatchObject({
    Attributes: { TopicArn, Owner: '111122223333', KmsMasterKeyId: 'alias/orders', DisplayName: 'Orders' },
  });
  expect(stored(host)).toEqual(before);
  expect(set(host, 'TopicArn', `${TopicArn}-dead`)).toBe(invalid);
});

describe('a topic is there by its ARN, in its own Region', () => {
  const elsewhere = TopicArn.replace('eu-west-1', 'us-east-1');
  test.each([
    ['GetTopicAttributes', { TopicArn: `${TopicArn}-dead` }, 'eu-west-1', 'NotFoundException 404'],
    ['GetTopicAttributes', { TopicArn }, 'us-east-1', 'NotFoundException 404'],
    ['GetTopicAttributes', { TopicArn: elsewhere }, 'eu-west-1', 'NotFoundException 404'],
    ['ListTagsForResource', { ResourceArn: TopicArn }, 'eu-west-1', { Tags: [{ Key: 'a', Value: 'b' }] }],
    ['ListTagsForResource', { ResourceArn: TopicArn }, 'us-east-1', 'ResourceNotFoundException 404'],
    ['ListTopics', {}, 'eu-west-1', { Topics: [{ TopicArn }] }],
    ['ListTopics', {}, 'us-east-1', { Topics: [] }],
    ['ListTopics', { NextToken: 'mine' }, 'eu-west-1', invalid],
  ])('%s %o in %s', (operation, input, region, answer) => {
    expect(ask(account({ Tags: { a: 'b' } }), operation, input, region)).toEqual(answer);
  });
});
