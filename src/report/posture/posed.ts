import type { Entry, Finding } from '../../core/journal/records.ts';
import type { Concerns } from '../../core/model/remediation.ts';
import type { Calendar } from '../certificates.ts';
import type { Item } from '../items.ts';
import { aboutOnly, type Stop, type TransitMap } from '../map/graph.ts';
import { isAside, standingOf } from '../standing.ts';
import { oldestOf } from '../tls.ts';

/** What figures and criteria are made from. */
export interface Posed {
  /** ISO 8601. */
  readonly at: string;
  /** A look was just taken. Without one, `items` are only what was once non-compliant. */
  readonly looked: boolean;
  /** Everything that is there. */
  readonly items: readonly Item[];
  readonly unlisted: readonly { readonly account: string; readonly region: string; readonly type: string }[];
  readonly map?: TransitMap;
  /** What a look read at each resource; left out without one. */
  readonly stops?: readonly Pick<Stop, 'target' | 'terms' | 'onward'>[];
  readonly certificates?: Pick<Calendar, 'certificates' | 'unread'>;
  readonly entries: readonly Entry[];
  readonly findings: readonly Pick<Finding, 'target' | 'lastSeen' | 'is' | 'evidence'>[];
  /** `undefined`: this build does not know the remediation. */
  readonly concerns: (remediation: string) => Concerns | undefined;
}

const dayLong = 24 * 60 * 60 * 1000;
export const daysBefore = (at: string, days: number): string =>
  new Date(Date.parse(at) - days * dayLong).toISOString();

const lineOf = ({ at, finding, outcome }: Entry): string => `${at} ${finding} ${outcome.is}`;

/** In one order, whatever the order in which they came. */
export const ordered = (posed: Posed): Posed => ({
  ...posed,
  items: posed.items.toSorted((a, b) => (a.finding < b.finding ? -1 : 1)),
  entries: posed.entries.toSorted((a, b) => (lineOf(a) < lineOf(b) ? -1 : 1)),
});

/** An ARN that names no account may be of any. */
const certificatesIn = (
  { certificates, unread }: Required<Posed>['certificates'],
  accounts: readonly string[],
): Required<Posed>['certificates'] => ({
  certificates: certificates.filter(({ account }) => accounts.includes(account)),
  unread: unread.filter(({ id }) => ['', ...accounts].includes(id.split(':')[4] ?? '')),
});

/** What is of these accounts. A hop to or from another account is of both. A look is one of them where it met something. */
export const ofAccounts = (posed: Posed, accounts: readonly string[]): Posed => {
  const its = ({ target }: { readonly target: { readonly account: string } }): boolean =>
    accounts.includes(target.account);
  const unlisted = posed.unlisted.filter((one) => accounts.includes(one.account));
  return {
    ...posed,
    looked: posed.looked && (unlisted.length > 0 || (posed.stops ?? posed.items).some(its)),
    items: posed.items.filter(its),
    unlisted,
    ...(posed.map && {
      map: aboutOnly(posed.map, ({ account }) => account !== undefined && accounts.includes(account)),
    }),
    ...(posed.stops && { stops: posed.stops.filter(its) }),
    ...(posed.certificates && { certificates: certificatesIn(posed.certificates, accounts) }),
    entries: posed.entries.filter(its),
    findings: posed.findings.filter(its),
  };
};

export const accountsOf = ({ items, unlisted }: Posed): readonly string[] =>
  [
    ...new Set([...items.map(({ target }) => target.account), ...unlisted.map(({ account }) => account)]),
  ].toSorted((a, b) => (a < b ? -1 : 1));

/** What the journal alone knew at a moment: then and now are compared by the same measure. `entries` are in order. */
export const journalledAt = (posed: Posed, at: string): Posed => {
  const entries = posed.entries.filter((entry) => entry.at <= at);
  const items = new Map<string, Item>();
  for (const entry of entries) {
    const { finding, remediation, target, outcome } = entry;
    const known = items.get(finding);
    if (isAside(entry) && known) continue;
    const standing = standingOf[outcome.is];
    const plan = 'plan' in outcome ? outcome.plan : undefined;
    const isOver = standing === 'compliant' || standing === 'gone';
    items.set(finding, {
      finding,
      remediation,
      target,
      standing,
      outcome: outcome.is,
      accepts: oldestOf(plan, standing),
      lastSeen: entry.at,
      impacts: [],
      because: [],
      ...(!isOver && { since: known?.since ?? entry.at }),
      ...(plan && { plan }),
    });
  }
  return {
    at,
    looked: false,
    items: [...items.values()].filter(({ standing }) => standing !== 'gone'),
    unlisted: [],
    entries,
    findings: [],
    concerns: posed.concerns,
  };
};
