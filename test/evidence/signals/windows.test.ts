import { expect, test } from 'vitest';
import { periodOf, seriesOf, stretchesOf, toldIn } from '../../../src/evidence/signals/windows.ts';

const at = (text: string): Date => new Date(`2026-${text}Z`);
const shown = (moment: number): string => new Date(moment).toISOString().slice(0, 16);

test('whole periods since the fix, the same hours of four weeks before, and the hour before the fix', () => {
  const stretches = stretchesOf({
    began: at('11-21T09:58:10'),
    from: at('11-21T10:03:20'),
    to: at('11-21T10:14:59'),
  });
  expect(stretches.map(({ from, to }) => [shown(from), shown(to)])).toEqual([
    ['2026-11-21T10:05', '2026-11-21T10:10'],
    ['2026-11-14T10:05', '2026-11-14T10:10'],
    ['2026-11-07T10:05', '2026-11-07T10:10'],
    ['2026-10-31T10:05', '2026-10-31T10:10'],
    ['2026-10-24T10:05', '2026-10-24T10:10'],
    ['2026-11-21T08:55', '2026-11-21T09:55'],
  ]);
  expect(toldIn('Errors', [[1], [2], [3], [4], [5], [6, 7]])).toEqual({
    name: 'Errors',
    now: [1],
    before: [[2], [3], [4], [5]],
    lead: [6, 7],
  });
});

test.each([
  ['11-21T10:00:00', '11-21T10:04:59'],
  ['11-21T10:04:00', '11-21T10:04:59'],
  ['11-21T10:00:01', '11-21T10:09:59'],
  ['11-21T10:05:00', '11-21T10:00:00'],
])('from %s to %s no period is whole', (from, to) => {
  expect(stretchesOf({ began: at(from), from: at(from), to: at(to) })).toEqual([]);
});

test('a period of which nothing is told is not zero', () => {
  const [from, to] = [at('11-21T10:00:00').getTime(), at('11-21T10:20:00').getTime()];
  const points = new Map([
    [from, 3],
    [from + 600_000, 0],
  ]);
  expect(seriesOf({ from, to }, (moment) => points.get(moment))).toEqual([3, null, 0, null]);
  expect(shown(periodOf(at('11-21T10:04:59').getTime()))).toBe('2026-11-21T10:00');
});
