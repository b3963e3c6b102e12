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

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
const subscription = z.strictObject({
  /** The last part of its ARN. */
  Id: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  /** The name of its topic, which need not be there any more. */
  Topic: z.string(),
  Region: z.optional(z.string()),
  Protocol: z.optional(z.string()),
  Endpoint: z._default(z.string(), ''),
  /** Default: the account of the topic. */
  Owner: z.optional(z.string()),
  PendingConfirmation: z._default(z.enum(['true', 'false']), 'false'),
  /** What else GetSubscriptionAttributes answers, `RawMessageDelivery` for one. */
  Attributes: z._default(z.record(z.string(), z.string()), {}),
});

/** Topics and subscriptions as SNS tells of their attributes. Messages are kept nowhere. */
export const snsRecords = z.strictObject({
  Topics: z._default(z.array(topic), []),
  Subscriptions: z._default(z.array(subscription), []),
});

export interface Subscription extends Omit<z.output<typeof subscription>, 'Owner' | 'Region'> {
  readonly SubscriptionArn: string;
  readonly TopicArn: string;
  readonly Region: string;
  readonly Owner: string;
}

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
  /** Every subscription to a topic of the account. */
  readonly Subscriptions: readonly Subscription[];
}

/** The records with AWS's defaults. */
export const loadSns = (
  { Topics, Subscriptions }: z.output<typeof snsRecords>,
  { region, partition, account }: Where,
): Sns => ({
  Topics: Topics.map(({ Region = region, Policy, ...rest }) => {
    const TopicArn = `arn:${partition}:sns:${Region}:${account}:${rest.Name}`;
    const text = Policy === undefined ? defaultPolicy(TopicArn, account) : policyText(Policy);
    return { ...rest, Region, TopicArn, Policy: storedPolicy(text, partition) };
  }),
  Subscriptions: Subscriptions.map(({ Region = region, Owner = account, ...rest }) => {
    const TopicArn = `arn:${partition}:sns:${Region}:${account}:${rest.Topic}`;
    return { ...rest, Region, Owner, TopicArn, SubscriptionArn: `${TopicArn}:${rest.Id}` };
  }),
});
