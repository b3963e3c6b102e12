import type { Answer } from '../core/gate.ts';
import type { OutcomeName, Reason } from '../core/outcome.ts';
import type { Plan } from '../core/plan.ts';
import type { AskRecord, Entry, Finding, Hold } from '../core/records.ts';
import { findingKey } from '../core/records.ts';
import type { Impact } from '../core/remediation.ts';
import type { Target } from '../core/target.ts';

/** Where a finding stands, for people: six answers instead of nineteen outcomes. */
export const standings = ['sealed', 'open', 'waiting', 'held', 'failed', 'gone'] as const;
export type Standing = (typeof standings)[number];

const standingOf: Readonly<Record<OutcomeName, Standing>> = {
  compliant: 'sealed',
  sealed: 'sealed',
  inapplicable: 'gone',
  gone: 'gone',
  reported: 'open',
  advice: 'open',
  unknown: 'open',
  stale: 'open',
  undone: 'open',
  progressed: 'open',
  moved: 'open',
  halted: 'open',
  refused: 'open',
  asked: 'waiting',
  deferred: 'waiting',
  pending: 'waiting',
  settling: 'waiting',
  skipped: 'held',
  failed: 'failed',
};

/** One remediation at one resource, as it stands. */
export interface Item {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  /** `undefined`: no tag names one. */
  readonly owner?: string;
  readonly standing: Standing;
  readonly outcome: OutcomeName;
  /** What the gate answered, or would: who reads a dry-run wants to know what prod would do. */
  readonly answer?: Answer;
  /** In violation since. ISO 8601. */
  readonly since?: string;
  readonly lastSeen: string;
  readonly plan?: Plan;
  readonly impacts: readonly Impact[];
  readonly because: readonly Reason[];
}

export interface Waiting {
  readonly ask: string;
  readonly item: Pick<Item, 'finding' | 'remediation' | 'target' | 'owner'>;
  readonly plan: string;
  readonly why: string;
  readonly reasons: readonly string[];
  readonly approvers: readonly string[];
  readonly opened: string;
  readonly expires: string;
}

export interface Held {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  readonly kind: 'hold' | 'exemption';
  readonly says: string;
  /** ISO 8601; absent: until released. */
  readonly until?: string;
}

/** Something that was shown to be so, when, and what had made us look. */
export interface Event {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  readonly at: string;
  readonly by: Entry['cause']['by'];
  readonly actor?: string;
  readonly reference?: string;
  readonly run?: string;
}

export interface Group {
  readonly name: string;
  readonly counts: Readonly<Record<Standing, number>>;
  /** Sealed among those that are sealed, open, waiting, held or failed: 0 to 1; `null` when there are none. */
  readonly share: number | null;
}

/** The journal, and maybe a look around, put together for people. Renderers add nothing to it. */
export interface Report {
  readonly at: string;
  readonly total: Group;
  readonly byOwner: readonly Group[];
  readonly byAccount: readonly Group[];
  readonly byRemediation: readonly Group[];
  readonly byImpact: readonly Group[];
  readonly byAnswer: readonly Group[];
  readonly open: readonly Item[];
  readonly failed: readonly Item[];
  readonly waiting: readonly Waiting[];
  readonly held: readonly Held[];
  readonly proven: readonly Event[];
  readonly undone: readonly Event[];
  readonly reopened: readonly Event[];
}

/** What a look without the journal showed: fresher than the journal, so it takes the place of a finding's state. */
export interface Sighting {
  readonly remediation: string;
  readonly target: Target;
  readonly owner?: string;
  readonly outcome: OutcomeName;
  readonly answer?: Answer;
  readonly plan?: Plan;
  readonly because: readonly Reason[];
}

const answers: Readonly<Partial<Record<OutcomeName, Answer>>> = {
  reported: 'report',
  asked: 'ask',
  deferred: 'defer',
  skipped: 'skip',
  sealed: 'apply',
  progressed: 'apply',
  settling: 'apply',
};

const impactsOf = (plan: Plan | undefined): readonly Impact[] => [
  ...new Set(plan?.changes.flatMap(({ impact }) => impact)),
];

const itemOfFinding = (finding: Finding, last: Entry | undefined): Item => {
  const { outcome } = last ?? {};
  const plan = outcome && 'plan' in outcome ? outcome.plan : undefined;
  const answer = answers[finding.is];
  const { owner, since } = finding;
  return {
    finding: findingKey(finding.target, finding.remediation),
    remediation: finding.remediation,
    target: finding.target,
    standing: standingOf[finding.is],
    outcome: finding.is,
    lastSeen: finding.lastSeen,
    impacts: impactsOf(plan),
    because: outcome && 'because' in outcome ? outcome.because : [],
    ...(owner !== undefined && { owner }),
    ...(answer && { answer }),
    ...(since !== undefined && { since }),
    ...(plan && { plan }),
  };
};

const itemOfSighting = (sighting: Sighting, known: Item | undefined, at: string): Item => {
  const { remediation, target, owner, outcome, answer, plan, because } = sighting;
  const since = standingOf[outcome] === 'sealed' ? undefined : (known?.since ?? at);
  return {
    finding: findingKey(target, remediation),
    remediation,
    target,
    standing: standingOf[outcome],
    outcome,
    lastSeen: at,
    impacts: impactsOf(plan),
    because,
    ...(owner !== undefined && { owner }),
    ...(answer && { answer }),
    ...(since !== undefined && { since }),
    ...(plan && { plan }),
  };
};

