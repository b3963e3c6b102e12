import type { CanaryRules } from '../model/canary.ts';
import type { Question } from '../model/evidence.ts';
import type { Impact } from '../model/impact.ts';
import type { Reason } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
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

/** Of connections to ports no metric tells, and flow logs come later than a watch lasts. */
const silenceOf = ({ ask, unwatched }: Question): string | undefined =>
  unwatched ??
  (ask === 'connections-to-plaintext-ports' ? 'no metric counts connections by port' : undefined);

const watched = ({ questions = [] }: Around): readonly Question[] =>
  questions.filter((one) => silenceOf(one) === undefined);

/** How the clients of a fix are watched; `undefined`: not at all, or no signal tells of them. */
const watchingOf = (around: Around): CanaryRules | undefined =>
  watched(around).length > 0 ? around.policy?.canary : undefined;

const shutsOut: ReadonlySet<Impact> = new Set<Impact>([
  'breaks-plaintext',
  'breaks-old-tls',
  'redirects-clients',
  'changes-endpoints',
]);

const notWatched = 'canary-not-watched';

/** Whether a reason of a run says that nobody watches. */
export const isUnwatched = ({ check }: Reason): boolean => check === notWatched;

/** Why the clients that a fix may shut out are not watched, although the policy says so. */
const unwatchedOf = ({ changes, target }: Plan, { questions = [] }: Around): Reason | undefined => {
  const mayShutOut = changes.some(({ impact }) => impact.some((one) => shutsOut.has(one)));
  if (!mayShutOut) return undefined;
  const silent = questions.flatMap((one) => {
    const why = silenceOf(one);
    return why === undefined ? [] : [`clients of ${one.of}: ${why}`];
  });
  if (questions.length > 0 && silent.length === 0) return undefined;
  const says =
    silent.length > 0
      ? silent.join('; ')
      : `this build reads no metric and no log that tells whether clients of a resource of type ${target.type} break`;
  return { check: notWatched, says: `Not watched: ${says}.`, todo: 'Ask its users after the fix.' };
};

/** What is said of it before anything is put, by the plan and by the run alike: how its clients are watched, or why they are not. */
export const watchOf = (
  plan: Plan,
  around: Around,
): { readonly watching?: CanaryRules; readonly unwatched?: Reason } => {
  const watching = watchingOf(around);
  const unwatched = around.policy?.canary && unwatchedOf(plan, around);
  return { ...(watching && { watching }), ...(unwatched && { unwatched }) };
};

/**
 * Remembers, before the first put, that the clients of a fix are to be watched: a process that dies right after the put leaves
 * nobody unwatched. What asks before a fix who would break names what tells afterwards who does.
 */
export const watch = async (
  { id: run, finding, plan, opened }: Run,
  around: Around,
  ports: Ports,
): Promise<void> => {
  const questions = watched(around);
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
