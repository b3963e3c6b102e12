import type { Context } from 'aws-lambda';
import type { Compliance, FailingRule, NonCompliant } from '../adapters/config-compliance.ts';
import type { Catalog } from '../core/catalog.ts';
import type { Failure } from '../core/errors.ts';
import type { Row } from '../core/journal.ts';
import type { Outcome, OutcomeName } from '../core/outcome.ts';
import type { Ports } from '../core/ports.ts';
import { reconcile } from '../core/reconcile.ts';
import { findingKey, type Finding } from '../core/records.ts';
import { wake } from '../core/waker.ts';
import { remediationsOfRule } from '../intake/rules.ts';
import { expiringAsks } from './expiring.ts';
import { jobOf, textsOf, type Dropped, type NamedJob } from './named-jobs.ts';
import { pooled } from './pooled.ts';

/** A part of the sweep that failed, by account, Region and rule or resource. The rest went on. */
export interface Missed {
  readonly where: string;
  readonly failure: Failure;
}

export interface Swept {
  readonly outcomes: readonly Outcome[];
  readonly missed: readonly Missed[];
  /** `false`: it was stopped, and the next one goes on. */
  readonly finished: boolean;
}

export interface SweepParts {
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly compliance: Compliance;
  /** Hours between sweeps; in between only what is due is looked at. Default: 6. */
  readonly every?: number;
  /** Asked before each look: nothing more is begun. */
  readonly stop?: () => boolean;
}

/** Looks at one time. AWS's limits for reading are per account and Region; this stays well below them. */
const atOnce = 8;
const hour = 3_600_000;
/** Hours to the next sweep after one that could not see everything. */
const soonest = 1;

const key = 'config-sweep';
interface Mark {
  readonly started: string;
  readonly finished?: string;
  /** Parts of it failed: the next one comes sooner. */
  readonly partial?: boolean;
}

/** The sweep that is under way, or a new one when the last is long enough ago; `undefined`: not yet. */
const current = async ({ ports, every = 6 }: SweepParts): Promise<string | undefined> => {
  const row = await ports.journal.read<Mark>('counter', key);
  const mark = row?.value;
  if (mark && mark.finished === undefined) return mark.started;
  const now = ports.now();
  const wait = mark?.partial === true ? Math.min(soonest, every) : every;
  if (mark && now.getTime() - Date.parse(mark.started) < wait * hour) return undefined;
  const started = now.toISOString();
  const value: Mark = { started };
  const won = await ports.journal.write({ kind: 'counter', key, value }, row?.revision ?? 0);
  return won === undefined ? undefined : started;
};

const finish = async (started: string, partial: boolean, { ports }: SweepParts): Promise<void> => {
  const row = await ports.journal.read<Mark>('counter', key);
  if (row?.value.started !== started) return;
  const value: Mark = { started, finished: ports.now().toISOString(), partial };
  await ports.journal.write({ kind: 'counter', key, value }, row.revision);
};

/** Not good, and nobody's next step in time: without a sweep, only another event would make us look again. */
const openEnded: ReadonlySet<OutcomeName> = new Set([
  'reported',
  'advice',
  'skipped',
  'unknown',
  'refused',
  'moved',
  'halted',
] as const);

/** What the journal holds already, by what AWS Config would call it. */
const configName = (type: string, account: string, id: string): string => `${type} ${account} ${id}`;

const known = async (ports: Ports): Promise<ReadonlyMap<string, readonly Row<Finding>[]>> => {
  const rows = new Map<string, Row<Finding>[]>();
  for await (const row of ports.journal.list<Finding>('finding')) {
    const { type, account, id } = row.value.target;
    const name = configName(type, account, id);
    rows.set(name, [...(rows.get(name) ?? []), row]);
  }
  return rows;
};

interface Sighting extends NonCompliant {
  readonly remediation: string;
  readonly rule: FailingRule;
}

const sightings = async function* (
  parts: SweepParts,
  miss: (where: string, cause: unknown) => void,
): AsyncGenerator<Sighting> {
  const { catalog, ports, compliance } = parts;
  const { aliases = {} } = (await ports.policy().catch(() => undefined))?.events ?? {};
  const book = { listings: catalog.listings, aliases };
  const rules = await compliance
    .rules((rule) => remediationsOfRule(rule, book).length > 0, miss)
    .catch((error: unknown) => {
      miss('aggregator', error);
      return [];
    });
  for (const rule of rules) {
    const ids = remediationsOfRule(rule.rule, book);
    try {
      for await (const found of compliance.resources(rule))
        for (const remediation of ids) yield { ...found, remediation, rule };
    } catch (error) {
      miss(`${rule.place.account}/${rule.place.region} ${rule.rule.name}`, error);
    }
  }
};

/**
 * Looks at everything that AWS Config says does not comply and at everything open in the journal, once each; Config
 * sends events only for transitions, at best effort. What waits for its time is left to the waker, which comes last.
 * A sweep that was stopped is gone on with by the next; between sweeps only the waker works.
 */
