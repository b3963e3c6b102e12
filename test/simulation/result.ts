import * as z from 'zod/mini';
import { refusalsInSources } from './refusals.ts';
import type { Tally } from './work.ts';

const counts = z.record(z.string(), z.number());

/** What one shard, or all of them together, came to. `--json` prints it, and `--merge` adds it up. */
const schema = z.object({
  schema: z.literal('waxseal/simulation/v2'),
  /** Which shards it is of, and how many there are. */
  shards: z.object({ of: z.number(), done: z.array(z.number()) }),
  /** What was asked for: only what is alike can be added up. */
  asked: z.object({ seeds: z.number(), stride: z.number(), pairStride: z.number(), hunting: z.number() }),
  runs: z.number(),
  byKind: counts,
  byUnit: counts,
  /** Faults that never came to pass: tried, and no runs. */
  unfired: z.number(),
  violations: z.number(),
  examples: z.array(z.object({ rule: z.string(), says: z.string(), scenario: z.string() })),
  windows: z.number(),
  windowsByKind: counts,
  endings: counts,
  plantedBugs: z.object({
    planted: z.number(),
    found: z.number(),
    missed: z.array(z.string()),
    bugs: z.array(
      z.object({
        id: z.string(),
        says: z.string(),
        runs: z.number(),
        promise: z.nullable(z.string()),
      }),
    ),
  }),
  refusals: z.object({ known: z.number(), met: z.array(z.string()), neverHit: z.array(z.string()) }),
  /** Of the longest shard. */
  seconds: z.number(),
  /** Of all threads of all shards: what it would take on one core that does nothing else. */
  cpuSeconds: z.number(),
});
export type Result = z.infer<typeof schema>;

const summed = (records: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const into: Record<string, number> = {};
  for (const record of records)
    for (const [key, value] of Object.entries(record)) into[key] = (into[key] ?? 0) + value;
  return into;
};
const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const byId = <One extends { readonly id: string }>(of: readonly One[]): One[] =>
  of.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Where these refusals can be met at all, and which were not. */
const refusalsOf = (met: Iterable<string>): Result['refusals'] => {
  const hit = new Set(met);
  const known = refusalsInSources();
  return { known: known.length, met: [...hit].toSorted(), neverHit: known.filter((name) => !hit.has(name)) };
};

const plantedOf = (bugs: Result['plantedBugs']['bugs']): Result['plantedBugs'] => {
  const missed = bugs.filter(({ promise }) => promise === null).map(({ id }) => id);
  return { planted: bugs.length, found: bugs.length - missed.length, missed, bugs: byId(bugs) };
};

export const resultOf = (
  tallies: readonly Tally[],
  {
    shard,
    ...rest
  }: Pick<Result, 'asked' | 'seconds' | 'cpuSeconds'> & {
    readonly shard: { readonly index: number; readonly of: number };
  },
): Result => {
  const byKind = summed(tallies.map(({ runs }) => runs));
  const windowsByKind = summed(tallies.map(({ windows }) => windows));
  return {
    schema: 'waxseal/simulation/v2',
    shards: { of: shard.of, done: [shard.index + 1] },
    runs: total(Object.values(byKind)),
    byKind,
    byUnit: summed(tallies.map((tally) => tally.byUnit)),
    unfired: total(tallies.map(({ unfired }) => unfired)),
    violations: total(tallies.map(({ violations }) => violations)),
    examples: tallies.flatMap(({ found }) =>
      found.map(({ rule, says, scenario }) => ({ rule, says, scenario })),
    ),
    windows: total(Object.values(windowsByKind)),
    windowsByKind,
    endings: summed(tallies.map(({ endings }) => endings)),
    plantedBugs: plantedOf(
      tallies.flatMap(({ planted }) =>
        planted.map(({ id, says, runs, rule }) => ({ id, says, runs, promise: rule })),
      ),
    ),
    refusals: refusalsOf(tallies.flatMap(({ refusals }) => refusals)),
    ...rest,
  };
};

