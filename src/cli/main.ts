import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host } from './runtime/host.ts';
import { exits } from './output/exits.ts';
import { processHost } from './runtime/host.ts';
import { runProgram } from './program.ts';

/** Runs one command line and answers the exit code. Never throws, never ends the process. */
export const main = async (argv: readonly string[], host: Host = processHost()): Promise<number> => {
  try {
    return await runProgram(argv, host);
  } catch (error) {
    // Everything expected is answered within; this is a bug, and says so.
    host.stderr.write(
      `waxseal: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exits.failure;
  }
};

/** Whether this file is what Node was started with, also through a link or from `bin/waxseal.js`. */
const isEntry = (): boolean => {
  const started = process.argv[1];
  if (started === undefined) return false;
  try {
    return realpathSync(started) === realpathSync(fileURLToPath(import.meta.url));
  } catch {
    return false;
  }
};

if (isEntry()) process.exitCode = await main(process.argv.slice(2));
