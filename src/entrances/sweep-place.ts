import { whereOf, type Compliance, type NonCompliant } from '../adapters/config-compliance.ts';
import type { Catalog } from '../core/catalog.ts';
import { WaxsealError, type Failure } from '../core/errors.ts';
import type { Row } from '../core/journal.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Ports } from '../core/ports.ts';
import { reconcile } from '../core/reconcile.ts';
import { findingKey, type Finding } from '../core/records.ts';
import { remediationsOfRule, type DescribedRule } from '../intake/rules.ts';
import { mostTurns, type SweepPart } from '../intake/sweep-part.ts';
import { jobOf, textsOf, type Dropped, type NamedJob } from './named-jobs.ts';
import { pooled } from './pooled.ts';
import { isLeftOpen, isUnseen, leftOf } from './sweep-parts.ts';

/** A part of the sweep that failed, by account, Region and rule or resource. The rest went on. */
export interface Missed {
  readonly where: string;
  readonly failure: Failure;
}

export interface PlaceParts {
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly compliance: Compliance;
  /** Asked before each look: nothing more is begun. */
  readonly stop?: () => boolean;
}

export interface PlaceLooked {
  readonly outcomes: readonly Outcome[];
  /** What failed and would fail again: told, and left to the next sweep. */
  readonly missed: readonly Missed[];
  /** What failed and may fare better soon. */
  readonly again: readonly Missed[];
  /** It was stopped: what there was no time for, and what may fare better. */
  readonly left?: SweepPart;
}

/** Looks at one time. AWS's limits for reading are per account and Region; this stays well below them. */
const atOnce = 8;

type Wanted = NamedJob | Dropped;
interface Sighting extends NonCompliant {
  readonly remediation: string;
  readonly rule: DescribedRule;
}
interface OurRule {
  readonly rule: DescribedRule;
  readonly remediations: readonly string[];
}

/** As AWS Config calls it; the journal's row may be known before the resource is asked who it is. */
const nameOf = (type: string, id: string, remediation: string): string => `${type} ${id} ${remediation}`;

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

const tooLong = ({ place, turn }: SweepPart): Failure =>
  new WaxsealError({
    code: 'sweep-too-long',
    says: `After ${turn} messages there was still something left to look at in ${whereOf(place)}.`,
    todo: 'The next sweep goes on. If this stays so, look in the log for what takes long there.',
  });

/**
 * Looks at everything in one account and Region that AWS Config says does not comply there, then at what else the part
 * names of the journal, once each. What waits for its time is left to the waker, and what was seen since the sweep
 * began is not looked at again: a part that comes twice does no harm. Never throws: what fails is said.
 */
