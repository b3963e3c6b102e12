import type { Calls } from '../../aws/iam/calls.ts';
import { calls } from '../../services/calls.ts';

/** What the room of a service says of its calls, by the name of the SDK's client. */
export const callsOf = (client: string): Calls | undefined =>
  Object.hasOwn(calls, client) ? calls[client] : undefined;

/** Of one operation, in a table by operations. */
export const ofOperation = <Said>(
  table: Readonly<Record<string, Said>> | undefined,
  operation: string,
): Said | undefined => (table && Object.hasOwn(table, operation) ? table[operation] : undefined);
