import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ARNs of AWS::Backup::BackupVault: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const backupVaultArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:backup:${region}:${account}:backup-vault:${name}`;

/** The name in an ARN of a backup vault; `undefined`: the ARN is of something else. */
export const backupVaultNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'backup' ? /^backup-vault:([^:/]+)$/.exec(resource)?.[1] : undefined;
};
