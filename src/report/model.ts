import { placeKey } from '../core/model/target.ts';
import type { OutcomeName } from '../core/model/outcome.ts';
import {
  type ApprovalRecord,
  type Entry,
  type Finding,
  findingKey,
  type Hold,
  type Run,
} from '../core/journal/records.ts';
import { type Event, eventOf, newestFirst, reopenedIn } from './events.ts';
import { secondsBetween, type Span, spanOf, spellsOf } from './exposure.ts';
import { type Group, groupOf, groupsBy } from './groups.ts';
import { exemptions, type Held, heldItem, holding } from './held.ts';
import type { Idle } from './idle.ts';
import type { Calendar } from './certificates.ts';
import type { TransitMap } from './map/graph.ts';
import { type Item, itemOfFinding, itemOfSighting, type Sighting } from './items.ts';
import { nameOf, serviceOf } from './name.ts';
import type { Only } from './only.ts';
import type { Posture } from './posture/posture.ts';
import type { Detected } from './detectors.ts';
import type { Standing } from './standing.ts';
import { type Oldest, oldest } from './tls.ts';
import { type Moment, trendOf } from './trend.ts';
import { type Waiting, waitingFor } from './waiting.ts';

/** The journal, and maybe a look around, put together for people. Renderers add nothing to it. */
export interface Report {
  readonly at: string;
  /** It is about these alone: somebody asked for no more. */
  readonly only?: Only;
  readonly total: Group;
  /** How many resources that are there these findings are about: several may be about one. */
  readonly resources: number;
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
  /** How long it took from the first sight of a non-compliant resource until it was remediated; `null`: nothing was remediated yet. */
  readonly timeToRemediate: Span | null;
  /** How long what is non-compliant now has been so. */
  readonly timeOpen: Span | null;
  /** Everything that is there, by resource. */
  readonly items: readonly Item[];
  /** What the journal knew, and is no longer there or no longer concerned. */
  readonly gone: readonly Item[];
  readonly open: readonly Item[];
  /** What could not be evaluated: nobody knows whether it is compliant. */
  readonly unknown: readonly Item[];
  readonly unlisted: readonly Unlisted[];
  /** Lines of the policy that matched nothing in the scan. */
  readonly idle: readonly Idle[];
  /** Every hop of the data; only with a look just taken. */
  readonly map?: TransitMap;
  /** Which certificate ends when; only with a look just taken. */
  readonly certificates?: Calendar;
  /** What other detectors say of the same resources; only where they were asked. */
  readonly detectors?: Detected;
  /** Key figures and maturity; only of a report that is about all remediations. */
  readonly posture?: Posture;
  readonly failed: readonly Item[];
  readonly waiting: readonly Waiting[];
  readonly held: readonly Held[];
  readonly proven: readonly Event[];
  readonly undone: readonly Event[];
  /** Fixes after which errors of clients jumped. */
  readonly regressed: readonly Event[];
  readonly reopened: readonly Event[];
}

/** A kind of resource that could not be listed in a Region: nothing is known of what is there. */
export interface Unlisted {
  readonly account: string;
  readonly region: string;
  /** As AWS Config names it. */
  readonly type: string;
  readonly says: string;
  readonly todo: string;
}

/** What a report is made from: the rows of the journal, in any order. */
export interface Rows {
  readonly entries: readonly Entry[];
  readonly findings: readonly Finding[];
  readonly approvalRequests: readonly ApprovalRecord[];
  readonly holds: readonly Hold[];
  readonly runs: readonly Run[];
}

const resourcesIn = (items: readonly Item[]): ReadonlyMap<string, readonly Item[]> =>
  Map.groupBy(items, ({ target }) => placeKey(target));

/** Each resource once, by the worst of what its findings tell. */
const acceptedBy = (items: readonly Item[]): Report['accepts'] => {
  const worst = [...resourcesIn(items).values()].map((all) =>
    oldest.find((name) => all.some(({ accepts }) => accepts === name)),
  );
  return oldest
    .map((name) => ({ name, count: worst.filter((one) => one === name).length }))
    .filter(({ count }) => count > 0);
};

