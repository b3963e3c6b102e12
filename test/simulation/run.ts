import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { refusalsInSources } from './refusals.ts';
import type { Share, Tally } from './work.ts';

/** `npm run simulate [-- --json --short --seeds N --pairs N --workers N --out DIR]` */
const usage = `npm run simulate -- [options]
  --json         one JSON document instead of text
  --short        every 40th fault, no pairs, no seeds
  --seeds N      how many seeded combinations of faults to try (default 3000)
  --pairs N      every N-th pair of faults on each remediation's smallest scenario (default 128; 1: all 400,000; 0: none)
  --workers N    threads (default: one per core)
  --out DIR      writes a scenario file for each violation and each planted bug`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3000' },
    pairs: { type: 'string', default: '128' },
    workers: { type: 'string', default: String(availableParallelism()) },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  print(usage);
  process.exit(0);
}
const whole = (name: string, text: string): number => {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  complain(`--${name} takes a whole number.\n${usage}`);
  process.exit(2);
};

const of = Math.max(1, whole('workers', values.workers));
const short = values.short;
const shareOf = (index: number): Share => ({
  index,
  of,
  seeds: short ? 0 : whole('seeds', values.seeds),
  stride: short ? 40 : 1,
  pairStride: short ? 0 : whole('pairs', values.pairs),
  hunting: 6000,
});

const began = performance.now();
const progress = new Map<number, number>();
const show = (): void => {
  if (values.json || !process.stderr.isTTY) return;
  const runs = [...progress.values()].reduce((sum, one) => sum + one, 0);
  process.stderr.write(`\r${runs} runs `);
};

const tallyOf = (index: number): Promise<Tally> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: shareOf(index) });
    worker.on('error', reject);
    worker.on('message', (message: { readonly runs?: number; readonly tally?: Tally }) => {
      if (message.runs !== undefined) progress.set(index, message.runs);
      show();
      if (message.tally) resolve(message.tally);
    });
  });

const tallies = await Promise.all(Array.from({ length: of }, (_, index) => tallyOf(index)));

const summed = (records: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const into: Record<string, number> = {};
  for (const record of records)
    for (const [key, value] of Object.entries(record)) into[key] = (into[key] ?? 0) + value;
  return into;
};
const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const byKind = summed(tallies.map(({ runs }) => runs));
const found = tallies.flatMap((tally) => tally.found);
const hunted = tallies.flatMap((tally) => tally.planted);
const missed = hunted.filter(({ rule }) => rule === null).map(({ id }) => id);
const hit = new Set(tallies.flatMap(({ refusals }) => refusals));
const refusals = refusalsInSources();
const windowsByKind = summed(tallies.map(({ windows }) => windows));
const result = {
  schema: 'waxseal/simulation/v1',
  runs: total(Object.values(byKind)),
  byKind,
  /** Faults that never came to pass: tried, and no runs. */
  unfired: total(tallies.map(({ unfired }) => unfired)),
  violations: total(tallies.map(({ violations }) => violations)),
  examples: found.map(({ rule, says, scenario }) => ({ rule, says, scenario })),
  windows: total(Object.values(windowsByKind)),
  windowsByKind,
  endings: summed(tallies.map(({ endings }) => endings)),
  plantedBugs: {
    planted: hunted.length,
    found: hunted.length - missed.length,
    missed,
    bugs: hunted.map(({ id, says, runs, rule }) => ({ id, says, runs, promise: rule })),
  },
  refusals: { known: refusals.length, neverHit: refusals.filter((name) => !hit.has(name)) },
  seconds: Math.round((performance.now() - began) / 1000),
  /** Of all threads: what it would take on one core that does nothing else. */
  cpuSeconds: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1e6),
};

if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  found.forEach(({ file, rule }, index) =>
    writeFileSync(join(values.out ?? '.', `violation-${index + 1}-${rule}.yaml`), file),
  );
  for (const { id, file } of hunted)
    if (file !== null) writeFileSync(join(values.out, `planted-${id}.yaml`), file);
}

if (values.json) print(JSON.stringify(result, null, 2));
else {
  const { runs, violations, windows, plantedBugs, seconds, unfired } = result;
  print(
    `\n${runs} runs in ${seconds} s (${Object.entries(byKind)
      .map(([kind, n]) => `${n} ${kind}`)
      .join(', ')}; ${unfired} faults never came to pass and do not count)`,
  );
  print(`${violations} violations`);
  for (const { rule, says, scenario } of result.examples) print(`  ${rule}: ${says} (${scenario})`);
  print(
    `${windows} windows (${Object.entries(windowsByKind)
      .map(([kind, n]) => `${kind} ${n}`)
      .join(', ')}): somebody else came between our last call and our put, or AWS showed an old state`,
  );
  print(`${plantedBugs.found} of ${plantedBugs.planted} planted bugs found`);
  for (const { id, promise, runs: cost } of plantedBugs.bugs)
    print(`  ${promise === null ? 'MISSED' : promise} ${id} (${cost} runs)`);
  const { known, neverHit: unmet } = result.refusals;
  print(`${known - unmet.length} of ${known} refusals of the sandbox were met`);
  for (const name of unmet) print(`  NEVER MET ${name}`);
}
const { neverHit } = result.refusals;
process.exitCode = result.violations > 0 || missed.length > 0 || neverHit.length > 0 ? 1 : 0;
