import type { Job } from '../../core/model/catalog.ts';
import type { Preview } from '../../core/engine/preview.ts';
import { watchOf } from '../../core/engine/watch.ts';
import { sourcesOf } from '../../core/model/plan.ts';
import { sentence, type Sentence } from '../../core/say/said.ts';
import type { Failure } from '../../core/model/errors.ts';
import { type Call } from '../runtime/calls.ts';

/** What a verdict says, in the unit's own words; nothing for those that need none. */
export const verdictSays = ({ unit }: Job, { verdict }: Preview): Sentence | undefined =>
  'message' in verdict ? sentence(unit.meta.messages, verdict) : undefined;

/** A look as it stands in JSON documents. */
export const seenDocument = (job: Job, seen: Preview, calls: readonly Call[] = []) => {
  const why = verdictSays(job, seen);
  const { plan, decision, surroundings } = seen;
  const { watching, unwatched } = plan ? watchOf(plan, seen) : {};
  const sources = plan ? sourcesOf(job.unit, plan) : [];
  return {
    remediation: job.unit.meta.id,
    target: job.target,
    verdict: seen.verdict.is,
    ...(surroundings.owner !== undefined && { owner: surroundings.owner }),
    ...(why && { why }),
    ...(plan && { plan }),
    ...(decision && { decision }),
    ...(watching && { watching }),
    ...(unwatched && { unwatched: unwatched.says }),
    ...(calls.length > 0 && { calls }),
    ...(sources.length > 0 && { sources }),
  };
};

/** A look that could not be taken, as it stands in JSON documents. */
export const unseenDocument = ({ unit, target }: Job, failure: Failure | undefined) => ({
  remediation: unit.meta.id,
  target,
  verdict: 'failed' as const,
  ...(failure && { failure }),
});
