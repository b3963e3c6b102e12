import { countIn, countOut } from './counting.ts';
import type { Job } from '../model/catalog.ts';
import { takeLease, type HeldLease } from './lease.ts';
import type { Around } from './look.ts';
import type { Plan } from '../model/plan.ts';
import type { Ports } from '../model/ports.ts';
import type { Step } from './record.ts';
import type { Run } from '../journal/records.ts';

/** Whose turn it is to write: one worker below a root, and as many at once as the policy allows. */

interface Turn {
  readonly run: Run;
  readonly job: Job;
  readonly seen: Around;
  /** The run was begun before, and is only to be finished. */
  readonly resumed: boolean;
}

/** Under the lease and within the policy's limits. An undo waits for no limit: taking back is always allowed. */
export const inTurn = async (
  { run, job, seen, resumed }: Turn,
  ports: Ports,
  work: (lease: HeldLease) => Promise<Step>,
): Promise<Step> => {
  const { plan, id } = run;
  const limits = plan.kind === 'remediate' ? seen.policy?.limits : undefined;
  if (!limits) return underLease(job, plan, ports, work);
  const { remediation, target, changes } = plan;
  return underLease(job, plan, ports, async (lease) => {
    const candidate = { run: id, account: target.account, remediation, changes: changes.length, resumed };
    const stop = await countIn(candidate, limits, ports);
    if (stop) {
      const { until, ...reason } = stop;
      return { outcome: { is: 'deferred', plan, because: [{ check: 'limits', ...reason }], until } };
    }
    const leaving = (failed: boolean) => countOut({ run: id, remediation, failed }, limits, ports);
    const step = await work(lease).catch(async (error: unknown) => {
      await leaving(true);
      throw error;
    });
    await leaving(step.outcome.is === 'failed');
    return step;
  });
};

/** Works under the lease of the target's root, or defers when somebody else holds it. */
const underLease = async (
  { resource, target }: Job,
  plan: Plan,
  ports: Ports,
  work: (lease: HeldLease) => Promise<Step>,
): Promise<Step> => {
  const lease = await takeLease(resource.root(target), ports);
  if ('until' in lease) return busy(plan, lease.until);
  try {
    return await work(lease);
  } finally {
    await lease.release();
  }
};

/** Another worker has the turn. */
export const busy = (plan: Plan, until: string): Step => {
  const says = 'Another worker is writing to this resource; it is checked again afterwards.';
  return { outcome: { is: 'deferred', plan, because: [{ check: 'lease', says }], until } };
};
