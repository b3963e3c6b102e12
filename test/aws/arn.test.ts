import { expect, test } from 'vitest';
import { bucketArn, formatArn, parseArn } from '../../src/aws/arn.ts';
import { partitionOf } from '../../src/aws/partitions.ts';

test.each([
  ['eu-west-1', 'aws'],
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is in %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test('an ARN is taken apart and put together again', () => {
  const text = 'arn:aws-cn:rds:cn-north-1:111122223333:db:orders';
  const arn = parseArn(text);
  expect(arn).toEqual({
    partition: 'aws-cn',
    service: 'rds',
    region: 'cn-north-1',
    account: '111122223333',
    resource: 'db:orders',
  });
  expect(arn && formatArn(arn)).toBe(text);
});

test.each(['', 'arn', 'arn:aws:s3', 'arn:aws:s3:::', 'urn:aws:s3:::b', 'arn::s3:::b'])(
  '"%s" is no ARN',
  (text) => {
    expect(parseArn(text)).toBeUndefined();
  },
);

test('a bucket ARN carries its partition and nothing but the name', () => {
  expect(bucketArn('aws-us-gov', 'invoices')).toBe('arn:aws-us-gov:s3:::invoices');
});
