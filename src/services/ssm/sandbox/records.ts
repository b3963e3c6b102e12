import * as z from 'zod/mini';
import type { Execution } from '../../../sandbox/automation.ts';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';
import type { Runbook } from '../../../sandbox/runbook.ts';

const parameter = z.strictObject({
  Name: z.string(),
  Type: z._default(z.enum(['String', 'StringList', 'SecureString']), 'String'),
  Value: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Tags: tagRecords,
});

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
  Parameters: z._default(z.array(parameter), []),
});

export type Parameter = Omit<z.output<typeof parameter>, 'Region'> & {
  readonly Region: string;
  readonly ARN: string;
};
export const loadParameters = (
  all: readonly z.output<typeof parameter>[],
  { region, partition, account }: Where,
): readonly Parameter[] =>
  all.map(({ Region = region, ...one }) => ({
    ...one,
    Region,
    ARN: `arn:${partition}:ssm:${Region}:${account}:parameter${one.Name.startsWith('/') ? '' : '/'}${one.Name}`,
  }));

interface Document {
  readonly Name: string;
  readonly DocumentVersion: string;
  readonly runbook: Runbook;
}
export interface Ssm {
  readonly Documents: readonly Document[];
  readonly Executions: readonly Execution[];
  readonly ExecutionsAtOnce: number;
  readonly Parameters: readonly Parameter[];
  readonly Calendars: z.output<typeof ssmRecords>['Calendars'];
}
