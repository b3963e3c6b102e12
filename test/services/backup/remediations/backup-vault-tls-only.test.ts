import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/backup/resources/aws-backup-backupvault.ts';
import unit from '../../../../src/services/backup/remediations/backup-vault-tls-only.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, refusal } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { vaultActions } from '../vault-actions.ts';

type Json = Readonly<Record<string, unknown>>;
type Vault = NonNullable<NonNullable<AccountFile['backup']>['BackupVaults']>[number];

const arn = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:orders';
const having = (vault: Vault) => ({ backup: { BackupVaults: [vault] } });
const account = (Policy: Json | undefined) =>
  having({ BackupVaultName: 'orders', ...(Policy && { Policy }) });
const held = {
  account,
  arn,
  actions: vaultActions,
  resources: ['*'],
  allowed: 'backup:StartBackupJob',
  httpsOnly: true,
  hazards: ['jobs-run-by-themselves'],
} as const;
const { allow, deny, adding, adds, but, holding } = statementRows(held);

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'backup:GetBackupVaultAccessPolicy',
    describes: 'backup:DescribeBackupVault',
    writes: 'backup:PutBackupVaultAccessPolicy',
    needsStatements: true,
  }),
  'a vault that is gone': { account: {}, target: arn, gone: true },
  'GovCloud has its own partition': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...account(undefined) },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: adding('arn:aws-us-gov:backup:us-gov-west-1:111122223333:backup-vault:orders'),
  },

  // Vaults of every kind.
  'a vault that is locked': {
    account: having({ BackupVaultName: 'orders', Locked: true }),
    expect: adds,
  },
  'a logically air-gapped vault': {
    account: having({ BackupVaultName: 'orders', VaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' }),
    expect: adds,
  },
  'a vault that shows what another one keeps': {
    account: having({ BackupVaultName: 'orders', VaultType: 'RESTORE_ACCESS_BACKUP_VAULT' }),
    expect: { is: 'not-applicable', message: 'access-to-another' },
  },
  'a vault that AWS made for EFS': {
    account: having({ BackupVaultName: 'aws/efs/automatic-backup-vault' }),
    expect: { is: 'not-applicable', message: 'made-by-aws' },
  },

  'other accounts copy into it': {
    account: holding({
      ...allow,
      Sid: 'Copies',
      Principal: '*',
      Action: 'backup:CopyIntoBackupVault',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    }),
    expect: adds,
  },
  'nobody may delete what is in it': {
    account: holding({
      ...allow,
      Sid: 'Keeps',
      Effect: 'Deny',
      Principal: '*',
      Action: ['backup:DeleteRecoveryPoint', 'backup:PutBackupVaultAccessPolicy'],
    }),
    expect: but('policy-may-refuse-us'),
  },
  'only deleting is refused': {
    account: holding({ ...deny(), Sid: 'Deletes', Action: 'backup:DeleteRecoveryPoint' }),
    expect: adds,
  },
  'refused of the vault, and not of what is in it': {
    account: holding({ ...deny(), Sid: 'Vault', Resource: arn }),
    expect: adds,
  },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::Backup::BackupVault',
  id: 'orders',
  arn,
};

describe('an answer without the policy is no "no policy"', () => {
  test.each([
    ['nothing', {}],
    ['no policy', { BackupVaultName: 'orders', BackupVaultArn: arn }],
    ['another vault', { BackupVaultArn: `${arn}-old`, Policy: '{}' }],
  ])('%s', async (_name, answer) => {
    const { read } = await answering(() => answer);
    await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
  });
});

test('one error for no policy and for no vault: the vault itself tells', async () => {
  const { read } = await answering(({ operation }) => {
    if (operation === 'GetBackupVaultAccessPolicy') throw refusal('ResourceNotFoundException', 400);
    return { BackupVaultName: 'orders', BackupVaultArn: arn };
  });
  expect(await unit.read(target, read)).toMatchObject({ is: 'seen', text: null });
});
