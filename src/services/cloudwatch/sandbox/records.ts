import * as z from 'zod/mini';

/** Metrics of the account, as account files carry them: what each told in every period, from a moment on. */
export const cloudWatchRecords = z.strictObject({
  Metrics: z._default(
    z.array(
      z.strictObject({
        Namespace: z.string(),
        MetricName: z.string(),
        Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })),
        /** In the order of time. `null`: nothing is told from then on, and before the first. */
        Values: z.array(z.strictObject({ From: z.iso.datetime(), Value: z.nullable(z.number()) })),
      }),
    ),
    [],
  ),
});
export type CloudWatch = z.output<typeof cloudWatchRecords>;