/** What `--json` printed. Throws for anything else. */
export const readResult = (text: string, name: string): Result => {
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${name} is not what npm run simulate -- --json prints`);
};

/** All shards as one. Throws where one is missing, there twice, or was asked for something else. */
export const merged = (results: readonly Result[]): Result => {
  const [first] = results;
  if (!first) throw new Error('there is nothing to add up');
  const done = results.flatMap(({ shards }) => shards.done).toSorted((a, b) => a - b);
  const wanted = Array.from({ length: first.shards.of }, (_, n) => n + 1);
  if (done.join() !== wanted.join())
    throw new Error(`shards 1 to ${first.shards.of} are wanted once each; these are ${done.join(', ')}`);
  const alike = ({ asked, shards }: Result): string => JSON.stringify([asked, shards.of]);
  if (results.some((one) => alike(one) !== alike(first)))
    throw new Error('the shards were not run with the same options');
  const windowsByKind = summed(results.map((one) => one.windowsByKind));
  return {
    schema: first.schema,
    shards: { of: first.shards.of, done },
    asked: first.asked,
    runs: total(results.map(({ runs }) => runs)),
    byKind: summed(results.map(({ byKind }) => byKind)),
    byUnit: summed(results.map(({ byUnit }) => byUnit)),
    unfired: total(results.map(({ unfired }) => unfired)),
    violations: total(results.map(({ violations }) => violations)),
    examples: results.flatMap(({ examples }) => examples),
    windows: total(Object.values(windowsByKind)),
    windowsByKind,
    endings: summed(results.map(({ endings }) => endings)),
    plantedBugs: plantedOf(results.flatMap(({ plantedBugs }) => plantedBugs.bugs)),
    refusals: refusalsOf(results.flatMap(({ refusals }) => refusals.met)),
    seconds: Math.max(...results.map(({ seconds }) => seconds)),
    cpuSeconds: total(results.map(({ cpuSeconds }) => cpuSeconds)),
  };
};

/** Whether all was done: only then does a refusal that nobody met say anything. */
const isWhole = ({ shards }: Result): boolean => shards.done.length === shards.of;

/** What is not good: a promise that broke, a planted bug that was missed and, over all shards, a refusal that was never met. */
const wrongIn = (result: Result): readonly string[] => {
  const { violations, plantedBugs, refusals } = result;
  const { missed } = plantedBugs;
  return [
    ...(violations > 0 ? [`${violations} violations`] : []),
    ...(missed.length > 0 ? [`${missed.length} planted bugs were missed`] : []),
    ...(isWhole(result) && refusals.neverHit.length > 0
      ? [
          `${refusals.neverHit.length} refusals of the sandbox are met by no scenario. Meet each in an \`actor\` step with \`refused\`, as test/services/sqs/scenarios/what-sqs-refuses.yaml does`,
        ]
      : []),
  ];
};

export const isGood = (result: Result): boolean => wrongIn(result).length === 0;

const each = (counted: Readonly<Record<string, number>>): string =>
  Object.entries(counted)
    .map(([kind, n]) => `${kind} ${n}`)
    .join(', ');

export const textOf = (result: Result): readonly string[] => {
  const { runs, seconds, byKind, byUnit, unfired, violations, windows, plantedBugs, refusals, shards } =
    result;
  return [
    ...(isWhole(result) ? [] : [`shard ${shards.done.join(', ')} of ${shards.of}`]),
    `${runs} runs in ${seconds} s (${each(byKind)}; ${unfired} faults never came to pass and do not count)`,
    ...Object.entries(byUnit).map(([unit, n]) => `  ${unit} ${n}`),
    `${violations} violations of its rules`,
    ...result.examples.map(({ rule, says, scenario }) => `  ${rule}: ${says} (${scenario})`),
    `${windows} windows (${each(result.windowsByKind)}): somebody else came between our last call and our put, or AWS showed an old state`,
    `${plantedBugs.found} of ${plantedBugs.planted} planted bugs found`,
    ...plantedBugs.bugs.map(({ id, promise, runs: cost }) => `  ${promise ?? 'MISSED'} ${id} (${cost} runs)`),
    ...(isWhole(result)
      ? [
          `${refusals.known - refusals.neverHit.length} of ${refusals.known} refusals of the sandbox were met`,
          ...refusals.neverHit.map((name) => `  NEVER MET ${name}`),
        ]
      : [`${refusals.met.length} refusals of the sandbox were met here; --merge says whether all were`]),
    ...wrongIn(result).map((what) => `FAILED: ${what}`),
  ];
};