export const lookAtPlace = async (
  part: SweepPart,
  { catalog, ports, compliance, stop = () => false }: PlaceParts,
): Promise<PlaceLooked> => {
  const { place, started } = part;
  const missed: Missed[] = [];
  const again: Missed[] = [];
  const left = leftOf(part);

  /** Answers whether it may fare better soon. */
  const failed = (where: string, cause: unknown): boolean => {
    const failure = ports.explain(cause);
    (failure.retry ? again : missed).push({ where, failure });
    return failure.retry;
  };

  const rowOf = async (key: string): Promise<Row<Finding> | undefined> => {
    try {
      const row = await ports.journal.read<Finding>('finding', key);
      if (row === undefined || !isLeftOpen(row, started)) left.open.done(key);
      return row;
    } catch (error) {
      if (!failed(key, error)) left.open.done(key);
      return undefined;
    }
  };
  const rows = (await pooled(each(part.open), atOnce, rowOf)).filter((row) => row !== undefined);
  const byName = new Map(
    rows.map((row) => {
      const { target, remediation } = row.value;
      return [nameOf(target.type, target.id, remediation), row];
    }),
  );

  const rulesHere = async (): Promise<readonly OurRule[]> => {
    const { aliases = {} } = (await ports.policy().catch(() => undefined))?.events ?? {};
    const book = { listings: catalog.listings, aliases };
    try {
      const described = part.rules?.length === 0 ? [] : await compliance.rules(place, part.rules);
      const ours = described
        .map((rule): OurRule => ({ rule, remediations: remediationsOfRule(rule, book) }))
        .filter(({ remediations }) => remediations.length > 0);
      left.rules.are(ours.map(({ rule }) => rule.name));
      return ours;
    } catch (error) {
      if (!failed(whereOf(place), error)) left.rules.are([]);
      return [];
    }
  };

  const sightings = async function* (): AsyncGenerator<Sighting> {
    for (const { rule, remediations } of await rulesHere())
      try {
        for await (const found of compliance.resources(place, rule.name))
          for (const remediation of remediations) yield { ...found, remediation, rule };
        left.rules.done(rule.name);
      } catch (error) {
        if (!failed(`${whereOf(place)} ${rule.name}`, error)) left.rules.done(rule.name);
      }
  };

  const looked = new Set<string>();
  const isFirst = (name: string): boolean => !looked.has(name) && looked.add(name).has(name);

  const guarded = async (
    where: string,
    job: () => Promise<Wanted>,
    retry: () => unknown,
  ): Promise<readonly Outcome[]> => {
    try {
      const made = await job();
      if (made.is === 'dropped') return [];
      return [await reconcile({ ...made, cause: { by: 'sweep' } }, ports)];
    } catch (error) {
      if (failed(where, error)) retry();
      return [];
    }
  };

  const unitsOf = async ({ target, remediation }: Finding): Promise<NamedJob> => ({
    is: 'job',
    unit: await catalog.remediation(remediation),
    resource: await catalog.resource(target.type),
    target,
  });

  /** A finding of the journal. Its ARN is known, so that what is gone is written down, too. */
  const atRow = async (
    row: Row<Finding>,
    more: Pick<NamedJob, 'ruleParameters'> = {},
  ): Promise<readonly Outcome[]> => {
    if (!isFirst(row.key)) return [];
    let done = true;
    const outcomes = await guarded(
      row.key,
      async () => ({ ...(await unitsOf(row.value)), ...more }),
      () => (done = false),
    );
    if (done) left.open.done(row.key);
    return outcomes;
  };

  const notLooked: Dropped = { is: 'dropped', why: 'seen', says: 'It was seen already.' };

  const atSighting = async ({ remediation, rule, ...found }: Sighting): Promise<readonly Outcome[]> => {
    const name = nameOf(found.resourceType, found.resourceId, remediation);
    if (!isFirst(name)) return [];
    const ruleParameters = textsOf(rule.parameters);
    const row = byName.get(name);
    if (row) return isUnseen(row, started) ? atRow(row, { ruleParameters }) : [];
    const about = { is: 'named', by: 'rule', ...found, ...place, rule } as const;
    const event = { compliance: 'NON_COMPLIANT', at: started, eventAccount: place.account } as const;
    const from = { catalog, clouds: ports.clouds };
    return guarded(
      `${whereOf(place)} ${remediation} ${found.resourceId}`,
      async () => {
        const job = await jobOf(remediation, { ...about, ...event }, ruleParameters, from);
        if (job.is === 'dropped') return job;
        const key = findingKey(job.target, remediation);
        if (!isFirst(key)) return notLooked;
        left.open.done(key);
        const known = await ports.journal.read<Finding>('finding', key);
        return known && !isUnseen(known, started) ? notLooked : job;
      },
      () => left.rules.again(rule.name),
    );
  };

  const named = await pooled(sightings(), atOnce, atSighting, stop);
  const open = rows.filter((row) => isLeftOpen(row, started));
  const rest = await pooled(each(open), atOnce, (row) => atRow(row), stop);
  const outcomes = [...named, ...rest].flat();
  if (!left.any() || (again.length > 0 && !stop())) return { outcomes, missed, again };
  if (part.turn < mostTurns) return { outcomes, missed, again: [], left: left.part() };
  const ended = { where: whereOf(place), failure: tooLong(part) };
  return { outcomes, missed: [...missed, ...again, ended], again: [] };
};
