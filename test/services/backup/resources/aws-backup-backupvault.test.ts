import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/backup/resources/aws-backup-backupvault.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

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

testResource(resource, {
  world,
  named,
  resolves: [
    ['by name', 'orders', 'orders'],
    ['by ARN', arnOf('Default'), 'Default'],
    ['by name', 'aws/efs/automatic-backup-vault', 'aws/efs/automatic-backup-vault'],
  ],
  gone: 'there',
  others: [
    ['another Region', arnOf('there', 'us-east-1')],
    ['another account', arnOf('orders').replace('111122223333', '444455556666')],
    ['another partition', arnOf('orders').replace('arn:aws:', 'arn:aws-cn:')],
    ['a plan', 'arn:aws:backup:eu-west-1:111122223333:backup-plan:orders'],
    ['nothing', ''],
  ],
  answer: { BackupVaultName: 'orders' },
  listed: names,
  tags: { orders: { team: 'shop' }, bills: {} },
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

test('ARNs of vaults alone have an id', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:backup:eu-west-1:111122223333:backup-plan:orders')).toBeUndefined();
});
