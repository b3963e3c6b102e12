import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/s3/resources/aws-s3-bucket.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'invoices',
  arn: 'arn:aws:s3:::invoices',
};

const world = (account: Parameters<typeof loadAccount>[0]) =>
  sandboxClouds(startHost(loadAccount(account))).look(location);
const collect = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('the id within an ARN', () => {
  test.each([
    ['arn:aws:s3:::invoices', 'invoices'],
    ['arn:aws-cn:s3:::invoices', 'invoices'],
    ['arn:aws:s3:::Old_Invoices', 'Old_Invoices'],
    ['arn:aws:s3:::invoices/2026/january.pdf', undefined],
    ['arn:aws:s3:::invoices/*', undefined],
    ['arn:aws:s3:eu-west-1:111122223333:accesspoint/app', undefined],
    ['arn:aws:s3express:eu-west-1:111122223333:bucket/a--euw1-az1--x-s3', undefined],
    ['arn:aws:sns:eu-west-1:111122223333:invoices', undefined],
    ['invoices', undefined],
  ])('%s is %s', (arn, id) => {
    expect(resource.idOf(arn)).toBe(id);
  });
});

describe('resolving', () => {
  const account = {
    s3: {
      Buckets: [
        { Name: 'invoices' },
        { Name: 'invoices-archive', BucketRegion: 'us-east-1' },
        { Name: 'theirs', Owner: '444455556666' },
        {
          Name: 'locked',
          Policy: {
            Statement: [
              { Effect: 'Deny', Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::locked' },
            ],
          },
        },
      ],
    },
  };
  const named = (id: string, region = 'eu-west-1') => ({ ...target, id, region, arn: `arn:aws:s3:::${id}` });

  test.each([
    ['invoices', named('invoices')],
    ['invoices-archive', named('invoices-archive', 'us-east-1')],
    ['locked', named('locked')],
    ['theirs', undefined],
    ['receipts', undefined],
  ])('%s', async (id, expected) => {
    expect(await resource.resolve(id, location, world(account))).toEqual(expected);
  });

  test.each([
    '',
    'ab',
    '../etc',
    'a/b',
    'arn:aws:s3:::invoices',
    'app-x1y2-s3alias',
    'a--euw1-az1--x-s3',
    'a'.repeat(256),
  ])('"%s" is no bucket, and nobody is asked', async (id) => {
    const { read, asked } = await answering(() => ({}));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('the head of a bucket tells its Region, and the owner is asked for', async () => {
    const { read, asked } = await answering(() => ({ BucketRegion: 'eu-central-1' }));
    expect((await resource.resolve('invoices', location, read))?.region).toBe('eu-central-1');
    expect(asked.map(({ input }) => input['ExpectedBucketOwner'])).toEqual(['111122223333']);
  });

  test('an answer without a Region is from here', async () => {
    const { read } = await answering(() => ({}));
    expect(await resource.resolve('invoices', location, read)).toEqual(target);
  });

  test('other failures are not taken for an absence', async () => {
    const { read } = await answering(({ operation }) => {
      if (operation === 'HeadBucket') throw refusal('SlowDown', 503);
      return { Buckets: [] };
    });
    await expect(resource.resolve('invoices', location, read)).rejects.toThrow('SlowDown');
  });
});

describe('listing', () => {
  test('takes this Region only', async () => {
    const account = {
      s3: { Buckets: [{ Name: 'aaa' }, { Name: 'bbb', BucketRegion: 'us-east-1' }, { Name: 'ccc' }] },
    };
    const found = await collect(resource.list(location, world(account)));
    expect(found.map(({ id }) => id)).toEqual(['aaa', 'ccc']);
  });

  test('follows the pages', async () => {
    const { read, asked } = await answering(({ input }) =>
      input['ContinuationToken'] === undefined
        ? { Buckets: [{ Name: 'aaa', BucketRegion: 'eu-west-1' }], ContinuationToken: 'more' }
        : {
            Buckets: [
              { Name: 'bbb', BucketRegion: 'eu-west-1' },
              { Name: 'ccc', BucketRegion: 'eu-west-2' },
            ],
          },
    );
    const found = await collect(resource.list(location, read));
    expect(found.map(({ id }) => id)).toEqual(['aaa', 'bbb']);
    expect(asked.map(({ input }) => input)).toMatchObject([
      { BucketRegion: 'eu-west-1', MaxBuckets: 1000 },
      { BucketRegion: 'eu-west-1', MaxBuckets: 1000, ContinuationToken: 'more' },
    ]);
  });

  test('fails when a page points to itself', async () => {
    const { read, asked } = await answering(() => ({ Buckets: [], ContinuationToken: 'again' }));
    await expect(collect(resource.list(location, read))).rejects.toMatchObject({ code: 'pages-without-end' });
    expect(asked).toHaveLength(2);
  });

  test('takes answers without Regions', async () => {
    const { read } = await answering(() => ({ Buckets: [{ Name: 'invoices' }, {}] }));
    expect(await collect(resource.list(location, read))).toEqual([target]);
  });
});

test('tags, or none', async () => {
  const account = {
    s3: { Buckets: [{ Name: 'invoices', TagSet: [{ Key: 'owner', Value: 'billing' }] }, { Name: 'bare' }] },
  };
  expect(await resource.tags(target, world(account))).toEqual({ owner: 'billing' });
  expect(await resource.tags({ ...target, id: 'bare' }, world(account))).toEqual({});
  await expect(resource.tags({ ...target, id: 'receipts' }, world(account))).rejects.toThrow(
    'does not exist',
  );
});

test('one lease covers the bucket', () => {
  expect(resource.root(target)).toBe('arn:aws:s3:::invoices');
});
