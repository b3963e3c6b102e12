import { readFileSync } from 'node:fs';
import { budgetOf } from '../src/adapters/aws/call-rates.ts';
import { clientOf } from './budget.ts';
import { rememberedPrices, type Prices } from '../infra/cost.ts';
import type { By, Took } from './scale-location.ts';

/**
 * What a sweep of an estate takes, reckoned from what one location took in the sandbox. Everything else that goes in has a
 * name here; what is not known is not reckoned.
 */
export interface Inputs {
  readonly accounts: number;
  readonly regions: number;
  /** Calls of `waxseal-sweep`'s queue at once: `sweep` of `infra/concurrency.ts`. */
  readonly atOnce: number;
  /** Looks at once in one location: `atOnce` of `src/entry-points/sweep-location.ts`. */
  readonly looksAtOnce: number;
  /** How long AWS takes for one call, assumed; each look makes its calls one after the other, which is the most it can take. */
  readonly secondsPerCall: number;
  /** What a function of half a gigabyte has of a processor. */
  readonly processors: number;
  /** Opening clients and roles, once for a location, assumed. */
  readonly secondsBefore: number;
  readonly sweepHours: number;
  readonly prices: Prices;
}

export const assumed: Inputs = {
  accounts: 1_000,
  regions: 17,
  atOnce: 5,
  looksAtOnce: 8,
  secondsPerCall: 0.05,
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: one for each 1,769 MB.
  processors: 512 / 1_769,
  secondsBefore: 0.5,
  sweepHours: 6,
  prices: rememberedPrices,
};

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Seconds that the limiter spreads so many calls over: what is in its bucket goes at once. */
export const limitedSeconds = (service: string, calls: number): number => {
  const { bucket, perSecond } = budgetOf(clientOf(service)).start;
  return Math.max(0, calls - bucket) / perSecond;
};

export interface Location {
  readonly seconds: number;
  /** What makes it take so long. */
  readonly by: string;
}

/** How long one location takes: whatever of it takes longest. */
export const locationOf = (took: Took, inputs: Inputs): Location => {
  const waits = Object.entries(took.calls).map(([service, calls]): readonly [string, number] => [
    `calls of ${service}`,
    limitedSeconds(service, calls),
  ]);
  const answers = (sum(Object.values(took.calls)) * inputs.secondsPerCall) / inputs.looksAtOnce;
  const all: readonly (readonly [string, number])[] = [
    ...waits,
    ['answers of AWS', answers],
    ['the processor', took.cpuSeconds / inputs.processors],
  ];
  const [by = '', longest = 0] = all.toSorted(([, one], [, other]) => other - one)[0] ?? [];
  return { seconds: inputs.secondsBefore + longest, by };
};

export interface Sweep {
  readonly locations: number;
  readonly looks: number;
  readonly location: Location;
  readonly wallHours: number;
  readonly lambdaSeconds: number;
  /** Each location asks once for its role's keys, at most: those of one account are kept. */
  readonly assumeRolePerSecond: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly dollars: Readonly<Record<string, number>>;
  /** Each limit, and which part of it the sweep takes: the first one binds first. */
  readonly limits: readonly (readonly [limit: string, share: number])[];
}

/** Rows of the aggregator's answer and of the queue's requests. */
const perPage = 100;
const rulesPerLocation = 3;
const functionMinutes = 15;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/throttling.html */
const elbRate = { bucket: 40, perSecond: 10 } as const;
const hour = 3_600;

