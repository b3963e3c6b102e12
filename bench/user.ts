import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { buildPlain, buildProgram } from '../scripts/build.ts';
import { median, startEndpoint } from './measuring.ts';
import { auto } from './policies.ts';

/**
 * What a person waits for: the program as it is installed, from process start to its end, beside a loop of the SDK alone
 * that is started the same way. Two loops: the least that a script would send (get, put), and our own calls.
 */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What one process took: seconds of wall and CPU time, and its largest size. */
export interface Took {
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
}

export interface Counted {
  readonly calls: Readonly<Record<string, number>>;
  readonly mostUnderWay: number;
}

export interface Compared {
  readonly buckets: number;
  readonly ours: Took;
  /** Get and put, or for a scan get alone. */
  readonly least: Took;
  readonly same: Took;
  /** What others take for the same; those that this machine has. */
  readonly peers: readonly { readonly name: string; readonly took: Took }[];
  readonly counted: Counted;
  /** Of one bucket, by purpose. */
  readonly purposes: Readonly<Record<string, number>>;
}

const middle = (all: readonly Took[]): Took => ({
  wall: median(all.map(({ wall }) => wall)),
  cpu: median(all.map(({ cpu }) => cpu)),
  megabytes: median(all.map(({ megabytes }) => megabytes)),
});

const textOf = async (stream: unknown): Promise<string> => {
  let text = '';
  if (stream instanceof Readable) for await (const part of stream) text += String(part);
  return text;
};

