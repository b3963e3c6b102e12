import { expect, test } from 'vitest';
import resource from '../../../../src/services/elasticbeanstalk/resources/aws-elasticbeanstalk-environment.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, account = '111122223333', region = 'eu-west-1') =>
  `arn:aws:elasticbeanstalk:${region}:${account}:environment/shop/${name}`;
const named = (number: number) => ({
  ...location,
  type: 'AWS::ElasticBeanstalk::Environment',
  id: `e-abcdefghi${number}`,
  arn: arnOf(`orders-${number}`),
});

const world = () => {
  const Environments = [0, 1, 2, 3, 4].map((number) => ({
    EnvironmentId: `e-abcdefghi${number}`,
    EnvironmentName: `orders-${number}`,
    Tags: { team: `t${number}` },
    ...(number === 4 && { Region: 'us-east-1' }),
  }));
  return sandboxClouds(startHost(loadAccount({ elasticbeanstalk: { Environments } }))).look(location);
};

test('lists those of the Region, page by page', async () => {
  const found: unknown[] = [];
  for await (const target of resource.list(location, world())) found.push(target);
  expect(found).toEqual([0, 1, 2, 3].map(named));
});

test.each([
  ['as AWS Config has it', 'e-abcdefghi1', 1],
  ['by its name', 'orders-1', 1],
  ['by its ARN', arnOf('orders-1'), 1],
  ['not there', 'e-abcdefghi9', undefined],
  ['of another application', arnOf('orders-1').replace('shop', 'store'), undefined],
  ['of another account', arnOf('orders-1', '444455556666'), undefined],
  ['of another Region', arnOf('orders-1', '111122223333', 'us-east-1'), undefined],
])('%s', async (_form, id, number) => {
  expect(await resource.resolve(id, location, world())).toEqual(
    number === undefined ? undefined : named(number),
  );
});

test.each([
  ['an application', 'arn:aws:elasticbeanstalk:eu-west-1:111122223333:application/shop'],
  ['a version', 'arn:aws:elasticbeanstalk:eu-west-1:111122223333:applicationversion/shop/one'],
  ['of another service', arnOf('orders-1').replace('elasticbeanstalk', 'ecs')],
  ['a path', '../orders'],
  ['nothing', ''],
])('%s is no environment, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({}));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('names within ARNs, and tags', async () => {
  expect(resource.idOf(arnOf('orders-1'))).toBe('orders-1');
  expect(resource.idOf('orders-1')).toBeUndefined();
  expect(await resource.tags(named(2), world())).toEqual({ team: 't2' });
  expect(await resource.tags(named(9), world())).toEqual({});
});
