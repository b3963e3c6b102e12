// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DeleteBackupVaultAccessPolicy: { access: 'write', on: ['backupVault'] },
    DescribeBackupVault: { access: 'read', on: ['backupVault'] },
    GetBackupVaultAccessPolicy: { access: 'read', on: ['backupVault'] },
    ListBackupVaults: { access: 'read', on: [], lists: true },
    ListTags: { access: 'read', on: ['backupVault'] },
    PutBackupVaultAccessPolicy: { access: 'write', on: ['backupVault'] },
  },
  arns: { backupVault: 'arn:{partition}:backup:{region}:{account}:backup-vault:*' },
};
