import { placeKey } from '../../core/model/target.ts';
import type { Entry } from '../../core/journal/records.ts';
import type { Concerns } from '../../core/model/remediation.ts';
import { secondsBetween, spanOf, spellsOf, type Span } from '../exposure.ts';
import { plural, spanWords } from '../html/format.ts';
import type { Item } from '../items.ts';
import { nameOf } from '../name.ts';
import { standingOf } from '../standing.ts';
import {
  authorities,
  cipherPolicies,
  figureEntries,
  type FigureEntry,
  type FigureId,
  type Measurable,
  mutual,
  over,
  type Practice,
  questions,
  validity,
} from './figures-catalog.ts';
import { daysBefore, journalledAt, type Posed } from './posed.ts';
import { isInUse } from './renewal.ts';
import { floorsOf, meets } from './versions.ts';
import type { TlsVersion } from '../../aws/tls-policies.ts';

export const directions = ['better', 'worse', 'same'] as const;
type Direction = (typeof directions)[number];

/** One key figure as it stands. */
export interface Figure extends Pick<FigureEntry, 'question' | 'name' | 'source' | 'unit' | 'target'> {
  readonly id: FigureId;
  readonly practice: Practice;
  /** `null`: not measurable here, or nothing to measure; `says` has why. */
  readonly value: number | null;
  /** What was counted, or why there is no value. */
  readonly says: string;
  /** By the journal alone, then and now; left out where it did not know before. */
  readonly trend?: {
    readonly since: string;
    readonly before: number;
    readonly now: number;
    readonly direction: Direction;
  };
}

type Measured = Pick<Figure, 'value' | 'says'>;

const nothing = (because: string): Measured => ({
  value: null,
  says: `Not measurable here, because ${because}.`,
});

const placeOf = ({ target }: Item): string => placeKey(target);
/** Each resource once: good when all of its findings are. */
const good = (all: readonly Item[]): boolean => all.every(({ standing }) => standing === 'compliant');
const isUnknown = ({ standing }: Item): boolean => standing === 'unknown' || standing === 'failed';

/** Something of it is known, and not as it should be. */
const isBad = (all: readonly Item[]): boolean =>
  all.some((item) => !isUnknown(item) && item.standing !== 'compliant');

const resources = (items: readonly Item[]): readonly (readonly Item[])[] => [
  ...Map.groupBy(items, placeOf).values(),
];

const part = (count: number, all: number, words: string, more: readonly string[] = []): Measured => ({
  value: count / all,
  says: [`${count} of ${plural(all, words)}`, ...more].join('; '),
});

const compliantOf = (items: readonly Item[], none: string): Measured => {
  const all = resources(items);
  if (all.length === 0) return nothing(none);
  const unknown = all.filter((one) => one.some(isUnknown)).length;
  return part(
    all.filter(good).length,
    all.length,
    'resource',
    unknown > 0 ? [`of ${unknown} it is not known`] : [],
  );
};

const by =
  (ids: readonly string[]) =>
  ({ remediation }: { readonly remediation: string }): boolean =>
    ids.includes(remediation);
const about =
  (concerns: Posed['concerns'], matter: Concerns['matter']) =>
  ({ remediation }: { readonly remediation: string }): boolean =>
    concerns(remediation)?.matter === matter;

const counted = (count: number, words: string): Measured => ({ value: count, says: plural(count, words) });

const spanned = (span: Span | null, none: string, more: readonly string[] = []): Measured =>
  span === null
    ? nothing([none, ...more].join('; '))
    : {
        value: span.medianSeconds,
        says: [
          `of ${span.count}`,
          `the longest ${spanWords(span.longestSeconds)} (${span.longest})`,
          ...more,
        ].join('; '),
      };

const logsOf = (entries: readonly Entry[]): readonly (readonly Entry[])[] => [
  ...Map.groupBy(entries, ({ finding }) => finding).values(),
];

const ended = (entries: readonly Entry[], none: string): Measured => {
  const spells = logsOf(entries).flatMap(spellsOf);
  const atOnce = spells.filter((one) => one.atOnce).length;
  return spanned(spanOf(spells), none, atOnce > 0 ? [`${atOnce} by the look that first saw it`] : []);
};

const noLook = (posed: Posed, none: string): string =>
  posed.looked ? none : 'the journal knows none; a look (--scan) would tell';

const isOver = ({ plan }: Item): boolean => plan !== undefined && over.includes(plan.why.id);
const isOpen = ({ outcome }: Entry): boolean => {
  const standing = standingOf[outcome.is];
  return standing === 'open' || standing === 'waiting';
};
const saysOver = ({ outcome }: Entry): boolean =>
  'plan' in outcome && outcome.plan !== undefined && over.includes(outcome.plan.why.id);

/** Of none it is known: nothing is said of how many there are. */
const ofKnown = (count: number, all: number, unknown: number, words: string, none: string): Measured => {
  if (all > 0) return part(count, all, words, unknown > 0 ? [`of ${unknown} more it is not known`] : []);
  return nothing(unknown > 0 ? `of none of ${plural(unknown, words)} it is known` : none);
};

