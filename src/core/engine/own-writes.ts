import type { Whole } from './documents.ts';
import { WaxsealError } from '../model/errors.ts';
import { leavesOf } from '../model/json.ts';
import type { Reason } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import type { OwnWrite, OwnWrites } from '../journal/records.ts';
import type { Aws, Seen } from '../model/remediation.ts';
import type { Target } from '../model/target.ts';
import { minutesAfter } from '../model/time.ts';

/**
 * Most of AWS is eventually consistent: a read may be older than our own last write, and a put made from it would
 * take that write back. So each put of a document is remembered in the journal, for whichever remediation comes next:
 * what it added and what it took away. A read that shows nothing of that is not believed until AWS has had time enough
 * to show everything.
 */

/** Longer than AWS takes to show a write; what looks as before our put then has been put back. */
export const shownAfterMinutes = 30;

/** AWS often shows a write only after a moment. Longer delays are the waker's. */
const patience = [0, 300, 1000, 2000];

type Difference = Pick<OwnWrite, 'added' | 'removed'>;

const without = (all: readonly string[], others: readonly string[]): readonly string[] => {
  const gone = new Set(others);
  return all.filter((one) => !gone.has(one));
};

const differenceOf = (whole: Whole, was: unknown, is: unknown): Difference => {
  const [before, after] = [leavesOf(whole.content(was)), leavesOf(whole.content(is))];
  return { added: without(after, before), removed: without(before, after) };
};

/** Both, one after the other: what the later one takes back is no difference any more. */
const together = (first: Difference, second: Difference): Difference => ({
  added: [...without(first.added, second.removed), ...without(second.added, first.removed)],
  removed: [...without(first.removed, second.added), ...without(second.removed, first.added)],
});

const isNone = ({ added, removed }: Difference): boolean => added.length + removed.length === 0;
const isSame = (one: Difference, other: Difference): boolean =>
  isNone({ added: without(one.added, other.added), removed: without(one.removed, other.removed) }) &&
  isNone({ added: without(other.added, one.added), removed: without(other.removed, one.removed) });

/** Our latest writes of one document, as the journal has them. */
export interface Memory {
  readonly whole: Whole;
  readonly writes: readonly OwnWrite[];
  readonly revision: number;
}

export const recall = async (whole: Whole, ports: Ports): Promise<Memory> => {
  const row = await ports.journal.read<OwnWrites>('document', whole.key);
  const since = minutesAfter(ports.now(), -shownAfterMinutes);
  const writes = (row?.value.writes ?? []).filter(({ at }) => at > since);
  return { whole, writes, revision: row?.revision ?? 0 };
};

/**
 * Whether a state of the document shows nothing of our last write, or of our last few. Where it shows a part of it,
 * it is newer than our write, and somebody else has changed the rest.
 */
const isOlder = ({ whole, writes }: Memory, value: unknown): boolean => {
  if (writes.length === 0) return false;
  const shown = new Set(leavesOf(whole.content(value)));
  let since: Difference = { added: [], removed: [] };
  return writes.toReversed().some((write) => {
    since = together(write, since);
    return (
      !isNone(since) &&
      !since.added.some((leaf) => shown.has(leaf)) &&
      since.removed.every((leaf) => shown.has(leaf))
    );
  });
};

/** One look at a document. */
export interface Shown {
  readonly seen: Seen<unknown>;
  readonly aws: Aws;
  /** When the look began. */
  readonly began: string;
}

/** Looks until AWS shows a state that satisfies, or patience ends. */
export const lookUntil = async (
  satisfies: (value: unknown) => boolean,
  whole: Whole,
  target: Target,
  ports: Ports,
): Promise<Shown> => {
  for (const [attempt, delay] of patience.entries()) {
    if (delay > 0) await ports.pause(delay);
    const aws = ports.clouds.look(target);
    const began = ports.now().toISOString();
    const seen = await whole.get(aws);
    if (attempt === patience.length - 1 || satisfies(seen.value)) return { seen, aws, began };
  }
  throw new Error('patience has at least one entry');
};

export interface Past extends Shown {
  /** It does not show our own last write. */
  readonly isOld: boolean;
}

/** Looks until AWS shows our own last write, or patience ends. */
export const lookPast = async (memory: Memory, target: Target, ports: Ports): Promise<Past> => {
  const shown = await lookUntil((value) => !isOlder(memory, value), memory.whole, target, ports);
  return { ...shown, isOld: isOlder(memory, shown.seen.value) };
};

/** Nothing is put while a read may be older than our own last write; somebody may have put that state back, too. */
export const notShown = ({ writes }: Memory): Reason => {
  const at = writes.at(-1)?.at ?? '';
  const until = minutesAfter(new Date(at), shownAfterMinutes);
  return {
    check: 'own-write-not-shown',
    says: `Nothing was sent: AWS shows nothing of our own last write (${at}). Either it does not show it yet, or somebody has taken it back since; after ${until} what it shows is believed.`,
    todo: `Nothing to do where the functions run; elsewhere apply again after ${until}.`,
  };
};

/**
 * What our last put was to make may be put once more where that can lose nobody's work: of a value that is a whole by
 * itself, and of a put that nobody knows the end of (we died, or its answer was lost).
 */
export const isSameAgain = ({ whole, writes }: Memory, was: unknown, next: unknown): boolean => {
  const last = writes.at(-1);
  return last !== undefined && (whole.isAlone || !last.taken) && isSame(last, differenceOf(whole, was, next));
};

/** AWS has taken the last put, and it was of this run. */
export const isTakenBy = ({ writes }: Memory, run: string): boolean =>
  writes.at(-1)?.run === run && writes.at(-1)?.taken === true;

/** Cannot be while leases hold; if it is all the same, the other one finishes and we look again. */
export const carriedOutElsewhere = (run: string): WaxsealError =>
  new WaxsealError({
    code: 'carried-out-elsewhere',
    says: `Another worker is carrying out ${run}.`,
    todo: 'Nothing to do: it is checked again.',
    retry: true,
  });

const write = async (
  { whole, writes, revision }: Memory,
  { journal }: Ports,
): Promise<number | undefined> => {
  const value: OwnWrites = { writes };
  return journal.write({ kind: 'document', key: whole.key, value }, revision);
};

/**
 * Remembers that we are about to put. Whoever has begun a put of the same document since `recall`, under whichever
 * lease, makes this throw: then nothing is put, because what was read may be gone.
 */
export const remember = async (
  memory: Memory,
  { run, was, next }: { readonly run: string; readonly was: unknown; readonly next: unknown },
  ports: Ports,
): Promise<Memory> => {
  const own: OwnWrite = { run, at: ports.now().toISOString(), ...differenceOf(memory.whole, was, next) };
  const noted: Memory = { ...memory, writes: [...memory.writes, own] };
  const revision = await write(noted, ports);
  if (revision === undefined) throw carriedOutElsewhere(run);
  return { ...noted, revision };
};

/** What came of the last put. Where somebody has put since, that has the last word, and this is not written. */
export const learn = async (
  memory: Memory,
  end: 'refused' | 'taken' | { readonly was: unknown; readonly became: unknown },
  ports: Ports,
): Promise<void> => {
  const { whole, writes } = memory;
  const earlier = writes.slice(0, -1);
  const last = writes.at(-1);
  if (!last) return;
  const at = ports.now().toISOString();
  const seen = typeof end === 'object' ? differenceOf(whole, end.was, end.became) : {};
  const told: readonly OwnWrite[] = end === 'refused' ? [] : [{ ...last, ...seen, at, taken: true }];
  await write({ ...memory, writes: [...earlier, ...told] }, ports);
};
