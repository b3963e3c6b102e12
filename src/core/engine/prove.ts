import type { Progress } from './progress.ts';
import type { Job } from '../model/catalog.ts';
import type { Marks } from './findings.ts';
import type { Around } from './look.ts';
import type { Outcome } from '../model/outcome.ts';
import { evaluate, type Planned } from './plan.ts';
import { refusalOf, refusedFor } from './refusal.ts';
import type { Ports } from '../model/ports.ts';
import { isAccepted, isPending, probed } from './probes.ts';
import type { Step } from './record.ts';
import type { Run } from '../journal/records.ts';
import type { Aws } from '../model/remediation.ts';
import { notBefore } from './shown-late.ts';
import { isUnwatched } from './watch.ts';
import { amendRun, changesOf, closeRun, markRolledBack, progressOf, soon } from './runs.ts';

/** What a run has come to. Applied is not proven: the resource is read and evaluated again, and only that closes the run. */
export const prove = async (
  job: Job,
  run: Run,
  progress: Progress,
  seen: Around & Pick<Planned, 'state'>,
  ports: Ports,
): Promise<Step> => {
  const of = { plan: run.plan, run: run.id };
  const marks: Marks = { run: run.id, ...(run.approvalRequest !== undefined && { approvalRequest: null }) };
  switch (progress.is) {
    case 'settling':
      return { outcome: { ...progress, ...of }, marks };
    case 'stopped':
      return {
        outcome: { is: 'deferred', plan: run.plan, because: progress.because, until: soon(ports) },
        marks,
      };
    case 'conflict':
      await closeRun(run, 'halted', ports);
      return { outcome: { is: 'conflict', ...of, done: progress.done, because: progress.because }, marks };
    case 'refused': {
      await closeRun(run, 'halted', ports);
      const failure = refusedFor(run.plan, progress.failure);
      const refused = refusalOf(run.plan, seen.state, failure, ports.now());
      return {
        outcome: { is: 'failed', failure, ...of },
        marks: { ...marks, ...(run.plan.kind === 'remediate' && { refused }) },
      };
    }
    case 'done':
      return { outcome: await proven(job, run, progress.seen, seen, ports), marks };
  }
};

const proven = async (job: Job, run: Run, aws: Aws, seen: Around, ports: Ports): Promise<Outcome> => {
  const of = { plan: run.plan, run: run.id };
  // By the same clock as the look before: what has just been set must not have run out by another one.
  const state: unknown = await job.unit.read(job.target, { ...aws, now: () => ports.now() });
  const { verdict, plan: next } = await notBefore(job, evaluate(job, state, seen.ruling), ports);
  if (run.plan.kind === 'undo') {
    // AWS holds what was put back; clients meet it when AWS is done with it.
    if (verdict.is === 'pending') return { is: 'settling', ...of };
    await finish(run, ports);
    return { is: 'rolled-back', ...of };
  }
  if (verdict.is === 'compliant' || verdict.is === 'gone') {
    // AWS shows what it holds; a probe, where one can be made, what clients meet.
    const { probeTries: tries = 0 } = run;
    const met = verdict.is === 'gone' ? [] : await probed(job, aws, tries + 1 < mostTries, ports);
    const all = [...met, ...run.reasons.filter(isUnwatched)];
    const told = all.length > 0 ? { met: all } : {};
    if (met.some(isAccepted)) return { is: 'settling', ...of, ...told };
    if (met.some(isPending)) {
      await amendRun(run.id, (now) => ({ ...now, probeTries: tries + 1 }), ports);
      return { is: 'settling', ...of, ...told };
    }
    await finish(run, ports);
    return verdict.is === 'gone' ? { is: 'gone' } : { is: 'remediated', ...of, ...told };
  }
  const another = next && next.changes.length > 0 && next.id !== run.plan.id;
  if (another && progressOf(run, await changesOf(run, ports)).every((status) => status === 'done')) {
    await closeRun(run, 'done', ports);
    return { is: 'progressed', ...of };
  }
  return { is: 'settling', ...of };
};

/** How often what cannot be probed yet is asked in all: the waker comes after 2, 4 and 8 minutes, a function wakes up in about one. */
const mostTries = 4;

const finish = async (run: Run, ports: Ports): Promise<void> => {
  await closeRun(run, 'done', ports);
  if (run.undoes !== undefined) await markRolledBack(run.undoes, ports);
};
