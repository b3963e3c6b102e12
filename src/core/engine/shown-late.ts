import type { Job } from '../model/catalog.ts';
import { wholeOf } from './documents.ts';
import { recall } from './own-writes.ts';
import { look } from './look.ts';
import { plan, type Evaluation, type Planned } from './plan.ts';
import type { Ports } from '../model/ports.ts';

/**
 * What a unit calls good by an answer that may be older than our own put is not known yet while AWS may be behind. Whose look
 * it is does not matter: a put of a document that many share counts for each of them.
 */
export const notBefore = async <Some extends Evaluation>(
  { unit, target }: Job,
  evaluated: Some,
  ports: Ports,
): Promise<Some> => {
  const { verdict } = evaluated;
  if (verdict.is !== 'compliant' || !verdict.late) return evaluated;
  const { after, ...said } = verdict.late;
  for (const place of after) {
    const whole = wholeOf(unit, place, target);
    const { writes } = whole ? await recall(whole, ports) : { writes: [] };
    if (writes.length > 0) return { ...evaluated, verdict: { is: 'pending', ...said } };
  }
  return evaluated;
};

/** A look with what the unit makes of it, as far as our own puts let it be known. */
export const looked = async (job: Job, ports: Ports): Promise<Planned> =>
  notBefore(job, plan(job, await look(job, ports)), ports);
