import * as z from 'zod/mini';
import { allOf, verdictOf, windowBefore, type Reading } from '../../core/evidence/verdict.ts';
import type { Evidence } from '../../core/model/evidence.ts';
import type { Inquiry } from '../../core/model/ports.ts';

/** What a log says in a scenario: as a reader would have found it. The rules by which it becomes evidence are the real ones. */
export const traffic = z.strictObject({
  source: z._default(z.string(), 'S3 server access logs'),
  /** `false`: AWS delivers these records on a best-effort basis. */
  complete: z._default(z.boolean(), true),
  /** For how many days it has been on. */
  daysOn: z.number(),
  /** Records over TLS. */
  secure: z._default(z.number(), 100),
  /** Clients that the change would break. */
  offenders: z._default(
    z.array(
      z.strictObject({
        principal: z.optional(z.string()),
        agent: z.optional(z.string()),
        address: z.optional(z.string()),
        count: z.number(),
        daysAgo: z.number(),
      }),
    ),
    [],
  ),
});
export type Traffic = z.output<typeof traffic>;

const day = 86_400_000;

const before = (from: Date, days: number): string => new Date(from.getTime() - days * day).toISOString();

/** The answer to an inquiry, by what the log says now. */
export const answerOf = (
  { source, complete, daysOn, secure, offenders }: Traffic,
  { questions, rules }: Inquiry,
  written: Date,
  now: Date,
): Evidence => {
  if (!rules) return { is: 'unknown' };
  const window = windowBefore(now, rules.days);
  const callers = offenders
    .map(({ daysAgo, principal, agent, address, count }) => ({
      ...(principal !== undefined && { principal }),
      ...(agent !== undefined && { agent }),
      ...(address !== undefined && { address }),
      count,
      first: before(written, daysAgo),
      last: before(written, daysAgo),
    }))
    .filter(({ last }) => last >= window.from.toISOString());
  const reading: Reading = {
    is: 'read',
    source,
    complete,
    onSince: before(written, daysOn),
    until: now.toISOString(),
    secure,
    offending: callers.reduce((sum, { count }) => sum + count, 0),
    callers,
    unread: 0,
    silentHours: 1,
    cutOff: false,
  };
  return allOf(questions.map((question) => verdictOf(question, reading, window)));
};
