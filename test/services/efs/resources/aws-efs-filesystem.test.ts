import { expect, test } from 'vitest';
import resource from '../../../../src/services/efs/resources/aws-efs-filesystem.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const idOf = (number: number) => `fs-0123456789abcdef${number}`;
const arnOf = (id: string, account = '111122223333', region = 'eu-west-1') =>
  `arn:aws:elasticfilesystem:${region}:${account}:file-system/${id}`;
const named = (id: string) => ({ ...location, type: 'AWS::EFS::FileSystem', id, arn: arnOf(id) });

const world = () => {
  const FileSystems = [
    ...[0, 1, 2, 3].map((number) => ({ FileSystemId: idOf(number), Tags: { team: `t${number}` } })),
    { FileSystemId: idOf(4), OwnerId: '444455556666' },
    { FileSystemId: idOf(5), Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ efs: { FileSystems } }))).look(location);
};

test('lists those that the account owns, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id));
    found.push(target.id);
  }
  expect(found).toEqual([0, 1, 2, 3].map(idOf));
});

test.each([idOf(1), arnOf(idOf(1)), 'fs-01234567'])('%s is resolved, where it is there', async (id) => {
  const expected = id === 'fs-01234567' ? undefined : named(idOf(1));
  expect(await resource.resolve(id, location, world())).toEqual(expected);
});

test.each([
  ['another account', arnOf(idOf(1), '444455556666')],
  ['another Region', arnOf(idOf(1), '111122223333', 'us-east-1')],
  ['an access point', 'arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-0123456789abcdef0'],
  ['a path', 'fs-../0'],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({}));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('one that we may not see is found, so that somebody can be told', async () => {
  const resolving = async (name: string) => {
    const { read } = await answering(() => {
      throw refusal(name, 400);
    });
    return resource.resolve(arnOf(idOf(1)), location, read);
  };
  expect(await resolving('AccessDeniedException')).toEqual(named(idOf(1)));
  await expect(resolving('InternalServerError')).rejects.toThrow('InternalServerError');
});

test('ids within ARNs, and tags', async () => {
  expect(resource.idOf(arnOf(idOf(1)))).toBe(idOf(1));
  expect(resource.idOf(idOf(1))).toBeUndefined();
  expect(await resource.tags(named(idOf(2)), world())).toEqual({ team: 't2' });
  expect(await resource.tags(named(idOf(9)), world())).toEqual({});
});
