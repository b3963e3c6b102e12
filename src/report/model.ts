import { nameOf } from './name.ts';
import type { Answer } from '../core/gate.ts';
import type { Outcome, OutcomeName, Reason } from '../core/outcome.ts';
import type { Plan } from '../core/plan.ts';
import { type Mode, modes } from '../core/policy.ts';
import type { AskRecord, Entry, Finding, Hold, Run } from '../core/records.ts';
import { findingKey } from '../core/records.ts';
import type { Impact } from '../core/remediation.ts';
import type { Message } from '../core/said.ts';
import type { Target } from '../core/target.ts';
import { secondsBetween, type Span, spanOf, spellsOf } from './exposure.ts';
import { type Counts, countsOf, present, type Standing, standingOf } from './standing.ts';
import { type Oldest, oldest, oldestOf } from './tls.ts';
import { type Moment, trendOf } from './trend.ts';

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
  /** What the policy says, when it had a say. */
  readonly mode?: Mode;
  /** The oldest protocol that still gets in, as far as it is told. */
  readonly accepts: Oldest;
  /** In violation since. ISO 8601. */
  readonly since?: string;
  readonly lastSeen: string;
  readonly plan?: Plan;
  /** What is so, and what a person can do about it. */
  readonly why?: string;
  readonly todo?: string;
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
  /** Principal ARNs. */
  readonly approvedBy?: readonly string[];
  /** What the plan was for. */
  readonly says?: string;
}

export interface Group {
  readonly name: string;
  readonly counts: Counts;
  /** Sealed among those that are sealed, open, waiting, held or failed: 0 to 1; `null` when there are none. */
  readonly share: number | null;
}

/** The journal, and maybe a look around, put together for people. Renderers add nothing to it. */
export interface Report {
  readonly at: string;
  readonly total: Group;
  readonly byOwner: readonly Group[];
  readonly byAccount: readonly Group[];
  /** By AWS service: `S3`, `RDS`. */
  readonly byService: readonly Group[];
  readonly byRemediation: readonly Group[];
  readonly byImpact: readonly Group[];
  readonly byAnswer: readonly Group[];
  readonly byMode: readonly Group[];
  /** By the oldest protocol that still gets in, the worst first; only what there is. */
  readonly accepts: readonly { readonly name: Oldest; readonly count: number }[];
  readonly trend: readonly Moment[];
  /** How long it took from the first sight of a violation until it was sealed; `null`: nothing was sealed yet. */
  readonly timeToSeal: Span | null;
  /** How long what is in violation now has been so. */
  readonly timeOpen: Span | null;
  /** Everything that is there, by resource. */
  readonly items: readonly Item[];
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
  readonly mode?: Mode;
  readonly plan?: Plan;
  /** What was seen, where there is no plan. */
  readonly why?: Pick<Message, 'says' | 'todo'>;
  readonly because: readonly Reason[];
}

