import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processHost } from '../src/cli/runtime/host.ts';
import { openStation } from '../src/cli/runtime/station.ts';
import { reconcile } from '../src/core/engine/reconcile.ts';
import { atOnce, pooled } from '../src/core/model/pooled.ts';
import { bareClient, sendWaves } from './bare.ts';
import { median, startEndpoint } from './measuring.ts';
import { auto } from './policies.ts';
import { usage } from '../scripts/usage.ts';

/**
 * What one more bucket costs when all is loaded and compiled: `node bench/steady.ts [blocks] [folder of the journal]`.
 * Milliseconds of a processor, in this process with all its threads, of a get and a put, of the six calls of a fix, and of
 * the fix itself: blocks of a hundred buckets, in turns, so that a busy machine disturbs all alike. Warm blocks are told.
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

const fix = async (id: string): Promise<void> => {
  const target = { account, region, partition, type: resource.type, id, arn: `arn:aws:s3:::${id}` };
  const { is } = await reconcile({ unit, resource, target, cause: { by: 'person' } }, station.ports);
  if (is !== 'remediated') throw new Error(`${id} is ${is}`);
};

const ways = {
  'get, put': async (bucket: string) => sendWaves(s3, bucket, least),
  'our calls': async (bucket: string) => sendWaves(s3, bucket, six),
  fix,
};

async function* named(prefix: string): AsyncGenerator<string> {
  for (let at = 0; at < perBlock; at += 1) yield `${prefix}-${at}`;
}

const taken = Object.entries(ways).map(([name, way]) => ({ name, way, spent: [] as number[] }));
for (let block = 0; block < Number(blocks); block += 1) {
  for (const [at, { way, spent }] of taken.entries()) {
    const before = process.cpuUsage();
    await pooled(named(`steady-${at}-${block}`), atOnce, way);
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1_000 / perBlock);
  }
}
await station.close();
endpoint.end();
rmSync(work, { recursive: true, force: true });

const [first] = taken;
for (const { name, spent } of taken) {
  const [own, base] = [spent, first?.spent ?? []].map((all) => median(all.slice(warmAfter)));
  const [ms = Number.NaN, of = Number.NaN] = [own, base];
  console.log(`${name.padEnd(10)} ${ms.toFixed(2)} ms a bucket, ${(ms / of).toFixed(2)}× get, put`);
}
