import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';
import { vaultActions } from './vault-actions.ts';

/** What the tests must know of each vault. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statementContract({
    type: 'AWS::Backup::BackupVault',
    remediation: 'backup-vault-tls-only',
    at: 'backup.BackupVaults',
    holders: ({ backup: { BackupVaults } }) =>
      BackupVaults.map(({ BackupVaultName: name, BackupVaultArn: arn, Policy: policy }) => ({
        name,
        arn,
        policy,
      })),
    actions: vaultActions,
    allowed: 'backup:CopyIntoBackupVault',
    reads: 'backup:GetBackupVaultAccessPolicy',
    put: ({ name: BackupVaultName }, Policy) => ({
      operation: 'backup:PutBackupVaultAccessPolicy',
      input: { BackupVaultName, Policy },
    }),
    remove: ({ name: BackupVaultName }) => ({
      operation: 'backup:DeleteBackupVaultAccessPolicy',
      input: { BackupVaultName },
    }),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        backup: {
          BackupVaults: [
            {
              BackupVaultName: 'orders',
              Tags: { team: 'shop' },
              Locked: true,
              Policy: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Sid: 'Copies',
                    Effect: 'Allow',
                    Principal: '*',
                    Action: 'backup:CopyIntoBackupVault',
                    Resource: '*',
                    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
                  },
                ],
              },
            },
            { BackupVaultName: 'Default', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: {
    'backup:ListBackupVaults': 'BackupVaultList',
    'backup:GetBackupVaultAccessPolicy': turnedPolicy('Policy'),
  },
  unpaged: ['backup:ListTags'],
  seed: { not: 'The server has no access policies of vaults.' },
  named: {
    BackupVaultName: (name, { partition, region, account }) =>
      `arn:${partition}:backup:${region}:${account}:backup-vault:${name}`,
  },
  withoutEvidence: {
    'backup-vault-tls-only': {
      not: 'The endpoints take HTTPS only: no record could show a request without it.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::Backup::BackupVault': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:orders',
        changes: [],
      },
    ],
  },
};
