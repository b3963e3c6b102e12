import { work } from './test/simulation/work.ts';
import { scenarios } from './test/simulation/space.ts';
const words = process.argv.slice(2);
const all = scenarios.filter(({ name }) => words.some((w) => name.includes(w)));
console.log(all.map(({ name }) => name));
const t = await work(
  { index: 0, of: 1, shard: { index: 0, of: 1 }, seeds: 0, stride: 1, pairStride: 64, hunting: 0 },
  undefined,
  all,
);
console.log(
  JSON.stringify(
    { runs: t.runs, violations: t.violations, unfired: t.unfired, refusals: t.refusals, found: t.found },
    null,
    1,
  ),
);
