import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const repository = z.strictObject({
  Name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Policy: z.optional(policyRecord),
  Tags: tagRecords,
});

/** Private repositories as DescribeRepositories, GetRepositoryPolicy and ListTagsForResource tell of them. Images are kept nowhere. */
export const ecrRecords = z.strictObject({ Repositories: z._default(z.array(repository), []) });

export interface Repository {
  readonly Name: string;
  readonly Arn: string;
  readonly Region: string;
  readonly Policy?: string;
  readonly Tags: Tags;
}
export interface Ecr {
  /** Every repository of the account. */
  readonly Repositories: readonly Repository[];
}

/** The records with AWS's defaults. */
export const loadEcr = (
  { Repositories }: z.output<typeof ecrRecords>,
  { region, partition, account }: Where,
): Ecr => ({
  Repositories: Repositories.map(({ Region = region, Policy, ...rest }) => ({
    ...rest,
    Region,
    Arn: `arn:${partition}:ecr:${Region}:${account}:repository/${rest.Name}`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
