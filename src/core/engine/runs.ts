import { use } from '../approvals/asks.ts';
import { carryOut, recount, type Progress } from './carry-out.ts';
import type { Job } from '../model/catalog.ts';
import { advance, record, type Marks } from './findings.ts';
import type { Decision } from '../policy/gate.ts';
import { same } from '../model/json.ts';
import { takeLease, type HeldLease } from './lease.ts';
import { decide, judge, type Look } from './look.ts';
import type { Outcome, Reason } from '../model/outcome.ts';
import { shownAfterMinutes } from './own-writes.ts';
import { countOut, countIn } from './counting.ts';
import type { Plan } from '../model/plan.ts';
import type { Ports } from '../model/ports.ts';
import { findingKey, type AskRecord, type ChangeRecord, type Finding, type Run } from '../journal/records.ts';
import type { Aws } from '../model/remediation.ts';
import { minutesAfter } from '../model/time.ts';

/** An outcome and what the finding must remember with it. */
export interface Step {
  readonly outcome: Outcome;
  readonly marks?: Marks;
}

interface Approved {
  readonly ask: AskRecord;
  readonly by: readonly string[];
  /** The run that this approval was used for, when a crash kept it from beginning. */
  readonly run?: string;
}

interface Beginning {
  readonly plan: Plan;
  readonly finding: Finding | undefined;
  readonly approved?: Approved | undefined;
  /** The run that this one takes back. */
  readonly undoes?: string;
}

/** Journals the intent, once, and carries it out. */
export const begin = async (
  job: Job,
  seen: Look,
  decision: Decision,
  { plan, finding, approved, undoes }: Beginning,
  ports: Ports,
): Promise<Step> => {
  const id = approved?.run ?? `run-${ports.newId()}`;
  const run: Run = {
    id,
    finding: findingKey(job.target, job.unit.meta.id),
    plan,
    cause: job.cause,
    reasons: decision.reasons,
    status: 'open',
    opened: ports.now().toISOString(),
    ...(approved && { ask: approved.ask.id, approvedBy: approved.by }),
    ...(undoes !== undefined && { undoes }),
  };
  const beginning = withinLimits({ run, job, seen, resumed: false }, ports, async (lease) => {
    if (approved && !(await use(approved.ask, id, approved.by, ports)))
      return { outcome: { is: 'refused', because: [approvalUsed] } };
    // Nobody resumes what is taken back, nor what an undo takes the place of: it must not stay open for ever.
    if (undoes !== undefined)
      for (const other of new Set([undoes, finding?.run])) await closeOpen(other, ports);
    if (!(await claim(job, run, finding?.run, ports))) return busy(plan, soon(ports));
    const progress = await carryOut({ run, unit: job.unit, lease, ports });
    return conclude(job, run, progress, seen, ports);
  });
  const { outcome, marks } = await beginning.catch((error: unknown): Step => ({
    outcome: { is: 'failed', failure: ports.explain(error) },
  }));
  return { outcome, marks: { ...marks, began: id } };
};

/**
 * An open run is finished from the journal, not planned again. The look comes first all the same: a hazard that was
 * not there when the run was decided, or a change that is no longer wanted, halts it with k of n done.
 */
export const resume = async (
  job: Job,
  run: Run,
  seen: Look,
  finding: Finding | undefined,
  ports: Ports,
): Promise<Step> => {
  const { plan } = run;
  if (seen.verdict.is === 'gone') {
    await closeRun(run, 'halted', ports);
    return { outcome: { is: 'gone' } };
  }
  const made = await changesOf(run, ports);
  const progress = progressOf(run, made);
  const surprise =
    plan.kind === 'fix'
      ? (surpriseIn(run, seen, progress) ?? stuckIn(run, seen, made, ports.now()))
      : undefined;
  const halted = async (why: Reason): Promise<Step> => {
    await closeRun(run, 'halted', ports);
    const done = progress.filter((status) => status === 'done').length;
    return { outcome: { is: 'halted', plan, run: run.id, done, because: [why] } };
  };
  if (surprise) return halted(surprise);
  // It was decided when it was begun: what asked then does not ask again, but whatever stops a write still does.
  const decision = await decide(job, plan, seen, ports, {
    finding,
    approvedBy: run.approvedBy ?? [],
    resumed: true,
  });
  // Held or exempt meanwhile: somebody does not want it finished, and a run must not stay open for that long.
  const [why] = decision.reasons;
  if (decision.answer === 'skip' && why) return halted(why);
  if (decision.answer !== 'apply')
    return {
      outcome: { is: 'deferred', plan, because: decision.reasons, until: decision.until ?? soon(ports) },
    };
  return withinLimits({ run, job, seen, resumed: true }, ports, async (lease) => {
    const carrying = { run, unit: job.unit, lease, ports };
    const sealed = plan.kind === 'fix' && seen.verdict.is === 'compliant';
    return conclude(job, run, await (sealed ? recount(carrying) : carryOut(carrying)), seen, ports);
  });
};

