import {
  BackupClient,
  DescribeBackupVaultCommand,
  GetBackupVaultAccessPolicyCommand,
} from '@aws-sdk/client-backup';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { halfAnAnswer } from '../../../../families/statement/document.ts';

const describe = ({ id: BackupVaultName }: Target, aws: Aws) =>
  unless(
    'ResourceNotFoundException',
    undefined,
    aws.use(BackupClient).send(new DescribeBackupVaultCommand({ BackupVaultName })),
  );

const policyOf = ({ id: BackupVaultName }: Target, aws: Aws) =>
  unless(
    'ResourceNotFoundException',
    undefined,
    aws.use(BackupClient).send(new GetBackupVaultAccessPolicyCommand({ BackupVaultName })),
  );

/**
 * AWS Backup has one error for a vault without a policy and for none at all: which one, the vault itself tells. The policy
 * is asked for once more then: it compares nothing when one is put, so that this must be the last thing that is read.
 */
export const getPolicy = async (
  target: Target,
  aws: Aws,
): Promise<{ readonly text: string | null } | undefined> => {
  const { id: BackupVaultName, arn } = target;
  const first = await policyOf(target, aws);
  const isThere = first !== undefined || (await describe(target, aws)) !== undefined;
  if (!isThere) return undefined;
  const answer = first ?? (await policyOf(target, aws));
  if (answer === undefined) return { text: null };
  if (answer.BackupVaultArn === arn && answer.Policy !== undefined) return { text: answer.Policy };
  throw halfAnAnswer('AWS Backup', `for vault ${BackupVaultName}, but without its ARN or its policy`);
};

/** As AWS Backup says it; it may have more than today's. */
export const typeOf = async (_policy: unknown, target: Target, aws: Aws): Promise<string> =>
  (await describe(target, aws))?.VaultType ?? '';