/**
 * Puts the journal's rows together. Pure; the order of the rows does not matter. `sightings` are looks just taken,
 * and say more than what the journal remembers; `unlisted` is what these looks
 * could not reach, `idle` what of the policy they were about none of.
 */
export const buildReport = (
  { entries, findings, approvalRequests, holds, runs }: Rows,
  now: Date,
  sightings: readonly Sighting[] = [],
  { unlisted = [], idle = [] }: Partial<Pick<Report, 'unlisted' | 'idle'>> = {},
): Report => {
  const at = now.toISOString();
  const log = entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const logs = Map.groupBy(log, ({ finding }) => finding);
  const comments = new Map(approvalRequests.map(({ id, comment }) => [id, comment]));
  const runsById = new Map(
    runs.map((run) => [run.id, { ...run, comment: comments.get(run.approvalRequest ?? '') }]),
  );
  const openApprovalRequests = new Map(
    approvalRequests
      .filter(({ status }) => status === 'open')
      .map((approvalRequest) => [approvalRequest.finding, approvalRequest]),
  );
  const items = new Map<string, Item>();
  for (const finding of findings) {
    const key = findingKey(finding.target, finding.remediation);
    const run = finding.run === undefined ? undefined : runsById.get(finding.run);
    items.set(key, itemOfFinding(finding, logs.get(key)?.at(-1), run));
  }
  const journalled = new Set(items.keys());
  for (const sighting of sightings) {
    const key = findingKey(sighting.target, sighting.remediation);
    items.set(key, itemOfSighting(sighting, items.get(key), openApprovalRequests.get(key), at));
  }
  const holdsNow = holding(holds, at);
  const isHeld = new Set(holdsNow.map(({ finding }) => finding));
  const all = [...items.values()]
    .map((item) => (isHeld.has(item.finding) ? heldItem(item) : item))
    .toSorted((a, b) => (a.finding < b.finding ? -1 : 1));
  const there = all.filter(({ standing }) => standing !== 'gone');
  const nonCompliant = there.filter(({ standing }) => standing !== 'compliant');
  const those = (standing: Standing): readonly Item[] => all.filter((item) => item.standing === standing);
  const open = those('open').toSorted((a, b) => ((a.since ?? at) < (b.since ?? at) ? -1 : 1));
  const told = (is: OutcomeName): readonly Event[] =>
    newestFirst(log.filter(({ outcome }) => outcome.is === is).map(eventOf(runsById)));
  return {
    at,
    total: groupOf('all', all),
    resources: resourcesIn(there).size,
    byOwner: groupsBy(all, ({ owner }) => [owner ?? 'nobody named']),
    byAccount: groupsBy(all, ({ target }) => [target.account]),
    byService: groupsBy(all, ({ target }) => [serviceOf(target)]),
    byRemediation: groupsBy(all, ({ remediation }) => [remediation]),
    byImpact: groupsBy(nonCompliant, ({ impacts }) => impacts),
    byAnswer: groupsBy(all, ({ answer }) => (answer ? [answer] : [])),
    byMode: groupsBy(there, ({ mode }) => (mode ? [mode] : [])),
    accepts: acceptedBy(there),
    trend: trendOf(log, at),
    timeToRemediate: spanOf([...logs.values()].flatMap(spellsOf)),
    timeOpen: spanOf(
      nonCompliant.map(({ target, since = at }) => ({
        resource: nameOf(target),
        seconds: secondsBetween(since, at),
      })),
    ),
    items: there,
    gone: those('gone').filter(({ finding }) => journalled.has(finding)),
    open,
    unknown: those('unknown'),
    unlisted,
    idle,
    failed: those('failed'),
    waiting: waitingFor(approvalRequests, items, at),
    held: [...holdsNow, ...exemptions(all)],
    proven: told('remediated'),
    undone: told('rolled-back'),
    regressed: told('regressed'),
    reopened: newestFirst([...logs.values()].flatMap((one) => reopenedIn(one)).map(eventOf(runsById))),
  };
};