const approvalUsed: Reason = {
  check: 'approval-used',
  says: 'This approval has been used already; an approval counts once.',
};

/** Everything was written and seen long enough ago, and still it is not good: why it will not become so by itself. */
const stuckIn = (
  run: Run,
  { plan: today }: Look,
  made: readonly ChangeRecord[],
  now: Date,
): Reason | undefined => {
  if (!today || (today.id !== run.plan.id && today.changes.length > 0)) return undefined;
  const shown = minutesAfter(now, -shownAfterMinutes);
  const all = made.length === run.plan.changes.length;
  if (!all || made.some(({ status, at }) => status !== 'done' || at > shown)) return undefined;
  if (today.changes.length === 0)
    return {
      check: 'left-to-people',
      says: `All changes were made. ${today.why.says}`,
      ...(today.why.todo !== undefined && { todo: today.why.todo }),
    };
  return {
    check: 'reverted',
    says: 'Everything was written, and somebody has put it back before it was proven.',
    todo: 'Find out who or what does it (infrastructure code, a controller); the next look plans afresh.',
  };
};

type Status = ChangeRecord['status'] | undefined;

const changesOf = async ({ id }: Run, ports: Ports): Promise<readonly ChangeRecord[]> => {
  const made: ChangeRecord[] = [];
  for await (const { value } of ports.journal.list<ChangeRecord>('change', `${id}/`)) made.push(value);
  return made;
};

/** How far each change of the plan has come. */
const progressOf = ({ plan }: Run, made: readonly ChangeRecord[]): readonly Status[] => {
  const progress: Status[] = plan.changes.map(() => undefined);
  for (const { index, status } of made) progress[index] = status;
  return progress;
};

const surpriseIn = (
  { plan }: Run,
  { verdict, plan: today }: Look,
  progress: readonly Status[],
): Reason | undefined => {
  const check = 'resumed';
  if (!today) {
    const expected = verdict.is === 'compliant' || verdict.is === 'pending';
    return expected ? undefined : { check, says: `The resource is now judged ${verdict.is}.` };
  }
  if (progress.every((status) => status === 'done')) return undefined;
  const known = new Set(plan.hazards.map(({ id }) => id));
  const hazard = today.hazards.find(({ id }) => !known.has(id));
  if (hazard) return { check, says: hazard.says, ...(hazard.todo && { todo: hazard.todo }) };
  // A change that was begun may have arrived already; the look before its put tells.
  const left = plan.changes.filter((_, index) => progress[index] === undefined);
  const wanted = left.every(({ set, on, after }) =>
    today.changes.some((change) => change.set === set && change.on === on && same(change.after, after)),
  );
  if (wanted) return undefined;
  return { check, says: `What is left of the run would not be planned today: ${today.why.says}` };
};

const conclude = async (job: Job, run: Run, progress: Progress, seen: Look, ports: Ports): Promise<Step> => {
  const of = { plan: run.plan, run: run.id };
  const marks: Marks = { run: run.id, ...(run.ask !== undefined && { ask: null }) };
  switch (progress.is) {
    case 'settling':
      return { outcome: { is: 'settling', ...of }, marks };
    case 'stopped':
      return {
        outcome: { is: 'deferred', plan: run.plan, because: progress.because, until: soon(ports) },
        marks,
      };
    case 'moved':
      await closeRun(run, 'halted', ports);
      return { outcome: { is: 'moved', ...of, done: progress.done, because: progress.because }, marks };
    case 'done':
      return { outcome: await proven(job, run, progress.seen, seen, ports), marks };
  }
};

