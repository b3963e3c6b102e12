import * as z from 'zod/mini';

/** The event history of the account, as account files carry it: its events come of the calls themselves. */
export const cloudTrailRecords = z.strictObject({
  /** How long events are on their way; CloudTrail says about 15 minutes at most. */
  DeliverySeconds: z._default(z.number(), 300),
});
export type CloudTrail = z.output<typeof cloudTrailRecords>;
