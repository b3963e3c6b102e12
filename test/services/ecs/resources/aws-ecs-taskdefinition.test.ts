import { expect, test } from 'vitest';
import resource from '../../../../src/services/ecs/resources/aws-ecs-taskdefinition.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:ecs:${region}:111122223333:task-definition/${name}`;
const named = (arn: string) => ({ ...location, type: 'AWS::ECS::TaskDefinition', id: arn, arn });
const cluster = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';

const TaskDefinitions = [
  ...[1, 2, 3].map((revision) => ({ family: 'orders', revision, Tags: { team: `t${revision}` } })),
  { family: 'orders', revision: 4, status: 'INACTIVE' },
  // More revisions than a page, and as text the ninth is behind the tenth.
  ...[6, 7, 8, 9, 10].map((revision) => ({ family: 'bills', revision })),
  { family: 'mails' },
  { family: 'pages' },
  { family: 'old', status: 'INACTIVE' },
  { family: 'gone', revision: 2, status: 'INACTIVE' },
  { family: 'elsewhere', Region: 'us-east-1' },
];
const Services = [
  {
    serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/orders',
    serviceName: 'orders',
    clusterArn: cluster,
    taskDefinition: arnOf('orders:3'),
    deployments: [
      { id: 'b', status: 'PRIMARY', taskDefinition: arnOf('orders:3') },
      { id: 'a', status: 'ACTIVE', taskDefinition: arnOf('orders:2') },
    ],
  },
  {
    serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/bills',
    serviceName: 'bills',
    clusterArn: cluster,
    taskSets: [{ id: 'ts', taskDefinition: arnOf('bills:7') }],
  },
  // It runs nothing any more.
  {
    serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/old',
    serviceName: 'old',
    clusterArn: cluster,
    status: 'INACTIVE',
    taskDefinition: arnOf('old:1'),
  },
];
const Tasks = [
  {
    taskArn: 'arn:aws:ecs:eu-west-1:111122223333:task/shop/a',
    clusterArn: cluster,
    taskDefinitionArn: arnOf('gone:2'),
  },
  {
    taskArn: 'arn:aws:ecs:eu-west-1:111122223333:task/shop/b',
    clusterArn: cluster,
    taskDefinitionArn: arnOf('orders:1'),
    lastStatus: 'STOPPED',
  },
];
const world = () =>
  sandboxClouds(startHost(loadAccount({ ecs: { TaskDefinitions, Services, Tasks } }))).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', arnOf('orders:2'), arnOf('orders:2')],
    ['by family and revision', 'orders:1', arnOf('orders:1')],
    ['by its family, the latest that is active', 'bills', arnOf('bills:10')],
    ['a family whose latest revision was deregistered', 'orders', arnOf('orders:3')],
    ['one that was deregistered', arnOf('orders:4'), arnOf('orders:4')],
  ],
  gone: 'orders:9',
  others: [
    ['another Region', arnOf('orders:1', 'us-east-1')],
    ['another account', arnOf('orders:1').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders:1').replace('arn:aws:', 'arn:aws-cn:')],
    ['a family by ARN', arnOf('orders')],
    ['a service', 'arn:aws:ecs:eu-west-1:111122223333:service/shop/orders'],
    ['no revision', 'orders:0'],
    ['a path', 'orders/1'],
    ['nothing', ''],
  ],
  failing: 'orders:1',
  listed: ['orders:3', 'bills:10', 'mails:1', 'pages:1', 'orders:2', 'bills:7', 'gone:2'].map((name) =>
    arnOf(name),
  ),
  tags: { [arnOf('orders:2')]: { team: 't2' }, [arnOf('mails:1')]: {} },
});

test('an ARN is its id where it names a revision', () => {
  expect(resource.idOf(arnOf('orders:2'))).toBe(arnOf('orders:2'));
  expect(resource.idOf(arnOf('orders'))).toBeUndefined();
});

test('tags of one that is gone', async () => {
  expect(await resource.tags(named(arnOf('orders:9')), world())).toEqual({});
});