/** Applied is not proven: the resource is read and judged again, and only its own answer closes the run. */
const proven = async (job: Job, run: Run, aws: Aws, seen: Look, ports: Ports): Promise<Outcome> => {
  const of = { plan: run.plan, run: run.id };
  if (run.plan.kind === 'undo') {
    await closeRun(run, 'done', ports);
    if (run.undoes !== undefined) await markUndone(run.undoes, ports);
    return { is: 'undone', ...of };
  }
  const { verdict, plan: next } = await judge(job, Promise.resolve(seen.ruling?.settings ?? {}), aws);
  if (verdict.is === 'compliant' || verdict.is === 'gone') {
    await closeRun(run, 'done', ports);
    if (run.undoes !== undefined) await markUndone(run.undoes, ports);
    return verdict.is === 'gone' ? { is: 'gone' } : { is: 'sealed', ...of };
  }
  const another = next && next.changes.length > 0 && next.id !== run.plan.id;
  if (another && progressOf(run, await changesOf(run, ports)).every((status) => status === 'done')) {
    await closeRun(run, 'done', ports);
    return { is: 'progressed', ...of };
  }
  return { is: 'settling', ...of };
};

/** Makes the run the finding's own before its first put; `false` when another run came in between. */
const claim = async (job: Job, run: Run, previous: string | undefined, ports: Ports): Promise<boolean> => {
  const { journal } = ports;
  const row = await journal.read<Finding>('finding', run.finding);
  if (row?.value.run !== previous) return false;
  const outcome: Outcome = { is: 'settling', plan: run.plan, run: run.id };
  // Without its plan: whatever the run comes to is news then, also that it is still settling.
  const { plan: _untold, ...value } = advance(row?.value, job, outcome, { run: run.id }, ports.now());
  const finding = { kind: 'finding' as const, key: run.finding, value, dueAt: soon(ports) };
  if (!(await journal.write(finding, row?.revision ?? 0))) return false;
  return (await journal.write({ kind: 'run', key: run.id, value: run }, 0)) !== undefined;
};

const closeRun = async (run: Run, status: Run['status'], ports: Ports): Promise<void> => {
  const row = await ports.journal.read<Run>('run', run.id);
  if (!row || row.value.status !== 'open') return;
  const value: Run = { ...row.value, status, closed: ports.now().toISOString() };
  await ports.journal.write({ kind: 'run', key: run.id, value }, row.revision);
};

const closeOpen = async (id: string | undefined, ports: Ports): Promise<void> => {
  const row = id === undefined ? undefined : await ports.journal.read<Run>('run', id);
  if (row) await closeRun(row.value, 'halted', ports);
};

/** Writes down what a look ended in. A run of ours that another one took the place of must not stay open for ever. */
export const writeDown = async (
  job: Job,
  { outcome, marks }: Step,
  known: Finding | undefined,
  ports: Ports,
): Promise<void> => {
  const written = await record(job, outcome, { marks, known }, ports);
  if (written === 'overtaken') await closeOpen(marks?.began, ports);
};

const markUndone = async (id: string, ports: Ports): Promise<void> => {
  const row = await ports.journal.read<Run>('run', id);
  if (!row) return;
  await ports.journal.write(
    { kind: 'run', key: id, value: { ...row.value, status: 'undone' } },
    row.revision,
  );
};

/** When to look again after something that is over in minutes. */
export const soon = (ports: Ports): string => minutesAfter(ports.now(), 5);

const busy = (plan: Plan, until: string): Step => {
  const says = 'Another worker is writing here; it is looked at again after it.';
  return { outcome: { is: 'deferred', plan, because: [{ check: 'lease', says }], until } };
};

/** Under the lease and within the policy's limits. An undo waits for no limit: taking back is always allowed. */
const withinLimits = async (
  { run, job, seen, resumed }: { run: Run; job: Job; seen: Look; resumed: boolean },
  ports: Ports,
  work: (lease: HeldLease) => Promise<Step>,
): Promise<Step> => {
  const { plan, id } = run;
  const limits = plan.kind === 'fix' ? seen.policy?.limits : undefined;
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
    await leaving(false);
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
