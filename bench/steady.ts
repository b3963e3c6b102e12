import { S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedLooks } from '../src/adapters/aws/shared-looks.ts';
import { processHost } from '../src/cli/runtime/host.ts';
import { openStation } from '../src/cli/runtime/station.ts';
import { look as seeing } from '../src/core/engine/look.ts';
import { preview } from '../src/core/engine/preview.ts';
import { reconcile } from '../src/core/engine/reconcile.ts';
import type { Job } from '../src/core/model/catalog.ts';
import { atOnce, pooled } from '../src/core/model/pooled.ts';
import { bareClient, sendWaves } from './bare.ts';
import { median, startEndpoint } from './measuring.ts';
import { auto } from './policies.ts';
import { usage } from '../scripts/usage.ts';

/**
 * What one more bucket costs when all is loaded and compiled: `node bench/steady.ts [blocks] [folder of the journal]`.
 * Milliseconds of a processor, in this process with all its threads, of a get and a put, of the six calls of a fix, and of
 * the fix itself; and of the two calls of a look at a shut bucket, and of that look, layer by layer: each row has one more
 * than the row above it. Blocks of a hundred buckets, in turns, so that a busy machine disturbs all alike. Warm blocks are told.
 */
usage(
  'node bench/steady.ts [blocks] [folder of the journal]: milliseconds of a processor for one more bucket.',
  import.meta.url,
);

const [blocks = '20', folder = tmpdir()] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(blocks)) throw new Error(`${blocks} is no number of blocks.`);
const perBlock = 100;
const warmAfter = Math.floor(Number(blocks) / 2);

const least = [['GetBucketPolicy'], ['PutBucketPolicy']];
const six = [
  ['GetBucketPolicy', 'GetBucketTagging'],
  ['GetBucketWebsite'],
  ['GetBucketPolicy'],
  ['PutBucketPolicy'],
  ['GetBucketPolicy'],
];

const two = [['GetBucketPolicy', 'GetBucketTagging']];

const endpoint = await startEndpoint('5');
Object.assign(process.env, endpoint.env);
const work = mkdtempSync(join(folder, 'waxseal-steady-'));
const policy = join(work, 'waxseal.yaml');
writeFileSync(policy, auto);
const region = 'eu-west-1';
const globals = { regions: [region], journal: join(work, 'journal.db'), policy, format: 'text' } as const;
const station = await openStation(
  processHost(),
  { ...globals, verbose: false, colour: false },
  { writes: true, warn: console.error },
);
const unit = await station.catalog.remediation('s3-bucket-tls-only');
const resource = await station.catalog.resource('AWS::S3::Bucket');
const { account, partition } = await station.caller();
const s3 = bareClient();
/** Limiter, counting and the settings of ours, without a look around them. */
const ours = station.ports.clouds.look({ account, region, partition }).use(S3Client);

const jobOf = (id: string): Job => {
  const target = { account, region, partition, type: resource.type, id, arn: `arn:aws:s3:::${id}` };
  return { unit, resource, target, cause: { by: 'person' } };
};

const fix = async (id: string): Promise<void> => {
  const { is } = await reconcile(jobOf(id), station.ports);
  if (is !== 'remediated') throw new Error(`${id} is ${is}`);
};

/** The same look, each answer asked for by itself. */
const lookAlone = async (id: string): Promise<void> => {
  const { verdict } = await preview(jobOf(id), station.ports);
  if (verdict.is !== 'compliant') throw new Error(`${id} is ${verdict.is}`);
};

/** As `waxseal scan` looks. */
const { clouds } = sharedLooks(station.ports.clouds, () => station.ports.now())();
const look = async (id: string): Promise<void> => {
  const { verdict } = await preview(jobOf(id), { ...station.ports, clouds });
  if (verdict.is !== 'compliant') throw new Error(`${id} is ${verdict.is}`);
};

interface Way {
  readonly of: 'open' | 'shut';
  readonly name: string;
  readonly way: (bucket: string) => Promise<void>;
}
/** The first of each kind of buckets is what the others are told by. */
const ways: readonly Way[] = [
  { of: 'open', name: 'get, put', way: async (bucket) => sendWaves(s3, bucket, least) },
  { of: 'open', name: 'our six calls', way: async (bucket) => sendWaves(s3, bucket, six) },
  { of: 'open', name: 'fix', way: fix },
  { of: 'shut', name: 'our two calls', way: async (bucket) => sendWaves(s3, bucket, two) },
  { of: 'shut', name: 'same, our client', way: async (bucket) => sendWaves(ours, bucket, two) },
  { of: 'shut', name: 'seen, not planned', way: async (id) => void (await seeing(jobOf(id), station.ports)) },
  { of: 'shut', name: 'look, unshared', way: lookAlone },
  { of: 'shut', name: 'look', way: look },
];

async function* named(prefix: string): AsyncGenerator<string> {
  for (let at = 0; at < perBlock; at += 1) yield `${prefix}-${at}`;
}

const taken = ways.map((one) => ({ ...one, spent: [] as number[] }));
for (let block = 0; block < Number(blocks); block += 1) {
  // Another one first each time: what one leaves behind for the collector is not always the same one's.
  for (const turn of taken.keys()) {
    const at = (block + turn) % taken.length;
    const one = taken[at];
    if (!one) continue;
    const { of, way, spent } = one;
    const before = process.cpuUsage();
    await pooled(named(`${of}-${at}-${block}`), atOnce, way);
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1_000 / perBlock);
  }
}
await station.close();
endpoint.end();
rmSync(work, { recursive: true, force: true });

const warm = ({ spent }: { readonly spent: readonly number[] }): number => median(spent.slice(warmAfter));
for (const one of taken) {
  const base = taken.find(({ of }) => of === one.of) ?? one;
  console.log(
    `${one.name.padEnd(18)} ${warm(one).toFixed(2)} ms a bucket, ${(warm(one) / warm(base)).toFixed(2)}× ${base.name}`,
  );
}
