import type { Caller } from '../../core/model/evidence.ts';
import { mostCallers, type Reading, type Window } from '../../core/evidence/verdict.ts';
import type { Entry } from '../entries.ts';
import { silenceIn } from '../entries.ts';
import type { Asking } from '../source.ts';
import { ask, binOf, type Answered, type Place, type Row } from './query.ts';

/**
 * What the rows of two queries come to. The first counts by hours and by what tells TLS; the second names the people behind
 * whatever may be harmed. What the second does not explain of the first was not read.
 */

const hour = 3_600_000;

/** `2026-11-10 08:00:00.000`, as Logs Insights writes moments, in UTC; or milliseconds. */
export const momentOf = (text: string | undefined): number => {
  if (text === undefined || text === '') return Number.NaN;
  if (/^\d{12,}$/.test(text)) return Number(text);
  return Date.parse(text.includes('T') ? text : `${text.replace(' ', 'T')}Z`);
};

/** A field that is null in JSON is absent, or empty, or a dash. */
export const present = (text: string | undefined): string | undefined =>
  text === undefined || text === '' || text === '-' || text === 'null' ? undefined : text;

export interface Meaning {
  /** Of a row by hours: TLS that stays, whatever must be looked at, no client, what says nothing; or a row that cannot be. */
  readonly byHour: (row: Row) => 'secure' | 'suspicious' | 'idle' | 'apart' | 'broken';
  /** Of a row by people. */
  readonly byPeople: (row: Row, at: number) => Entry | 'broken';
}

export type Counted = Pick<Reading, 'secure' | 'offending' | 'unread' | 'callers' | 'silentHours' | 'cutOff'>;

const hourOf = (row: Row): number =>
  momentOf(Object.entries(row).find(([name]) => name.startsWith('bin('))?.[1]);

export const counted = (
  { hours, people }: { readonly hours: Answered; readonly people: Answered },
  meaning: Meaning,
  window: Window,
  until: Date,
): Counted => {
  let [secure, suspicious, unread] = [0, 0, 0];
  const heard = new Set<number>();
  for (const row of hours.rows) {
    const [at, n] = [hourOf(row), Number(row['n'] ?? Number.NaN)];
    const is = Number.isNaN(at) || Number.isNaN(n) ? 'broken' : meaning.byHour(row);
    if (is === 'broken') unread += 1;
    if (is === 'secure' || is === 'suspicious' || is === 'idle') heard.add(Math.floor(at / hour));
    if (is === 'secure') secure += n;
    if (is === 'suspicious') suspicious += n;
  }
  let [explained, offending] = [0, 0];
  const callers: Caller[] = [];
  for (const row of people.rows) {
    const [first, last] = [momentOf(row['first']), momentOf(row['last'])];
    const n = Number(row['n'] ?? Number.NaN);
    if ([first, last, n].some(Number.isNaN)) continue;
    const entry = meaning.byPeople(row, last);
    if (entry === 'broken') continue;
    explained += n;
    if (entry.is !== 'offending') continue;
    offending += n;
    const { at: _at, is: _is, ...who } = entry;
    callers.push({
      ...who,
      count: n,
      first: new Date(first).toISOString(),
      last: new Date(last).toISOString(),
    });
  }
  return {
    secure,
    offending,
    // Records that came between the two queries are no gap.
    unread: unread + Math.max(0, suspicious - explained),
    callers: callers.toSorted((a, b) => b.count - a.count).slice(0, mostCallers),
    silentHours: silenceIn(heard, window, until),
    cutOff: hours.cutOff || people.cutOff,
  };
};

/** What two queries ask: all records by what tells TLS, and the people behind the suspicious ones among them. */
export interface Counting {
  readonly all: string;
  readonly tells: string;
  readonly suspects: string;
  readonly people: string;
  readonly meaning: Meaning;
}

export const countsOf = async (
  { all, tells, suspects, people, meaning }: Counting,
  place: Place,
  until: Date,
  asking: Asking,
): Promise<Counted> => {
  const hours = await ask(`${all} | stats count(*) as n by ${binOf(asking.window)}, ${tells}`, place, asking);
  const found = await ask(
    `${suspects} | stats count(*) as n, min(@timestamp) as first, max(@timestamp) as last by ${people} | sort n desc`,
    place,
    asking,
  );
  return counted({ hours, people: found }, meaning, asking.window, until);
};
