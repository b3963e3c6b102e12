import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const bus = z.strictObject({
  Name: z.string().check(z.regex(/^[/.\-_A-Za-z0-9]{1,256}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Policy: z.optional(policyRecord),
  /** As DescribeEventBus answers it. */
  ManagedBy: z.optional(z.string()),
  Tags: tagRecords,
});

/** Event buses as DescribeEventBus and ListTagsForResource tell of them. Events and rules are kept nowhere. */
export const eventbridgeRecords = z.strictObject({ EventBuses: z._default(z.array(bus), []) });

export interface EventBus {
  readonly Name: string;
  readonly Arn: string;
  readonly Region: string;
  readonly Policy?: string;
  readonly ManagedBy?: string | undefined;
  readonly Tags: Tags;
}
export interface Eventbridge {
  /** Every event bus of the account that its file names: also the default one stands there where it matters. */
  readonly EventBuses: readonly EventBus[];
}

/** The records with AWS's defaults. */
export const loadEventbridge = (
  { EventBuses }: z.output<typeof eventbridgeRecords>,
  { region, partition, account }: Where,
): Eventbridge => ({
  EventBuses: EventBuses.map(({ Region = region, Policy, ...rest }) => ({
    ...rest,
    Region,
    Arn: `arn:${partition}:events:${Region}:${account}:event-bus/${rest.Name}`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
