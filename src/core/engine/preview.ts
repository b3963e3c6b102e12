import type { Job } from '../model/catalog.ts';
import { decide } from './decide.ts';
import type { Decision } from '../policy/gate.ts';
import type { Planned } from './plan.ts';
import type { Ports } from '../model/ports.ts';
import { looked } from './shown-late.ts';
import { findingKey, type Finding } from '../journal/records.ts';

/** What `reconcile` would see and be allowed to do now, with nothing written anywhere, not even in the journal. */
export interface Preview extends Planned {
  readonly decision?: Decision;
}

/** `reads`: logs too, where they could change the answer, which costs time and money. */
export const preview = async (
  job: Job,
  ports: Ports,
  { reads = false }: { readonly reads?: boolean } = {},
): Promise<Preview> => {
  const planned = await looked(job, ports);
  if (!planned.plan || planned.plan.changes.length === 0) return planned;
  // Most of a fleet is compliant, and needs no word of its past.
  const finding = await ports.journal.read<Finding>('finding', findingKey(job.target, job.unit.meta.id));
  const decision = await decide(job, planned.plan, planned, ports, { finding: finding?.value, reads });
  return { ...planned, decision };
};
