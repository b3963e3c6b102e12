import { writeFileSync } from 'node:fs';
import { sweptLocation, type By } from './scale-location.ts';
import { usage } from '../scripts/usage.ts';
import { perLocation, scaleTables, type Measured } from './scale-model.ts';

/**
 * Measures one location at several sizes and reckons an estate from it. `node bench/scale.ts [resources …]` prints the tables
 * of docs/scale.md; `--write` keeps what was measured for `npm run generate`. Counts are the same on every machine.
 */
usage(
  'node bench/scale.ts [resources …] [--write]: measures one location at these sizes and prints the tables of docs/scale.md.',
  import.meta.url,
);

const kept = new URL('scale-measured.json', import.meta.url);
const given = process.argv.slice(2).map(Number).filter(Number.isInteger);
const sizes = given.length > 0 ? given : [perLocation, 100, 1_000, 10_000];
const ways: readonly By[] = ['aggregator', 'list'];

const measured: Measured[] = [];
for (const by of ways)
  for (const resources of sizes) {
    console.error(`${resources} resources by ${by}`);
    const [first, next] = await sweptLocation(resources, by);
    measured.push({ by, resources, first, next });
  }

if (process.argv.includes('--write')) writeFileSync(kept, `${JSON.stringify(measured, undefined, 2)}\n`);
console.log([...scaleTables(measured).values()].join('\n\n'));
