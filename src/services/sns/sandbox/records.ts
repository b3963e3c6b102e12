import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';
import { defaultPolicy } from './policy.ts';

/** What SetTopicAttributes takes, the policy and the feedback of deliveries apart. */
const settable = [
  'ArchivePolicy',
  'ContentBasedDeduplication',
  'DeliveryPolicy',
  'DisplayName',
  'FifoThroughputScope',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
] as const;
export const isSettable = (name: string): boolean => settable.some((known) => known === name);

const topic = z.strictObject({
  Name: z.string().check(z.regex(/^[\w-]{1,256}$|^[\w-]{1,251}\.fifo$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** Default: that of AWS. */
  Policy: z.optional(policyRecord),
  /** As GetTopicAttributes answers them. */
  Attributes: z.prefault(z.partialRecord(z.enum(settable), z.string()), {}),
  Tags: tagRecords,
});

/** Topics as GetTopicAttributes and ListTagsForResource tell of them. Messages and subscriptions are kept nowhere. */
export const snsRecords = z.strictObject({ Topics: z._default(z.array(topic), []) });

export interface Topic {
  readonly Name: string;
  readonly Region: string;
  readonly TopicArn: string;
  readonly Policy: string;
  readonly Attributes: Readonly<Partial<Record<(typeof settable)[number], string>>>;
  readonly Tags: Tags;
}
export interface Sns {
  /** Every topic of the account. */
  readonly Topics: readonly Topic[];
}

/** The records with AWS's defaults. */
export const loadSns = (
  { Topics }: z.output<typeof snsRecords>,
  { region, partition, account }: Where,
): Sns => ({
  Topics: Topics.map(({ Region = region, Policy, ...rest }) => {
    const TopicArn = `arn:${partition}:sns:${Region}:${account}:${rest.Name}`;
    const text = Policy === undefined ? defaultPolicy(TopicArn, account) : policyText(Policy);
    return { ...rest, Region, TopicArn, Policy: storedPolicy(text, partition) };
  }),
});
