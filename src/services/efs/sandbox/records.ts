import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const fileSystem = z.strictObject({
  FileSystemId: z.string().check(z.regex(/^fs-[0-9a-f]{8,40}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** Default: the account. */
  OwnerId: z.optional(z.string()),
  LifeCycleState: z._default(
    z.enum(['creating', 'available', 'updating', 'deleting', 'deleted', 'error']),
    'available',
  ),
  NumberOfMountTargets: z._default(z.number(), 2),
  FileSystemProtection: z._default(
    z.strictObject({ ReplicationOverwriteProtection: z.enum(['ENABLED', 'DISABLED', 'REPLICATING']) }),
    { ReplicationOverwriteProtection: 'ENABLED' },
  ),
  /** Default: none, and AWS's own access. */
  Policy: z.optional(policyRecord),
  Tags: tagRecords,
});

/** File systems as DescribeFileSystems tells of them, each with its policy. */
export const efsRecords = z.strictObject({ FileSystems: z._default(z.array(fileSystem), []) });

export interface FileSystem {
  readonly FileSystemId: string;
  readonly FileSystemArn: string;
  readonly Region: string;
  readonly OwnerId: string;
  readonly LifeCycleState: string;
  readonly NumberOfMountTargets: number;
  readonly FileSystemProtection: { readonly ReplicationOverwriteProtection: string };
  readonly Policy?: string | undefined;
  readonly Tags: Tags;
}
export interface Efs {
  /** Every file system of the account, and those that others share with it. */
  readonly FileSystems: readonly FileSystem[];
}

/** The records with AWS's defaults. */
export const loadEfs = (
  { FileSystems }: z.output<typeof efsRecords>,
  { region, partition, account }: Where,
): Efs => ({
  FileSystems: FileSystems.map(({ Region = region, OwnerId = account, Policy, ...rest }) => ({
    ...rest,
    Region,
    OwnerId,
    FileSystemArn: `arn:${partition}:elasticfilesystem:${Region}:${OwnerId}:file-system/${rest.FileSystemId}`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
