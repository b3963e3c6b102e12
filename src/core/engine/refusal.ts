import type { Finding } from '../journal/records.ts';
import type { Job } from '../model/catalog.ts';
import type { Failure } from '../model/errors.ts';
import { hashOf } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import { minutesAfter } from '../model/time.ts';
import { memoryDays } from './look-back.ts';

/** A write that AWS has refused as invalid, remembered so that it is not sent again as it was. Pure. */

type Refusal = NonNullable<Finding['refused']>;

/** The same plan for the same state makes the same document. */
const sentOf = (plan: Plan, state: unknown): string => hashOf({ plan: plan.id, state });

export const refusalOf = (plan: Plan, state: unknown, failure: Failure, now: Date): Refusal => ({
  at: now.toISOString(),
  sent: sentOf(plan, state),
  failure,
});

/** What to do: what a hazard of the plan had foreseen, before what nobody had. */
export const refusedFor = ({ hazards }: Plan, failure: Failure): Failure => {
  const foreseen = hazards.flatMap(({ ifRefused }) => ifRefused ?? []).join(' ');
  const todo = foreseen === '' ? failure.todo : foreseen;
  return {
    ...failure,
    todo: `${todo} The same is not sent again for ${memoryDays} days unless the resource changes, or somebody applies it.`,
  };
};

/** Why a plan is not carried out: AWS has refused just this lately. A person who applies it is not kept from it. */
export const refusedLately = (
  finding: Finding | undefined,
  plan: Plan,
  state: unknown,
  { cause }: Job,
  now: Date,
): Failure | undefined => {
  const refused = finding?.refused;
  if (!refused || cause.by === 'person' || refused.at <= minutesAfter(now, -memoryDays * 24 * 60))
    return undefined;
  return refused.sent === sentOf(plan, state) ? refused.failure : undefined;
};
