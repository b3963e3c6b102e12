import type { Job } from '../model/catalog.ts';
import { decide } from './decide.ts';
import type { Decision } from '../policy/gate.ts';
import { look } from './look.ts';
import { plan, type Planned } from './plan.ts';
import type { Ports } from '../model/ports.ts';
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
  const [seen, finding] = await Promise.all([
    look(job, ports),
    ports.journal.read<Finding>('finding', findingKey(job.target, job.unit.meta.id)),
  ]);
  const planned = plan(job, seen);
  if (!planned.plan || planned.plan.changes.length === 0) return planned;
  const decision = await decide(job, planned.plan, planned, ports, { finding: finding?.value, reads });
  return { ...planned, decision };
};
