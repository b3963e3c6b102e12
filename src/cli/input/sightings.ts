import type { OutcomeName } from '../../core/model/outcome.ts';
import type { Sighting } from '../../report/items.ts';
import type { Unlisted as Unseen } from '../../report/model.ts';
import { verdictSays } from '../output/said.ts';
import type { Sight, Unlisted } from '../runtime/sweep.ts';

const ofAnswer = {
  apply: 'reported',
  ask: 'reported',
  report: 'reported',
  defer: 'deferred',
  skip: 'skipped',
} as const;

/** A look just taken, as reports know it. */
export const sightingOf = ({ job, seen, failure }: Sight): Sighting => {
  const { target, unit } = job;
  const about = { remediation: unit.meta.id, target };
  if (!seen) return { ...about, outcome: 'failed', because: [], ...(failure && { why: failure }) };
  const { verdict, plan, decision, surroundings, ruling } = seen;
  const outcome: OutcomeName = decision
    ? ofAnswer[decision.answer]
    : plan || verdict.is === 'non-compliant'
      ? 'manual-action-needed'
      : verdict.is;
  const why = plan ? undefined : verdictSays(job, seen);
  return {
    ...about,
    outcome,
    because: decision?.reasons ?? [],
    ...(surroundings.owner !== undefined && { owner: surroundings.owner }),
    ...(decision && { answer: decision.answer }),
    ...(ruling && { mode: ruling.mode }),
    ...(plan && { plan }),
    ...(why && { why }),
  };
};

/** What could not be listed, as reports know it. */
export const unlistedOf = ({ account, region, type, failure: { says, todo } }: Unlisted): Unseen => ({
  account,
  region,
  type,
  says,
  todo,
});
