import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Backup vaults as resources with a policy: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html */
export default service({
  client: 'BackupClient',
  prefix: 'backup',
  iam,
  reads: ['DescribeBackupVault', 'GetBackupVaultAccessPolicy', 'ListBackupVaults', 'ListTags'],
  narrowed: { ListTags: { on: ['backupVault'], because: 'Nothing else of AWS Backup is looked at.' } },
  writes: ['DeleteBackupVaultAccessPolicy', 'PutBackupVaultAccessPolicy'],
});
