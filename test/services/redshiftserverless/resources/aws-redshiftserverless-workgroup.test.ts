import { expect, test } from 'vitest';
import resource from '../../../../src/services/redshiftserverless/resources/aws-redshiftserverless-workgroup.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const names = ['billing', 'orders', 'stock', 'users'];
const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:redshift-serverless:${region}:${account}:workgroup/0a1b2c3d-${name}`;
const named = (name: string) => ({
  ...location,
  type: 'AWS::RedshiftServerless::Workgroup',
  id: name,
  arn: arnOf(name),
});
const world = () =>
  sandboxClouds(
    startHost(
      loadAccount({
        redshiftserverless: {
          Workgroups: [
            ...names.map((name) => ({
              workgroupName: name,
              workgroupArn: arnOf(name),
              ...(name === 'orders' && { Tags: { team: 'shop' } }),
            })),
            { workgroupName: 'elsewhere', Region: 'us-east-1' },
          ],
        },
      }),
    ),
  ).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['by name', 'orders', 'orders'],
    ['by ARN', arnOf('users'), 'users'],
  ],
  gone: 'gone',
  others: [
    ['of another account', arnOf('orders', 'eu-west-1', '444455556666')],
    ['of another Region', arnOf('orders', 'us-east-1')],
    ['of another partition', arnOf('orders').replace('aws', 'aws-cn')],
    ['a namespace', arnOf('orders').replace('workgroup', 'namespace')],
    ['no name', 'Orders'],
    ['a path', '../orders'],
  ],
  failing: 'orders',
  listed: names,
  tags: { orders: { team: 'shop' }, users: {} },
});

test('an ARN that nobody has is not found', async () => {
  expect(await resource.resolve(arnOf('gone'), location, world())).toBeUndefined();
  expect(resource.idOf(arnOf('orders'))).toBe(arnOf('orders'));
  expect(resource.idOf('arn:aws:redshift:eu-west-1:111122223333:cluster:orders')).toBeUndefined();
});

const endpoint = { address: 'orders.example.com', port: 5439, vpcEndpoints: [{ vpcId: 'vpc-1' }] };
const asked = { host: 'orders.example.com', port: 5439, protocol: 'postgresql' };
test.each([
  ['within its VPC', { endpoint }, [{ ...asked, vpc: 'vpc-1', internal: true }]],
  ['from the internet', { endpoint, publiclyAccessible: true }, [{ ...asked, vpc: 'vpc-1' }]],
  ['wherever it is', { endpoint: { ...endpoint, vpcEndpoints: undefined } }, [{ ...asked, internal: true }]],
  ['nowhere while it has no endpoint', {}, []],
])('a probe asks it %s', async (_where, workgroup, expected) => {
  const { read } = await answering(() => ({ workgroup }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual(expected);
});
