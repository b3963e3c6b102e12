import type { Context } from 'aws-lambda';
import { whereOf, type SweepLocation, type Unseen } from '../adapters/aws/config-compliance.ts';
import type { HandOver, NotTaken } from '../adapters/deployment/sweep-queue.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Ports } from '../core/model/ports.ts';
import type { Finding } from '../core/journal/records.ts';
import { wake } from '../core/engine/waker.ts';
import { expiringApprovalRequests } from './expiring.ts';
import type { Missed } from './sweep-failures.ts';
import { partsOf } from './sweep-parts.ts';
import type { LocationParts } from './sweep-location.ts';
import type { Unwatched } from './sweep-sightings.ts';

export interface Swept {
  readonly outcomes: readonly Outcome[];
  readonly missed: readonly Missed[];
  /** Of what AWS Config sees nothing, and where; parts that the queue took say so when they are looked at. */
  readonly unwatched?: readonly Unwatched[];
  /** `false`: it was stopped, and the next one goes on. */
  readonly finished: boolean;
}

export interface SweepParts extends LocationParts {
  /** Where AWS Config is to be asked. May throw: then only what the journal holds is looked at. */
  readonly locations: (unseen: Unseen) => Promise<readonly SweepLocation[]>;
  /** Takes the parts. Default: we look ourselves. */
  readonly handOver?: HandOver;
  /** Hours between sweeps; in between only what is due is looked at. Default: 6. */
  readonly every?: number;
}

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

/** Everything by ourselves, one location after the other: where there is no queue. */
const byOurselves = (parts: SweepParts) => {
  const outcomes: Outcome[] = [];
  const missed: Missed[] = [];
  const unwatched: Unwatched[] = [];
  let stopped = false;
  const handOver: HandOver = async (work) => {
    const { lookAtLocation } = await import('./sweep-location.ts');
    for await (const part of work) {
      const looked = await lookAtLocation(part, parts);
      outcomes.push(...looked.outcomes);
      missed.push(...looked.missed, ...looked.again);
      unwatched.push(...(looked.unwatched ?? []));
      stopped = looked.left !== undefined;
      if (stopped) break;
    }
    return [];
  };
  return {
    handOver,
    came: () => ({ outcomes, missed, stopped, ...(unwatched.length > 0 && { unwatched }) }),
  };
};

/** One line for all that was kept out by the same thing, however many parts it were. */
const keptOut = (notTaken: readonly NotTaken[], ports: Pick<Ports, 'explain'>): readonly Missed[] => {
  const failed = notTaken.map(({ parts, cause }) => ({ parts, failure: ports.explain(cause) }));
  return [...Map.groupBy(failed, ({ failure }) => failure.code).values()].flatMap((same) => {
    const locations = same.flatMap(({ parts }) => parts.map(({ location }) => whereOf(location)));
    const [first = '', ...more] = locations;
    const where = `queue: ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
    return same.slice(0, 1).map(({ failure }) => ({ where, failure }));
  });
};

/** Finds out where there is something to look at, and has it looked at. */
const fanOut = async (started: string, parts: SweepParts): Promise<Omit<Swept, 'finished'> & Stopped> => {
  const { ports } = parts;
  const alone = byOurselves(parts);
  const { handOver = alone.handOver } = parts;
  const missed: Missed[] = [];
  const unwatched: Unwatched[] = [];
  const unseen: Unseen = {
    missed: (cause) => void missed.push({ where: 'aggregator', failure: ports.explain(cause) }),
    unwatched: (what) => void unwatched.push(what),
  };
  const asked = await parts.locations(unseen).catch((cause: unknown) => {
    unseen.missed(cause);
    return [];
  });
  const notTaken = await handOver(partsOf(started, asked, ports.journal.list<Finding>('finding')));
  const came = alone.came();
  unwatched.push(...(came.unwatched ?? []));
  return {
    ...came,
    missed: [...missed, ...keptOut(notTaken, ports), ...came.missed],
    ...(unwatched.length > 0 && { unwatched }),
  };
};

interface Stopped {
  readonly stopped: boolean;
}

/**
 * Has everything looked at that AWS Config says does not comply and everything open in the journal, once each; Config
 * sends events only for transitions, at best effort. Each location is a part, which the queue takes; without one we look
 * ourselves. What waits for its time is left to the waker, which comes last. A sweep that was stopped before all parts
 * were taken is gone on with by the next; between sweeps only the waker works.
 */
export const sweep = async (parts: SweepParts): Promise<Swept> => {
  const { ports, catalog } = parts;
  const started = await current(parts);
  const nothing = { outcomes: [], missed: [], stopped: false };
  const { outcomes, missed, stopped, unwatched }: Awaited<ReturnType<typeof fanOut>> =
    started === undefined ? nothing : await fanOut(started, parts);
  if (started !== undefined && !stopped) await finish(started, missed.length > 0, parts);
  const all = [...outcomes, ...(await wake(catalog, ports))];
  return { outcomes: all, missed, finished: !stopped, ...(unwatched && { unwatched }) };
};

/** Milliseconds that are left for the waker when a sweep takes longer than its function may. */
const forTheWaker = 120_000;

/** Approval requests that are about to run out; that they cannot be counted is told and fails nothing else. */
const counted = async (swept: Swept, ports: Ports): Promise<Swept & { readonly expiring: number }> => {
  try {
    return { ...swept, expiring: await expiringApprovalRequests(ports) };
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
  const [{ sweepLocations, configCompliance, homeOf, sweepScopeFrom }, { sweepQueueFrom }, { digestDays }] =
    await Promise.all([
      import('../adapters/aws/config-compliance.ts'),
      import('../adapters/deployment/sweep-queue.ts'),
      import('../adapters/notify/certificates.ts'),
    ]);
  const { clouds } = ports;
  const scope = sweepScopeFrom(env, homeOf(invokedFunctionArn));
  const locations = (unseen: Unseen) => sweepLocations(scope, clouds, catalog.listings, unseen);
  const handOver = await sweepQueueFrom(env);
  const deadline = Math.min(forTheWaker, getRemainingTimeInMillis() / 2);
  const stop = () => getRemainingTimeInMillis() < deadline;
  const certificates = digestDays(env) > 0;
  const compliance = configCompliance(clouds);
  const parts: SweepParts = { catalog, ports, locations, compliance, stop, certificates };
  return counted(await sweep({ ...parts, ...(handOver && { handOver }) }), ports);
};
