import { expect, test } from 'vitest';
import resource from '../../../../src/services/ssm/resources/aws-ssm-parameter.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:ssm:${region}:111122223333:parameter${name.startsWith('/') ? '' : '/'}${name}`;
const named = (name: string) => ({ ...location, type: 'AWS::SSM::Parameter', id: name, arn: arnOf(name) });

const Parameters = [
  { Name: '/shop/REDIS_URL', Value: 'x', Tags: { team: 'shop' } },
  { Name: 'plain', Value: 'x' },
  { Name: '/rooted', Value: 'x' },
  { Name: '/shop/hosts', Type: 'StringList' as const, Value: 'a,b' },
  { Name: '/shop/more', Value: 'x' },
  { Name: '/shop/password', Type: 'SecureString' as const, Value: 'x' },
  { Name: '/elsewhere', Region: 'us-east-1', Value: 'x' },
];
const world = () => sandboxClouds(startHost(loadAccount({ ssm: { Parameters } }))).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['by name', '/shop/REDIS_URL', '/shop/REDIS_URL'],
    ['by ARN', arnOf('/shop/REDIS_URL'), '/shop/REDIS_URL'],
    ['one without a slash by its ARN', arnOf('plain'), 'plain'],
    ['one at the root with a slash by its ARN', arnOf('/rooted'), '/rooted'],
    ['one at the root with a slash', '/rooted', '/rooted'],
    ['one that is encrypted, which is told of and not looked into', '/shop/password', '/shop/password'],
  ],
  gone: '/shop/gone',
  others: [
    ['another Region', arnOf('/shop/REDIS_URL', 'us-east-1')],
    ['another account', arnOf('/shop/REDIS_URL').replace('111122223333', '444455556666')],
    ['another partition', arnOf('/shop/REDIS_URL').replace('arn:aws:', 'arn:aws-cn:')],
    ['a version', '/shop/REDIS_URL:3'],
    ['a document', arnOf('/shop').replace(':parameter', ':document')],
    ['a folder', '/shop/'],
    ['nothing', ''],
  ],
  failing: '/shop/REDIS_URL',
  listed: ['/shop/REDIS_URL', 'plain', '/rooted', '/shop/hosts', '/shop/more'],
  tags: { '/shop/REDIS_URL': { team: 'shop' }, plain: {} },
});

test('tags of one that is gone', async () => {
  expect(await resource.tags(named('/shop/gone'), world())).toEqual({});
});
