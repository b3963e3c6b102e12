import { expect, test } from 'vitest';
import { actionsThrough } from '../../../../src/services/ec2/facts/endpoint-services.ts';

test.each([
  ['com.amazonaws.eu-west-1.s3', 's3:?*'],
  ['com.amazonaws.us-gov-west-1.dynamodb', 'dynamodb:?*'],
  ['com.amazonaws.us-east-1.kms-fips', 'kms:?*'],
  ['com.amazonaws.eu-west-1.ecr.dkr', 'ecr:?*'],
  ['com.amazonaws.eu-west-1.kinesis-streams', 'kinesis:?*'],
  ['cn.com.amazonaws.cn-north-1.sqs', 'sqs:?*'],
  // Others than these, or of nobody knows whom: all.
  ['com.amazonaws.eu-west-1.s3express', '*'],
  ['com.amazonaws.eu-west-1.s3-outposts', '*'],
  ['com.amazonaws.s3-global.accesspoint', '*'],
  ['com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0', '*'],
  ['org.example.com.amazonaws.eu-west-1.s3', '*'],
  ['com.amazonaws.eu-west-1.constructor', '*'],
  ['gatewayloadbalancer', '*'],
  ['', '*'],
])('%s: %s', (service, actions) => {
  expect(actionsThrough(service)).toBe(actions);
});
