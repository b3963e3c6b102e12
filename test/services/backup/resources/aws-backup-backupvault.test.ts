import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/backup/resources/aws-backup-backupvault.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:backup:${region}:111122223333:backup-vault:${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::Backup::BackupVault', id, arn: arnOf(id) });
const names = ['orders', 'Default', 'aws/efs/automatic-backup-vault', 'bills'];
const world = () => {
  const BackupVaults = [
    ...names.map((BackupVaultName) => ({
      BackupVaultName,
      ...(BackupVaultName === 'orders' && { Tags: { team: 'shop' } }),
    })),
    { BackupVaultName: 'there', Region: 'us-east-1' },
    { BackupVaultName: 'shared', Owner: '444455556666' },
  ];
  return sandboxClouds(startHost(loadAccount({ backup: { BackupVaults } }))).look(location);
};

test.each([
  ['orders', 'orders'],
  [arnOf('Default'), 'Default'],
  ['aws/efs/automatic-backup-vault', 'aws/efs/automatic-backup-vault'],
])('resolves %s', async (id, name) => {
  expect(await resource.resolve(id, location, world())).toEqual(named(name));
});

test.each([
  ['another Region', arnOf('there', 'us-east-1')],
  ['another account', arnOf('orders').replace('111122223333', '444455556666')],
  ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
  ['a plan', 'arn:aws:backup:eu-west-1:111122223333:backup-plan:orders'],
  ['nothing', ''],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({ BackupVaultName: 'orders' }));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('what is no longer there', async () => {
  expect(await resource.resolve('there', location, world())).toBeUndefined();
});

describe('a refusal, which is also what AWS Backup answers for a vault that is not there', () => {
  const refusing = (BackupVaultList: readonly object[]) =>
    answering(({ operation }) => {
      if (operation.includes('DescribeBackupVault')) throw refusal('AccessDeniedException', 403);
      return { BackupVaultList };
    });

  test.each([
    ['none is listed', []],
    ['others are', [{ BackupVaultName: 'bills', BackupVaultArn: arnOf('bills') }]],
    [
      'another account shares one of that name',
      [
        {
          BackupVaultName: 'orders',
          BackupVaultArn: arnOf('orders').replace('111122223333', '444455556666'),
        },
      ],
    ],
  ])('%s: it is gone', async (_what, listed) => {
    const { read } = await refusing(listed);
    expect(await resource.resolve('orders', location, read)).toBeUndefined();
  });

  test('it is listed: who may not describe it can still be told so', async () => {
    const { read } = await refusing([{ BackupVaultName: 'orders', BackupVaultArn: arnOf('orders') }]);
    expect(await resource.resolve('orders', location, read)).toEqual(named('orders'));
  });

  test('nothing is concluded where listing is refused too', async () => {
    const { read } = await answering(() => {
      throw refusal('AccessDeniedException', 403);
    });
    await expect(resource.resolve('orders', location, read)).rejects.toThrow('AccessDeniedException');
  });
});

test('lists all of the Region that are this account’s own', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id));
    found.push(target.id);
  }
  expect(found).toEqual(names);
});

test('tags, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named('bills'), world())).toEqual({});
});

test('ARNs of vaults alone have an id', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:backup:eu-west-1:111122223333:backup-plan:orders')).toBeUndefined();
  expect(resource.root(named('orders'))).toBe(arnOf('orders'));
});
