import * as z from 'zod/mini';
import { policyRecord, policyText } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';
import { storedQueuePolicy } from './policy.ts';

/** What SetQueueAttributes takes, the policy apart. */
const settable = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
] as const;
export const isSettable = (name: string): boolean => settable.some((known) => known === name);

const queue = z.strictObject({
  Name: z.string().check(z.regex(/^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Policy: z.optional(policyRecord),
  /** As GetQueueAttributes answers them. Default: what a queue has that was made with its name alone. */
  Attributes: z.prefault(z.partialRecord(z.enum(settable), z.string()), {}),
  Tags: tagRecords,
});

/** Queues as GetQueueAttributes and ListQueueTags tell of them. Messages are kept nowhere. */
export const sqsRecords = z.strictObject({ Queues: z._default(z.array(queue), []) });

type Attributes = Readonly<Partial<Record<(typeof settable)[number], string>>>;
export interface Queue {
  readonly Name: string;
  readonly Region: string;
  readonly QueueArn: string;
  readonly Policy?: string;
  readonly Attributes: Attributes;
  readonly Tags: Tags;
}
export interface Sqs {
  /** Every queue of the account. */
  readonly Queues: readonly Queue[];
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const defaults: Attributes = {
  DelaySeconds: '0',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
};

/** The records with AWS's defaults. */
export const loadSqs = (
  { Queues }: z.output<typeof sqsRecords>,
  { region, partition, account }: Where,
): Sqs => ({
  Queues: Queues.map(({ Region = region, Policy, Attributes, ...rest }) => ({
    ...rest,
    Region,
    QueueArn: `arn:${partition}:sqs:${Region}:${account}:${rest.Name}`,
    Attributes: { ...defaults, ...Attributes },
    ...(Policy !== undefined && { Policy: storedQueuePolicy(policyText(Policy), partition) }),
  })),
});
