import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answering.ts';

const names = ['billing', 'invoices', 'orders', 'stock', 'users'];
const orders = `db-${'ORDERS'.padEnd(26, '0')}`;
const host = startHost(
  loadAccount({
    rds: {
      DBInstances: names.map((name) => ({
        DBInstanceIdentifier: name,
        Engine: 'postgres',
        ...(name === 'orders' && { DbiResourceId: orders, TagList: [{ Key: 'owner', Value: 'shop' }] }),
      })),
    },
  }),
);
const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const look = () => sandboxClouds(host).look(location);
const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const target = { ...location, type: 'AWS::RDS::DBInstance', id: orders, arn };

describe('a DB instance', () => {
  test.each([
    ['the id of an event', orders],
    ['its name', 'orders'],
    ['its name in capitals', 'Orders'],
    ['its ARN', arn],
  ])('is found by %s', async (_what, id) => {
    expect(await resource.resolve(id, location, look())).toEqual(target);
  });

  test.each([`db-${'X'.repeat(26)}`, 'nobody', 'arn:aws:rds:eu-west-1:111122223333:db:nobody'])(
    '%s is not found',
    async (id) => {
      expect(await resource.resolve(id, location, look())).toBeUndefined();
    },
  );

  test.each([
    [arn, 'orders'],
    ['arn:aws-cn:rds:cn-north-1:111122223333:db:orders', 'orders'],
    ['arn:aws:rds:eu-west-1:111122223333:cluster:orders', undefined],
    ['arn:aws:rds:eu-west-1:111122223333:pg:orders', undefined],
    ['arn:aws:rds:eu-west-1:111122223333:db:', undefined],
    ['arn:aws:rds:eu-west-1:111122223333:db:orders:more', undefined],
    ['arn:aws:s3:::db', undefined],
    ['orders', undefined],
  ])('%s names %s', (text, id) => {
    expect(resource.idOf(text)).toBe(id);
  });

  test('all are listed, page by page', async () => {
    const listed: string[] = [];
    for await (const one of resource.list(location, look())) listed.push(one.arn.split(':').at(-1) ?? '');
    expect(listed).toEqual(names);
  });

  test('none is listed in another Region', async () => {
    const elsewhere = { ...location, region: 'us-east-1' };
    const listed: unknown[] = [];
    for await (const one of resource.list(elsewhere, sandboxClouds(host).look(elsewhere))) listed.push(one);
    expect(listed).toEqual([]);
  });

  test('its tags, its lease', async () => {
    expect(await resource.tags(target, look())).toEqual({ owner: 'shop' });
    expect(await resource.tags({ ...target, id: `db-${'X'.repeat(26)}` }, look())).toEqual({});
    expect(resource.root(target)).toBe(arn);
  });

  test('a failure is no absence', async () => {
    const locked = startHost(loadAccount({ denied: ['rds:DescribeDBInstances'] }));
    await expect(resource.resolve('orders', location, sandboxClouds(locked).look(location))).rejects.toThrow(
      'Access Denied',
    );
  });
});

test.each([
  [
    'in which VPC, from the internet',
    { DBSubnetGroup: { VpcId: 'vpc-0abc' }, PubliclyAccessible: true },
    { vpc: 'vpc-0abc' },
  ],
  [
    'in which VPC, and from there alone',
    { DBSubnetGroup: { VpcId: 'vpc-0abc' }, PubliclyAccessible: false },
    { vpc: 'vpc-0abc', internal: true },
  ],
  ['and from where is not said', {}, { internal: true }],
])('where clients connect, %s', async (_, more, vpc) => {
  const Endpoint = { Address: 'orders.example.rds.amazonaws.com', Port: 5433 };
  const { aws } = answering({
    DescribeDBInstances: () => ({
      DBInstances: [
        { DBInstanceIdentifier: 'orders', DbiResourceId: orders, Engine: 'postgres', Endpoint, ...more },
      ],
    }),
  });
  expect(await resource.endpoints?.(target, aws)).toEqual([
    { host: Endpoint.Address, port: 5433, protocol: 'postgresql', ...vpc },
  ]);
});
