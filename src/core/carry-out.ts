import { closedFor } from './calendars.ts';
import { groupsOf, type Group, type Placed } from './documents.ts';
import type { Row } from './journal.ts';
import { same } from './json.ts';
import type { HeldLease } from './lease.ts';
import type { Reason } from './outcome.ts';
import {
  carriedOutElsewhere,
  isSameAgain,
  learn,
  lookPast,
  lookUntil,
  recall,
  remember,
} from './own-writes.ts';
import type { Ports } from './ports.ts';
import { changeKey, type ChangeRecord, type Run } from './records.ts';
import type { Aws, Change, Remediation } from './remediation.ts';

/** How far a run came. `seen` is the look after the last put: proving the fix asks it, not AWS, for what it knows. */
export type Progress =
  | { readonly is: 'done'; readonly seen: Aws }
  | { readonly is: 'settling' }
  | { readonly is: 'moved' | 'stopped'; readonly done: number; readonly because: readonly Reason[] };

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

interface Carrying {
  readonly run: Run;
  readonly unit: Remediation;
  readonly lease: HeldLease;
  readonly ports: Ports;
}

/** Kill switch, calendars and lease are asked again before each put: minutes may lie between two of them. */
const forbidden = async (done: number, { run, lease, ports }: Carrying): Promise<Progress | undefined> => {
  const policy = await ports.policy();
  if (policy.killSwitch) return stopped(done, { check: 'kill-switch', says: 'The kill switch was thrown.' });
  const closed = await closedFor(run.plan, ports);
  if (closed) return stopped(done, closed.because);
  if (!(await lease.stillMine())) return stopped(done, { check: 'lease', says: 'The lease ran out.' });
  return undefined;
};

/** The part of a plan that one put carries, and how far the journal says it is. */
interface Part extends Placed {
  readonly row: Row<ChangeRecord> | undefined;
}

const partsOf = async ({ parts }: Group, { run, ports }: Carrying): Promise<readonly Part[]> => {
  const found: Part[] = [];
  for (const part of parts) {
    const row = await ports.journal.read<ChangeRecord>('change', changeKey(run.id, part.index));
    found.push({ ...part, row });
  }
  return found;
};

type Note = Pick<ChangeRecord, 'status' | 'ours'> & { readonly began: string; readonly became?: unknown };

/** Answers the part as the journal has it now. */
const note = async (part: Part, { began, ...told }: Note, { run, ports }: Carrying): Promise<Part> => {
  const { index, change, row } = part;
  const key = changeKey(run.id, index);
  const value: ChangeRecord = {
    run: run.id,
    index,
    set: change.set,
    on: change.on,
    before: change.before,
    after: change.after,
    began: row?.value.began ?? began,
    ...told,
    at: ports.now().toISOString(),
  };
  const revision = await ports.journal.write({ kind: 'change', key, value }, row?.revision ?? 0);
  if (revision === undefined) throw carriedOutElsewhere(run.id);
  return { ...part, row: { kind: 'change', key, value, revision } };
};

const isBefore =
  (whole: unknown) =>
  (part: Part): boolean =>
    same(part.from(whole), part.change.before);
const isAfter =
  (whole: unknown) =>
  (part: Part): boolean =>
    same(part.from(whole), part.change.after);

/** What became of one put. `late`: it looks done, and AWS may only be showing how it was before our last write. */
type Carried = { readonly is: 'done'; readonly seen?: Aws } | { readonly is: 'late' } | Progress;

