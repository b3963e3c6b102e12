import { expect, test } from 'vitest';
import resource from '../../../../src/services/rds/resources/aws-rds-dbproxy.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const names = ['billing', 'orders', 'stock', 'users'];
const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:rds:${region}:${account}:db-proxy:prx-0${name}`;
const named = (name: string) => ({ ...location, type: 'AWS::RDS::DBProxy', id: name, arn: arnOf(name) });
const host = () =>
  startHost(
    loadAccount({
      rds: {
        DBProxies: names.map((name) => ({
          DBProxyName: name,
          DBProxyArn: arnOf(name),
          EngineFamily: 'MYSQL',
          ...(name === 'orders' && { TagList: [{ Key: 'team', Value: 'shop' }] }),
        })),
      },
    }),
  );

testResource(resource, {
  world: () => sandboxClouds(host()).look(location),
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
    ['an instance', 'arn:aws:rds:eu-west-1:111122223333:db:orders'],
    ['an endpoint of a proxy', arnOf('orders').replace('db-proxy', 'db-proxy-endpoint')],
    ['no name', 'or--ders'],
    ['a path', '../orders'],
  ],
  failing: 'orders',
  listed: names,
  tags: { orders: { team: 'shop' }, users: {} },
});

test('an ARN that nobody has is not found', async () => {
  const aws = sandboxClouds(host()).look(location);
  expect(await resource.resolve(arnOf('gone'), location, aws)).toBeUndefined();
  expect(resource.idOf(arnOf('orders'))).toBe(arnOf('orders'));
  expect(resource.idOf('arn:aws:rds:eu-west-1:111122223333:db:orders')).toBeUndefined();
});

test.each([
  ['POSTGRESQL', 5432, 'postgresql'],
  ['MYSQL', 3306, 'mysql'],
  ['SQLSERVER', 1433, 'sqlserver'],
])('a probe asks a proxy of %s at port %i, within its VPC', async (EngineFamily, port, protocol) => {
  const host_ = 'orders.proxy-abc.eu-west-1.rds.amazonaws.com';
  const { read } = await answering(() => ({
    DBProxies: [{ DBProxyName: 'orders', Endpoint: host_, EngineFamily, VpcId: 'vpc-0a1b2c3d' }],
  }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([
    { host: host_, port, protocol, vpc: 'vpc-0a1b2c3d', internal: true },
  ]);
});

test.each([
  ['has no endpoint yet', [{ DBProxyName: 'orders', EngineFamily: 'MYSQL' }]],
  ['is for another engine', [{ DBProxyName: 'orders', EngineFamily: 'ORACLE', Endpoint: 'a.example' }]],
  ['is gone', []],
])('nothing is probed of one that %s', async (_what, DBProxies) => {
  const { read } = await answering(() => ({ DBProxies }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([]);
});
