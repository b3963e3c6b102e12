import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/**
 * Names that people give; those that AWS gives have slashes, which no request of people takes.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html
 */
const ofPeople = /^[A-Za-z0-9_-]{2,50}$/;
const name = /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html */
export const vaultArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'backup', region, account, resource: `backup-vault:${id}` });

/** The name in an ARN of a backup vault; `undefined`: the ARN is of something else. */
export const vaultNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('backup-vault:') ? resource.slice('backup-vault:'.length) : '';
  return service === 'backup' && name.test(id) ? id : undefined;
};

/** The name of the vault that is meant, by ARN or by name. `undefined`: it is none of this place, or no vault. */
export const vaultNamed = (id: string, place: Location): string | undefined => {
  const found = vaultNameIn(id) ?? id;
  return name.test(found) && [found, vaultArn(place, found)].includes(id) ? found : undefined;
};

/** `aws/efs/automatic-backup-vault` and others, with a policy by which AWS keeps what is in them. */
export const isMadeByAws = (id: string): boolean => !ofPeople.test(id);

/**
 * What requests can ask of a vault and of what is in it. A vault's policy takes no star, and what AWS Backup does by itself
 * (`CopyIntoBackupVault`) comes with no request that could be plain.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
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
