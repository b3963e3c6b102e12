import type { Job } from '../model/catalog.ts';
import type { Question } from '../model/evidence.ts';
import { WaxsealError } from '../model/errors.ts';
import type { Around, Look } from './look.ts';
import { planOf, type Plan } from '../model/plan.ts';
import type { Ruling } from '../policy/policy.ts';
import type { Verdict } from '../model/remediation.ts';

export interface Evaluation {
  readonly verdict: Verdict | { readonly is: 'gone' };
  /** Present for a non-compliant resource; without changes when manual action is needed. */
  readonly plan?: Plan;
  /** What recorded traffic is to be asked before the plan is carried out. */
  readonly questions?: readonly Question[];
}

/** A look with what the unit makes of it. */
export interface Planned extends Around, Evaluation {
  /** As the unit has read it. */
  readonly state?: unknown;
}

/** What the unit makes of a look: its verdict, and of a non-compliant resource a plan. Pure. */
export const plan = (job: Job, { state, ...around }: Look): Planned => {
  const evaluation = evaluate(job, state, around.ruling);
  const { ownedBy } = around.surroundings;
  const owned = evaluation.plan && ownedBy && { plan: { ...evaluation.plan, ownedBy } };
  return { ...evaluation, ...owned, ...around, state };
};

/** The unit's word on a state as it has read it, with the settings that the policy rules. */
export const evaluate = (job: Job, state: unknown, rules: Ruling | undefined): Evaluation => {
  const { unit, target } = job;
  if (state === undefined) return { verdict: { is: 'gone' } };
  const settings = settingsOf(job, rules?.settings ?? {});
  const verdict = unit.plan(state, target, settings);
  if (verdict.is !== 'non-compliant') return { verdict };
  const questions = verdict.changes.length > 0 ? unit.evidence?.(state, target, settings) : undefined;
  return { verdict, plan: planOf(unit, target, verdict), ...(questions && { questions }) };
};

const settingsOf = ({ unit, ruleParameters }: Job, raw: Ruling['settings']): unknown => {
  const fromRule = ruleParameters && unit.fromRule?.(ruleParameters);
  const parsed = unit.settings.safeParse({ ...fromRule, ...raw });
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues
    .map(({ path, code }) => `${path.join('.') || '(top)'}: ${code}`)
    .join(', ');
  throw new WaxsealError({
    code: 'bad-settings',
    says: `The policy's settings for ${unit.meta.id} are not valid (${where}).`,
    todo: 'Run waxseal policy check and fix the line that it names.',
  });
};
