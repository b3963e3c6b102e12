import {
  BackupClient,
  DeleteBackupVaultAccessPolicyCommand,
  PutBackupVaultAccessPolicyCommand,
} from '@aws-sdk/client-backup';
import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { isMadeByAws, vaultActions } from '../facts/vault.ts';
import { getPolicy, typeOf } from './backup-vault-tls-only/read.ts';

const { messages, ...parts } = tlsOnly({
  type: 'vault access policy',
  thing: 'vault',
  service: 'AWS Backup',
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
  absent: 'closed',
  needsStatements: true,
  get: getPolicy,
  put: async (Policy, _revision, { id: BackupVaultName }, aws) => {
    const asked = new PutBackupVaultAccessPolicyCommand({ BackupVaultName, Policy });
    await aws.use(BackupClient).send(asked);
  },
  remove: async (_revision, { id: BackupVaultName }, aws) => {
    await aws.use(BackupClient).send(new DeleteBackupVaultAccessPolicyCommand({ BackupVaultName }));
  },
  actions: vaultActions,
  // Recovery points are in it, and their ARNs are those of other services.
  resources: () => ['*'],
  guards: ({ arn }) => [arn, '*'],
  writes: ['backup:PutBackupVaultAccessPolicy', 'backup:DeleteBackupVaultAccessPolicy'],
  // Whether there is none, the vault itself tells.
  reads: 'backup:GetBackupVaultAccessPolicy and backup:DescribeBackupVault',
  describes: 'backup:DescribeBackupVault',
  // AWS documents none.
  limits: {},
  // https://docs.aws.amazon.com/general/latest/gr/bk.html
  httpsOnly: true,
  code: {
    cloudformation: 'AWS::Backup::BackupVault',
    member: 'AccessPolicy',
    cdk: 'vault.addToAccessPolicy',
    terraform: 'aws_backup_vault_policy',
  },
  messages: {
    'made-by-aws': {
      says: 'AWS itself made vault {vault}, with a policy by which it keeps what is in it.',
    },
    'access-to-another': {
      says: 'Vault {vault} is of type {type}: it gives access to recovery points that another vault keeps.',
    },
    'jobs-run-by-themselves': {
      says: 'Plans back up into vault {vault} and copy out of it with nobody watching. AWS does not document how the transport of what AWS Backup does by itself counts: a job that is refused shows as a missing recovery point.',
      todo: 'Approve, then start a backup on demand and a copy, and see that both complete.',
    },
  },
  around: typeOf,
  besides: ({ around: type = '' }, { id: vault }) => ({
    outside: [
      ...saying('made-by-aws' as const, isMadeByAws(vault), { vault }),
      ...saying('access-to-another' as const, type === 'RESTORE_ACCESS_BACKUP_VAULT', { vault, type }),
    ][0],
    hazards: saying('jobs-run-by-themselves', true, { vault }),
  }),
});

/** Adds to a vault's access policy a Deny of plain HTTP, for whoever must show one: the endpoints take HTTPS only. */
export default remediation({
  meta: {
    id: 'backup-vault-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Access policies of backup vaults refuse requests without TLS',
    summary:
      'Adds one Deny statement to the access policy of a vault that refuses what requests ask of it and of its recovery points over plain HTTP. The endpoints of AWS Backup take HTTPS only, so an owner is always asked. A vault lock is neither read nor changed, and neither are snapshots as their own services show them. Vaults that AWS makes are left alone.',
    resourceType: 'AWS::Backup::BackupVault',
    configRules: [],
    controls: [],
    services: ['backup'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['backup:DescribeBackupVault', 'backup:GetBackupVaultAccessPolicy'],
      write: ['backup:PutBackupVaultAccessPolicy'],
      undo: ['backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
      'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultAccessPolicy.html',
      'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeBackupVault.html',
      'https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html',
      'https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html',
      'https://docs.aws.amazon.com/general/latest/gr/bk.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
