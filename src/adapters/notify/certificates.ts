import { hashOf } from '../../core/model/json.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Location } from '../../core/model/target.ts';
import { dayOf, servesWords } from '../../report/certificate-lines.ts';
import { calendarOf, type Calendar, type Expiry, type Holder } from '../../report/certificates.ts';
import { safe } from '../../report/safe.ts';

/**
 * What a sweep has read of certificates, a row for each account and Region, and what the digest makes of it: whoever sends the
 * digest reads nothing of AWS.
 */
interface Noted extends Pick<Expiry, 'id' | 'name' | 'kind' | 'ends' | 'renews' | 'why'> {
  /** Left out: its tags could not be read. */
  readonly owners?: readonly string[];
  /** For people. */
  readonly serves: string;
}

interface NotedCertificates {
  /** Whoever reads claims it first. ISO 8601. */
  readonly begun: string;
  /** When it was read. Left out: never yet. */
  readonly at?: string;
  /** Those that are over, end within 90 days, or have no end that is known; the first that ends comes first. */
  readonly certificates: readonly Noted[];
  /** How many more of these there are. */
  readonly more: number;
  /** What could not be read: there may be more. */
  readonly unread: readonly string[];
}

/** Far below what a row may hold. */
const mostKept = 300;
const mostUnread = 20;
const aMinute = 60_000;
const aDay = 24 * 60 * aMinute;

const prefix = 'certificates ';
const keyOf = ({ account, region }: Pick<Location, 'account' | 'region'>): string =>
  `${prefix}${account}/${region}`;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How many days before its end the digest tells of a certificate. 0: it does not, and none is read for it.
 * `WAXSEAL_DIGEST_DAYS`: 30 by default, 90 at the most.
 */
export const digestDays = (env: Environment): number => {
  if (!env['WAXSEAL_DIGEST_TOPIC']) return 0;
  const days = Number(env['WAXSEAL_DIGEST_DAYS'] ?? 30);
  return Number.isFinite(days) && days >= 0 ? Math.min(days, 90) : 30;
};

/** Once a day; sooner where something could not be read, or whoever began it came to no end. */
const isDue = ({ begun, at, unread }: NotedCertificates, now: Date): boolean => {
  const since = (moment: string): number => now.getTime() - Date.parse(moment);
  if (since(begun) < 60 * aMinute) return false;
  return at === undefined || since(at) > (unread.length > 0 ? 5 : 20) * 60 * aMinute;
};

const notedOf = ({ id, name, kind, ends, renews, why, owners, ownerUnread, serves }: Expiry): Noted => ({
  id,
  name,
  kind,
  ...(ends !== undefined && { ends }),
  renews,
  why,
  ...(!ownerUnread && { owners }),
  serves: servesWords(serves, 5),
});

/** Whether it is noted: it is over, ends within 90 days, or nobody knows when. */
export const isNear = ({ ends }: Pick<Expiry, 'ends'>, now: Date): boolean =>
  ends === undefined || Date.parse(ends) - now.getTime() < 90 * aDay;

/** The right to read the certificates of a place now, and how to note them; `undefined`: not due, or another has it. */
export const claimNote = async (
  place: Pick<Location, 'account' | 'region'>,
  { journal, now }: Pick<Ports, 'journal' | 'now'>,
): Promise<((holders: readonly Holder[], unlisted: Calendar['unread']) => Promise<void>) | undefined> => {
  const key = keyOf(place);
  const row = await journal.read<NotedCertificates>('counter', key);
  if (row && !isDue(row.value, now())) return undefined;
  const begun = now().toISOString();
  const before = row?.value ?? { certificates: [], more: 0, unread: [] };
  const revision = await journal.write(
    { kind: 'counter', key, value: { ...before, begun } },
    row?.revision ?? 0,
  );
  if (revision === undefined) return undefined;
  return async (holders, unlisted) => {
    const at = now().toISOString();
    const { certificates, unread } = calendarOf(at, holders);
    const near = certificates.filter((one) => isNear(one, new Date(at)));
    const value: NotedCertificates = {
      begun,
      at,
      certificates: near.slice(0, mostKept).map(notedOf),
      more: Math.max(0, near.length - mostKept),
      unread: [...unlisted, ...unread].map(({ id, says }) => `${id}: ${says}`).slice(0, mostUnread),
    };
    await journal.write({ kind: 'counter', key, value }, revision);
  };
};

