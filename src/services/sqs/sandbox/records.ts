import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const queue = z.strictObject({
  Name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Policy: z.optional(policyRecord),

  Tags: tagRecords,
});

/** TODO: what an account holds of it, as elements of Describe answers. */
export const sqsRecords = z.strictObject({ Queues: z._default(z.array(queue), []) });

interface Queue {
  readonly Name: string;
  readonly Region: string;
  readonly Policy?: string;

  readonly Tags: Tags;
}
export interface Sqs {
  /** Every queue of the account. */
  readonly Queues: readonly Queue[];
}

/** The records with AWS's defaults. */
export const loadSqs = ({ Queues }: z.output<typeof sqsRecords>, { region, partition }: Where): Sqs => ({
  Queues: Queues.map(({ Region = region, Policy, ...rest }) => ({
    ...rest,
    Region,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
