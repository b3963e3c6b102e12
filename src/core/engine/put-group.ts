import { closedFor } from '../policy/calendars.ts';
import { isAfter, isBefore, note, partsOf, type Carrying, type Part } from './change-records.ts';
import type { Group } from './documents.ts';
import {
  isSameAgain,
  isTakenBy,
  learn,
  lookPast,
  lookUntil,
  notShown,
  recall,
  remember,
  type Memory,
  type Past,
} from './own-writes.ts';
import type { Failure } from '../model/errors.ts';
import type { Reason } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import { conflict, stopped, type Progress } from './progress.ts';
import type { Aws } from '../model/remediation.ts';

/** One put: for every change of a plan that shares a document, journalled one by one. */

/** Kill switch, calendars and lease are asked again before each put: minutes may lie between two of them. */
const forbidden = async (done: number, { run, lease, ports }: Carrying): Promise<Progress | undefined> => {
  const policy = await ports.policy();
  if (policy.killSwitch)
    return stopped(
      done,
      policy.stoppedBy ?? { check: 'kill-switch', says: 'The kill switch was turned on.' },
    );
  const closed = await closedFor(run.plan, ports);
  if (closed) return stopped(done, closed.because);
  if (!(await lease.stillMine())) return stopped(done, { check: 'lease', says: 'The lease ran out.' });
  return undefined;
};

/** What a put needs of the run that it is a part of. */
export interface Putting extends Carrying {
  /** Adds to the changes of the plan that are done, and answers how many there are. */
  readonly count: (more: number) => number;
  /** Credentials to write, asked for once. */
  readonly writer: () => Promise<Aws>;
}

/** What became of one put. `late`: it looks done, and AWS may only be showing how it was before our last write. */
type Carried =
  | { readonly is: 'done'; readonly seen?: Aws }
  | { readonly is: 'late'; readonly because?: readonly Reason[] }
  | Progress;

/** Everything that a put is decided by. */
interface Before extends Past {
  readonly memory: Memory;
  /** What is not done yet. */
  readonly left: readonly Part[];
  /** What of it is not as planned already. */
  readonly toPut: readonly Part[];
  /** The whole as it will be. */
  readonly next: unknown;
}

/** Whether what AWS shows may be older than our own last write. */
const isDoubtful = ({ memory, left, seen, isOld }: Before, run: string): boolean => {
  const begun = left.filter(({ row }) => row !== undefined);
  // What AWS has taken and does not show is hidden, whatever else it shows.
  if (isTakenBy(memory, run) && begun.some(isBefore(seen.value))) return true;
  // What we had begun and is there has arrived, in whichever words AWS shows it.
  return isOld && !begun.some(isAfter(seen.value));
};

/** Puts what is left of one group. */
export const putGroup = async (group: Group, putting: Putting): Promise<Carried> => {
  const { run, ports, count } = putting;
  const { whole } = group;
  const parts = await partsOf(group, putting);
  const left = parts.filter(({ row }) => row?.value.status !== 'done');
  count(parts.length - left.length);
  const [first] = left;
  if (!first) return { is: 'done' };
  if (!whole) throw new Error(`${run.plan.remediation} has no field ${first.change.set}`);

  const memory = await recall(whole, ports);
  const past = await lookPast(memory, run.plan.target, ports);
  const { aws, began, seen } = past;
  const toPut = left.filter((part) => !isAfter(seen.value)(part));
  const next = toPut.reduce((value: unknown, part) => part.into(value), seen.value);
  const before: Before = { ...past, memory, left, toPut, next };
  if (isDoubtful(before, run.id)) {
    // Of what the run has sent before, only AWS knows where it is.
    const isUnsent = count(0) === 0 && left.every(({ row }) => row === undefined);
    const told = isUnsent ? { because: [notShown(memory)] } : {};
    if (toPut.length === 0) return { is: 'late', ...told };
    if (!isSameAgain(memory, seen.value, next)) return { is: 'settling', ...told };
  }

  for (const part of left.filter(isAfter(seen.value))) {
    // Ours only if we had begun it: then the write arrived and only its answer, or we, were lost.
    const ours = part.row !== undefined;
    await note(part, { status: 'done', ours, began, became: part.from(seen.value) }, putting);
    count(1);
  }
  if (toPut.length === 0) return { is: 'done', seen: aws };
  const strayed = toPut.find((part) => !isBefore(seen.value)(part));
  if (strayed) return conflict(count(0), strayed.change);
  return (await forbidden(count(0), putting)) ?? send(before, putting);
};

/** Journals, puts, looks, and journals what each change became. */
const send = async (before: Before, putting: Putting): Promise<Carried> => {
  const { memory, toPut, next, seen, began } = before;
  const { whole } = memory;
  const { run, ports, count } = putting;
  const writer = await putting.writer();
  const noted = await remember(memory, { run: run.id, was: seen.value, next }, ports);
  const begun: Part[] = [];
  for (const part of toPut) begun.push(await note(part, { status: 'begun', ours: true, began }, putting));

  const failure = await whole.put(next, seen, writer).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const shows = (value: unknown) => !begun.some(isBefore(value));
  const after = await lookUntil(shows, whole, run.plan.target, ports);
  const { value } = after.seen;
  const isPlanned = begun.every(isAfter(value));
  if (failure && !isPlanned) {
    const other = begun.find((part) => !isAfter(value)(part) && !isBefore(value)(part));
    if (other) return conflict(count(0), other.change);
    if (isRefusal(failure.error, ports)) await learn(noted, 'refused', ports);
    const told = ports.explain(failure.error);
    if (isInvalid(told)) return { is: 'refused', failure: told };
    throw failure.error;
  }
  // Anything else than what we have put may be AWS's way of saying it, or old: then what we have sent is remembered.
  await learn(noted, isPlanned ? { was: seen.value, became: value } : 'taken', ports);
  if (!shows(value)) return { is: 'settling' };
  for (const part of begun) {
    await note(part, { status: 'done', ours: true, began, became: part.from(value) }, putting);
    count(1);
  }
  return { is: 'done', seen: after.aws };
};

/**
 * AWS, or the field itself, has said no: nothing is under way. Throttled is a no, too. Of what nobody expected, that is not
 * known.
 */
const isRefusal = (error: unknown, ports: Ports): boolean => {
  const { retry, code } = ports.explain(error);
  return code === 'throttled' || (!retry && code !== 'unexpected');
};

/** What was sent is not valid: unlike a permission that is missing, or a moment that is bad, that does not pass. */
const isInvalid = ({ code }: Failure): boolean => code === 'refused-by-aws' || code === 'whole-refused';
