import { expect, test } from 'vitest';
import resource from '../../../../src/services/ec2/resources/aws-ec2-vpc.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const idOf = (number: number) => `vpc-0123456789abcdef${number}`;
const arnOf = (id: string, account = '111122223333') => `arn:aws:ec2:eu-west-1:${account}:vpc/${id}`;
const named = (id: string) => ({ ...location, type: 'AWS::EC2::VPC', id, arn: arnOf(id) });

const world = () => {
  const Vpcs = [
    ...[0, 1, 2, 3].map((number) => ({ VpcId: idOf(number), Tags: { team: `t${number}` } })),
    { VpcId: idOf(4), OwnerId: '444455556666' },
    { VpcId: idOf(5), Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ ec2: { Vpcs } }))).look(location);
};

test('lists those that the account owns, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id));
    found.push(target.id);
  }
  expect(found).toEqual([0, 1, 2, 3].map(idOf));
});

test('resolves ids and ARNs; what may not be described is there all the same', async () => {
  expect(await resource.resolve(idOf(1), location, world())).toEqual(named(idOf(1)));
  expect(await resource.resolve(arnOf(idOf(1)), location, world())).toEqual(named(idOf(1)));
  expect(await resource.resolve(idOf(9), location, world())).toBeUndefined();
  const failing = (name: string) =>
    answering(() => {
      throw refusal(name, 403);
    });
  const { read } = await failing('UnauthorizedOperation');
  expect(await resource.resolve(idOf(1), location, read)).toEqual(named(idOf(1)));
  const { read: broken } = await failing('InternalError');
  await expect(resource.resolve(idOf(1), location, broken)).rejects.toThrow('InternalError');
});

test.each([
  ['another account', arnOf(idOf(1), '444455556666')],
  ['a rule', 'arn:aws:ec2:eu-west-1:111122223333:security-group-rule/sgr-0123456789abcdef0'],
  ['a security group', 'sg-0123456789abcdef0'],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({}));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('ids within ARNs, and tags', async () => {
  expect(resource.idOf(arnOf(idOf(1)))).toBe(idOf(1));
  expect(resource.idOf(idOf(1))).toBeUndefined();
  expect(await resource.tags(named(idOf(2)), world())).toEqual({ team: 't2' });
  expect(await resource.tags(named(idOf(9)), world())).toEqual({});
});
