import { expect, test } from 'vitest';
import resource from '../../../../src/services/s3control/resources/aws-s3-accesspoint.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:s3:${region}:111122223333:accesspoint/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::S3::AccessPoint', id, arn: arnOf(id) });
const names = ['orders', 'bills', 'ledger', 'till'];
const world = () => {
  const AccessPoints = [
    ...names.map((Name) => ({ Name, Bucket: 'data', ...(Name === 'orders' && { Tags: { team: 'shop' } }) })),
    { Name: 'volume', DataSourceType: 'FSX_ONTAP' },
    { Name: 'there', Bucket: 'data', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ s3control: { AccessPoints } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['by name', 'orders', 'orders'],
    ['by ARN', arnOf('bills'), 'bills'],
  ],
  gone: 'there',
  others: [
    ['another Region', arnOf('there', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['a bucket', 'arn:aws:s3:::orders'],
    ['an object', arnOf('orders/object/a')],
    ['a Multi-Region Access Point', 'arn:aws:s3::111122223333:accesspoint/m1a2b3.mrap'],
    ['an Object Lambda Access Point', arnOf('orders').replace(':s3:', ':s3-object-lambda:')],
    ['one of a directory bucket', 'orders--usw2-az1--xa--s3'],
    ['an alias', 'orders-1a2b3c-s3alias'],
    ['nothing', ''],
  ],
  answer: { Name: 'orders' },
  failing: 'orders',
  hidden: true,
  listed: [...names, 'volume'],
  tags: { orders: { team: 'shop' }, till: {} },
});

test('ARNs of access points of a Region alone have an id', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:s3::111122223333:accesspoint/orders')).toBeUndefined();
  expect(resource.idOf('arn:aws:s3:::orders')).toBeUndefined();
});