const taking =
  (wanted: TlsVersion) =>
  (posed: Posed): Measured => {
    const floors = floorsOf(posed);
    const told = floors.flatMap((one) => one ?? []);
    const newer = told.filter((one) => meets(one, wanted)).length;
    const none = noLook(posed, 'nothing with a TLS version of its own was met');
    return ofKnown(newer, told.length, floors.length - told.length, 'resource', none);
  };

const callersIn = ({ findings }: Posed) =>
  findings.flatMap(({ evidence }) => (evidence?.answer.is === 'seen' ? evidence.answer.callers : []));
const sum = (all: readonly { readonly count: number }[]): number =>
  all.reduce((total, { count }) => total + count, 0);
const wasAsked = ({ findings }: Posed): boolean =>
  findings.some(({ evidence }) => evidence !== undefined && evidence.answer.is !== 'unknown');
const noLogs = 'no log has been read yet (waxseal evidence)';

const since30 = ({ entries, at }: Posed): readonly Entry[] => {
  const from = daysBefore(at, 30);
  return entries.filter((entry) => entry.at > from);
};

const measures: Readonly<Record<Measurable, (posed: Posed) => Measured>> = {
  'certificates-valid': (posed) =>
    compliantOf(posed.items.filter(by(validity)), noLook(posed, 'no certificate was met')),
  'certificates-automated': ({ certificates: calendar }) => {
    if (!calendar) return nothing('only a look (--scan) tells what AWS renews');
    const all = calendar.certificates.filter(isInUse);
    const of = (answer: string): number => all.filter(({ renews }) => renews === answer).length;
    const [yes, no] = [of('yes'), of('no')];
    const none = 'no certificate of Certificate Manager or IAM that is in use was met';
    const measured = ofKnown(yes, yes + no, all.length - yes - no, 'certificate', none);
    return calendar.unread.length > 0
      ? {
          ...measured,
          says: `${measured.says}; certificates of ${plural(calendar.unread.length, 'resource')} could not be read`,
        }
      : measured;
  },
  'certificates-over': (posed) => {
    const all = posed.items.filter(by([...validity, ...authorities]));
    if (all.length === 0) return nothing(noLook(posed, 'no certificate was met'));
    const bad = all.filter((one) => one.standing !== 'compliant' && isOver(one));
    const unknown = all.filter(isUnknown).length;
    const { value, says } = counted(bad.length, 'certificate');
    return { value, says: unknown > 0 ? `${says}; of ${unknown} it is not known` : says };
  },
  'certificate-near-misses': (posed) => {
    if (posed.entries.length === 0) return nothing('the journal is empty');
    const found = Map.groupBy(since30(posed).filter(by(validity)), ({ finding }) => finding);
    const near = [...found.values()].filter((log) => log.some(isOpen) && !log.some(saysOver));
    return counted(near.length, 'certificate');
  },
  'certificate-failures': (posed) => {
    const all = resources(posed.items.filter(about(posed.concerns, 'certificate')));
    const known = all.filter((one) => good(one) || isBad(one));
    if (known.length === 0) return nothing(noLook(posed, 'of no certificate it is known'));
    const left = all.length - known.length;
    return part(
      known.filter(isBad).length,
      known.length,
      'resource',
      left > 0 ? [`of ${left} more it is not known`] : [],
    );
  },
  'certificate-resolution': ({ entries, concerns }) =>
    ended(entries.filter(about(concerns, 'certificate')), 'the journal knows none that was put in order'),
  'private-ca-healthy': (posed) =>
    compliantOf(posed.items.filter(by(authorities)), noLook(posed, 'there is no private CA')),
  'communications-encrypted': (posed) => {
    const { map, items, concerns } = posed;
    if (!map)
      return compliantOf(
        items.filter(about(concerns, 'plaintext')),
        noLook(posed, 'nothing was met that carries data'),
      );
    const { plaintext, unknown, encrypted, enforced } = map.counts;
    const all = plaintext + unknown + encrypted + enforced;
    if (all === 0) return nothing('no hop was met');
    const more = unknown > 0 ? [`of ${unknown} it is not known`] : [];
    return part(encrypted + enforced, all, 'hop', more);
  },
  'tls-1-2': taking('TLS 1.2'),
  'tls-1-3': taking('TLS 1.3'),
  'old-tls-clients': (posed) =>
    wasAsked(posed)
      ? counted(sum(callersIn(posed).filter(({ tls }) => tls !== undefined)), 'request')
      : nothing(noLogs),
  'strong-ciphers': (posed) =>
    compliantOf(
      posed.items.filter(by(cipherPolicies)),
      noLook(posed, 'nothing with a security policy was met'),
    ),
  'plaintext-looked-at-after': ({ entries, concerns }) => {
    const firsts = logsOf(entries.filter(about(concerns, 'plaintext'))).flatMap((log) => log.slice(0, 1));
    const lags = firsts.flatMap(({ cause, target, at }) =>
      cause.by === 'event' && cause.at !== undefined
        ? [{ resource: nameOf(target), seconds: secondsBetween(cause.at, at) }]
        : [],
    );
    const left = firsts.length - lags.length;
    const more = left > 0 ? [`${plural(left, 'finding')} left out: no event told of them`] : [];
    return spanned(spanOf(lags), 'the journal knows none that an event told of', more);
  },
  'plaintext-remediated-after': ({ entries, concerns }) =>
    ended(entries.filter(about(concerns, 'plaintext')), 'the journal knows none that was remediated'),
  'plaintext-open-for': ({ items, concerns, at, looked, entries }) => {
    if (!looked && entries.length === 0) return nothing('the journal is empty');
    const open = items.filter(
      (item) =>
        about(concerns, 'plaintext')(item) && (item.standing === 'open' || item.standing === 'waiting'),
    );
    const span = spanOf(
      open.map(({ target, since = at }) => ({
        resource: nameOf(target),
        seconds: secondsBetween(since, at),
      })),
    );
    return span === null
      ? { value: 0, says: 'none is open' }
      : {
          value: span.longestSeconds,
          says: `${plural(span.count, 'finding')} open; the oldest is ${span.longest}`,
        };
  },
  'mutual-tls': (posed) =>
    compliantOf(
      posed.items.filter(by(mutual)),
      noLook(posed, 'nobody has asked for certificates of clients'),
    ),
  'requests-with-principal': (posed) => {
    const callers = callersIn(posed);
    const all = sum(callers);
    if (all === 0) return nothing(wasAsked(posed) ? 'logs showed none that a change would break' : noLogs);
    return part(sum(callers.filter(({ principal }) => principal !== undefined)), all, 'request');
  },
  'errors-after-a-fix': (posed) => {
    if (posed.entries.length === 0) return nothing('the journal is empty');
    const told = since30(posed).flatMap(({ outcome }) => (outcome.is === 'regressed' ? [outcome.run] : []));
    const runs = new Set(told).size;
    return { value: runs, says: plural(runs, 'fix', 'fixes') };
  },
  'authentication-coverage': (posed) => {
    const { items, concerns } = posed;
    const all = resources(items).filter((one) =>
      one.some(({ remediation }) => concerns(remediation)?.hop === 'in'),
    );
    if (all.length === 0) return nothing(noLook(posed, 'nothing that takes connections was met'));
    const proves = all.filter((one) => {
      const identity = one.filter(about(concerns, 'identity'));
      return identity.length > 0 && good(identity);
    });
    return part(proves.length, all.length, 'resource');
  },
  'findings-known': ({ items }) => {
    if (items.length === 0) return nothing('nothing was looked at');
    return part(items.filter((item) => !isUnknown(item)).length, items.length, 'finding');
  },
  'kinds-not-listed': ({ looked, unlisted }) =>
    looked ? counted(unlisted.length, 'kind') : nothing('no look was taken (--scan)'),
  'findings-held': ({ items, looked, entries }) =>
    looked || entries.length > 0
      ? counted(items.filter(({ standing }) => standing === 'held').length, 'finding')
      : nothing('the journal is empty'),
};

