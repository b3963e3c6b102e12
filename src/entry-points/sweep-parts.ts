import { whereOf, type SweepLocation } from '../adapters/aws/config-compliance.ts';
import type { Row } from '../core/journal/journal.ts';
import type { OutcomeName } from '../core/model/outcome.ts';
import type { Finding } from '../core/journal/records.ts';
import type { SweepPart } from '../intake/sweep-part.ts';

/** Not good, and nobody's next step in time: without a sweep, only another event would make us look again. */
const openEnded: ReadonlySet<OutcomeName> = new Set([
  'reported',
  'manual-action-needed',
  'skipped',
  'unknown',
  'refused',
  'conflict',
  'halted',
] as const);

/** Not what the waker looks at in its own time, and not seen in this sweep yet. */
export const isUnseen = ({ dueAt, value }: Row<Finding>, started: string): boolean =>
  dueAt === undefined && value.lastSeen < started;

/** Whether a sweep looks at a finding although AWS Config does not name it. */
export const isLeftOpen = (row: Row<Finding>, started: string): boolean =>
  openEnded.has(row.value.is) && isUnseen(row, started);

/** Bytes of a message. SQS takes 262,144 and more by now; this leaves room for what grows on the way. */
const mostBytes = 200_000;
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1;

/** As many parts as it takes for none to be too large. Each name and each key is in one of them. */
export const splitPart = (part: SweepPart, most = mostBytes): readonly SweepPart[] => {
  const empty = bytesOf({ ...part, rules: [], open: [], listed: [], list: part.list });
  const parts: SweepPart[] = [];
  let rules: string[] | undefined = part.rules && [];
  // What is to be listed is in the first: whoever lists it splits what was found.
  let { list } = part;
  let listed: string[] = [];
  let open: string[] = [];
  let bytes = empty;
  const close = (): void => {
    const { listed: _, ...rest } = part;
    parts.push({ ...rest, rules, list, ...(listed.length > 0 && { listed }), open });
    rules = [];
    list = list && [];
    listed = [];
    open = [];
    bytes = empty;
  };
  const add = (text: string, to: () => string[]): void => {
    const more = bytesOf(text);
    if (bytes + more > most && bytes > empty) close();
    to().push(text);
    bytes += more;
  };
  for (const name of part.rules ?? []) add(name, () => (rules ??= []));
  for (const one of part.listed ?? []) add(one, () => listed);
  for (const key of part.open) add(key, () => open);
  close();
  return parts;
};

/** Open findings that are held in memory before their parts are sent. A part more for a location does no harm. */
const mostHeld = 100_000;

interface Held {
  readonly asked: SweepLocation;
  readonly open: string[];
}

/**
 * What a sweep has to look at, one part for each location or more: the locations that AWS Config is asked in, and those in
 * which the journal holds something open that nothing else looks at again.
 */
export async function* partsOf(
  started: string,
  asked: readonly SweepLocation[],
  findings: AsyncIterable<Row<Finding>>,
  most = mostHeld,
): AsyncGenerator<SweepPart> {
  const held = new Map(asked.map((one): [string, Held] => [whereOf(one.location), { asked: one, open: [] }]));
  const sent = function* (): Generator<SweepPart> {
    for (const {
      asked: { location, rules, list },
      open,
    } of held.values()) {
      const { account, region, partition } = location;
      const named = { ...(rules && { rules: [...rules] }), ...(list && { list: [...list] }) };
      yield* splitPart({
        waxseal: 'sweep/v1',
        location: { account, region, partition },
        started,
        ...named,
        open,
        turn: 1,
      });
    }
    held.clear();
  };
  let count = 0;
  for await (const row of findings) {
    if (!isLeftOpen(row, started)) continue;
    const { target } = row.value;
    const one = held.get(whereOf(target)) ?? {
      asked: { location: target, rules: [], list: [] },
      open: [],
    };
    one.open.push(row.key);
    held.set(whereOf(target), one);
    count += 1;
    if (count % most === 0) yield* sent();
  }
  yield* sent();
}

/** What a part still has to do, so that whoever goes on does only that. */
export const leftOf = (part: SweepPart) => {
  const open = new Set(part.open);
  const { listed: before, ...bare } = part;
  const listed = new Set(before);
  let rules: Set<string> | undefined = part.rules && new Set(part.rules);
  let list: Set<string> | undefined = part.list && new Set(part.list);
  return {
    any: (): boolean =>
      open.size > 0 || rules === undefined || rules.size > 0 || (list?.size ?? 0) > 0 || listed.size > 0,
    list: {
      /** `undefined`: which ones is not known. */
      ids: (): readonly string[] | undefined => list && [...list],
      are: (ids: readonly string[]): void => void (list = new Set(ids)),
      done: (id: string): void => void list?.delete(id),
    },
    listed: {
      all: (): readonly string[] => [...listed],
      add: (one: string): void => void listed.add(one),
      done: (one: string): void => void listed.delete(one),
    },
    rules: {
      are: (names: readonly string[]): void => void (rules = new Set(names)),
      done: (name: string): void => void rules?.delete(name),
      again: (name: string): void => void rules?.add(name),
    },
    open: { done: (key: string): void => void open.delete(key) },
    part: (): SweepPart => ({
      ...bare,
      ...(rules && { rules: [...rules] }),
      ...(list && { list: [...list] }),
      ...(listed.size > 0 && { listed: [...listed] }),
      open: [...open],
      turn: part.turn + 1,
    }),
  };
};
export type Left = ReturnType<typeof leftOf>;
