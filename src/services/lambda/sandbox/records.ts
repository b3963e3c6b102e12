import * as z from 'zod/mini';
import type { Where } from '../../../sandbox/world.ts';

const fn = z.strictObject({
  FunctionName: z.string(),
  Environment: z.optional(
    z.strictObject({
      Variables: z.optional(z.record(z.string(), z.string())),
      Error: z.optional(z.strictObject({ ErrorCode: z.string(), Message: z.string() })),
    }),
  ),
});

/** Lambda of the account, as account files carry it. */
export const lambdaRecords = z.strictObject({ Functions: z._default(z.array(fn), []) });

type Raw = z.output<typeof lambdaRecords>;
export type Lambda = Raw & { readonly region: string };

export const loadLambda = (records: Raw, { region }: Where): Lambda => ({ ...records, region });
