import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { verdictOf, windowBefore } from '../src/core/evidence/verdict.ts';
import type { Question } from '../src/core/model/evidence.ts';
import { s3AccessLogs } from '../src/evidence/s3-access-logs/source.ts';
import { spendingOf } from '../src/evidence/spending.ts';
import { answering } from '../test/kit/answering.ts';
import { bucket, s3Line } from '../test/evidence/kit.ts';

/** S3 server access logs of any size, made while they are read: how long they take, and that the memory does not grow. */

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '1000' } } });
const megabytes = Number(values.megabytes);
const now = new Date('2026-11-21T12:00:00.000Z');
const window = windowBefore(now, 14);

const objects = 336;
const bytesOfObject = Math.ceil((megabytes * 1_000_000) / objects);
const moments = Array.from(
  { length: objects },
  (_, at) => new Date(window.from.getTime() + at * 3_600_000 + 60_000),
);
const keyOf = (at: Date): string => `logs/${at.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}-A`;
const keys = new Map(moments.map((at) => [keyOf(at), at]));

/** An hour of one bucket, in chunks as the network brings them. */
const body = function* (at: Date): Generator<Buffer> {
  const text = Array.from({ length: 130 }, (_, n) =>
    s3Line({
      at: new Date(at.getTime() + n * 1000),
      key: `part-${n}/file-${n}.parquet`,
      agent: 'aws-sdk-java/2.20',
    }),
  ).join('\n');
  const chunk = Buffer.from(`${text}\n`);
  for (let sent = 0; sent < bytesOfObject; sent += chunk.length) yield chunk;
};

let peak = 0;
const { aws } = answering({
  GetBucketLogging: () => ({ LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'logs/' } }),
  ListObjectsV2: ({ StartAfter, MaxKeys }) => ({
    Contents:
      MaxKeys === 1
        ? [{ Key: 'logs/2026-01-01-00-00-00-A', Size: 1 }]
        : [...keys.keys()]
            .filter((key) => key > String(StartAfter))
            .map((Key) => ({ Key, Size: bytesOfObject })),
  }),
  GetObject: ({ Key }) => {
    peak = Math.max(peak, process.memoryUsage().rss);
    return { Body: Readable.from(body(keys.get(String(Key)) ?? now)) };
  },
});

const question: Question = { ask: 'plaintext-requests', of: bucket.arn, clears: ['breaks-plaintext'] };
const budget = { megabytes: megabytes * 1.1, objects: 1_000, seconds: 900, dollars: 1 };
const spending = spendingOf(budget, () => new Date());
const before = process.memoryUsage().rss;
const began = performance.now();
const usage = process.cpuUsage();
const found = await s3AccessLogs.read({
  question,
  target: bucket,
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
