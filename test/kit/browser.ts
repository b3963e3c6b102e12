import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import * as z from 'zod/mini';

/**
 * A real browser for tests: Chromium as npm brings it, with the libraries and the font that a bare machine lacks. Nothing
 * is downloaded and nothing of the machine is needed; what does not start fails the tests that need it.
 */
const root = join(import.meta.dirname, '../..');
const home = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
const { version } = z
  .looseObject({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')));
const cache = join(root, 'node_modules/.cache');
const unpacked = join(cache, `chromium-${version}`);

const unpacking = `
  import chromium, { inflate } from ${JSON.stringify(pathToFileURL(join(home, 'build/index.js')).href)};
  await chromium.executablePath();
  await inflate(${JSON.stringify(join(home, 'bin/al2023.tar.br'))});
`;

/** Once for each version, which takes ten seconds: the package unpacks into the folder for what is temporary. */
const unpack = (): void => {
  if (existsSync(unpacked)) return;
  mkdirSync(cache, { recursive: true });
  const TMPDIR = mkdtempSync(join(cache, 'chromium-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', unpacking], {
      env: { ...process.env, TMPDIR },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    // Somebody else's is as good.
    if (!existsSync(unpacked)) renameSync(TMPDIR, unpacked);
  } finally {
    rmSync(TMPDIR, { recursive: true, force: true });
  }
};

/** What the package gives for its own machines switches off the very protections that are tested here. */
const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

const started = (executablePath: string, env: NodeJS.ProcessEnv): Promise<Browser> =>
  chromium.launch({ executablePath, args, env: Object.fromEntries(defined(env)), timeout: 30_000 });

const defined = (env: NodeJS.ProcessEnv): readonly (readonly [string, string])[] =>
  Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));

/** `WAXSEAL_BROWSER`: the path of a Chromium, for machines that npm's does not run on. */
export const openBrowser = async (): Promise<Browser> => {
  const { WAXSEAL_BROWSER: own } = process.env;
  try {
    if (own) return await started(own, process.env);
    unpack();
    const executable = join(unpacked, 'chromium');
    const env = { ...process.env, FONTCONFIG_PATH: join(unpacked, 'fonts') };
    return await started(executable, env).catch(() =>
      // Where the machine lacks NSS and Expat.
      started(executable, { ...env, LD_LIBRARY_PATH: join(unpacked, 'al2023/lib') }),
    );
  } catch (cause) {
    throw new Error(
      'No browser could be started, so the pages of waxseal serve were NOT tested. The one of @sparticuz/chromium runs on Linux on x64: elsewhere set WAXSEAL_BROWSER to the path of a Chromium or Chrome.',
      { cause },
    );
  }
};
