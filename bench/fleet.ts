import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * A process of its own that drives the bundled function: `fleet.ts compare|remember <folder> <endpoint> <buckets>`.
 * `compare` times it beside the bare SDK, in turns; `remember` only drives it. Prints one line of JSON last.
 */
const [task = '', folder = '', endpoint = '', count = '0'] = process.argv.slice(2);
const perBatch = 10;
const perRound = 100;

/** What Lambda would load and call; the bundle has no types. */
const loaded = async (
  path: string,
): Promise<Record<string, (...given: readonly unknown[]) => Promise<unknown>>> =>
  import(pathToFileURL(`${folder}/${path}`).href);

const event = (bucket: string): string => {
  const about = { resourceType: 'AWS::S3::Bucket', resourceId: bucket };
  const qualifier = { ...about, configRuleName: 'bench', evaluationMode: 'DETECTIVE' };
  const at = '2026-01-05T09:00:00.000Z';
  return JSON.stringify({
    version: '0',
    id: `event-${bucket}`,
    'detail-type': 'Config Rules Compliance Change',
    source: 'aws.config',
    account: '111122223333',
    time: at,
    region: 'eu-west-1',
    detail: {
      ...about,
      awsRegion: 'eu-west-1',
      awsAccountId: '111122223333',
      configRuleName: 'bench',
      configRuleARN: 'arn:aws:config:eu-west-1:111122223333:config-rule/bench',
      messageType: 'ComplianceChangeNotification',
      newEvaluationResult: {
        evaluationResultIdentifier: { evaluationResultQualifier: qualifier, orderingTimestamp: at },
        complianceType: 'NON_COMPLIANT',
      },
    },
  });
};

const context = {
  awsRequestId: 'bench',
  functionName: 'bench',
  memoryLimitInMB: '512',
  invokedFunctionArn: 'arn',
};

const batches = (names: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(names.length / perBatch) }, (_, at) =>
    names.slice(at * perBatch, (at + 1) * perBatch),
  );

const { handler } = await loaded('handlers/remediate.js');
if (!handler) throw new Error('the bundle has no handler');

const handled = async (names: readonly string[]): Promise<void> => {
  for (const batch of batches(names)) {
    const Records = batch.map((name) => ({ messageId: name, eventSource: 'aws:sqs', body: event(name) }));
    const answer = JSON.stringify(await handler({ Records }, context));
    if (answer !== '{"batchItemFailures":[]}') throw new Error(`the function failed: ${answer}`);
  }
};

const named = (prefix: string, from: number, length: number): readonly string[] =>
  Array.from({ length }, (_, at) => `${prefix}-${String(from + at).padStart(6, '0')}`);

const askedFor = async (bucket: string): Promise<unknown> =>
  (await fetch(`${endpoint}/-/waves/${bucket}`)).json();

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const compare = async (buckets: number): Promise<object> => {
  const { bareClient, sendWaves } = await loaded('bench/bare.js');
  if (!bareClient || !sendWaves) throw new Error('the bundle has no bare loop');
  const s3 = bareClient();
  const bare = async (names: readonly string[], waves: unknown): Promise<void> => {
    for (const batch of batches(names)) await Promise.all(batch.map((name) => sendWaves(s3, name, waves)));
  };
  // One round unmeasured: both sides have loaded and opened what they need.
  await handled(named('warm', 0, perBatch));
  const waves = await askedFor('warm-000000');
  await bare(named('warm-bare', 0, perBatch), waves);
  let ours = 0;
  let theirs = 0;
  for (let from = 0; from < buckets; from += perRound) {
    ours += await timed(() => handled(named('ours', from, perRound)));
    theirs += await timed(() => bare(named('bare', from, perRound), waves));
  }
  const last = await askedFor(`ours-${String(buckets - 1).padStart(6, '0')}`);
  return { ours, theirs, waves: last };
};

const remember = async (buckets: number): Promise<object> => {
  await handled(named('ours', 0, buckets));
  const rss = process.resourceUsage().maxRSS;
  // What is left when all garbage is gone: it grows only if something is kept that should not be.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return { rss, heap: process.memoryUsage().heapUsed };
};

const result = await (task === 'compare' ? compare(Number(count)) : remember(Number(count)));
process.stderr.write(`${JSON.stringify(result)}\n`);
process.exit();
