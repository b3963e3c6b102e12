import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/glue/resources/aws-glue-job.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:glue:${region}:111122223333:job/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::Glue::Job', id, arn: arnOf(id) });

const Jobs = [
  { Name: 'orders', Tags: { team: 'shop' } },
  ...['bills', 'nightly load', 'pages'].map((Name) => ({ Name })),
];
const world = () => sandboxClouds(startHost(loadAccount({ glue: { Jobs } }))).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', 'orders', 'orders'],
    ['a name of several words', 'nightly load', 'nightly load'],
    ['by ARN', arnOf('orders'), 'orders'],
  ],
  gone: 'gone',
  others: [
    ['another Region', arnOf('orders', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['a connection', arnOf('orders').replace(':job/', ':connection/')],
    ['nothing', ''],
  ],
  failing: 'orders',
  listed: ['orders', 'bills', 'nightly load', 'pages'],
  tags: { orders: { team: 'shop' }, bills: {}, gone: {} },
});
