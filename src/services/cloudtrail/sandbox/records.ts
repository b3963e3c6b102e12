import * as z from 'zod/mini';

/** What happened before the story begins, as the history has it. */
const earlier = z.strictObject({
  EventName: z.string(),
  /** ISO 8601. */
  EventTime: z._default(z.string(), '2026-01-04T12:00:00Z'),
  Region: z._default(z.string(), 'us-east-1'),
  /** The record, as JSON. */
  CloudTrailEvent: z._default(z.string(), '{}'),
});
export type Earlier = z.output<typeof earlier>;

/** The event history of the account, as account files carry it: its events come of the calls themselves. */
export const cloudTrailRecords = z.strictObject({
  /** How long events are on their way; CloudTrail says about 15 minutes at most. */
  DeliverySeconds: z._default(z.number(), 300),
  Earlier: z._default(z.array(earlier), []),
});
export type CloudTrail = z.output<typeof cloudTrailRecords>;
