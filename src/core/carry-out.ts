import { closedFor } from './calendars.ts';
import { WaxsealError } from './errors.ts';
import { same } from './json.ts';
import type { HeldLease } from './lease.ts';
import type { Reason } from './outcome.ts';
import type { Ports } from './ports.ts';
import { changeKey, type ChangeRecord, type Run } from './records.ts';
import type { Aws, Change, Field, Remediation, Seen } from './remediation.ts';

/** How far a run came. `seen` is the look after the last put: proving the fix asks it, not AWS, for what it knows. */
export type Progress =
  | { readonly is: 'done'; readonly seen: Aws }
  | { readonly is: 'settling' }
  | { readonly is: 'moved' | 'stopped'; readonly done: number; readonly because: readonly Reason[] };

/** AWS often shows a write only after a moment. Longer delays are the waker's. */
const patience = [0, 300, 1000, 2000];

const text = (value: unknown): string => (value === null || value === undefined ? 'absent' : 'another value');

const moved = (done: number, change: Change): Progress => ({
  is: 'moved',
  done,
  because: [
    {
      check: 'moved',
      says: `${change.set} of ${change.on} was ${text(change.before)} when this was planned, and is so no more.`,
      todo: 'Somebody else is working on it. Nothing was overwritten; the next look plans afresh.',
    },
  ],
});

const stopped = (done: number, why: Reason): Progress => ({ is: 'stopped', done, because: [why] });

/** Cannot be while leases hold; if it is all the same, the other one finishes and we look again. */
const carriedOutElsewhere = (run: string): WaxsealError =>
  new WaxsealError({
    code: 'carried-out-elsewhere',
    says: `Another worker is carrying out ${run}.`,
    todo: 'Nothing to do: it is looked at again.',
    retry: true,
  });

interface Carrying {
  readonly run: Run;
  readonly unit: Remediation;
  readonly lease: HeldLease;
  readonly ports: Ports;
}

/** Looks until AWS shows something else than the value before our put, or patience ends. */
const lookAfter = async (
  field: Field<unknown>,
  change: Change,
  { run, ports }: Carrying,
): Promise<{ now: Seen<unknown>; aws: Aws }> => {
  const { target } = run.plan;
  for (const [attempt, delay] of patience.entries()) {
    if (delay > 0) await ports.pause(delay);
    const aws = ports.clouds.look(target);
    const now = await field.get(change.on, target, aws);
    if (attempt === patience.length - 1 || !same(now.value, change.before)) return { now, aws };
  }
  throw new Error('patience has at least one entry');
};

/** Kill switch, calendars and lease are asked again before each put: minutes may lie between two of them. */
const forbidden = async (done: number, { run, lease, ports }: Carrying): Promise<Progress | undefined> => {
  const policy = await ports.policy();
  if (policy.killSwitch) return stopped(done, { check: 'kill-switch', says: 'The kill switch was thrown.' });
  const closed = await closedFor(run.plan, ports);
  if (closed) return stopped(done, closed.because);
  if (!(await lease.stillMine())) return stopped(done, { check: 'lease', says: 'The lease ran out.' });
  return undefined;
};

/**
 * Does every write that Waxseal ever does. For each change: get; already as planned → so be it; not as it was when it
 * was planned → stop; journal; put; get; journal what it became. Run again after a crash, it finishes what is left.
 *
 * A put that fails is followed by a look as well: when the answer was lost, the look tells whether the write was.
 */
export const carryOut = async (carrying: Carrying): Promise<Progress> => {
  const { run, unit, ports } = carrying;
  const { journal, clouds } = ports;
  const { target, changes, remediation, kind } = run.plan;
  let aws = clouds.look(target);
  let writer: Aws | undefined;

  for (const [index, change] of changes.entries()) {
    const key = changeKey(run.id, index);
    const row = await journal.read<ChangeRecord>('change', key);
    if (row?.value.status === 'done') continue;

    const field = unit.fields[change.set];
    if (!field) throw new Error(`${remediation} has no field ${change.set}`);
    aws = clouds.look(target);
    const began = ports.now().toISOString();
    const before = await field.get(change.on, target, aws);
    const entry = {
      run: run.id,
      index,
      set: change.set,
      on: change.on,
      before: change.before,
      after: change.after,
      began: row?.value.began ?? began,
    };
    const note = async (
      status: ChangeRecord['status'],
      ours: boolean,
      revision: number,
      became?: unknown,
    ) => {
      const value: ChangeRecord = { ...entry, status, ours, at: ports.now().toISOString(), became };
      const written = await journal.write({ kind: 'change', key, value }, revision);
      if (written === undefined) throw carriedOutElsewhere(run.id);
      return written;
    };

    if (same(before.value, change.after)) {
      // Ours only if we had begun it: then the write arrived and only its answer, or we, were lost.
      await note('done', row !== undefined, row?.revision ?? 0, before.value);
      continue;
    }
    if (!same(before.value, change.before)) return moved(index, change);

    const refusal = await forbidden(index, carrying);
    if (refusal) return refusal;
    writer ??= await clouds.write(target, { run: run.id, remediation, kind });
    const begun = await note('begun', true, row?.revision ?? 0);

    const failure = await field.put(change.on, change.after, before, target, writer).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const after = await lookAfter(field, change, carrying);
    aws = after.aws;
    const { value } = after.now;
    if (failure && !same(value, change.after)) {
      if (same(value, change.before)) throw failure.error;
      return moved(index, change);
    }
    if (same(value, change.before)) return { is: 'settling' };
    await note('done', true, begun, value);
  }
  return { is: 'done', seen: aws };
};

/**
 * The resource is already as it should be: nothing is put any more. Changes that had been begun and did arrive are
 * journalled, so that undo knows them as ours.
 */
export const recount = async (carrying: Carrying): Promise<Progress> => {
  const { run, unit, ports } = carrying;
  const { journal, clouds } = ports;
  let seen = clouds.look(run.plan.target);
  for (const [index, change] of run.plan.changes.entries()) {
    const key = changeKey(run.id, index);
    const row = await journal.read<ChangeRecord>('change', key);
    if (row?.value.status !== 'begun') continue;
    const field = unit.fields[change.set];
    if (!field) continue;
    const { now, aws } = await lookAfter(field, change, carrying);
    seen = aws;
    if (!same(now.value, change.after)) {
      // Not ours and not as it was: somebody has changed it since the resource was found good.
      if (!same(now.value, change.before)) return moved(index, change);
      continue;
    }
    const value: ChangeRecord = {
      ...row.value,
      status: 'done',
      became: now.value,
      at: ports.now().toISOString(),
    };
    await journal.write({ kind: 'change', key, value }, row.revision);
  }
  return { is: 'done', seen };
};
