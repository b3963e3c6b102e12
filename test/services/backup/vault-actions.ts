/** What the Deny of a vault's policy must name, which takes no star: as the unit's page has them, and not as its code. */
export const vaultActions = [
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultNotifications',
  'backup:DeleteRecoveryPoint',
  'backup:DescribeBackupVault',
  'backup:DescribeRecoveryPoint',
  'backup:GetBackupVaultAccessPolicy',
  'backup:GetBackupVaultNotifications',
  'backup:GetRecoveryPointRestoreMetadata',
  'backup:ListRecoveryPointsByBackupVault',
  'backup:PutBackupVaultAccessPolicy',
  'backup:PutBackupVaultNotifications',
  'backup:StartBackupJob',
  'backup:StartCopyJob',
  'backup:StartRestoreJob',
  'backup:UpdateRecoveryPointLifecycle',
] as const;