export const sweep = async (parts: SweepParts): Promise<Swept> => {
  const { ports, stop = () => false } = parts;
  const missed: Missed[] = [];
  const miss = (where: string, cause: unknown): void => {
    missed.push({ where, failure: ports.explain(cause) });
  };
  const started = await current(parts);
  const outcomes = started === undefined ? [] : await look(started, parts, miss);
  const finished = !stop();
  if (started !== undefined && finished) await finish(started, missed.length > 0, parts);
  return { outcomes: [...outcomes, ...(await wake(parts.catalog, ports))], missed, finished };
};

type Wanted = NamedJob | Dropped;

const look = async (
  started: string,
  parts: SweepParts,
  miss: (where: string, cause: unknown) => void,
): Promise<readonly Outcome[]> => {
  const { catalog, ports, stop } = parts;
  const rows = await known(ports);
  const seen = new Set<string>();

  /** Once in a sweep, and not what the waker looks at in its own time. */
  const first = (name: string, row: Row<Finding> | undefined): boolean => {
    if (seen.has(name)) return false;
    seen.add(name);
    return row === undefined || (row.dueAt === undefined && row.value.lastSeen < started);
  };

  const unitsOf = async ({ target, remediation }: Finding): Promise<Wanted> => ({
    is: 'job',
    unit: await catalog.remediation(remediation),
    resource: await catalog.resource(target.type),
    target,
  });

  const guarded = async (where: string, job: () => Promise<Wanted>): Promise<readonly Outcome[]> => {
    try {
      const made = await job();
      if (made.is === 'dropped') return [];
      return [await reconcile({ ...made, cause: { by: 'sweep' } }, ports)];
    } catch (error) {
      miss(where, error);
      return [];
    }
  };

  const atSighting = async ({ remediation, rule, ...found }: Sighting): Promise<readonly Outcome[]> => {
    const { place } = rule;
    const name = configName(found.resourceType, place.account, found.resourceId);
    const row = rows.get(name)?.find(({ value }) => value.remediation === remediation);
    if (!first(`${name} ${remediation}`, row)) return [];
    const ruleParameters = textsOf(rule.rule.parameters);
    const where = `${place.account}/${place.region} ${remediation} ${found.resourceId}`;
    const about = { is: 'named', by: 'rule', ...found, ...place, rule: rule.rule } as const;
    const event = { compliance: 'NON_COMPLIANT', at: started, eventAccount: place.account } as const;
    return guarded(where, async () => {
      // What is in the journal is known by its ARN already; that it is gone is then written down, too.
      if (row) return { ...(await unitsOf(row.value)), ruleParameters };
      return jobOf(remediation, { ...about, ...event }, ruleParameters, { catalog, clouds: ports.clouds });
    });
  };

  const atRow = async (row: Row<Finding>): Promise<readonly Outcome[]> => {
    const { target, remediation, is } = row.value;
    const name = `${configName(target.type, target.account, target.id)} ${remediation}`;
    if (!openEnded.has(is) || !first(name, row)) return [];
    return guarded(findingKey(target, remediation), () => unitsOf(row.value));
  };

  const named = await pooled(sightings(parts, miss), atOnce, atSighting, stop);
  const rest = await pooled(each([...rows.values()].flat()), atOnce, atRow, stop);
  return [...named, ...rest].flat();
};

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Milliseconds that are left for the waker when a sweep takes longer than its function may. */
const forTheWaker = 120_000;

/** Asks that are about to run out; that they cannot be counted is told and fails nothing else. */
const counted = async (swept: Swept, ports: Ports): Promise<Swept & { readonly expiring: number }> => {
  try {
    return { ...swept, expiring: await expiringAsks(ports) };
  } catch (error) {
    const missed = { where: 'expiring approvals', failure: ports.explain(error) };
    return { ...swept, missed: [...swept.missed, missed], expiring: 0 };
  }
};

/** The sweep of a function in AWS: what its environment names, seen from where the function is. */
export const sweepAt = async (
  { catalog, ports }: Pick<SweepParts, 'catalog' | 'ports'>,
  {
    invokedFunctionArn,
    getRemainingTimeInMillis,
  }: Pick<Context, 'invokedFunctionArn' | 'getRemainingTimeInMillis'>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Swept & { readonly expiring: number }> => {
  const { configCompliance, homeOf, sweepScopeFrom } = await import('../adapters/config-compliance.ts');
  const compliance = configCompliance(sweepScopeFrom(env, homeOf(invokedFunctionArn)), ports.clouds);
  const deadline = Math.min(forTheWaker, getRemainingTimeInMillis() / 2);
  const stop = () => getRemainingTimeInMillis() < deadline;
  return counted(await sweep({ catalog, ports, compliance, stop }), ports);
};
