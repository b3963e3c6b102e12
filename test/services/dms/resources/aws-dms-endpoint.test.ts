import resource from '../../../../src/services/dms/resources/aws-dms-endpoint.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const names = ['archive', 'billing', 'orders', 'stock'];
const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:dms:${region}:${account}:endpoint:0${name.toUpperCase()}`;
const named = (arn: string) => ({ ...location, type: 'AWS::DMS::Endpoint', id: arn, arn });
const host = () =>
  startHost(
    loadAccount({
      dms: {
        Endpoints: names.map((name) => ({
          EndpointIdentifier: name,
          EndpointArn: arnOf(name),
          EngineName: 'mysql',
          ...(name === 'orders' && { Tags: { team: 'shop' } }),
        })),
      },
    }),
  );

testResource(resource, {
  world: () => sandboxClouds(host()).look(location),
  named,
  resolves: [
    ['by its ARN, as AWS Config has it', arnOf('orders'), arnOf('orders')],
    ['by its identifier', 'stock', arnOf('stock')],
    ['in capitals', 'Stock', arnOf('stock')],
  ],
  gone: 'gone',
  others: [
    ['of another account', arnOf('orders', 'eu-west-1', '444455556666')],
    ['of another Region', arnOf('orders', 'us-east-1')],
    ['of another partition', arnOf('orders').replace('aws', 'aws-cn')],
    ['a replication task', arnOf('orders').replace('endpoint', 'task')],
    ['no identifier', 'or--ders'],
    ['a path', '../orders'],
  ],
  failing: 'orders',
  listed: names.map((name) => arnOf(name)),
  tags: { [arnOf('orders')]: { team: 'shop' }, [arnOf('stock')]: {} },
});
