import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * Starts moto, an AWS over HTTP, once for all tests, and tells them where it is by `WAXSEAL_MOTO`. Set that yourself
 * to use a server that runs already, or to `off` to do without.
 */
const root = join(import.meta.dirname, '../..');
const requirements = join(import.meta.dirname, 'moto-requirements.txt');
const venv = join(root, '.venv');
const stamp = join(venv, 'waxseal-requirements.txt');

const required = (): boolean => process.env['CI'] === 'true' || process.env['WAXSEAL_REQUIRE_WIRE'] === '1';

const loudly = (why: string): void => {
  const lines = [
    '',
    '*'.repeat(78),
    'THE WIRE TESTS DID NOT RUN: nothing of AWS was tried over HTTP.',
    why,
    `They need Python 3 with venv; what is installed is in test/kit/moto-requirements.txt.`,
    'Set WAXSEAL_REQUIRE_WIRE=1 (as CI does) to make this an error.',
    '*'.repeat(78),
    '',
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
};

const run = (command: string, given: readonly string[]): void => {
  const { status, error, stderr } = spawnSync(command, given, { encoding: 'utf8', cwd: root });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${given.join(' ')}: ${stderr.trim().split('\n').at(-1)}`);
};

const installed = (): boolean =>
  existsSync(stamp) && readFileSync(stamp, 'utf8') === readFileSync(requirements, 'utf8');

/** Made atomically by whoever installs; one that is older than ten minutes was left behind. */
const lock = `${venv}/.installing`;
const locked = (): boolean => {
  try {
    mkdirSync(venv, { recursive: true });
    mkdirSync(lock);
    return true;
  } catch {
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (age > 600_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
};

/** Into `.venv` of the project, once for each version of the requirements, by one process at a time. */
const install = async (): Promise<void> => {
  while (!installed()) {
    if (!locked()) {
      await setTimeout(500);
      continue;
    }
    try {
      process.stderr.write('Installing moto for the wire tests into .venv (once) …\n');
      run('python3', ['-m', 'venv', venv]);
      run(join(venv, 'bin', 'pip'), [
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '-r',
        requirements,
      ]);
      writeFileSync(stamp, readFileSync(requirements, 'utf8'));
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
};

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/moto-api/data.json`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
};

const startServer = async (): Promise<{ url: string; server: ChildProcess }> => {
  await install();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(join(venv, 'bin', 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS: 'true' },
  });
  for (let turn = 0; turn < 300; turn += 1) {
    if (server.exitCode !== null) break;
    if (await answers(url)) return { url, server };
    await setTimeout(100);
  }
  server.kill();
  throw new Error(`moto did not answer at ${url}`);
};

/** Vitest's global setup. Answers how to stop what it started. */
export default async (): Promise<(() => void) | undefined> => {
  if (process.env['WAXSEAL_MOTO']) return undefined;
  try {
    const { url, server } = await startServer();
    process.env['WAXSEAL_MOTO'] = url;
    return () => {
      server.kill();
      delete process.env['WAXSEAL_MOTO'];
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (required()) throw new Error(`The wire tests are required and cannot run. ${why}`, { cause: error });
    loudly(why);
    return undefined;
  }
};
