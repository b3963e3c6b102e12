import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildHandlers, buildPlain, fileFor, loadedWith } from '../scripts/build.ts';
import { fixBalancers, type Balancers } from './balancers.ts';
import { callsPerFix } from './calls.ts';
import { median, startEndpoint } from './measuring.ts';
import { partsOf, type Parts, type Side } from './parts.ts';
import { auto } from './policies.ts';
import {
  applyFleet,
  besideCustodian,
  comparing,
  firstFix,
  peersHere,
  scanFleet,
  type Compared,
} from './user.ts';

/**
 * Measures what a fleet costs: start, memory, calls, and time beside the bare SDK. Ratios, so that a busy machine
 * disturbs both sides alike. `--json` prints one object; `--quick` takes a tenth of the resources.
 */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const usage = `node bench/run.ts [--quick] [--json]

  --quick  a tenth of the resources, one run of each instead of the median of three
  --json   one object instead of tables; nothing on the way
  --help   this

Needs nothing but this checkout. Where a Python has boto3 (any run of vitest puts one into .venv) or c7n (Cloud Custodian), they
run beside. Journals lie in the folder for temporary files: TMPDIR=/dev/shm for a file system in memory.
The tables are explained in docs/performance.md.`;

const asked = (): { readonly quick?: boolean; readonly json?: boolean; readonly help?: boolean } => {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ options: { quick: flag, json: flag, help: { ...flag, short: 'h' } } }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
};
const { quick = false, json = false, help = false } = asked();
const fleet = quick ? 100 : 1_000;
const many = quick ? 1_000 : 10_000;
const starts = quick ? 7 : 21;

const say = (words: string): void => void (json || console.error(words));

/** CPU time (user and system, microseconds) of a Node that loads the files and ends. */
const cpuOfLoading = (files: readonly string[]): number => {
  const imports = files.map((file) => `await import(${JSON.stringify(pathToFileURL(file).href)});`).join('');
  const tell = 'const c = process.cpuUsage(); process.stdout.write(String(c.user + c.system));';
  const script = files.length === 0 ? tell : `(async () => { ${imports} ${tell} })()`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
};

/** Medians of interleaved runs, each as a multiple of a bare Node. */
const startRatios = (sets: readonly (readonly string[])[]): readonly number[] => {
  const all = [[], ...sets];
  const times = all.map((): number[] => []);
  for (let turn = 0; turn < starts; turn += 1) {
    for (const [index, files] of all.entries()) times[index]?.push(cpuOfLoading(files));
  }
  const [bare = Number.NaN, ...others] = times.map(median);
  return others.map((time) => time / bare);
};

/**
 * Memory is measured with the heap of a small function. On a machine with much memory V8 lets garbage lie, and the peak
 * says more about the machine than about us.
 */
const smallHeap = ['--max-old-space-size=64', '--max-semi-space-size=4'];