interface Told {
  /** Of what there is to tell: another one is news. */
  readonly hash: string;
  readonly isAny: boolean;
  /** What is said where it was told before. */
  readonly brief: string;
  readonly text: string;
}

const mostLines = 25;
const shown = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
const sentences = (words: readonly string[]): string =>
  words
    .map(safe)
    .map((one) => (one.endsWith('.') ? one : `${one}.`))
    .join(' ');

const lineOf = (place: string, one: Noted): string =>
  `${dayOf(one)}  ${sentences([
    `${one.name} (${one.kind}, ${place})`,
    `Renewed automatically: ${one.renews} (${one.why})`,
    `Owner: ${one.owners ? one.owners.join(', ') || 'nobody named' : 'tags not read'}`,
    `Serves: ${one.serves}`,
  ])}`;

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What the journal holds of certificates that end within so many days, for a message. Says so where nothing was read. */
export const certificatesTold = async (journal: Journal, now: Date, days: number): Promise<Told> => {
  const places: { readonly place: string; readonly value: NotedCertificates }[] = [];
  for await (const { key, value } of journal.list<NotedCertificates>('counter', prefix))
    // Where nothing has been read for so long, no sweep looks any more.
    if (value.at === undefined || now.getTime() - Date.parse(value.at) < 30 * aDay)
      places.push({ place: key.slice(prefix.length), value });
  const read = places.flatMap(({ value: { at } }) => at ?? []).toSorted();
  const [first] = read;
  if (first === undefined) {
    const text = 'Certificates: none has been read yet, so that it is not known which end soon.';
    return { hash: '', isAny: false, brief: text, text };
  }
  const all = places.flatMap(({ place, value }) => value.certificates.map((one) => ({ place, one })));
  const left = ({ ends }: Noted): number => (ends === undefined ? NaN : Date.parse(ends) - now.getTime());
  const near = all
    .filter(({ one }) => left(one) < days * aDay && left(one) > -30 * aDay)
    .toSorted((a, b) => left(a.one) - left(b.one) || (a.one.id < b.one.id ? -1 : 1));
  const long = all.filter(({ one }) => left(one) <= -30 * aDay).length;
  const endless = all.filter(({ one }) => one.ends === undefined).length;
  const unlisted = places.reduce((sum, { value }) => sum + value.more, 0);
  const unread = places.flatMap(({ value, place }) => value.unread.map((says) => `${place}: ${says}`));
  const old = places.filter(
    ({ value: { at } }) => at === undefined || now.getTime() - Date.parse(at) > 2 * aDay,
  );
  const brief = `Certificates that end within ${days} days, as read since ${shown(first)}: ${near.length || 'none'}.`;
  const lines = [
    brief,
    ...near.slice(0, mostLines).map(({ place, one }) => lineOf(place, one)),
    ...(near.length > mostLines
      ? [`… and ${near.length - mostLines} more; waxseal certificates shows all.`]
      : []),
    ...(long > 0 ? [`${plural(long, 'is', 'are')} over for more than 30 days.`] : []),
    ...(endless > 0 ? [`${plural(endless, 'has', 'have')} no end that is known.`] : []),
    ...(unlisted > 0 ? [`${unlisted} more end within 90 days and are not named here.`] : []),
    ...(old.length > 0
      ? [
          `Not read in the last two days, what is there may be over: ${plural(old.length, 'place', 'places')}, such as ${old[0]?.place ?? ''}.`,
        ]
      : []),
    ...(unread.length > 0
      ? [`Not read, there may be more: ${unread.length}, such as ${safe(unread[0] ?? '')}`]
      : []),
  ];
  const news = near.map(({ place, one: { id, ends, renews, owners } }) => [place, id, ends, renews, owners]);
  return { hash: hashOf(news), isAny: near.length > 0, brief, text: lines.join('\n') };
};
