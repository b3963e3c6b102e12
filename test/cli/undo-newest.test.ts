import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../src/adapters/journal/sqlite.ts';
import type { Run } from '../../src/core/journal/records.ts';
import { arnOf, autoPolicy, plainBuckets, terminalAt } from '../kit/terminal.ts';

test('undo of a resource takes the newest run that has written, not one that found nothing to write', async () => {
  const journal = openSqliteJournal(':memory:');
  const { run, json, file } = terminalAt(plainBuckets, { parts: { journal } });
  file('waxseal.yaml', autoPolicy);
  await run(['apply', '--resource', arnOf('plain')]);
  const runs: Run[] = [];
  for await (const { value } of journal.list<Run>('run')) runs.push(value);
  const [first] = runs;
  if (!first) throw new Error('nothing was applied');
  // What a stale read leaves behind: a run that was opened, and met its value there already.
  const idle = { ...first, id: `${first.id}-idle`, opened: '2027-01-01T00:00:00.000Z' };
  await journal.write({ kind: 'run', key: idle.id, value: idle }, 0);

  const { document } = await json(
    ['undo', '--resource', arnOf('plain'), '--reason', 'too early'],
    'waxseal/undo/v1',
  );
  expect(document).toMatchObject({ run: first.id, result: { outcome: { is: 'rolled-back' } } });
});