/** What a report is made from: the rows of the journal, in any order. */
export interface Rows {
  readonly entries: readonly Entry[];
  readonly findings: readonly Finding[];
  readonly asks: readonly AskRecord[];
  readonly holds: readonly Hold[];
  readonly runs: readonly Run[];
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

const shortNames: Readonly<Record<string, string>> = { ElasticLoadBalancingV2: 'ELB' };

/** `AWS::S3::Bucket` → `S3`. */
export const serviceOf = ({ type }: Target): string => {
  const service = type.split('::')[1] ?? type;
  return shortNames[service] ?? service;
};

const modeOf = (because: readonly Reason[]): Mode | undefined => {
  const says = because.find(({ check }) => check === 'mode')?.says ?? '';
  return modes.find((mode) => new RegExp(`\\bsays ${mode}\\b`).test(says));
};

/** What the look says in one sentence: of its plan, of what it could not judge, or of what went wrong. */
const saidBy = (outcome: Outcome | undefined): Pick<Item, 'why' | 'todo'> => {
  const sentence =
    outcome?.is === 'failed'
      ? outcome.failure
      : outcome && 'plan' in outcome
        ? outcome.plan?.why
        : outcome && 'why' in outcome
          ? outcome.why
          : undefined;
  if (!sentence) return {};
  const { says, todo } = sentence;
  return { why: says, ...(todo !== undefined && { todo }) };
};

const itemOfFinding = (finding: Finding, last: Entry | undefined, run: Run | undefined): Item => {
  const { outcome } = last ?? {};
  const plan = outcome && 'plan' in outcome ? outcome.plan : undefined;
  const answer = answers[finding.is];
  const because = outcome && 'because' in outcome ? outcome.because : [];
  const mode = modeOf(because.length > 0 ? because : (run?.reasons ?? []));
  const standing = standingOf[finding.is];
  const { owner, since } = finding;
  return {
    finding: findingKey(finding.target, finding.remediation),
    remediation: finding.remediation,
    target: finding.target,
    standing,
    outcome: finding.is,
    accepts: oldestOf(plan, standing),
    lastSeen: finding.lastSeen,
    impacts: impactsOf(plan),
    because,
    ...saidBy(outcome),
    ...(owner !== undefined && { owner }),
    ...(answer && { answer }),
    ...(mode && { mode }),
    ...(since !== undefined && { since }),
    ...(plan && { plan }),
  };
};

/** A look that journals nothing sees that an approval is needed, not that it has been asked for. */
const outcomeOf = ({ outcome, answer, plan }: Sighting, asked: AskRecord | undefined): OutcomeName =>
  answer === 'ask' && asked !== undefined && asked.plan.id === plan?.id ? 'asked' : outcome;

const itemOfSighting = (
  sighting: Sighting,
  known: Item | undefined,
  asked: AskRecord | undefined,
  at: string,
): Item => {
  const { remediation, target, owner, answer, mode, plan, why, because } = sighting;
  const outcome = outcomeOf(sighting, asked);
  const standing = standingOf[outcome];
  const since = standing === 'sealed' || standing === 'gone' ? undefined : (known?.since ?? at);
  return {
    finding: findingKey(target, remediation),
    remediation,
    target,
    standing,
    outcome,
    accepts: oldestOf(plan ?? known?.plan, standing),
    lastSeen: at,
    impacts: impactsOf(plan),
    because,
    ...(plan && { why: plan.why.says, ...(plan.why.todo !== undefined && { todo: plan.why.todo }) }),
    ...(!plan && why && { why: why.says, ...(why.todo !== undefined && { todo: why.todo }) }),
    ...(owner !== undefined && { owner }),
    ...(answer && { answer }),
    ...(mode && { mode }),
    ...(since !== undefined && { since }),
    ...(plan && { plan }),
  };
};

const groupOf = (name: string, items: readonly Item[]): Group => {
  const counts = countsOf(items.map(({ standing }) => standing));
  const all = present(counts);
  return { name, counts, share: all === 0 ? null : counts.sealed / all };
};

const groupsBy = (items: readonly Item[], names: (item: Item) => readonly string[]): readonly Group[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const name of names(item)) {
      const members = groups.get(name);
      if (members) members.push(item);
      else groups.set(name, [item]);
    }
  return [...groups]
    .map(([name, members]) => groupOf(name, members))
    .toSorted(
      (a, b) =>
        b.counts.open + b.counts.waiting - (a.counts.open + a.counts.waiting) || (a.name < b.name ? -1 : 1),
    );
};

const eventOf =
  (runs: ReadonlyMap<string, Run>) =>
  ({ finding, remediation, target, at, cause, outcome }: Entry): Event => {
    const id = 'run' in outcome ? outcome.run : undefined;
    const run = id === undefined ? undefined : runs.get(id);
    const plan = 'plan' in outcome ? outcome.plan : undefined;
    return {
      finding,
      remediation,
      target,
      at,
      by: cause.by,
      ...(cause.actor !== undefined && { actor: cause.actor }),
      ...(cause.reference !== undefined && { reference: cause.reference }),
      ...(id !== undefined && { run: id }),
      ...(run?.approvedBy && { approvedBy: run.approvedBy }),
      ...(plan && { says: plan.why.says }),
    };
  };

