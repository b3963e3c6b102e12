import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/transfer/resources/aws-transfer-server.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:transfer:${region}:111122223333:server/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::Transfer::Server', id, arn: arnOf(id) });

const ids = ['1', '2', '3', '4', '5'].map((last) => `s-0000000000000000${last}`);
const [first = '', second = ''] = ids;
const elsewhere = 's-fedcba98765432100';
const world = () => {
  const Servers = [
    ...ids.map((ServerId) => ({ ServerId, Tags: ServerId === first ? { team: 'shop' } : {} })),
    { ServerId: elsewhere, Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ transfer: { Servers } }))).look(location);
};

describe('resolving', () => {
  test.each([
    ['as AWS Config has it', first, first],
    ['by its ARN', arnOf(second), second],
  ])('%s', async (_form, id, name) => {
    expect(await resource.resolve(id, location, world())).toEqual(named(name));
  });

  test('what is not there', async () => {
    expect(await resource.resolve(elsewhere, location, world())).toBeUndefined();
  });

  test.each([
    ['of another Region', arnOf(first, 'us-east-1')],
    ["another account's", `arn:aws:transfer:eu-west-1:444455556666:server/${first}`],
    ['of another partition', `arn:aws-cn:transfer:eu-west-1:111122223333:server/${first}`],
    ['a user', `arn:aws:transfer:eu-west-1:111122223333:user/${first}/anna`],
    ['a connector', 'arn:aws:transfer:eu-west-1:111122223333:connector/c-01234567890abcdef'],
    ['nothing', ''],
    ['a path', '../orders'],
  ])('%s is none of this place, and nobody is asked', async (_what, id) => {
    const { read, asked } = await answering(() => ({ Server: {} }));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('other failures are not taken for an absence', async () => {
    const { read } = await answering(() => {
      throw refusal('AccessDeniedException', 403);
    });
    await expect(resource.resolve(first, location, read)).rejects.toThrow('AccessDenied');
  });
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id));
    found.push(target.id);
  }
  expect(found).toEqual(ids);
});

test('tags, or none', async () => {
  expect(await resource.tags(named(first), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named(second), world())).toEqual({});
});

test('one lease covers the server', () => {
  expect(resource.root(named(first))).toBe(arnOf(first));
});
