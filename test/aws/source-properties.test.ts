import { expect, test } from 'vitest';
import { asOptions, inCdk, inCloudFormation, inTerraform } from '../../src/aws/source-properties.ts';
import { carriedOut } from '../kit/printed.ts';

const all = [
  { cloudformation: 'TLSEnabled', terraform: 'tls_enabled', flag: 'tls-enabled', value: true },
  { cloudformation: 'Upgrades', flag: 'upgrades', value: false },
  { cloudformation: 'IAMRoleARN', cdk: 'iamRoleArn', terraform: 'role', value: 'arn:aws:iam::1:role/${a}' },
  { cloudformation: 'SecurityGroupIds', terraform: 'groups', flag: 'groups', value: ['sg-1', 'sg-2'] },
  { cloudformation: 'Port', terraform: 'port', flag: 'port', value: 6379 },
];

test('properties in CloudFormation', () => {
  expect(inCloudFormation(all)).toEqual([
    'TLSEnabled: true',
    'Upgrades: false',
    'IAMRoleARN: "arn:aws:iam::1:role/${a}"',
    'SecurityGroupIds: ["sg-1","sg-2"]',
    'Port: 6379',
  ]);
});

test('properties in CDK', () => {
  expect(inCdk(all)).toEqual([
    'tlsEnabled: true,',
    'upgrades: false,',
    "iamRoleArn: 'arn:aws:iam::1:role/${a}',",
    "securityGroupIds: ['sg-1', 'sg-2'],",
    'port: 6379,',
  ]);
});

test('properties in Terraform, without what it does not name', () => {
  expect(inTerraform(all)).toEqual([
    'tls_enabled = true',
    'role        = "arn:aws:iam::1:role/$${a}"',
    'groups      = ["sg-1", "sg-2"]',
    'port        = 6379',
  ]);
  expect(inTerraform([])).toEqual([]);
});

test('options of a command', () => {
  expect(asOptions(all)).toEqual(['--tls-enabled', '--no-upgrades', '--groups sg-1 sg-2', '--port 6379']);
});

test.each([
  `Bob's $(cache) "one"`,
  '$(cache)',
  '`cache`',
  'one two',
  '"one"',
  'a;b',
  '~',
  '*',
  '',
  'a\\b',
  '#1',
])('a shell reads nothing in %j', (value) => {
  const [option = ''] = asOptions([{ cloudformation: 'Description', flag: 'description', value }]);
  expect(carriedOut(`aws dax create-cluster ${option}`).asked).toEqual([
    ['dax', 'create-cluster', '--description', value],
  ]);
});
