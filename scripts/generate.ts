import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { usage } from './usage.ts';

/**
 * Writes whatever follows from the code: the registries of the rooms, pages, the README's table, the policy's JSON
 * Schema, what the program prints as JSON, and the tables of permissions and costs.
 * With `--check` it writes nothing and fails when a file is not as it would be written.
 *
 * In two processes: pages are written by code that imports the registries, as they are after the first.
 */
usage(
  'node scripts/generate.ts [--check]: writes what follows from the code; --check writes nothing and fails when a file differs.',
  import.meta.url,
);

const phases = ['rooms', 'pages'];
const run = (phase: string): boolean => {
  const file = fileURLToPath(new URL(`generate/${phase}.ts`, import.meta.url));
  return spawnSync(process.execPath, [file, ...process.argv.slice(2)], { stdio: 'inherit' }).status === 0;
};

process.exitCode = phases.every(run) ? 0 : 1;
