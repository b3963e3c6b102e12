import { quoted } from '../say/shell.ts';
import type { Catalog, Cause, Job } from '../model/catalog.ts';
import { decide } from './decide.ts';
import { hold, release } from '../approvals/holds.ts';
import { hashOf, same } from '../model/json.ts';
import { becameOf, leftOf } from './left.ts';
import { look } from './look.ts';
import type { Outcome, Reason } from '../model/outcome.ts';
import { plan, type Planned } from './plan.ts';
import type { Decision } from '../policy/gate.ts';
import type { Plan } from '../model/plan.ts';
import type { Ports } from '../model/ports.ts';
import { begin } from './reconcile.ts';
import { record, type Step } from './record.ts';
import type { ChangeRecord, Entry, Finding, Hold, Run } from '../journal/records.ts';
import type { Change } from '../model/remediation.ts';
import { changesOf, jobOf, runNamed } from './runs.ts';

export interface UndoRequest {
  /** The run to take back. */
  readonly run: string;
  /** The principal ARN of who asks; `canary` where errors jumped and the policy says so. */
  readonly actor: string;
  readonly reason: string;
  /** The id of the execution by which people agreed. */
  readonly reference?: string;
  /** What made us undo. Default: a person. */
  readonly by?: Cause['by'];
  /** The plan that was shown to who asks: what would be put back otherwise than it says is not put back. */
  readonly shown?: string;
}

/**
 * Takes a run back: a plan of the inverse changes, last first, through the same gate, lease, engine and journal.
 * Every field is compared first with what it became through us. If somebody changed one since, nothing is written
 * and the three values are shown; a newer fix of the same field is taken back first. A hold keeps the fix from coming back
 * until it is released.
 */
export const undo = async (request: UndoRequest, catalog: Catalog, ports: Ports): Promise<Outcome> => {
  const run = await runNamed(request.run, ports);
  const { actor, reference, by = 'person' } = request;
  const cause: Cause = { by, actor, ...(reference !== undefined && { reference }) };
  const job = await jobOf(run, cause, catalog);
  const known = (await ports.journal.read<Finding>('finding', run.finding))?.value;
  const ended = await takeBack(job, run, { request, finding: known }, ports).catch(
    (error: unknown): Step => ({ outcome: { is: 'failed', failure: ports.explain(error) } }),
  );
  // What was not begun changes nothing about the finding: it stands where it stood, and an open run stays due.
  const begun = !['refused', 'reported', 'skipped'].includes(ended.outcome.is);
  if (begun) await record(job, ended, known, ports);
  return ended.outcome;
};

const refused = (check: string, says: string, todo: string): Step => ({
  outcome: { is: 'refused', because: [{ check, says, todo }] },
});

interface Since {
  readonly written: readonly ChangeRecord[];
  /** The newest run that went a later step of the same migration, and has written. */
  readonly laterStep?: Run;
}

/** What fixes of the same finding have written since a run, and what was not taken back. */
const writtenSince = async ({ id, finding, opened, plan: { step } }: Run, ports: Ports): Promise<Since> => {
  const runs = new Set<string>();
  for await (const { value } of ports.journal.list<Entry>('entry', `${finding} `))
    if ('run' in value.outcome && value.outcome.run !== undefined) runs.add(value.outcome.run);
  const written: ChangeRecord[] = [];
  let laterStep: Run | undefined;
  for (const one of runs) {
    const run = (await ports.journal.read<Run>('run', one))?.value;
    if (!run || run.plan.kind === 'undo' || run.status === 'rolled-back') continue;
    const isNewer = run.opened > opened || (run.opened === opened && run.id > id);
    if (!isNewer) continue;
    const its = (await changesOf(run, ports)).filter(({ ours }) => ours);
    written.push(...its);
    const isLater = step !== undefined && (run.plan.step?.next ?? 0) > step.next && its.length > 0;
    if (isLater && (laterStep === undefined || run.opened > laterStep.opened)) laterStep = run;
  }
  return { written, ...(laterStep && { laterStep }) };
};

