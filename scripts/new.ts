import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { begin } from './new/begin.ts';
import { Help, Refused, requestFrom } from './new/request.ts';

/** `npm run new`: begins a remediation. Without words it asks, where there is a terminal. */

const home = fileURLToPath(new URL('../', import.meta.url));
const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
const terminal = isTerminal ? createInterface({ input: process.stdin, output: process.stdout }) : undefined;

try {
  const request = await requestFrom(process.argv.slice(2), home, terminal).finally(() => terminal?.close());
  const { paths, left, todos } = await begin(request, home);
  for (const path of paths) console.log(path);
  const script = fileURLToPath(new URL('generate.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { cwd: home, stdio: 'inherit' });
  for (const line of left) console.log(`By hand: ${line}`);
  const rooms = `src/services/${request.service} test/services/${request.service}`;
  console.log(`
${todos} TODOs say what is left: grep -rn TODO ${rooms}
Then: npm run generate && npx vitest run test/services/${request.service} test/services/{contracts,evidence}.test.ts test/scenarios.test.ts
At last: npm run check && npx vitest run test/house.test.ts`);
  process.exitCode = status ?? 1;
} catch (error) {
  if (error instanceof Help) console.log(error.message);
  else if (error instanceof Refused) {
    console.error(error.message);
    process.exitCode = 2;
  } else throw error;
}
