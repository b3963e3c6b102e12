import { describe, expect, test } from 'vitest';
import { cloudTrailOf } from '../../../src/adapters/aws/cloudtrail.ts';
import type { Aws } from '../../../src/core/model/remediation.ts';

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'orders',
  arn: 'arn:aws:s3:::orders',
};
const from = new Date('2026-01-05T09:00:00Z');
const to = new Date('2026-01-05T09:00:01Z');
const question = { target, operations: ['PutBucketPolicy'], about: ['orders'], from, to };

const event = (id: string, more: object = {}) => ({
  EventId: id,
  EventName: 'PutBucketPolicy',
  EventTime: from,
  CloudTrailEvent: JSON.stringify({
    userIdentity: { arn: 'arn:aws:iam::111122223333:user/ann' },
    requestParameters: { bucketName: 'orders' },
    ...more,
  }),
});

/** A client that gives one page after the other. */
const answering = (pages: readonly (readonly object[])[], asked: unknown[] = []) => {
  const send: unknown = async ({ input }: { input: { NextToken?: string } }) => {
    asked.push(input);
    const index = Number(input.NextToken ?? 0);
    return { Events: pages[index], ...(index + 1 < pages.length && { NextToken: String(index + 1) }) };
  };
  const use: Aws['use'] = (client) => Object.create(client.prototype, { send: { value: send } });
  return { look: () => ({ use }) };
};

describe('who wrote', () => {
  test('is asked by the name of the call, all pages', async () => {
    const asked: unknown[] = [];
    const events = await cloudTrailOf(answering([[event('a')], [event('b')]], asked))(question);
    expect(events.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(events[0]).toEqual({
      id: 'a',
      at: '2026-01-05T09:00:00.000Z',
      by: 'arn:aws:iam::111122223333:user/ann',
      operation: 'PutBucketPolicy',
    });
    expect(asked[0]).toMatchObject({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'PutBucketPolicy' }],
      StartTime: from,
      EndTime: to,
    });
  });

  test.each([
    ['of another bucket', { requestParameters: { bucketName: 'orders-2' } }],
    ['that AWS refused', { errorCode: 'AccessDenied' }],
    ['without a request', { requestParameters: null }],
  ])('leaves out a call %s', async (_what, more) => {
    expect(await cloudTrailOf(answering([[event('a', more)]]))(question)).toEqual([]);
  });

  test.each([
    [
      { userIdentity: { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' } },
      'cloudformation.amazonaws.com',
    ],
    [{ userIdentity: 'odd' }, 'an unknown principal'],
  ])('names services and the unknown: %j', async (more, by) => {
    expect((await cloudTrailOf(answering([[event('a', more)]]))(question))[0]?.by).toBe(by);
  });

  test.each([['not JSON'], ['[]'], [undefined]])(
    'a record that cannot be read (%s) says nothing',
    async (text) => {
      expect(await cloudTrailOf(answering([[{ ...event('a'), CloudTrailEvent: text }]]))(question)).toEqual(
        [],
      );
    },
  );

  test('too long a history is an error, not half an answer', async () => {
    const pages = Array.from({ length: 7 }, () => []);
    await expect(cloudTrailOf(answering(pages))(question)).rejects.toMatchObject({ code: 'trail-unread' });
  });
});