/** What would be put back, or why nothing is. Writes nothing. */
const taking = async (
  job: Job,
  run: Run,
  ports: Ports,
): Promise<{ readonly changes: readonly Change[] } | Step> => {
  if (run.status === 'rolled-back')
    return refused('rolled-back', `${run.id} has been undone already.`, 'Nothing to do.');
  const { meta } = job.unit;
  if (meta.reversible !== true)
    return refused('cannot-be-undone', meta.reversible.not, 'Change it by hand where it is defined.');

  const { changes, made, unsure, conflicts } = await leftOf(job, run, ports);
  if (conflicts.length > 0) {
    const because: Reason = {
      check: 'changed-since',
      says: `${conflicts.length} of the fields that ${run.id} had set were changed by somebody since.`,
      todo: 'Compare the values below and change the resource by hand.',
    };
    return { outcome: { is: 'refused', because: [because], conflicts } };
  }
  const { written, laterStep } = await writtenSince(run, ports);
  // A later step stands on an earlier one: what is left without it may be nothing that answers.
  const later = laterStep && (await leftOf(job, laterStep, ports));
  if (laterStep && later && later.changes.length > later.unsure)
    return refused(
      'step-after',
      `${laterStep.id} has gone a later step since, which stands on what ${run.id} had set.`,
      `Undo ${laterStep.id} first; ${run.id} can be undone after it.`,
    );
  // The same value may be another fix's, which alone knows what it replaced: somebody may have set that in between.
  const again = written.find((newer) =>
    changes.some(
      ({ set, on, before }) => newer.set === set && newer.on === on && same(becameOf(newer), before),
    ),
  );
  if (again)
    return refused(
      'set-again',
      `${again.run} has set again since what ${run.id} had set, and knows what was there in between.`,
      `Undo ${again.run} first; what is left of ${run.id} can be undone after it.`,
    );
  if (made === 0) return refused('nothing-to-undo', `${run.id} has written nothing.`, 'Nothing to do.');
  if (changes.length === 0)
    return refused('nothing-to-undo', `Nothing that ${run.id} wrote is left.`, 'Nothing to do.');
  if (unsure === changes.length)
    return refused(
      'nothing-to-undo',
      `Nothing that ${run.id} wrote is to be seen: somebody has put everything back, or AWS does not show it yet.`,
      'Look at the resource again in a few minutes; if it is as the run has set it, undo the run then.',
    );
  return { changes };
};

/** Why taking a run back would be refused, as things are now. Writes nothing. Throws `WaxsealError` `unknown-run`. */
export const whyNotRolledBack = async (
  id: string,
  catalog: Catalog,
  ports: Ports,
): Promise<Outcome | undefined> => {
  const run = await runNamed(id, ports);
  const job = await jobOf(run, { by: 'person' }, catalog);
  const taken = await taking(job, run, ports);
  return 'outcome' in taken ? taken.outcome : undefined;
};

interface Taken {
  readonly again: boolean;
  readonly seen: Planned;
  readonly inverse: Plan;
  readonly decision: Decision;
}

interface Taking {
  readonly request: UndoRequest;
  readonly finding: Finding | undefined;
  /** Whether logs are read. */
  readonly reads?: boolean;
}

/** The plan that takes a run back, and what the gate makes of it; or why there is none. Writes nothing. */
const inverseOf = async (
  job: Job,
  run: Run,
  { request, finding, reads }: Taking,
  ports: Ports,
): Promise<Taken | Step> => {
  const { unit, target } = job;
  const taken = await taking(job, run, ports);
  if ('outcome' in taken) return taken;
  const { changes } = taken;

  // To take back an undo is to fix again: with the rights, the hazards, the impacts and the gate of a fix.
  const again = run.plan.kind === 'undo';
  const wanted = again ? await asRemediated(changes, run, ports) : changes;
  if (!wanted)
    return refused(
      'not-as-planned',
      `${run.id} took back something else than ${run.undoes} had planned: somebody wrote there at the same time.`,
      'Compare waxseal history with the resource; after waxseal release the next evaluation makes a new plan.',
    );
  const seen = plan(job, await look(job, ports));
  if (seen.verdict.is === 'gone')
    return refused('gone', `${target.arn} is no longer there.`, 'Nothing to do.');
  // What is fixed again is the same step of its migration as before.
  const fixed =
    again && run.undoes !== undefined ? await ports.journal.read<Run>('run', run.undoes) : undefined;
  const step = fixed?.value.plan.step;
  const inverse: Plan = {
    id: hashOf({ kind: 'undo', run: run.id, changes }),
    kind: again ? 'remediate' : 'undo',
    remediation: unit.meta.id,
    version: unit.meta.version,
    target,
    changes: wanted,
    ...(step && { step }),
    why: { id: 'undo', says: `Undo of ${run.id}: ${reasonFor(request, changes, run)}` },
    hazards: again ? (seen.plan?.hazards ?? []) : [],
    notes: [],
    ...(again && seen.plan?.ownedBy && { ownedBy: seen.plan.ownedBy }),
  };
  // Who takes back an undo has not approved the fix: what would ask for it, asks.
  const asked = again ? { finding, liftsHold: true } : { finding, approvedBy: [request.actor] };
  const more = reads === undefined ? asked : { ...asked, reads };
  return { again, seen, inverse, decision: await decide(job, inverse, seen, ports, more) };
};

