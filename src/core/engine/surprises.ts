import { same } from '../model/json.ts';
import type { Reason } from '../model/outcome.ts';
import { shownAfterMinutes } from './own-writes.ts';
import type { Evaluation } from './plan.ts';
import type { ChangeRecord, Run } from '../journal/records.ts';
import type { ChangeStatus } from './runs.ts';
import { minutesAfter } from '../model/time.ts';

/** Why an open run is not finished as it was planned. Pure. */

/** What today's look shows and nobody knew when the run was decided. */
export const surpriseIn = (
  { plan }: Run,
  { verdict, plan: today }: Evaluation,
  progress: readonly ChangeStatus[],
): Reason | undefined => {
  const check = 'resumed';
  if (!today) {
    const expected = verdict.is === 'compliant' || verdict.is === 'pending';
    return expected ? undefined : { check, says: `The resource is now evaluated as ${verdict.is}.` };
  }
  if (progress.every((status) => status === 'done')) return undefined;
  const known = new Set(plan.hazards.map(({ id }) => id));
  const hazard = today.hazards.find(({ id }) => !known.has(id));
  if (hazard) return { check, says: hazard.says, ...(hazard.todo && { todo: hazard.todo }) };
  // A change that was begun may have arrived already; the look before its put tells.
  const left = plan.changes.filter((_, index) => progress[index] === undefined);
  const wanted = left.every(({ set, on, after }) =>
    today.changes.some((change) => change.set === set && change.on === on && same(change.after, after)),
  );
  if (wanted) return undefined;
  return { check, says: `The remaining changes of the run would not be planned today: ${today.why.says}` };
};

/** Everything was written and seen long enough ago, and still it is not good: why it will not become so by itself. */
export const stuckIn = (
  run: Run,
  { plan: today }: Evaluation,
  made: readonly ChangeRecord[],
  now: Date,
): Reason | undefined => {
  if (!today || (today.id !== run.plan.id && today.changes.length > 0)) return undefined;
  const shown = minutesAfter(now, -shownAfterMinutes);
  const all = made.length === run.plan.changes.length;
  if (!all || made.some(({ status, at }) => status !== 'done' || at > shown)) return undefined;
  if (today.changes.length === 0)
    return {
      check: 'left-to-people',
      says: `All changes were made. ${today.why.says}`,
      ...(today.why.todo !== undefined && { todo: today.why.todo }),
    };
  return {
    check: 'reverted',
    says: 'All changes were applied, and somebody reverted them before they were verified.',
    todo: 'Find out who or what does it (infrastructure code, a controller); the next evaluation makes a new plan.',
  };
};
