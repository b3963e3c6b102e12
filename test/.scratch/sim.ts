import { parts } from '../simulation/parts.ts';
import { run, runPatiently } from '../simulation/play.ts';
import { scenarios, singles, unharmed } from '../simulation/space.ts';
const mine = scenarios.filter(({ scenario }) => scenario.remediation === process.argv[2]);
for (const one of mine) {
  const { points } = await run(unharmed(one), parts);
  let n = 0,
    fired = 0;
  const wrong = new Set<string>();
  for (const single of singles(one, points)) {
    const ran = await runPatiently(single, parts);
    n++;
    if (ran.fired) fired++;
    for (const v of ran.violations)
      wrong.add(`${JSON.stringify(single.slips)} ${v.rule}: ${JSON.stringify(v.says)}`);
  }
  console.log(one.scenario.title, n, fired, wrong.size, [...wrong].slice(0, 12).join('\n'));
}
