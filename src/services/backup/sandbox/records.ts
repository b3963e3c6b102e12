import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const vault = z.strictObject({
  BackupVaultName: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** Default: the account file's own. Another one shares it. */
  Owner: z.optional(z.string()),
  Policy: z.optional(policyRecord),
  VaultType: z._default(
    z.enum(['BACKUP_VAULT', 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT', 'RESTORE_ACCESS_BACKUP_VAULT']),
    'BACKUP_VAULT',
  ),
  Locked: z._default(z.boolean(), false),
  Tags: tagRecords,
});

/** Vaults as DescribeBackupVault, GetBackupVaultAccessPolicy and ListTags tell of them. Recovery points are kept nowhere. */
export const backupRecords = z.strictObject({ BackupVaults: z._default(z.array(vault), []) });

export interface Vault {
  readonly BackupVaultName: string;
  readonly BackupVaultArn: string;
  readonly Region: string;
  readonly Policy?: string;
  readonly VaultType: string;
  readonly Locked: boolean;
  readonly Tags: Tags;
}
export interface Backup {
  /** Every vault of the account, and those that are shared with it. */
  readonly BackupVaults: readonly Vault[];
}

/** The records with AWS's defaults. */
export const loadBackup = (
  { BackupVaults }: z.output<typeof backupRecords>,
  { region, partition, account }: Where,
): Backup => ({
  BackupVaults: BackupVaults.map(({ Region = region, Owner = account, Policy, ...rest }) => ({
    ...rest,
    Region,
    BackupVaultArn: `arn:${partition}:backup:${Region}:${Owner}:backup-vault:${rest.BackupVaultName}`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