const groupOf = (name: string, items: readonly Item[]): Group => {
  const count = (standing: Standing): number => items.filter((item) => item.standing === standing).length;
  const counts = {
    sealed: count('sealed'),
    open: count('open'),
    waiting: count('waiting'),
    held: count('held'),
    failed: count('failed'),
    gone: count('gone'),
  };
  const all = items.length - counts.gone;
  return { name, counts, share: all === 0 ? null : counts.sealed / all };
};

const groupsBy = (items: readonly Item[], names: (item: Item) => readonly string[]): readonly Group[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const name of names(item)) groups.set(name, [...(groups.get(name) ?? []), item]);
  return [...groups]
    .map(([name, members]) => groupOf(name, members))
    .toSorted(
      (a, b) =>
        b.counts.open + b.counts.waiting - (a.counts.open + a.counts.waiting) || (a.name < b.name ? -1 : 1),
    );
};

const eventOf = ({ finding, remediation, target, at, cause, outcome }: Entry): Event => ({
  finding,
  remediation,
  target,
  at,
  by: cause.by,
  ...(cause.actor !== undefined && { actor: cause.actor }),
  ...(cause.reference !== undefined && { reference: cause.reference }),
  ...('run' in outcome && outcome.run !== undefined && { run: outcome.run }),
});

const isSealed = (is: OutcomeName): boolean => is === 'sealed' || is === 'compliant';
const isOpenAgain = (is: OutcomeName): boolean =>
  standingOf[is] !== 'sealed' && standingOf[is] !== 'gone' && is !== 'undone' && is !== 'failed';

/** Sealed in one entry, in violation in the next, and not through an undo of ours. */
const reopenedIn = (log: readonly Entry[]): readonly Entry[] =>
  log.filter((entry, index) => {
    const before = log[index - 1];
    return before !== undefined && isSealed(before.outcome.is) && isOpenAgain(entry.outcome.is);
  });

const newestFirst = (all: readonly Event[]): readonly Event[] =>
  all.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.finding < b.finding ? -1 : 1));

const exemptions = (items: readonly Item[]): readonly Held[] =>
  items.flatMap(({ because, finding, remediation, target }) =>
    because
      .filter(({ check }) => check === 'exemption')
      .map(({ says }) => {
        const until = /until (\d{4}-\d\d-\d\d)/.exec(says)?.[1];
        return {
          finding,
          remediation,
          target,
          kind: 'exemption' as const,
          says,
          ...(until !== undefined && { until }),
        };
      }),
  );

const holding = (holds: readonly Hold[], now: string): readonly Held[] =>
  holds
    .filter(({ released, until }) => !released && (until === undefined || until > now))
    .map(({ finding, remediation, target, by, reason, until }) => ({
      finding,
      remediation,
      target,
      kind: 'hold' as const,
      says: `by ${by}: ${reason}`,
      ...(until !== undefined && { until }),
    }));

const waitingFor = (
  asks: readonly AskRecord[],
  items: ReadonlyMap<string, Item>,
  now: string,
): readonly Waiting[] =>
  asks
    .filter(({ status, expires }) => status === 'open' && expires > now)
    .map(({ id, finding, remediation, target, plan, reasons, approvers, opened, expires }) => {
      const owner = items.get(finding)?.owner;
      return {
        ask: id,
        item: { finding, remediation, target, ...(owner !== undefined && { owner }) },
        plan: plan.id,
        why: plan.why.says,
        reasons,
        approvers,
        opened,
        expires,
      };
    })
    .toSorted((a, b) => (a.expires < b.expires ? -1 : 1));

/**
 * Puts the journal's rows together. Pure; the order of the rows does not matter. `sightings` are looks just taken,
 * and say more than what the journal remembers.
 */
export const buildReport = (
  entries: readonly Entry[],
  findings: readonly Finding[],
  asks: readonly AskRecord[],
  holds: readonly Hold[],
  now: Date,
  sightings: readonly Sighting[] = [],
): Report => {
  const at = now.toISOString();
  const logs = Map.groupBy(
    entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    ({ finding }) => finding,
  );
  const items = new Map<string, Item>();
  for (const finding of findings) {
    const key = findingKey(finding.target, finding.remediation);
    items.set(key, itemOfFinding(finding, logs.get(key)?.at(-1)));
  }
  for (const sighting of sightings) {
    const key = findingKey(sighting.target, sighting.remediation);
    items.set(key, itemOfSighting(sighting, items.get(key), at));
  }
  const all = [...items.values()].toSorted((a, b) => (a.finding < b.finding ? -1 : 1));
  const those = (standing: Standing): readonly Item[] => all.filter((item) => item.standing === standing);
  const open = those('open').toSorted((a, b) => ((a.since ?? at) < (b.since ?? at) ? -1 : 1));
  const told = (is: OutcomeName): readonly Event[] =>
    newestFirst(entries.filter(({ outcome }) => outcome.is === is).map(eventOf));
  return {
    at,
    total: groupOf('all', all),
    byOwner: groupsBy(all, ({ owner }) => [owner ?? 'nobody named']),
    byAccount: groupsBy(all, ({ target }) => [target.account]),
    byRemediation: groupsBy(all, ({ remediation }) => [remediation]),
    byImpact: groupsBy(
      all.filter(({ standing }) => standing !== 'sealed' && standing !== 'gone'),
      ({ impacts }) => impacts,
    ),
    byAnswer: groupsBy(all, ({ answer }) => (answer ? [answer] : [])),
    open,
    failed: those('failed'),
    waiting: waitingFor(asks, items, at),
    held: [...holding(holds, at), ...exemptions(all)],
    proven: told('sealed'),
    undone: told('undone'),
    reopened: newestFirst([...logs.values()].flatMap((log) => reopenedIn(log)).map(eventOf)),
  };
};
