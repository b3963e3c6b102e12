import { expect, test } from 'vitest';
import { concerns } from '../../../../src/services/ec2/facts/concerns.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const ec2 = 'arn:aws:ec2:eu-west-1:111122223333';
const group = `${ec2}:security-group/sg-1`;
const aim = (arn: string, ...on: readonly string[]) => ({
  ...place,
  arn,
  changes: on.map((one) => ({ on: one })),
});

test('rules that are changed in place, and no others', () => {
  const rules = concerns['security-group-rule'];
  expect(rules?.(aim(group, `${group}#sgr-1`, `${group}#tcp 21-21 10.0.0.0/8`, `${group}#sgr-2`))).toEqual([
    `${ec2}:security-group-rule/sgr-1`,
    `${ec2}:security-group-rule/sgr-2`,
  ]);
  expect(rules?.(aim(`${ec2}:vpc/vpc-1`, `${group}#sgr-1`))).toEqual([]);
});

test('the control of a VPC, of no other place', () => {
  const controls = concerns['vpc-encryption-control'];
  expect(controls?.(aim(`${ec2}:vpc/vpc-1`))).toEqual([`${ec2}:vpc-encryption-control/*`]);
  expect(controls?.(aim(group))).toEqual([]);
  expect(controls?.(aim('arn:aws:s3:::vpc/1'))).toEqual([]);
});