/**
 * What taking a run back would do now: its plan and what the gate makes of it, or why nothing would be done. Writes
 * nothing and reads no log. Throws `WaxsealError` `unknown-run`.
 */
export const wouldUndo = async (
  request: UndoRequest,
  catalog: Catalog,
  ports: Ports,
): Promise<{ readonly plan: Plan; readonly decision: Decision } | { readonly outcome: Outcome }> => {
  const run = await runNamed(request.run, ports);
  const job = await jobOf(run, { by: 'person', actor: request.actor }, catalog);
  const finding = (await ports.journal.read<Finding>('finding', run.finding))?.value;
  const taken = await inverseOf(job, run, { request, finding, reads: false }, ports);
  return 'outcome' in taken ? { outcome: taken.outcome } : { plan: taken.inverse, decision: taken.decision };
};

const takeBack = async (job: Job, run: Run, asking: Taking, ports: Ports): Promise<Step> => {
  const taken = await inverseOf(job, run, asking, ports);
  if ('outcome' in taken) return taken;
  const { again, seen, inverse, decision } = taken;
  const { request, finding } = asking;
  if (request.shown !== undefined && request.shown !== inverse.id)
    return refused(
      'not-as-shown',
      `What would be put back of ${run.id} is not what was shown: something has changed since.`,
      'Look at it again, and take back what is shown then.',
    );
  const { answer, reasons: because } = decision;
  if (again && answer === 'ask')
    return { outcome: { is: 'refused', because: [needsApproval(job), ...because] } };
  if (answer !== 'apply')
    return { outcome: { is: answer === 'skip' ? 'skipped' : 'reported', plan: inverse, because } };
  await holdFor(run, again, request, job, ports);
  return begin(job, seen, decision, { plan: inverse, finding, undoes: run.id }, ports);
};

/** Whether what is taken back held only after a restart: AWS holds at once what is put back, clients may not meet it at once. */
const tookRestart = (changes: readonly Change[], { plan: fix }: Run): boolean =>
  fix.kind === 'remediate' &&
  changes.some(({ set, on }) =>
    fix.changes.some((one) => one.set === set && one.on === on && one.impact.includes('restarts')),
  );

/** Why it is taken back, and what must be known besides by whoever waits for it. */
const reasonFor = ({ reason }: UndoRequest, changes: readonly Change[], run: Run): string =>
  tookRestart(changes, run)
    ? `${reason.replace(/\.$/, '')}. The fix held only after a restart, and so may this: until then clients may meet what the fix has set.`
    : reason;

/** Before the first put: if we die midway, what is taken back must not come again either. */
const holdFor = async (
  { finding }: Run,
  again: boolean,
  { actor: by, reason }: UndoRequest,
  { target, unit }: Job,
  ports: Ports,
): Promise<void> => {
  if (!again) return hold({ target, remediation: unit.meta.id, by, reason: `undone: ${reason}` }, ports);
  const held = await ports.journal.read<Hold>('hold', finding);
  if (held && !held.value.released) await release({ finding, actor: by }, ports);
};

const needsApproval = ({ unit, target }: Job): Reason => ({
  check: 'needs-approval',
  says: 'Undoing an undo applies the remediation again, and that needs an approval.',
  todo: `waxseal release --resource ${quoted(target.arn)} --remediation ${unit.meta.id} lifts the hold; the next evaluation requests approval.`,
});

/**
 * The changes of the fix that was taken back, once more: with its impacts, and only from what it had found to what it
 * had planned. `undefined`: they would bring back what somebody else wrote right after our put.
 */
const asRemediated = async (
  changes: readonly Change[],
  { undoes }: Run,
  ports: Ports,
): Promise<readonly Change[] | undefined> => {
  const fix = undoes === undefined ? undefined : (await ports.journal.read<Run>('run', undoes))?.value;
  const found = changes.flatMap(({ set, on, before, after }) => {
    const first = fix?.plan.changes.find((change) => change.set === set && change.on === on);
    const isSame = first && same(first.before ?? null, before) && same(first.after, after);
    return isSame ? [{ set, on, before, after, impact: first.impact }] : [];
  });
  return found.length === changes.length ? found : undefined;
};
