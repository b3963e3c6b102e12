import type { Caller, Evidence, NotKnown, Question, Unknown } from '../model/evidence.ts';

/** The rules by which what was read becomes evidence. Pure; each can only make an answer stricter. */

/** What a reader found in one source, for one question. */
export interface Reading {
  readonly is: 'read';
  readonly source: string;
  /** `false`: AWS says of the source that records may be missing. */
  readonly complete: boolean;
  /** ISO 8601: since when it is known to have recorded. `null`: not known. */
  readonly onSince: string | null;
  /** ISO 8601: the newest moment that it tells of; records of later are still on their way. */
  readonly until: string;
  /** Records of clients over TLS: they show that the log was at work. */
  readonly secure: number;
  /** Records of clients that the change would break. */
  readonly offending: number;
  /** The first of them, those with the most records first. */
  readonly callers: readonly Caller[];
  /** Hours of the longest stretch without any record, from the window's beginning to `until`. */
  readonly silentHours: number;
  /** Lines that could not be read, and stretches that the source itself calls missing. */
  readonly unread: number;
  /** Not everything of the window was read: the budget was used up, or reading stopped early. */
  readonly cutOff: boolean;
}

/** Named people are enough; a report is no log. */
export const mostCallers = 50;

export interface Window {
  readonly from: Date;
  readonly to: Date;
}

const dayMilliseconds = 86_400_000;

export const windowBefore = (now: Date, days: number): Window => ({
  from: new Date(now.getTime() - days * dayMilliseconds),
  to: now,
});

const not = (why: Unknown, says: string): NotKnown => ({ is: 'unknown', why, says });

const hourMilliseconds = 3_600_000;

/** A log that was off for a while looks like one without traffic: longer silence shows nothing. */
const mostSilentHours = 72;

/** Read up to the hour in which a source may still be late: no window is asked to reach into it. */
const mostLateHours = 24;

/** Of a short window a quarter at most: three days of silence are no exception to a window of three days. */
const within = ({ from, to }: Window, most: number): number =>
  Math.min(most, (to.getTime() - from.getTime()) / hourMilliseconds / 4);

/** What one source says to one question. */
export const verdictOf = ({ clears }: Question, reading: Reading, window: Window): Evidence => {
  const { from, to } = window;
  const { source, secure, offending, unread, cutOff, complete, onSince, until } = reading;
  const since = from.toISOString();
  if (offending > 0) {
    const callers = reading.callers.slice(0, mostCallers);
    const last = callers.reduce((latest, one) => (one.last > latest ? one.last : latest), since);
    const cleanAfter = new Date(Date.parse(last) + (to.getTime() - from.getTime())).toISOString();
    const atLeast = cutOff || !complete || unread > 0 || onSince === null || onSince > since;
    return { is: 'seen', since, until, source, count: offending, atLeast, callers, cleanAfter };
  }
  if (cutOff)
    return not(
      'budget',
      `${source}: the budget did not suffice for the whole window; evidence.budget of the policy (megabytes, objects, seconds, dollars) says how far reading goes.`,
    );
  if (unread > 0)
    return not(
      'gaps',
      `${source}: ${unread} ${unread === 1 ? 'record' : 'records'} could not be read or are missing.`,
    );
  if (onSince === null || onSince > since)
    return not(
      'too-young',
      onSince === null
        ? `${source}: nothing shows that it was on since ${since}.`
        : `${source}: on since ${onSince} only; the window begins at ${since}.`,
    );
  if (to.getTime() - Date.parse(until) > within(window, mostLateHours) * hourMilliseconds)
    return not('gaps', `${source}: tells nothing after ${until}.`);
  if (secure > 0 && reading.silentHours > within(window, mostSilentHours))
    return not(
      'gaps',
      `${source}: ${Math.round(reading.silentHours)} hours without any record, as if it had been off.`,
    );
  if (secure === 0)
    return not('no-traffic', `${source}: no request over TLS in the window, so nothing shows that it works.`);
  return { is: 'clean', since, until, source, records: secure, complete, clears };
};

/** What a person can do most about stands first. */
const telling: readonly Unknown[] = [
  'budget',
  'gaps',
  'no-traffic',
  'too-young',
  'no-access',
  'region',
  'off',
  'not-observable',
];

const weight = ({ why }: NotKnown): number => (why === undefined ? telling.length : telling.indexOf(why));

/** The one that says most of why nothing is known. */
const mostTelling = (all: readonly NotKnown[]): NotKnown => {
  const [first] = all.toSorted((a, b) => weight(a) - weight(b));
  return first ?? { is: 'unknown', why: 'off', says: 'Nothing records this traffic.' };
};

/** What several sources say to the same question: whoever saw somebody is right. */
export const anyOf = (answers: readonly Evidence[]): Evidence => {
  const seen = answers.filter((one) => one.is === 'seen').toSorted((a, b) => b.count - a.count);
  if (seen[0]) return seen[0];
  const clean = answers.filter((one) => one.is === 'clean');
  return (
    clean.find(({ complete }) => complete) ??
    clean[0] ??
    mostTelling(answers.filter((one) => one.is === 'unknown'))
  );
};

const latest = (moments: readonly string[]): string => moments.toSorted().at(-1) ?? '';
const earliest = (moments: readonly string[]): string => moments.toSorted()[0] ?? '';
const joined = (sources: readonly string[]): string => [...new Set(sources)].join('; ');

/** What the answers to all questions about one plan come to: clean only if each is. */
export const allOf = (answers: readonly Evidence[]): Evidence => {
  const seen = answers.filter((one) => one.is === 'seen');
  if (seen.length > 0)
    return {
      is: 'seen',
      since: earliest(seen.map(({ since }) => since)),
      until: latest(seen.map(({ until }) => until)),
      source: joined(seen.map(({ source }) => source)),
      count: seen.reduce((sum, { count }) => sum + count, 0),
      atLeast: seen.length < answers.length || seen.some(({ atLeast }) => atLeast),
      callers: seen
        .flatMap(({ callers }) => callers)
        .toSorted((a, b) => b.count - a.count)
        .slice(0, mostCallers),
      cleanAfter: latest(seen.map(({ cleanAfter }) => cleanAfter)),
    };
  const unknown = answers.filter((one) => one.is === 'unknown');
  if (unknown.length > 0) return mostTelling(unknown);
  const clean = answers.filter((one) => one.is === 'clean');
  if (clean.length === 0) return not('not-observable', 'No log tells of the clients of this change.');
  return {
    is: 'clean',
    since: latest(clean.map(({ since }) => since)),
    until: earliest(clean.map(({ until }) => until)),
    source: joined(clean.map(({ source }) => source)),
    records: clean.reduce((sum, { records }) => sum + records, 0),
    complete: clean.every(({ complete }) => complete),
    clears: [...new Set(clean.flatMap(({ clears }) => clears))],
  };
};
