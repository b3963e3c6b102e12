import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { costs, planText } from './plan.ts';
import { planted } from './planted.ts';
import { isGood, merged, readResult, resultOf, textOf, type Result } from './result.ts';
import type { Share, Tally } from './work.ts';

/** `npm run simulate`: everything that the short form in the tests tries a spread of. */
const usage = `npm run simulate -- [options]
  --json             one JSON document instead of text
  --short            every 40th fault, no pairs, no seeds
  --seeds N          how many seeded combinations of faults to try (default 3000)
  --pairs N          every N-th pair of faults on each remediation's smallest scenario (default 128; 1: all 400,000; 0: none)
  --workers N        threads (default: one per core)
  --shard I/N        the I-th of N parts of the whole, such as 1/4; the parts together are the whole
  --merge A.json …   adds up what the shards printed with --json, and evaluates all of it
  --plan             what it would cost, today and with the units that are planned; tries nothing
  --out DIR          writes a scenario file for each violation and each planted bug`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);
const refuse = (line: string): never => {
  complain(line);
  process.exit(2);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3000' },
    pairs: { type: 'string', default: '128' },
    workers: { type: 'string', default: String(availableParallelism()) },
    shard: { type: 'string', default: '1/1' },
    merge: { type: 'boolean', default: false },
    plan: { type: 'boolean', default: false },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const whole = (name: string, text: string): number =>
  /^\d{1,7}$/.test(text) ? Number(text) : refuse(`--${name} takes a whole number.\n${usage}`);
const shardIn = (text: string): Share['shard'] => {
  const [, index = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of) return { index: index - 1, of };
  return refuse(`--shard takes a part and how many there are, such as 1/4.\n${usage}`);
};

const workers = Math.max(1, whole('workers', values.workers));
const shard = shardIn(values.shard);
const asked: Result['asked'] = {
  seeds: values.short ? 0 : whole('seeds', values.seeds),
  stride: values.short ? 40 : 1,
  pairStride: values.short ? 0 : whole('pairs', values.pairs),
  hunting: 6000,
};

const conclude = (result: Result): void => {
  if (values.json) print(JSON.stringify(result, null, 2));
  else textOf(result).forEach(print);
  process.exitCode = isGood(result) ? 0 : 1;
};

const progress = new Map<number, number>();
const began = performance.now();
/** On a terminal only: a log has no use for it. */
const show = (): void => {
  if (!process.stderr.isTTY) return;
  const runs = [...progress.values()].reduce((sum, one) => sum + one, 0);
  const seconds = (performance.now() - began) / 1000;
  process.stderr.write(`\r${runs} runs, ${Math.round(runs / seconds)} a second `);
};

const tallyOf = (index: number): Promise<Tally> =>
  new Promise((resolve, reject) => {
    const workerData: Share = { index, of: workers, shard, ...asked };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    worker.on('error', reject);
    worker.on('message', (message: { readonly runs?: number; readonly tally?: Tally }) => {
      if (message.runs !== undefined) progress.set(index, message.runs);
      show();
      if (message.tally) resolve(message.tally);
    });
  });

const keep = (folder: string, tallies: readonly Tally[]): void => {
  mkdirSync(folder, { recursive: true });
  tallies
    .flatMap(({ found }) => found)
    .forEach(({ file, rule }, index) =>
      writeFileSync(join(folder, `violation-${shard.index + 1}-${index + 1}-${rule}.yaml`), file),
    );
  for (const { id, file } of tallies.flatMap((tally) => tally.planted))
    if (file !== null) writeFileSync(join(folder, `planted-${id}.yaml`), file);
};

const simulate = async (): Promise<void> => {
  const tallies = await Promise.all(Array.from({ length: workers }, (_, index) => tallyOf(index)));
  if (process.stderr.isTTY) complain('');
  if (values.out !== undefined) keep(values.out, tallies);
  const { user, system } = process.cpuUsage();
  conclude(
    resultOf(tallies, {
      shard,
      asked,
      seconds: Math.round((performance.now() - began) / 1000),
      cpuSeconds: Math.round((user + system) / 1e6),
    }),
  );
};

/** Planted bugs are mostly found at once; some need thousands of runs. The mean, as measured. */
const runsForABug = 200;

if (values.help) print(usage);
else if (values.plan)
  planText(await costs(asked), asked.seeds + planted.length * runsForABug, workers).forEach(print);
else if (values.merge) {
  try {
    conclude(merged(positionals.map((file) => readResult(readFileSync(file, 'utf8'), file))));
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
} else if (positionals.length > 0) refuse(`What is ${positionals.join(' ')}?\n${usage}`);
else await simulate();
