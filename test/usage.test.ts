import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Each imports `scripts/build.ts`, which has a usage of its own. */
test.each([
  ['bench/run.ts', 0, /^npm run bench|^node bench\/run\.ts/m],
  ['infra/synth.ts', 2, /^npm run synth takes no arguments/m],
])('%s --help speaks of itself', (script, status, own) => {
  const file = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const ran = spawnSync(process.execPath, [file, '--help'], { encoding: 'utf8' });
  expect(`${ran.stdout}${ran.stderr}`).toMatch(own);
  expect(ran.stdout).not.toContain('scripts/build.ts');
  expect(ran.status).toBe(status);
});