const isMeasurable = (id: FigureId): id is Measurable => id in measures;
/** Where the trend begins: at the first of these, in days before now, at which the journal can tell. */
const trendDays = [30, 21, 14, 7, 1] as const;

/** Those of which more is wanted; of all others less. */
const isMoreWanted = (target: string): boolean => target === '100 %' || target === 'rising';

const directionOf = (target: string, before: number, now: number): Direction => {
  if (before === now) return 'same';
  return now > before === isMoreWanted(target) ? 'better' : 'worse';
};

/** What the journal replayed tells of, and not what only a look or a log could: `past` begins with what is longest ago. */
const trendOf = (id: Measurable, target: string, past: readonly Posed[], present: Posed): Figure['trend'] => {
  const now = measures[id](present).value;
  if (now === null) return undefined;
  for (const then of past) {
    const before = measures[id](then).value;
    if (before !== null) return { since: then.at, before, now, direction: directionOf(target, before, now) };
  }
  return undefined;
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its ids
const idsOf = Object.keys as (all: typeof figureEntries) => readonly FigureId[];

/** Every key figure. Pure; `posed` is in order. */
export const figuresOf = (posed: Posed): readonly Figure[] => {
  const past = trendDays.map((days) => journalledAt(posed, daysBefore(posed.at, days)));
  const present = journalledAt(posed, posed.at);
  return idsOf(figureEntries).map((id) => {
    const { question, name, source, unit, target, not }: FigureEntry = figureEntries[id];
    const trend = isMeasurable(id) ? trendOf(id, target, past, present) : undefined;
    const measured = isMeasurable(id) ? measures[id](posed) : nothing(not ?? 'nothing tells');
    const head = { id, question, practice: questions[question], name, source, unit, target };
    return { ...head, ...measured, ...(trend && { trend }) };
  });
};
