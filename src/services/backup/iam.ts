// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DeleteBackupVaultAccessPolicy: { access: 'write', on: ['backupVault'] },
    DescribeBackupVault: { access: 'read', on: ['backupVault'] },
    GetBackupVaultAccessPolicy: { access: 'read', on: ['backupVault'] },
    ListBackupVaults: { access: 'read', on: [], lists: true },
    ListTags: {
      access: 'read',
      on: [
        'backupAccessPoint',
        'backupPlan',
        'backupVault',
        'framework',
        'legalHold',
        'recoveryPoint',
        'reportPlan',
        'restoreTestingPlan',
        'tieringConfiguration',
      ],
    },
    PutBackupVaultAccessPolicy: { access: 'write', on: ['backupVault'] },
  },
  arns: {
    backupAccessPoint: 'arn:{partition}:backup:{region}:{account}:accesspoint/*',
    backupPlan: 'arn:{partition}:backup:{region}:{account}:backup-plan:*',
    backupVault: 'arn:{partition}:backup:{region}:{account}:backup-vault:*',
    framework: 'arn:{partition}:backup:{region}:{account}:framework:*-*',
    legalHold: 'arn:{partition}:backup:{region}:{account}:legal-hold:*',
    recoveryPoint: 'arn:{partition}:*:{region}:*:*:*',
    reportPlan: 'arn:{partition}:backup:{region}:{account}:report-plan:*-*',
    restoreTestingPlan: 'arn:{partition}:backup:{region}:{account}:restore-testing-plan:*-*',
    tieringConfiguration: 'arn:{partition}:backup:{region}:{account}:tiering-configuration:*-*',
  },
};
