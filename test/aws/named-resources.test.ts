import { expect, test } from 'vitest';
import { arnOfNamed } from '../../src/aws/named-resources.ts';

const where = { partition: 'aws-cn', region: 'cn-north-1', account: '111122223333' };

test.each([
  ['AwsS3Bucket', 'invoices', 'arn:aws-cn:s3:::invoices'],
  ['AWS::S3::Bucket', 'in.voices-1', 'arn:aws-cn:s3:::in.voices-1'],
  ['AwsRdsDbInstance', 'orders', 'arn:aws-cn:rds:cn-north-1:111122223333:db:orders'],
  ['AWS::RDS::DBInstance', 'db-orders', 'arn:aws-cn:rds:cn-north-1:111122223333:db:db-orders'],
  [
    'AwsElbv2LoadBalancer',
    'app/shop/50dc6c495c0c9188',
    'arn:aws-cn:elasticloadbalancing:cn-north-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188',
  ],
  ['AwsElbLoadBalancer', 'shop', 'arn:aws-cn:elasticloadbalancing:cn-north-1:111122223333:loadbalancer/shop'],
])('%s %s', (type, name, arn) => {
  expect(arnOfNamed(type, name, where)).toBe(arn);
});

test.each([
  ['AwsS3Bucket', 'invoices/2026.csv'],
  ['AwsS3Bucket', 'in\nvoices'],
  ['AwsS3Bucket', ''],
  ['AwsS3Object', 'invoices'],
  ['AwsRdsDbInstance', 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['AwsRdsDbInstance', 'orders:1'],
  // The name alone: the ARN has an id in it that only AWS knows.
  ['AwsElbv2LoadBalancer', 'shop'],
  ['AwsElbLoadBalancer', 'app/shop/50dc6c495c0c9188'],
  ['Other', 'invoices'],
])('no ARN can be made of %s %s', (type, name) => {
  expect(arnOfNamed(type, name, where)).toBeUndefined();
});
