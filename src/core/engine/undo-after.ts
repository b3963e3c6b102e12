import type { Catalog, Cause } from '../model/catalog.ts';
import { leftOf } from './left.ts';
import { say } from '../journal/log.ts';
import type { Outcome, Reason } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import { reconcile } from './reconcile.ts';
import type { Entry, Finding, Run } from '../journal/records.ts';
import { jobOf, runNamed } from './runs.ts';

/** Who asked for an undo, and by which execution. */
export interface UndoCause extends Cause {
  readonly by: 'person';
  readonly actor: string;
  readonly reference: string;
}

const stillThere = ({ id }: Run, count: number): Outcome => ({
  is: 'refused',
  because: [
    {
      check: 'undo-not-seen',
      says: `${id} was undone, and now ${count} of the fields that it had set are not as they were before it.`,
      todo: 'Find out who or what sets them (infrastructure code, a controller): waxseal history and CloudTrail.',
    },
  ],
});

/**
 * Looks once more after an undo: `undefined` when everything stands as it did before the run. An undo that AWS had not
 * shown yet is looked at again, as the sweep would. Throws `WaxsealError` `unknown-run`.
 */
export const verifyUndo = async (
  id: string,
  cause: UndoCause,
  catalog: Catalog,
  ports: Ports,
): Promise<Outcome | undefined> => {
  const run = await runNamed(id, ports);
  const job = await jobOf(run, cause, catalog);
  if (run.status !== 'rolled-back') return reconcile(job, ports);
  const { changes, conflicts } = await leftOf(job, run, ports);
  const count = changes.length + conflicts.length;
  return count === 0 ? undefined : stillThere(run, count);
};

/** Outcomes of the log that say already why a run was not taken back. */
const succeeded: ReadonlySet<Outcome['is']> = new Set<Outcome['is']>([
  'rolled-back',
  'remediated',
  'progressed',
  'settling',
]);

/** Whether the log says already what became of an execution that did not end well. */
const isSaid = async (finding: string, { reference }: UndoCause, ports: Ports): Promise<boolean> => {
  for await (const { value } of ports.journal.list<Entry>('entry', `${finding} `))
    if (value.cause.reference === reference && !succeeded.has(value.outcome.is)) return true;
  return false;
};

/**
 * Writes down, once, and tells why a run was not taken back. The finding stands where it stood. `undefined`: the log had
 * said it already. Throws `WaxsealError` `unknown-run`.
 */
export const noteNotRolledBack = async (
  id: string,
  because: Reason,
  cause: UndoCause,
  ports: Ports,
): Promise<Outcome | undefined> => {
  const { plan, finding } = await runNamed(id, ports);
  if (await isSaid(finding, cause, ports)) return undefined;
  const { remediation, target } = plan;
  const owner = (await ports.journal.read<Finding>('finding', finding))?.value.owner;
  const outcome: Outcome = { is: 'refused', because: [because] };
  const about = { finding, remediation, target, ...(owner !== undefined && { owner }) };
  await say({ ...about, cause, outcome }, ports);
  return outcome;
};
