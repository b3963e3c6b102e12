import { expect, test } from 'vitest';
import resource from '../../../../src/services/codebuild/resources/aws-codebuild-project.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:codebuild:${region}:111122223333:project/${name}`;
const named = (arn: string) => ({ ...location, type: 'AWS::CodeBuild::Project', id: arn, arn });

const Projects = [
  { name: 'orders', Tags: { team: 'shop' } },
  // More than a page.
  ...['bills', 'mails', 'pages'].map((name) => ({ name })),
  { name: 'elsewhere', Region: 'us-east-1' },
];
const world = () => sandboxClouds(startHost(loadAccount({ codebuild: { Projects } }))).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', arnOf('orders'), arnOf('orders')],
    ['by name', 'orders', arnOf('orders')],
  ],
  gone: 'gone',
  others: [
    ['another Region', arnOf('orders', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['a build', arnOf('orders').replace(':project/', ':build/')],
    ['nothing', ''],
  ],
  failing: 'orders',
  listed: ['orders', 'bills', 'mails', 'pages'].map((name) => arnOf(name)),
  tags: { [arnOf('orders')]: { team: 'shop' }, [arnOf('bills')]: {} },
});

test('tags of one that is gone', async () => {
  expect(await resource.tags(named(arnOf('gone')), world())).toEqual({});
});
