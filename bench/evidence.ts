import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { verdictOf, windowBefore } from '../src/core/evidence/verdict.ts';
import type { Question } from '../src/core/model/evidence.ts';
import type { Target } from '../src/core/model/target.ts';
import { flowLogs } from '../src/evidence/flow-logs/source.ts';
import { s3AccessLogs } from '../src/evidence/s3-access-logs/source.ts';
import type { Source } from '../src/evidence/source.ts';
import { spendingOf } from '../src/evidence/spending.ts';
import {
  brokers,
  calm,
  cluster,
  flow,
  inBucket,
  keyOf as flowKeyOf,
  ports,
} from '../test/evidence/flow-logs/kit.ts';
import { answering, type Answers } from '../test/kit/answering.ts';
import { bucket, plaintext, s3Line } from '../test/evidence/kit.ts';

/** Logs of any size, made while they are read: how long they take, and that the memory does not grow. */

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '1000' }, log: { type: 'string', default: 's3' } },
});
const megabytes = Number(values.megabytes);
const now = new Date('2026-11-21T12:00:00.000Z');
const window = windowBefore(now, 14);

const objects = 336;
const bytesOfObject = Math.ceil((megabytes * 1_000_000) / objects);
const begin = new Date(window.from.getTime() - 20 * 3_600_000);
const moments = [
  begin,
  ...Array.from({ length: objects }, (_, at) => new Date(window.from.getTime() + at * 3_600_000 + 60_000)),
];

/** One kind of log: an hour of it, in lines. */
interface Log {
  readonly source: Source;
  readonly question: Question;
  readonly target: Target;
  readonly keyOf: (at: Date) => string;
  readonly heading: string;
  readonly lines: (at: Date) => readonly string[];
  readonly answers: Answers;
}

const logs: Readonly<Record<string, Log>> = {
  s3: {
    source: s3AccessLogs,
    question: plaintext,
    target: bucket,
    keyOf: (at) => `logs/${at.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}-A`,
    heading: '',
    lines: (at) =>
      Array.from({ length: 130 }, (_, n) =>
        s3Line({
          at: new Date(at.getTime() + n * 1000),
          key: `part-${n}/file-${n}.parquet`,
          agent: 'aws-sdk-java/2.20',
        }),
      ),
    answers: {
      GetBucketLogging: () => ({ LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'logs/' } }),
    },
  },
  /** Of a whole network: one record in ten is of an interface that is asked about. */
  flow: {
    source: flowLogs,
    question: ports,
    target: cluster,
    keyOf: (at) => flowKeyOf(at),
    heading:
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n',
    lines: (at) => [
      ...calm(at),
      ...Array.from({ length: 300 }, (_, n) => flow(at, n % 10 === 0 ? {} : { 'interface-id': `eni-z${n}` })),
    ],
    answers: {
      DescribeNetworkInterfaces: ({ Filters }) => ({
        NetworkInterfaces: JSON.stringify(Filters).includes('waxseal-probe') ? [] : brokers,
      }),
      DescribeFlowLogs: () => ({ FlowLogs: [inBucket()] }),
      GetBucketLocation: () => ({ LocationConstraint: 'eu-west-1' }),
    },
  },
};
const log = logs[values.log];
if (!log) throw new Error(`--log is one of ${Object.keys(logs).join(', ')}`);
const { source, question, target, keyOf, heading, lines, answers } = log;
const keys = new Map(moments.map((at) => [keyOf(at), at]));

/** An hour of it, in chunks as the network brings them. */
const body = function* (at: Date): Generator<Buffer> {
  yield Buffer.from(heading);
  const chunk = Buffer.from(`${lines(at).join('\n')}\n`);
  for (let sent = 0; sent < bytesOfObject; sent += chunk.length) yield chunk;
};

let peak = 0;
const { aws } = answering({
  ...answers,
  ListObjectsV2: ({ StartAfter = '', MaxKeys = 1_000 }) => ({
    Contents: [...keys.keys()]
      .filter((key) => key > String(StartAfter))
      .slice(0, Number(MaxKeys))
      .map((Key) => ({ Key, Size: bytesOfObject })),
  }),
  GetObject: ({ Key }) => {
    peak = Math.max(peak, process.memoryUsage().rss);
    return { Body: Readable.from(body(keys.get(String(Key)) ?? now)) };
  },
});

const budget = { megabytes: megabytes * 1.1, objects: 1_000, seconds: 900, dollars: 1 };
const spending = spendingOf(budget, () => new Date());
const before = process.memoryUsage().rss;
const began = performance.now();
const usage = process.cpuUsage();
const found = await source.read({
  question,
  target,
  window,
  spending,
  look: () => aws,
  pause: async () => {},
});
const seconds = (performance.now() - began) / 1000;
const cpu = process.cpuUsage(usage);
const { megabytes: left } = spending.left();
const evidence = found.is === 'read' ? verdictOf(question, found, window) : found;
const mega = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
process.stdout.write(
  `${Math.round(budget.megabytes - left)} MB of logs, ${evidence.is}${evidence.is === 'clean' ? ` (${evidence.records} records)` : ''}: ${seconds.toFixed(1)} s, ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of CPU; memory ${mega(before)} at the beginning, ${mega(peak)} at most\n`,
);