/** Puts what is left of one group; `done` counts the changes of the plan that are done. */
const carry = async (
  group: Group,
  carrying: Carrying & { readonly count: (done: number) => number; readonly writer: () => Promise<Aws> },
): Promise<Carried> => {
  const { run, ports, count } = carrying;
  const { target, remediation } = run.plan;
  const { whole } = group;
  const parts = await partsOf(group, carrying);
  const left = parts.filter(({ row }) => row?.value.status !== 'done');
  count(parts.length - left.length);
  const [first] = left;
  if (!first) return { is: 'done' };
  if (!whole) throw new Error(`${remediation} has no field ${first.change.set}`);

  const memory = await recall(whole, ports);
  const { seen, aws, began, isOld } = await lookPast(memory, whole, target, ports);
  const toPut = left.filter((part) => !isAfter(seen.value)(part));
  const next = toPut.reduce((value: unknown, part) => part.into(value), seen.value);
  // What we had begun and is there now has arrived, in whichever words AWS shows it.
  const hasArrived = left.some((part) => part.row !== undefined && isAfter(seen.value)(part));
  const isDoubtful = isOld && !hasArrived;
  if (isDoubtful && toPut.length === 0) return { is: 'late' };
  if (isDoubtful && !isSameAgain(memory, whole, seen.value, next)) return { is: 'settling' };

  for (const part of left.filter(isAfter(seen.value))) {
    // Ours only if we had begun it: then the write arrived and only its answer, or we, were lost.
    const ours = part.row !== undefined;
    await note(part, { status: 'done', ours, began, became: part.from(seen.value) }, carrying);
    count(1);
  }
  if (toPut.length === 0) return { is: 'done', seen: aws };
  const strayed = toPut.find((part) => !isBefore(seen.value)(part));
  if (strayed) return moved(count(0), strayed.change);

  const refusal = await forbidden(count(0), carrying);
  if (refusal) return refusal;
  const writer = await carrying.writer();
  const noted = await remember(memory, { run: run.id, was: seen.value, next }, ports);
  const begun: Part[] = [];
  for (const part of toPut) begun.push(await note(part, { status: 'begun', ours: true, began }, carrying));

  const failure = await whole.put(next, seen, writer).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const shows = (value: unknown) => !begun.some(isBefore(value));
  const after = await lookUntil(shows, whole, target, ports);
  const { value } = after.seen;
  const isShown = shows(value);
  if (failure && !begun.every(isAfter(value))) {
    const other = begun.find((part) => !isAfter(value)(part) && !isBefore(value)(part));
    if (other) return moved(count(0), other.change);
    if (isRefusal(failure.error, ports)) await learn(noted, 'refused', ports);
    throw failure.error;
  }
  await learn(noted, isShown ? { was: seen.value, became: value } : 'taken', ports);
  if (!isShown) return { is: 'settling' };
  for (const part of begun) {
    await note(part, { status: 'done', ours: true, began, became: part.from(value) }, carrying);
    count(1);
  }
  return { is: 'done', seen: after.aws };
};

/** AWS, or the field itself, has said no: nothing is under way. Of what nobody expected, that is not known. */
const isRefusal = (error: unknown, { explain }: Ports): boolean => {
  const { retry, code } = explain(error);
  return !retry && code !== 'unexpected';
};

/**
 * Does every write that Waxseal ever does, one put for all changes that share a document: get; already as planned → so
 * be it; not as it was when it was planned → stop, and nothing of the group is put; what our own earlier write has
 * replaced → read again; journal each change; put; get; journal what each became. Run again after a crash, it finishes
 * what is left.
 *
 * A put that fails is followed by a look as well: when the answer was lost, the look tells whether the write was.
 */
export const carryOut = async (carrying: Carrying): Promise<Progress> => {
  const { run, unit, ports } = carrying;
  const { target, remediation, kind } = run.plan;
  const { clouds } = ports;
  let done = 0;
  let session: Promise<Aws> | undefined;
  const shared = {
    ...carrying,
    count: (more: number) => (done += more),
    writer: () => (session ??= clouds.write(target, { run: run.id, remediation, kind })),
  };
  let seen: Aws | undefined;
  let isLate = false;
  for (const group of groupsOf(unit, run.plan)) {
    const carried = await carry(group, shared);
    if (carried.is === 'late') isLate = true;
    else if (carried.is === 'done') seen = carried.seen ?? seen;
    else return carried;
  }
  // It looks done: nothing else had to wait for it, and it is looked at again before it is called so.
  return isLate ? { is: 'settling' } : { is: 'done', seen: seen ?? clouds.look(target) };
};

/**
 * The resource is already as it should be: nothing is put any more. Changes that had been begun and did arrive are
 * journalled, so that undo knows them as ours.
 */
export const recount = async (carrying: Carrying): Promise<Progress> => {
  const { run, unit, ports } = carrying;
  const { target } = run.plan;
  let seen = ports.clouds.look(target);
  let done = 0;
  for (const group of groupsOf(unit, run.plan)) {
    const parts = await partsOf(group, carrying);
    done += parts.filter(({ row }) => row?.value.status === 'done').length;
    const begun = parts.filter(({ row }) => row?.value.status === 'begun');
    if (!group.whole || begun.length === 0) continue;
    const shows = (value: unknown) => !begun.some(isBefore(value));
    const after = await lookUntil(shows, group.whole, target, ports);
    const { value } = after.seen;
    seen = after.aws;
    for (const part of begun) {
      if (isAfter(value)(part)) {
        const { began = after.began } = part.row?.value ?? {};
        await note(part, { status: 'done', ours: true, began, became: part.from(value) }, carrying);
        done += 1;
      }
      // Not ours and not as it was: somebody has changed it since the resource was found good.
      else if (!isBefore(value)(part)) return moved(done, part.change);
    }
  }
  return { is: 'done', seen };
};