/** Starts the endpoint, lets a process drive the function against it, and gives back what that process measured. */
const drive = async (
  task: 'compare' | 'remember',
  folder: string,
  {
    buckets,
    latency,
    policy,
  }: { readonly buckets: number; readonly latency: number; readonly policy: string },
): Promise<Record<string, unknown>> => {
  const endpoint = await startEndpoint(String(latency));
  const work = mkdtempSync(join(tmpdir(), 'waxseal-bench-'));
  writeFileSync(join(work, 'waxseal.yaml'), policy);
  const env = {
    ...endpoint.env,
    POWERTOOLS_LOG_LEVEL: 'CRITICAL',
    POWERTOOLS_METRICS_DISABLED: 'true',
    // In memory for time; on disk for memory, where the journal's own growth is not the function's.
    WAXSEAL_JOURNAL: `sqlite:${task === 'compare' ? ':memory:' : join(work, 'journal.db')}`,
    WAXSEAL_POLICY: join(work, 'waxseal.yaml'),
  };
  const given = [here('fleet.ts'), task, folder, endpoint.address, String(buckets)];
  const worker = spawn(process.execPath, [...(task === 'remember' ? smallHeap : []), ...given], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  createInterface(worker.stderr).on('line', (line) => lines.push(line));
  const [code] = await once(worker, 'close');
  endpoint.end();
  rmSync(work, { recursive: true, force: true });
  const last = lines.findLast((line) => line.startsWith('{'));
  if (code !== 0 || last === undefined) throw new Error(`The ${task} run failed:\n${lines.join('\n')}`);
  return JSON.parse(last);
};

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

const main = async (): Promise<number> => {
  if (help) {
    console.log(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-bundle-'));
  try {
    say('Bundling');
    await buildPlain(here('bare.ts'), join(folder, 'bench'));
    const files = await buildHandlers(join(folder, 'handlers'));
    const file = (source: string): string => join(folder, 'handlers', fileFor(files, source).name);
    const entry = file('handlers/remediate.ts');
    const unit = file('src/services/s3/remediations/s3-bucket-tls-only.ts');
    const more = [
      'src/entry-points/deliver.ts',
      'src/adapters/deployment/deployed-ports.ts',
      'src/services/s3/resources/aws-s3-bucket.ts',
    ];
    const loaded = more.map((source) => file(source));

    say(`Starting ${starts} times`);
    const [initRatio, oneClientRatio, firstEventRatio] = startRatios([
      [entry],
      [entry, unit],
      [entry, unit, ...loaded],
    ]);
    const entryKiB = loadedWith(files, ['remediate.js']).reduce((sum, { bytes }) => sum + bytes, 0) / 1024;

    say(`${fleet} resources beside the bare SDK, answers after 20 ms`);
    const compared = await drive('compare', folder, { buckets: fleet, latency: 20, policy: auto });
    const waves = Array.isArray(compared['waves']) ? compared['waves'].flat() : [];
    if (!waves.includes('PutBucketPolicy'))
      throw new Error(`Nothing was fixed, so nothing was measured: ${waves.join(' ')}`);

    say(`Memory at 100 and at ${many} resources`);
    const dryRun = 'version: 1\nmode: dry-run\n';
    const small = await drive('remember', folder, { buckets: 100, latency: 0, policy: dryRun });
    const large = await drive('remember', folder, { buckets: many, latency: 0, policy: dryRun });

    const peers = peersHere();
    const missing = peers.flatMap((peer) => (peer.python === undefined ? [peer.missing] : []));
    for (const words of missing) say(words);
    const compare = await comparing(join(folder, 'user'), peers);
    const times = quick ? 1 : 3;
    say('The program from process start, beside loops of the SDK');
    const first = await compare(besideCustodian(firstFix(quick ? 3 : 7), 'fix'));
    const applied = await compare(besideCustodian(applyFleet(fleet, times), 'fix'));
    const scanned = await compare(besideCustodian(scanFleet(fleet, times), 'look'));
    const appliedMany = await compare(applyFleet(many, 1));
    const scannedMany = await compare(scanFleet(many, 1));
    const scannedOne = await compare(scanFleet(1, quick ? 3 : 7));
    const user = { first, applied, scanned, appliedMany, scannedMany, scannedOne };
    const parts = {
      ours: partsOf(scannedOne, scanned, scannedMany, 'ours'),
      same: partsOf(scannedOne, scanned, scannedMany, 'same'),
    };
    const balancers = await fixBalancers(quick ? 20 : 100);
    say('One more bucket when all is compiled');
    const steady = execFileSync(process.execPath, [here('steady.ts')], { encoding: 'utf8' });

    const result = {
      initRatio: numberOf(initRatio),
      oneClientRatio: numberOf(oneClientRatio),
      firstEventRatio: numberOf(firstEventRatio),
      entryKiB,
      fleetRatio: numberOf(compared['ours']) / numberOf(compared['theirs']),
      rssRatio: numberOf(large['rss']) / numberOf(small['rss']),
      heapRatio: numberOf(large['heap']) / numberOf(small['heap']),
      user,
      parts,
      balancers,
      steady,
      load: loadavg()[0],
      callsPerFix: await callsPerFix(),
      wavesPerFix: Array.isArray(compared['waves']) ? compared['waves'].length : 0,
      fleetSeconds: numberOf(compared['ours']) / 1000,
      resources: { fleet, many },
      node: process.versions.node,
    };
    if (json) console.log(JSON.stringify(result));
    else {
      show(result);
      showUser(user, missing);
      showParts(parts);
      showBalancers(balancers);
      console.log(
        `One more bucket when all is loaded and compiled\n${steady.replaceAll(/^/gm, '  ').trimEnd()}`,
      );
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const show = (result: Readonly<Record<string, unknown>>): void => {
  const aims = [
    ['initRatio', 'Start, × the CPU time of a bare Node', 1.6],
    ['oneClientRatio', 'Start with one remediation and its SDK client, × bare Node', 4],
    ['firstEventRatio', 'The same with the engine: what the first event loads', undefined],
    ['entryKiB', 'Loaded at start, KiB', 60],
    ['fleetRatio', 'A fleet, × the wall time of the bare SDK', 1.3],
    ['rssRatio', 'Peak memory with a heap of 64 MB, × that at 100 resources', 1.3],
    ['heapRatio', 'Memory in use after it, × that after 100 resources', 1.2],
  ] as const;
  for (const [key, what, aim] of aims) {
    const value = numberOf(result[key]);
    const evaluated = aim === undefined ? '' : `aim ${aim}${value <= aim ? '' : '   MISSED'}`;
    console.log(`${what.padEnd(62)} ${value.toFixed(2).padStart(7)}   ${evaluated}`);
  }
  console.log('Calls for one whole fix: look, write, look again');
  for (const [id, calls] of Object.entries(result['callsPerFix'] ?? {}))
    console.log(`  ${id.padEnd(60)} ${String(calls).padStart(4)}`);
};

/** https://man7.org/linux/man-pages/man2/statfs.2.html */
const tmpfs = 0x01_02_19_94;
const journalsIn = (): string => {
  const folder = tmpdir();
  return `${folder}, ${statfsSync(folder).type === tmpfs ? 'a file system in memory' : 'a disc'}`;
};

const ratio = (one: number, other: number): string => `${(one / other).toFixed(2)}×`;
const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const row = (cells: readonly string[]): void =>
  console.log(`  ${cells.map((cell, at) => (at === 0 ? cell.padEnd(30) : cell.padStart(11))).join('')}`);

/** Beside the least that a loop of the SDK sends, and beside the same calls; a fleet's aims are those of docs/performance.md. */
const showUser = (all: Readonly<Record<string, Compared>>, missing: readonly string[]): void => {
  console.log(
    `What a person waits for, S3, answers after 20 ms (load average ${loadavg()[0]?.toFixed(1)}; journals in ${journalsIn()})`,
  );
  row(['', 'wall', '× get, put', '× our calls', 'CPU', '× get, put', '× our calls', 'MB', 'in flight']);
  const titles: Readonly<Record<string, string>> = {
    first: 'First fix',
    applied: 'Apply, open fleet of',
    scanned: 'Scan, shut fleet of',
    appliedMany: 'Apply, open fleet of',
    scannedMany: 'Scan, shut fleet of',
    scannedOne: 'Scan, one shut bucket',
  };
  for (const [key, { buckets, ours, least, same, peers, counted }] of Object.entries(all)) {
    row([
      `${titles[key] ?? key}${buckets > 1 ? ` ${buckets}` : ''}`,
      `${ours.wall.toFixed(2)} s`,
      ratio(ours.wall, least.wall),
      ratio(ours.wall, same.wall),
      `${ours.cpu.toFixed(2)} s`,
      ratio(ours.cpu, least.cpu),
      ratio(ours.cpu, same.cpu),
      ours.megabytes.toFixed(0),
      String(counted.mostUnderWay),
    ]);
    for (const { name, took } of peers)
      row([
        `  ${name}`,
        `${took.wall.toFixed(2)} s`,
        ratio(took.wall, least.wall),
        '',
        `${took.cpu.toFixed(2)} s`,
        ratio(took.cpu, least.cpu),
        '',
        took.megabytes.toFixed(0),
        '',
      ]);
  }
  for (const words of missing) console.log(`  ${words}`);
  const { applied, scanned } = all;
  if (applied)
    console.log(`  Calls of one fix: ${listed(applied.purposes)}; of all: ${listed(applied.counted.calls)}`);
  if (scanned)
    console.log(`  Calls of one look: ${listed(scanned.purposes)}; of all: ${listed(scanned.counted.calls)}`);
};

const showParts = ({ ours, same }: Readonly<Record<Side, Parts>>): void => {
  const parts: readonly (readonly [keyof Parts, string])[] = [
    ['start', 'start and end, one bucket'],
    ['warming', `first ${fleet}: not compiled yet`],
    ['furtherThousand', 'each further 1000'],
  ];
  console.log('Where the CPU of a scan goes');
  row(['', 'waxseal', 'our calls', '×']);
  for (const [part, title] of parts)
    row([title, `${ours[part].toFixed(2)} s`, `${same[part].toFixed(2)} s`, ratio(ours[part], same[part])]);
};

const showBalancers = ({ count, fixed, calls, mostUnderWay, ...seconds }: Balancers): void => {
  const { secondsAtPublishedRate: ours, secondsOfLeast: least } = seconds;
  console.log(
    `${count} load balancers, ${fixed} fixed, at most ${mostUnderWay} calls in flight: ${listed(calls)}`,
  );
  console.log(
    `  Reads of ELB at the speed that AWS publishes: ${ours.toFixed(0)} s; one each: ${least.toFixed(0)} s`,
  );
};

process.exitCode = await main();
