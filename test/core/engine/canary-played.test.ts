import { describe, expect, test } from 'vitest';
import { parts } from '../../simulation/parts.ts';
import { run } from '../../simulation/play.ts';
import { scenarios, singles, unharmed, type Named } from '../../simulation/space.ts';
import type { Case } from '../../simulation/case.ts';

/** What no fault may do to a watch: let a jump pass untold, call missing data calm, or take back what nothing speaks against. */

const named = (name: string): Named => {
  const one = scenarios.find((scenario) => scenario.name === `${name}.yaml`);
  if (!one) throw new Error('renamed');
  return one;
};

const isFix = (is: unknown): boolean => is === 'remediated' || is === 'progressed';

/** From here on clients fail in these scenarios: a fix that a fault puts off until then is not what breaks them. */
const breaks = '2026-01-05T09:05';

/** How looks ended, as the log says it; what came too late to break anybody is `late`. */
const logOf = async (one: Case): Promise<readonly string[] | undefined> => {
  const log: string[] = [];
  const ran = await run(one, parts, (moment) => {
    if (moment.is !== 'journal' || moment.does !== 'write' || moment.row.kind !== 'entry') return;
    const { outcome, at } = moment.row.value;
    if (typeof outcome !== 'object' || outcome === null || !('is' in outcome)) return;
    log.push(String(outcome.is));
    if (isFix(outcome.is) && String(at) > breaks) log.push('late');
  });
  return ran.fired ? log : undefined;
};

/** Every n-th single fault, event twice and pair of steps swapped. */
const logsOf = async (one: Named, every: number): Promise<readonly (readonly string[])[]> => {
  const { points } = await run(unharmed(one), parts);
  const logs: (readonly string[])[] = [];
  for (const [index, single] of singles(one, points).entries()) {
    if (index % every !== 0) continue;
    const log = await logOf(single);
    if (log) logs.push(log);
  }
  expect(logs.length).toBeGreaterThan(20);
  return logs;
};

const isFixed = (log: readonly string[]): boolean => log.some(isFix);
const timeout = 120_000;

describe('with a fault at any call', () => {
  test.each(['canary-jump-pages', 'canary-jump-undoes', 'canary-redirect', 'canary-stranger'])(
    '%s is told',
    { timeout },
    async (name) => {
      const untold = (await logsOf(named(name), 13)).filter(
        (log) => isFixed(log) && !log.includes('late') && !log.includes('regressed'),
      );
      expect(untold).toEqual([]);
    },
  );
  test.each(['canary-calm', 'canary-no-data', 'canary-scan', 'canary-unreadable'])(
    '%s takes nothing back, and is told to its end',
    { timeout },
    async (name) => {
      const logs = await logsOf(named(name), 13);
      expect(logs.filter((log) => log.includes('rolled-back') || log.includes('regressed'))).toEqual([]);
      expect(logs.filter((log) => isFixed(log) && !log.includes('watched'))).toEqual([]);
    },
  );
  test('what strangers can cause takes nothing back', { timeout }, async () => {
    expect((await logsOf(named('canary-stranger'), 17)).flat()).not.toContain('rolled-back');
  });
  test('page takes nothing back', { timeout }, async () => {
    expect((await logsOf(named('canary-jump-pages'), 17)).flat()).not.toContain('rolled-back');
  });
});
