#!/usr/bin/env node
// Starts the program: from the sources in a checkout, from the bundle in an installed package. Plain JavaScript for
// old versions of Node too, so that they can say what is wrong instead of failing on syntax.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const source = here('src/cli/main.ts');
const bundle = here('dist/cli/main.js');
// Node refuses to strip types below node_modules.
const inCheckout = existsSync(source) && !source.includes(`${sep}node_modules${sep}`);

const wanted = inCheckout ? '22.18' : '22.13';
const [major, minor] = process.versions.node.split('.').map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 13);
const able = newEnough && (!inCheckout || Boolean(process.features.typescript));

const stop = (words) => {
  process.stderr.write(`waxseal: ${words}\n`);
  process.exitCode = 1;
};

/** Two features of Node are still marked experimental; saying so at every start helps nobody. */
const quietly = () => {
  const emit = process.emitWarning.bind(process);
  process.emitWarning = (warning, ...rest) => {
    if (/^(SQLite|Type Stripping) is an experimental feature/.test(String(warning))) return;
    emit(warning, ...rest);
  };
};

/**
 * What Node has compiled is kept for the next start, in a folder of this person's own: the common one in /tmp could be
 * anybody's, and what lies in it is run. Where it cannot be kept, Node goes on without.
 */
const rememberCompiled = () => {
  const cache = process.env.XDG_CACHE_HOME || (homedir() && `${homedir()}${sep}.cache`);
  if (cache) nodeModule.enableCompileCache?.(`${cache}${sep}waxseal`);
};

/** The same command line under another Node; ^C and the exit code pass through. */
const under = (node) => {
  const env = { ...process.env, WAXSEAL_NODE: node };
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // The terminal sends ^C to the child as well; other signals come to us alone.
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  }
  child.on('error', () => stop(`the Node of this checkout does not start (${node}). Run npm ci again.`));
  child.on('exit', (code) => {
    process.exitCode = code === null ? 1 : code;
  });
};

if (able) {
  const entry = inCheckout ? source : bundle;
  if (existsSync(entry)) {
    quietly();
    rememberCompiled();
    const { main } = await import(pathToFileURL(entry).href);
    process.exitCode = await main(process.argv.slice(2));
  } else {
    stop('this package holds no program. Install it again, or run npm run build in a checkout.');
  }
} else {
  const own = here('node_modules/.bin/node');
  if (existsSync(own) && !process.env.WAXSEAL_NODE) under(own);
  else {
    const way = inCheckout ? 'Run npm ci here, which brings one along, or install it' : 'Install it';
    stop(
      `this needs Node ${wanted} or newer and runs on ${process.versions.node}. ${way} from https://nodejs.org.`,
    );
  }
}
