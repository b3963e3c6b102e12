import type { Catalog, Cause, Job } from '../model/catalog.ts';
import { WaxsealError } from '../model/errors.ts';
import { advance } from './findings.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import type { ChangeRecord, Finding, Run } from '../journal/records.ts';
import { minutesAfter } from '../model/time.ts';

/** Runs as the journal has them: claimed, how far they have come, closed, taken back. */

/** Throws `WaxsealError` `unknown-run`. */
export const runNamed = async (id: string, { journal }: Pick<Ports, 'journal'>): Promise<Run> => {
  const run = (await journal.read<Run>('run', id))?.value;
  if (run) return run;
  throw new WaxsealError({
    code: 'unknown-run',
    says: `There is no run ${id} in this journal.`,
    todo: 'waxseal history lists the runs.',
  });
};

/** A look at what a run wrote to. */
export const jobOf = async ({ plan }: Run, cause: Cause, catalog: Catalog): Promise<Job> => ({
  unit: await catalog.remediation(plan.remediation),
  resource: await catalog.resource(plan.target.type),
  target: plan.target,
  cause,
});

/** When to look again after something that is over in minutes. */
export const soon = (ports: Ports): string => minutesAfter(ports.now(), 5);

/** Makes the run the finding's own before its first put; `false` when another run came in between. */
export const claim = async (
  job: Job,
  run: Run,
  previous: string | undefined,
  ports: Ports,
): Promise<boolean> => {
  const { journal } = ports;
  const row = await journal.read<Finding>('finding', run.finding);
  if (row?.value.run !== previous) return false;
  const outcome: Outcome = { is: 'settling', plan: run.plan, run: run.id };
  // Without its plan: whatever the run comes to is news then, also that it is still settling.
  const { plan: _notLogged, ...value } = advance(row?.value, job, outcome, { run: run.id }, ports.now());
  const finding = { kind: 'finding' as const, key: run.finding, value, dueAt: soon(ports) };
  if (!(await journal.write(finding, row?.revision ?? 0))) return false;
  return (await journal.write({ kind: 'run', key: run.id, value: run }, 0)) !== undefined;
};

export const changesOf = async ({ id }: Run, ports: Ports): Promise<readonly ChangeRecord[]> => {
  const made: ChangeRecord[] = [];
  for await (const { value } of ports.journal.list<ChangeRecord>('change', `${id}/`)) made.push(value);
  return made;
};

export type ChangeStatus = ChangeRecord['status'] | undefined;

/** How far each change of the plan has come. */
export const progressOf = ({ plan }: Run, made: readonly ChangeRecord[]): readonly ChangeStatus[] => {
  const progress: ChangeStatus[] = plan.changes.map(() => undefined);
  for (const { index, status } of made) progress[index] = status;
  return progress;
};

/** Writes once what a run has become; `undefined` of `become`, or no such run: nothing. */
export const amendRun = async (
  id: string,
  become: (run: Run) => Run | undefined,
  { journal }: Pick<Ports, 'journal'>,
): Promise<void> => {
  const row = await journal.read<Run>('run', id);
  const value = row && become(row.value);
  if (value) await journal.write({ kind: 'run', key: id, value }, row.revision);
};

export const closeRun = async ({ id }: Run, status: Run['status'], ports: Ports): Promise<void> =>
  amendRun(
    id,
    (run) => (run.status === 'open' ? { ...run, status, closed: ports.now().toISOString() } : undefined),
    ports,
  );

/** Another run has taken its place: it must not stay open for ever. */
export const closeOpen = async (id: string | undefined, ports: Ports): Promise<void> => {
  const row = id === undefined ? undefined : await ports.journal.read<Run>('run', id);
  if (row) await closeRun(row.value, 'halted', ports);
};

export const markRolledBack = async (id: string, ports: Ports): Promise<void> =>
  amendRun(id, (run) => ({ ...run, status: 'rolled-back' }), ports);