/** Runs a program that tells on descriptor 3 what it took. Exit code 0. */
const timed = async (
  [program = '', ...command]: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Took> => {
  const start = performance.now();
  const child = spawn(program, command, { cwd, env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const [, out, err, told] = child.stdio;
  const ended = once(child, 'close');
  const [says, warns, measured] = await Promise.all([out, err, told].map((stream) => textOf(stream)));
  const [code] = await ended;
  const wall = (performance.now() - start) / 1_000;
  if (code !== 0)
    throw new Error(`${command.join(' ').slice(0, 200)} ended with ${code}:\n${says?.slice(-2_000)}${warns}`);
  return { wall, ...JSON.parse(measured ?? '{}') };
};

const inNode = [process.execPath, '--import', here('measure.mjs')];

/** A Python that has the package: the tests' own (`test/kit/moto.ts`), else the one on the path. `undefined`: there is none. */
const pythonWith = (name: string): string | undefined =>
  [here('../.venv/bin/python3'), 'python3'].find(
    (python) => spawnSync(python, ['-c', `import ${name}`], { stdio: 'ignore' }).status === 0,
  );

/** What others have for the same, and how its Python is found. */
interface Peer {
  readonly name: string;
  readonly python: string | undefined;
  readonly missing: string;
  /** What to start; `undefined`: it has no part in this task. */
  readonly command: (task: Task, work: string) => readonly string[] | undefined;
}

/** Asks each Python once. */
export const peersHere = (): readonly Peer[] => [
  {
    name: 'boto3, 32 threads',
    python: pythonWith('boto3'),
    missing: 'boto3 DID NOT RUN: no Python here has it. Any run of vitest puts one into .venv.',
    command: ({ least, buckets }) => [here('boto3-loop.py'), least.flat().join(','), String(buckets)],
  },
  {
    name: 'Cloud Custodian',
    python: pythonWith('c7n'),
    missing:
      'Cloud Custodian DID NOT RUN: no Python here has it. python3 -m venv c7n; c7n/bin/pip install c7n; PATH=$PWD/c7n/bin:$PATH npm run bench',
    command: ({ custodian }, work) => custodian && [here('custodian.py'), custodian, work],
  },
];

/** What each call of one bucket was for: the last get before a put is the re-read, what follows a put proves it. */
const purposesOf = (asked: readonly string[]): Readonly<Record<string, number>> => {
  const put = asked.findIndex((name) => name.startsWith('Put'));
  const reread = put < 0 ? -1 : asked.lastIndexOf('GetBucketPolicy', put);
  const purposes: Record<string, number> = {};
  for (const [at, name] of asked.entries()) {
    const looks = name === 'GetBucketPolicy' ? 'look' : 'surroundings';
    const purpose = at === put ? 'put' : at === reread ? 're-read' : put >= 0 && at > put ? 'prove' : looks;
    purposes[purpose] = (purposes[purpose] ?? 0) + 1;
  }
  return purposes;
};

const isCounted = (value: unknown): value is Counted =>
  typeof value === 'object' && value !== null && 'calls' in value && 'mostUnderWay' in value;
const isWaves = (value: unknown): value is readonly (readonly string[])[] =>
  Array.isArray(value) && value.every((wave) => Array.isArray(wave));

interface Task {
  readonly buckets: number;
  /** How often each side is run; medians are told. */
  readonly times: number;
  readonly shut?: true;
  readonly command: readonly string[];
  readonly least: readonly (readonly string[])[];
  /** What Cloud Custodian is to do, where it has a part in this. */
  readonly custodian?: 'fix' | 'look';
}

export const comparing = async (folder: string, peers: readonly Peer[]) => {
  // As it is installed: the bundle, started by `bin/waxseal.js`, with nothing of a checkout beside it.
  await buildProgram(join(folder, 'dist/cli'));
  mkdirSync(join(folder, 'bin'));
  copyFileSync(here('../bin/waxseal.js'), join(folder, 'bin/waxseal.js'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await buildPlain(here('bare-loop.ts'), join(folder, 'loop'));
  const program = join(folder, 'bin/waxseal.js');
  const loop = join(folder, 'loop/bare-loop.js');

  /** In turns, so that a busy machine disturbs all sides alike. */
  return async (task: Task): Promise<Compared> => {
    const { buckets, times, shut, command, least } = task;
    const endpoint = await startEndpoint('20', String(buckets), '0', shut ? 'shut' : 'open');
    const asked = async (about: string): Promise<unknown> =>
      (await fetch(`${endpoint.address}/-/${about}`)).json();
    const work = mkdtempSync(join(folder, 'work-'));
    writeFileSync(join(work, 'waxseal.yaml'), auto);
    const env = {
      ...endpoint.env,
      // What Node compiled in the first of several turns is there for the others, as it is for a person.
      HOME: folder,
      WAXSEAL_POLICY: join(work, 'waxseal.yaml'),
    };
    const ours: Took[] = [];
    const theirs: Took[] = [];
    const same: Took[] = [];
    const others = peers.map(({ name }) => ({ name, all: [] as Took[] }));
    let counted: unknown;
    let waves: unknown;
    for (let turn = 0; turn < times; turn += 1) {
      await asked('counts/new');
      const journal = join(work, `journal-${turn}.db`);
      ours.push(await timed([...inNode, program, ...command], { ...env, WAXSEAL_JOURNAL: journal }, work));
      counted = await asked('counts/all');
      waves = await asked('waves/fleet-000000');
      for (const [sent, took] of [
        [least, theirs],
        [waves, same],
      ] as const) {
        await asked('counts/new');
        took.push(await timed([...inNode, loop, JSON.stringify(sent), String(buckets)], env, work));
      }
      for (const [at, { python, command: started }] of peers.entries()) {
        const given = started(task, work);
        if (python === undefined || !given) continue;
        await asked('counts/new');
        // No compiled files beside the sources of this checkout.
        const inPython = { ...env, AWS_DEFAULT_REGION: env.AWS_REGION, PYTHONDONTWRITEBYTECODE: '1' };
        others[at]?.all.push(await timed([python, ...given], inPython, work));
      }
    }
    endpoint.end();
    rmSync(work, { recursive: true, force: true });
    if (!isCounted(counted) || !isWaves(waves)) throw new Error('the endpoint did not say what was asked');
    return {
      buckets,
      ours: middle(ours),
      least: middle(theirs),
      same: middle(same),
      peers: others.flatMap(({ name, all }) => (all.length > 0 ? [{ name, took: middle(all) }] : [])),
      counted,
      purposes: purposesOf(waves.flat()),
    };
  };
};

const remediation = ['--remediation', 's3-bucket-tls-only'];
export const applyFleet = (buckets: number, times: number): Task => ({
  buckets,
  times,
  command: ['apply', '--scan', ...remediation],
  least: [['GetBucketPolicy'], ['PutBucketPolicy']],
});
export const scanFleet = (buckets: number, times: number): Task => ({
  buckets,
  times,
  shut: true,
  command: ['scan', ...remediation],
  least: [['GetBucketPolicy']],
});
/** With Cloud Custodian, which takes minutes for ten thousand. */
export const besideCustodian = (task: Task, custodian: 'fix' | 'look'): Task => ({ ...task, custodian });
export const firstFix = (times: number): Task => ({
  ...applyFleet(1, times),
  command: ['apply', '--resource', 'arn:aws:s3:::fleet-000000', ...remediation],
});
