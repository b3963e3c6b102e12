import type { CanaryRules } from '../model/canary.ts';
import type { Question } from '../model/evidence.ts';
import type { Ports } from '../model/ports.ts';
import type { Policy } from '../policy/policy.ts';
import { minutesAfter } from '../model/time.ts';
import type { Canary, Run } from '../journal/records.ts';

/** How often the signals of a fix are looked at. */
export const watchMinutes = 15;

interface Around {
  readonly policy?: Policy;
  readonly questions?: readonly Question[];
}

/** How the clients of a fix are watched; `undefined`: not at all, or no signal tells of them. */
export const watchingOf = ({ policy, questions = [] }: Around): CanaryRules | undefined =>
  questions.length > 0 ? policy?.canary : undefined;

/**
 * Remembers, before the first put, that the clients of a fix are to be watched: a process that dies right after the put leaves
 * nobody unwatched. What asks before a fix who would break names what tells afterwards who does.
 */
export const watch = async (
  { id: run, finding, plan, opened }: Run,
  around: Around,
  ports: Ports,
): Promise<void> => {
  const { questions = [] } = around;
  const [first] = questions;
  if (plan.kind !== 'remediate' || !watchingOf(around) || !ports.signals || !first) return;
  const { of: key } = first;
  const { target } = plan;
  for (;;) {
    const row = await ports.journal.read<Canary>('canary', key);
    const watches = row?.value.watches ?? [];
    const value: Canary = { watches: [...watches, { run, finding, target, questions, opened }] };
    const next = minutesAfter(ports.now(), watchMinutes);
    const dueAt = row?.dueAt !== undefined && row.dueAt < next ? row.dueAt : next;
    if (await ports.journal.write({ kind: 'canary', key, value, dueAt }, row?.revision ?? 0)) return;
  }
};