export const sweepOf = (took: Took, by: By, inputs: Inputs): Sweep => {
  const locations = inputs.accounts * inputs.regions;
  const location = locationOf(took, inputs);
  const lambdaSeconds = locations * location.seconds;
  const wall = lambdaSeconds / inputs.atOnce;
  // The journal is asked for all findings before anything is sent: 4 KB a unit, a megabyte a page.
  const listed = locations * took.findingBytes;
  const readUnits = locations * took.readUnits + listed / 4_096;
  const writeUnits = locations * took.writeUnits;
  const { prices } = inputs;
  const requests = locations * (1 / 10 + 1 + 1);
  const gathered = Math.ceil(locations / perPage) * (by === 'aggregator' ? rulesPerLocation : 1);
  const config = budgetOf('ConfigServiceClient').start.perSecond;
  const elb = took.calls['elasticloadbalancingv2'] ?? 0;
  const limits: readonly (readonly [string, number])[] = [
    [
      `Our own ${inputs.atOnce} locations at once: all within ${inputs.sweepHours} hours`,
      wall / (inputs.sweepHours * hour),
    ],
    [
      `Aggregator: all its pages within one call of ${functionMinutes} minutes`,
      gathered / config / (functionMinutes * 60),
    ],
    [
      `One location within one message of ${functionMinutes} minutes`,
      location.seconds / (functionMinutes * 60),
    ],
    [
      'ELB: a bucket of 40 calls and 10 a second, of one account and Region, while it is looked at',
      elb / (elbRate.bucket + elbRate.perSecond * location.seconds),
    ],
    [
      `Journal: all findings listed within one call of ${functionMinutes} minutes`,
      ((listed / 1e6) * inputs.secondsPerCall) / (functionMinutes * 60),
    ],
    ['Lambda: 1,000 calls at once', inputs.atOnce / 1_000],
    ['DynamoDB: 1,000 units written a second for one partition key', writeUnits / wall / 1_000],
    ['DynamoDB: 3,000 units read a second for one partition key', readUnits / wall / 3_000],
    ['SQS: 120,000 messages in flight', inputs.atOnce / 120_000],
  ];
  return {
    locations,
    looks: locations * took.looks,
    location,
    wallHours: wall / hour,
    lambdaSeconds,
    assumeRolePerSecond: locations / wall,
    readUnits,
    writeUnits,
    dollars: {
      Lambda: (locations / 1e6) * prices.lambdaMillionRequests + lambdaSeconds * 0.5 * prices.lambdaGbSecond,
      SQS: (requests / 1e6) * prices.sqsMillionRequests,
      DynamoDB:
        (readUnits / 1e6) * prices.dynamoDbMillionReads + (writeUnits / 1e6) * prices.dynamoDbMillionWrites,
    },
    limits: limits.toSorted(([, one], [, other]) => other - one),
  };
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const short = (value: number): string => String(Number(value.toPrecision(2)));
const percent = (value: number): string => `${short(value * 100)} %`;

/** What the sandbox measured, by how it was found and how many resources there were. */
export interface Measured {
  readonly by: By;
  readonly resources: number;
  readonly first: Took;
  readonly next: Took;
}

const ways: Readonly<Record<By, string>> = { aggregator: 'AWS Config names', list: 'we list' };

/** Per resource, for each size: what grows faster than the estate would show. */
const growthTable = (measured: readonly Measured[]): string => {
  const calls = [...new Set(measured.flatMap(({ first }) => Object.keys(first.calls)))].toSorted();
  const head = [
    'Found because',
    'Resources',
    'Looks',
    ...calls,
    'units read',
    'units written',
    'written again',
    'CPU ms',
  ];
  const rows = measured.map(({ by, resources, first, next }) => {
    const each = (value: number): string => short(value / resources);
    return [
      ways[by],
      whole(resources),
      whole(first.looks),
      ...calls.map((service) => each(first.calls[service] ?? 0)),
      each(first.readUnits),
      each(first.writeUnits),
      each(next.writeUnits),
      each(next.cpuSeconds * 1_000),
    ];
  });
  return [line(head), line(['---', ...head.slice(1).map(() => '---:')]), ...rows.map(line)].join('\n');
};

const rowsOf = ({
  locations,
  looks,
  location,
  wallHours,
  lambdaSeconds,
  assumeRolePerSecond,
  readUnits,
  writeUnits,
  dollars,
}: Sweep) =>
  [
    ['Locations', whole(locations)],
    ['Looks', whole(looks)],
    ['One location takes, seconds', short(location.seconds)],
    ['because of', location.by],
    ['The sweep takes, hours', short(wallHours)],
    ['Lambda seconds', whole(lambdaSeconds)],
    ['`AssumeRole` a second, at most', short(assumeRolePerSecond)],
    ['DynamoDB units read', whole(readUnits)],
    ['DynamoDB units written', whole(writeUnits)],
    ...Object.entries(dollars).map(
      ([service, amount]) => [`${service}, US dollars`, amount.toFixed(2)] as const,
    ),
    ['**Sum, US dollars a sweep**', sum(Object.values(dollars)).toFixed(2)],
    ['**Four a day, US dollars a month**', (sum(Object.values(dollars)) * 120).toFixed(2)],
  ] as const;

/** First and later sweeps, found either way. */
const sweepTable = (measured: readonly Measured[], inputs: Inputs = assumed): string => {
  const columns = measured.flatMap(({ by, first, next }) => [
    { head: `${ways[by]}: the first`, rows: rowsOf(sweepOf(first, by, inputs)) },
    { head: `the next`, rows: rowsOf(sweepOf(next, by, inputs)) },
  ]);
  const names = columns[0]?.rows.map(([name]) => name) ?? [];
  return [
    line(['One sweep', ...columns.map(({ head }) => head)]),
    line(['---', ...columns.map(() => '---:')]),
    ...names.map((name, at) => line([name, ...columns.map(({ rows }) => rows[at]?.[1] ?? '')])),
  ].join('\n');
};

/** Which limit binds first, found either way. */
const limitTable = (measured: readonly Measured[], inputs: Inputs = assumed): string => {
  const sweeps = measured.map(({ by, next }) => sweepOf(next, by, inputs));
  const [first] = sweeps;
  const rows = (first?.limits ?? []).map(([limit]) => [
    limit,
    ...sweeps.map(({ limits }) => percent(limits.find(([name]) => name === limit)?.[1] ?? 0)),
  ]);
  return [
    line(['Limit', ...measured.map(({ by }) => ways[by])]),
    line(['---', ...measured.map(() => '---:')]),
    ...rows.map(line),
  ].join('\n');
};

/** The location that the estate is made of. */
export const perLocation = 60;

/** What `node bench/scale.ts --write` measured last. */
export const lastMeasured = (): readonly Measured[] =>
  JSON.parse(readFileSync(new URL('scale-measured.json', import.meta.url), 'utf8'));

/** The tables of docs/scale.md, by the names of their places. */
export const scaleTables = (
  measured: readonly Measured[] = lastMeasured(),
  inputs: Inputs = assumed,
): ReadonlyMap<string, string> => {
  const one = measured.filter(({ resources }) => resources === perLocation);
  return new Map([
    ['growth', growthTable(measured)],
    ['sweep', sweepTable(one, inputs)],
    ['limits', limitTable(one, inputs)],
  ]);
};
