import type { Caller } from '../core/model/evidence.ts';
import { mostCallers, type Window } from '../core/evidence/verdict.ts';

/** One record of a log, as far as evidence needs it. What was asked for (a key, a path, a statement) is not in it. */
export interface Entry extends Omit<Caller, 'count' | 'first' | 'last' | 'behind'> {
  /** Milliseconds. */
  readonly at: number;
  /**
   * `secure`: over TLS, and left alone by the change. `offending`: the change would break it. `idle`: no client, but the log was at
   * work. `apart`: says nothing of clients: a probe of ours, a scanner, a service's own work; or is of another resource.
   */
  readonly is: 'secure' | 'offending' | 'idle' | 'apart';
}

/** A parser of one line. `undefined`: it is no record (a heading). */
export type Parse = (line: string) => Entry | 'broken' | undefined;

/** `-` stands for nothing in logs of lines. */
export const unlessDash = (text: string): string | undefined =>
  text === '-' || text === '' ? undefined : text;

/** A user agent can be anything that a client likes to send. */
const longestAgent = 120;

/** Somebody whom the change would break, as far as a log says who. */
export const offender = (
  at: number,
  who: { readonly [Name in 'principal' | 'agent' | 'address' | 'tls']?: string | undefined },
): Entry => {
  const { agent, ...others } = who;
  const known = Object.entries({ ...others, agent: agent?.slice(0, longestAgent) });
  return { at, is: 'offending', ...Object.fromEntries(known.filter(([, value]) => value !== undefined)) };
};

/** Our own probes say who they are. */
export const probeAgent = 'waxseal-probe';

/** Records that a query has counted already. */
interface Many {
  readonly count: number;
  /** Milliseconds: of the first of them. */
  readonly first: number;
}

/** What is kept of a log of any size. */
export interface Tally {
  /** `many`: records that are alike, the last of them at the entry's moment. */
  readonly add: (entry: Entry | 'broken' | undefined, many?: Many) => void;
  /** Enough people are named: nothing more is to be learnt. */
  readonly isEnough: () => boolean;
  readonly result: (until: Date) => {
    readonly secure: number;
    readonly offending: number;
    readonly unread: number;
    readonly callers: readonly Caller[];
    readonly silentHours: number;
  };
}

const hour = 3_600_000;
/** Nobody talks to more people; whoever comes later is only counted. */
const mostKept = 1_000;

interface Kept {
  readonly who: Omit<Entry, 'at' | 'is'>;
  count: number;
  first: number;
  last: number;
}

/** Hours of the longest stretch of which nothing was heard. */
export const silenceIn = (hours: ReadonlySet<number>, { from }: Window, until: Date): number => {
  const [begin, end] = [Math.floor(from.getTime() / hour), Math.floor(until.getTime() / hour)];
  let [longest, silent] = [0, 0];
  for (let at = begin; at <= end; at += 1) {
    silent = hours.has(at) ? 0 : silent + 1;
    longest = Math.max(longest, silent);
  }
  return longest;
};

export const tallyOf = (window: Window): Tally => {
  const callers = new Map<string, Kept>();
  const hours = new Set<number>();
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  let [secure, offending, unread] = [0, 0, 0];
  const keep = ({ at, is: _is, ...who }: Entry, { count, first }: Many): void => {
    const key = `${who.principal ?? ''} ${who.agent ?? ''} ${who.address ?? ''} ${who.tls ?? ''}`;
    const known = callers.get(key);
    if (known) {
      known.count += count;
      known.first = Math.min(known.first, first);
      known.last = Math.max(known.last, at);
    } else if (callers.size < mostKept) callers.set(key, { who, count, first, last: at });
  };
  return {
    add: (entry, many) => {
      if (entry === undefined) return;
      const count = many?.count ?? 1;
      if (entry === 'broken') {
        unread += count;
        return;
      }
      const { at, is } = entry;
      if (is === 'apart' || at < from || at > to) return;
      hours.add(Math.floor(at / hour));
      if (is === 'secure') secure += count;
      if (is === 'offending') {
        offending += count;
        keep(entry, { count, first: many?.first ?? at });
      }
    },
    isEnough: () => callers.size >= mostCallers,
    result: (until) => ({
      secure,
      offending,
      unread,
      silentHours: silenceIn(hours, window, until),
      callers: [...callers.values()]
        .toSorted((a, b) => b.count - a.count)
        .slice(0, mostCallers)
        .map(({ who, count, first, last }) => ({
          ...who,
          count,
          first: new Date(first).toISOString(),
          last: new Date(last).toISOString(),
        })),
    }),
  };
};
