import type { Whole } from './documents.ts';
import { WaxsealError } from './errors.ts';
import { digest } from './json.ts';
import type { Ports } from './ports.ts';
import type { OwnWrite, OwnWrites } from './records.ts';
import type { Aws, Seen } from './remediation.ts';
import type { Target } from './target.ts';
import { minutesAfter } from './time.ts';

/**
 * Most of AWS is eventually consistent: a read may be older than our own last write, and a put made from it would
 * take that write back. So each put of a document is remembered in the journal, for whichever remediation comes next:
 * what was there before it, and what it became. A read that shows a state that we have replaced is not believed until
 * AWS has had time enough to show everything.
 */

/** Longer than AWS takes to show a write; what looks as before our put then has been put back. */
export const shownAfterMinutes = 30;

/** AWS often shows a write only after a moment. Longer delays are the waker's. */
export const patience = [0, 300, 1000, 2000];

/** Our latest writes of one document, as the journal has them. */
export interface Memory {
  readonly key: string;
  readonly writes: readonly OwnWrite[];
  readonly revision: number;
}

export const recall = async (whole: Whole, { journal, now }: Ports): Promise<Memory> => {
  const row = await journal.read<OwnWrites>('document', whole.key);
  const since = minutesAfter(now(), -shownAfterMinutes);
  const writes = (row?.value.writes ?? []).filter(({ at }) => at > since);
  return { key: whole.key, writes, revision: row?.revision ?? 0 };
};

/** Whether this state of the document is one that we have replaced, and not what our last write made of it. */
const isReplaced = ({ writes }: Memory, value: unknown): boolean => {
  const last = writes.at(-1);
  const now = digest(value);
  if (!last || now === (last.became ?? last.planned)) return false;
  return writes.some(({ was, became }) => now === was || now === became);
};

/** One look at a document. `replaced`: AWS goes on showing a state that we have replaced. */
export interface Shown {
  readonly seen: Seen<unknown>;
  readonly aws: Aws;
  /** When the look began. */
  readonly began: string;
  readonly replaced: boolean;
}

/** Looks until AWS shows a state that satisfies, or patience ends. */
export const lookUntil = async (
  satisfies: (value: unknown) => boolean,
  whole: Whole,
  target: Target,
  ports: Ports,
): Promise<Omit<Shown, 'replaced'>> => {
  for (const [attempt, delay] of patience.entries()) {
    if (delay > 0) await ports.pause(delay);
    const aws = ports.clouds.look(target);
    const began = ports.now().toISOString();
    const seen = await whole.get(aws);
    if (attempt === patience.length - 1 || satisfies(seen.value)) return { seen, aws, began };
  }
  throw new Error('patience has at least one entry');
};

/** Looks until AWS no longer shows what we have replaced, or patience ends. */
export const lookPast = async (
  memory: Memory,
  whole: Whole,
  target: Target,
  ports: Ports,
): Promise<Shown> => {
  const shown = await lookUntil((value) => !isReplaced(memory, value), whole, target, ports);
  return { ...shown, replaced: isReplaced(memory, shown.seen.value) };
};

/**
 * What our last put was to make may be put once more where that can lose nobody's work: of a value that is a whole by
 * itself, and of a put that nobody knows the end of (we died, or its answer was lost), word for word.
 */
export const isSameAgain = ({ writes }: Memory, { isAlone }: Whole, was: unknown, next: unknown): boolean => {
  const last = writes.at(-1);
  if (last?.planned !== digest(next)) return false;
  return isAlone || (!last.taken && last.became === undefined && last.was === digest(was));
};

/** Cannot be while leases hold; if it is all the same, the other one finishes and we look again. */
export const carriedOutElsewhere = (run: string): WaxsealError =>
  new WaxsealError({
    code: 'carried-out-elsewhere',
    says: `Another worker is carrying out ${run}.`,
    todo: 'Nothing to do: it is looked at again.',
    retry: true,
  });

const write = async ({ key, writes, revision }: Memory, { journal }: Ports): Promise<number | undefined> => {
  const value: OwnWrites = { writes };
  return journal.write({ kind: 'document', key, value }, revision);
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
  const own: OwnWrite = { run, at: ports.now().toISOString(), was: digest(was), planned: digest(next) };
  const noted: Memory = { ...memory, writes: [...memory.writes, own] };
  const revision = await write(noted, ports);
  if (revision === undefined) throw carriedOutElsewhere(run);
  return { ...noted, revision };
};

/** What came of the last put. Somebody who has put since has the last word. */
export const learn = async (
  memory: Memory,
  end: Pick<OwnWrite, 'taken' | 'became'> | 'refused',
  ports: Ports,
): Promise<void> => {
  const { writes } = memory;
  const before = writes.slice(0, -1);
  const last = writes.at(-1);
  if (!last) return;
  await write({ ...memory, writes: end === 'refused' ? before : [...before, { ...last, ...end }] }, ports);
};
