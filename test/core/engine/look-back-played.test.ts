import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Entry, Finding, Run } from '../../../src/core/journal/records.ts';
import { rowsOf } from '../../../src/sandbox/scenario/check.ts';
import { readScenario } from '../../../src/sandbox/scenario/file.ts';
import { playScenario } from '../../../src/sandbox/scenario/scenario.ts';
import { engine } from '../../kit/engine.ts';

const file = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
const somebody = 'arn:aws:sts::111122223333:assumed-role/somebody-else/session';

const played = async (name: string, change = (text: string) => text) => {
  const text = change(file(`test/scenarios/${name}.yaml`));
  return playScenario(readScenario(text, name), name, engine);
};

describe('afterwards', () => {
  test('a lost write is named, journalled and told once', async () => {
    const { ports, problems } = await played('overwritten-in-the-window');
    expect(problems).toEqual([]);
    const [run] = await rowsOf<Run>(ports, 'run');
    expect(run?.lookedBack?.overwritten).toHaveLength(1);
    expect(run?.lookedBack?.overwritten[0]?.says).toContain(`${somebody} wrote orders (PutBucketPolicy)`);
    const entries = await rowsOf<Entry>(ports, 'entry');
    expect(entries.map(({ outcome }) => outcome.is)).toEqual(['remediated', 'overwritten', 'compliant']);
    expect(ports.notices().filter(({ outcome }) => outcome.is === 'overwritten')).toHaveLength(1);
    const [finding] = await rowsOf<Finding>(ports, 'finding');
    expect(finding).toMatchObject({ is: 'compliant' });
    expect(finding?.lookBack).toBeUndefined();
  });

  test('what came before our look or after our write is not lost', async () => {
    const { ports } = await played('nothing-overwritten');
    const runs = await rowsOf<Run>(ports, 'run');
    expect(runs.map(({ lookedBack }) => lookedBack?.overwritten)).toEqual([[], undefined]);
  });

  test('CloudTrail that may not be read is said so, and nothing waits for it', async () => {
    const { ports, steps } = await played('nothing-overwritten', (text) =>
      text.replace('account:\n', "account:\n  denied: ['cloudtrail:LookupEvents']\n"),
    );
    expect(steps.flatMap(({ endings }) => endings.map(({ is }) => is))).toEqual(['remediated', 'remediated']);
    const [run] = await rowsOf<Run>(ports, 'run');
    expect(run?.lookedBack).toMatchObject({
      overwritten: [],
      unread: expect.stringContaining('AccessDenied'),
    });
  });

  test('without CloudTrail nothing is looked for', async () => {
    const { ports } = await played('undo-and-hold');
    const [finding] = await rowsOf<Finding>(ports, 'finding');
    expect(finding?.lookBack).toBeUndefined();
  });
});

test('tug-of-war names who put it back', async () => {
  const { ports, problems } = await played('incident-iac-overwrites-statement');
  expect(problems).toEqual([]);
  const last = (await rowsOf<Entry>(ports, 'entry')).at(-1)?.outcome;
  const because = last && 'because' in last ? last.because : [];
  expect(because.find(({ check }) => check === 'tug-of-war')?.says).toBe(
    'arn:aws:sts::111122223333:assumed-role/terraform/ci has reverted this setting 3 times within a week.',
  );
});
