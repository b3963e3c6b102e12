import { isAfter, isBefore, note, partsOf, type Carrying } from './change-records.ts';
import { groupsOf } from './documents.ts';
import { lookUntil } from './own-writes.ts';
import { conflict, type Progress } from './progress.ts';
import { putGroup } from './put-group.ts';
import type { Ports } from '../model/ports.ts';
import type { Aws } from '../model/remediation.ts';

/** Where AWS asks for fewer calls, each put is decided anew after these pauses: got, compared, allowed. Milliseconds. */
const pauses = [500, 1_000, 2_000, 4_000, 4_000, 4_000] as const;

const unthrottled = async <Answer>(put: () => Promise<Answer>, ports: Ports): Promise<Answer> => {
  for (const milliseconds of pauses) {
    try {
      return await put();
    } catch (error) {
      if (ports.explain(error).code !== 'throttled') throw error;
      await ports.pause(milliseconds);
    }
  }
  return put();
};

/**
 * Does every write that Waxseal ever does, one put for all changes that share a document: get; already as planned → so
 * be it; not as it was when it was planned → stop, and nothing of the group is put; older than our own
 * last write → read again; journal each change; put; get; journal what each became. Run again after a crash, it
 * finishes what is left.
 *
 * A put that fails is followed by a look as well: when the answer was lost, the look tells whether the write was.
 */
export const carryOut = async (carrying: Carrying): Promise<Progress> => {
  const { run, unit, ports } = carrying;
  const { target, remediation, kind } = run.plan;
  const { clouds } = ports;
  let done = 0;
  let session: Promise<Aws> | undefined;
  const putting = {
    ...carrying,
    count: (more: number) => (done += more),
    writer: () => (session ??= clouds.write(target, { run: run.id, remediation, kind })),
  };
  let seen: Aws | undefined;
  let late: Progress | undefined;
  for (const group of groupsOf(unit, run.plan)) {
    const carried = await unthrottled(() => putGroup(group, putting), ports);
    if (carried.is === 'late') late ??= { ...carried, is: 'settling' };
    else if (carried.is === 'done') seen = carried.seen ?? seen;
    else return carried;
  }
  // It looks done: nothing else had to wait for it, and it is looked at again before it is called so.
  if (late) return done === 0 ? late : { is: 'settling' };
  return { is: 'done', seen: seen ?? clouds.look(target) };
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
      else if (!isBefore(value)(part)) return conflict(done, part.change);
    }
  }
  return { is: 'done', seen };
};
