import { expect, test } from 'vitest';
import resource from '../../../../src/services/lambda/resources/aws-lambda-function.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:lambda:${region}:111122223333:function:${name}`;
const named = (name: string) => ({ ...location, type: 'AWS::Lambda::Function', id: name, arn: arnOf(name) });

const Functions = [
  { FunctionName: 'orders', Tags: { team: 'shop' } },
  // More than a page.
  ...['bills', 'mails', 'pages'].map((FunctionName) => ({ FunctionName })),
  { FunctionName: 'elsewhere', Region: 'us-east-1' },
];
const world = () => sandboxClouds(startHost(loadAccount({ lambda: { Functions } }))).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', 'orders', 'orders'],
    ['by ARN', arnOf('orders'), 'orders'],
  ],
  gone: 'gone',
  others: [
    ['another Region', arnOf('orders', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['a version', arnOf('orders:7')],
    ['a version by name', 'orders:7'],
    ['a layer', arnOf('orders').replace(':function:', ':layer:')],
    ['nothing', ''],
  ],
  failing: 'orders',
  listed: ['orders', 'bills', 'mails', 'pages'],
  tags: { orders: { team: 'shop' }, bills: {} },
});

test('tags of one that is gone', async () => {
  expect(await resource.tags(named('gone'), world())).toEqual({});
});
