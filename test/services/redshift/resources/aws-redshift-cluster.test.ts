import { expect, test } from 'vitest';
import resource from '../../../../src/services/redshift/resources/aws-redshift-cluster.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const names = ['billing', 'orders', 'stock', 'users'];
const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:redshift:${region}:${account}:cluster:${name}`;
const named = (name: string) => ({ ...location, type: 'AWS::Redshift::Cluster', id: name, arn: arnOf(name) });

testResource(resource, {
  world: () =>
    sandboxClouds(
      startHost(
        loadAccount({
          redshift: {
            Clusters: [
              ...names.map((name) => ({
                ClusterIdentifier: name,
                ...(name === 'orders' && { Tags: { team: 'shop' } }),
              })),
              { ClusterIdentifier: 'elsewhere', Region: 'us-east-1' },
            ],
          },
        }),
      ),
    ).look(location),
  named,
  resolves: [
    ['by name', 'orders', 'orders'],
    ['in capitals', 'Orders', 'orders'],
    ['by ARN', arnOf('users'), 'users'],
  ],
  gone: 'gone',
  others: [
    ['of another account', arnOf('orders', 'eu-west-1', '444455556666')],
    ['of another Region', arnOf('orders', 'us-east-1')],
    ['of another partition', arnOf('orders').replace('aws', 'aws-cn')],
    ['a parameter group', arnOf('orders').replace(':cluster:', ':parametergroup:')],
    ['no name', 'or--ders'],
    ['a path', '../orders'],
  ],
  failing: 'orders',
  listed: names,
  tags: { orders: { team: 'shop' }, users: {} },
});

test('the ARN of something else names no cluster', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:rds:eu-west-1:111122223333:cluster:orders')).toBeUndefined();
});

const Endpoint = { Address: 'orders.example.com', Port: 5439 };
const asked = { host: 'orders.example.com', port: 5439, protocol: 'postgresql' };
test.each([
  ['within its VPC', { Endpoint, VpcId: 'vpc-1' }, [{ ...asked, vpc: 'vpc-1', internal: true }]],
  ['from the internet', { Endpoint, VpcId: 'vpc-1', PubliclyAccessible: true }, [{ ...asked, vpc: 'vpc-1' }]],
  ['wherever it is', { Endpoint }, [{ ...asked, internal: true }]],
  ['nowhere while it has no endpoint', {}, []],
])('a probe asks it %s', async (_where, cluster, expected) => {
  const { read } = await answering(() => ({ Clusters: [{ ClusterIdentifier: 'orders', ...cluster }] }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual(expected);
});
