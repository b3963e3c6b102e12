import * as z from 'zod/mini';
import type { Execution } from '../../../sandbox/automation.ts';
import type { Runbook } from '../../../sandbox/runbook.ts';

/** SSM of the account, as account files carry it. `Content` is the runbook's YAML. */
export const ssmRecords = z.strictObject({
  Documents: z._default(
    z.array(
      z.strictObject({ Name: z.string(), DocumentVersion: z._default(z.string(), '1'), Content: z.string() }),
    ),
    [],
  ),
  /** Executions that may run at the same time; AWS takes 100 and queues 400 more. */
  ExecutionsAtOnce: z._default(z.number(), 500),
  /** Change calendars: closed until a moment, or for good. */
  Calendars: z._default(
    z.array(
      z.strictObject({
        Name: z.string(),
        State: z._default(z.enum(['OPEN', 'CLOSED']), 'OPEN'),
        /** ISO 8601. */
        OpensAt: z.optional(z.string()),
      }),
    ),
    [],
  ),
});

interface Document {
  readonly Name: string;
  readonly DocumentVersion: string;
  readonly runbook: Runbook;
}
export interface Ssm {
  readonly Documents: readonly Document[];
  readonly Executions: readonly Execution[];
  readonly ExecutionsAtOnce: number;
  readonly Calendars: z.output<typeof ssmRecords>['Calendars'];
}
