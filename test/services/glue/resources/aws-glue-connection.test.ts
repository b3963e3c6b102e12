import resource from '../../../../src/services/glue/resources/aws-glue-connection.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const locked = 'locked';
const names = ['Orders of 50% & more', 'archive', 'eu/billing:1', locked, 'stock'];
const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:glue:${region}:${account}:connection/${name}`;
const host = () =>
  startHost(
    loadAccount({
      glue: {
        Connections: names.map((Name) => ({
          Name,
          ...(Name === 'stock' && { Tags: { team: 'shop' } }),
          ...(Name === locked && { Closed: true }),
        })),
      },
    }),
  );

testResource(resource, {
  world: () => sandboxClouds(host()).look(location),
  named: (id) => ({ ...location, type: 'AWS::Glue::Connection', id, arn: arnOf(id) }),
  resolves: [
    ['by its name', 'stock', 'stock'],
    ['by a name with about any character', 'Orders of 50% & more', 'Orders of 50% & more'],
    ['by a name whose connection a key keeps from us', locked, locked],
    ['by its ARN', arnOf('eu/billing:1'), 'eu/billing:1'],
  ],
  gone: 'gone',
  others: [
    ['of another account', arnOf('stock', 'eu-west-1', '444455556666')],
    ['of another Region', arnOf('stock', 'us-east-1')],
    ['of another partition', arnOf('stock').replace('aws', 'aws-cn')],
    ['a job', arnOf('stock').replace('connection', 'job')],
  ],
  failing: 'stock',
  listed: names,
  tags: { stock: { team: 'shop' }, archive: {} },
});