const isSealed = (is: OutcomeName): boolean => is === 'sealed' || is === 'compliant';
const isOpenAgain = (is: OutcomeName): boolean =>
  standingOf[is] !== 'sealed' && standingOf[is] !== 'gone' && is !== 'undone' && is !== 'failed';

/** A fix that was needed again: another run wrote what an earlier one had sealed. */
const isMendedAgain = (before: Outcome, { is, ...after }: Outcome): boolean =>
  ['sealed', 'settling', 'progressed'].includes(is) &&
  'run' in after &&
  after.run !== ('run' in before ? before.run : undefined);

/** Sealed in one entry, in violation or mended again in the next, and not through an undo of ours. */
const reopenedIn = (log: readonly Entry[]): readonly Entry[] =>
  log.filter(({ outcome }, index) => {
    const before = log[index - 1]?.outcome;
    return (
      before !== undefined &&
      isSealed(before.is) &&
      (isOpenAgain(outcome.is) || isMendedAgain(before, outcome))
    );
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
  { entries, findings, asks, holds, runs }: Rows,
  now: Date,
  sightings: readonly Sighting[] = [],
): Report => {
  const at = now.toISOString();
  const log = entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const logs = Map.groupBy(log, ({ finding }) => finding);
  const runsById = new Map(runs.map((run) => [run.id, run]));
  const openAsks = new Map(asks.filter(({ status }) => status === 'open').map((ask) => [ask.finding, ask]));
  const items = new Map<string, Item>();
  for (const finding of findings) {
    const key = findingKey(finding.target, finding.remediation);
    const run = finding.run === undefined ? undefined : runsById.get(finding.run);
    items.set(key, itemOfFinding(finding, logs.get(key)?.at(-1), run));
  }
  for (const sighting of sightings) {
    const key = findingKey(sighting.target, sighting.remediation);
    items.set(key, itemOfSighting(sighting, items.get(key), openAsks.get(key), at));
  }
  const all = [...items.values()].toSorted((a, b) => (a.finding < b.finding ? -1 : 1));
  const there = all.filter(({ standing }) => standing !== 'gone');
  const violations = there.filter(({ standing }) => standing !== 'sealed');
  const those = (standing: Standing): readonly Item[] => all.filter((item) => item.standing === standing);
  const open = those('open').toSorted((a, b) => ((a.since ?? at) < (b.since ?? at) ? -1 : 1));
  const told = (is: OutcomeName): readonly Event[] =>
    newestFirst(log.filter(({ outcome }) => outcome.is === is).map(eventOf(runsById)));
  return {
    at,
    total: groupOf('all', all),
    byOwner: groupsBy(all, ({ owner }) => [owner ?? 'nobody named']),
    byAccount: groupsBy(all, ({ target }) => [target.account]),
    byService: groupsBy(all, ({ target }) => [serviceOf(target)]),
    byRemediation: groupsBy(all, ({ remediation }) => [remediation]),
    byImpact: groupsBy(violations, ({ impacts }) => impacts),
    byAnswer: groupsBy(all, ({ answer }) => (answer ? [answer] : [])),
    byMode: groupsBy(there, ({ mode }) => (mode ? [mode] : [])),
    accepts: oldest
      .map((name) => ({ name, count: there.filter(({ accepts }) => accepts === name).length }))
      .filter(({ count }) => count > 0),
    trend: trendOf(log, at),
    timeToSeal: spanOf([...logs.values()].flatMap(spellsOf)),
    timeOpen: spanOf(
      violations.map(({ target, since = at }) => ({
        resource: nameOf(target),
        seconds: secondsBetween(since, at),
      })),
    ),
    items: there,
    open,
    failed: those('failed'),
    waiting: waitingFor(asks, items, at),
    held: [...holding(holds, at), ...exemptions(all)],
    proven: told('sealed'),
    undone: told('undone'),
    reopened: newestFirst([...logs.values()].flatMap((one) => reopenedIn(one)).map(eventOf(runsById))),
  };
};
