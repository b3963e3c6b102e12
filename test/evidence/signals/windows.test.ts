import { expect, test } from 'vitest';
import { periodOf, seriesOf, stretchesOf } from '../../../src/evidence/signals/windows.ts';

const at = (text: string): Date => new Date(`2026-${text}Z`);
const shown = (moment: number): string => new Date(moment).toISOString().slice(0, 16);

test('whole periods since the fix, and the same hours of four weeks before', () => {
  const stretches = stretchesOf({ from: at('11-21T10:03:20'), to: at('11-21T10:14:59') });
  expect(stretches.map(({ from, to }) => [shown(from), shown(to)])).toEqual([
    ['2026-11-21T10:00', '2026-11-21T10:10'],
    ['2026-11-14T10:00', '2026-11-14T10:10'],
    ['2026-11-07T10:00', '2026-11-07T10:10'],
    ['2026-10-31T10:00', '2026-10-31T10:10'],
    ['2026-10-24T10:00', '2026-10-24T10:10'],
  ]);
});

test.each([
  ['11-21T10:00:00', '11-21T10:04:59'],
  ['11-21T10:04:00', '11-21T10:04:59'],
  ['11-21T10:05:00', '11-21T10:00:00'],
])('from %s to %s no period is whole', (from, to) => {
  expect(stretchesOf({ from: at(from), to: at(to) })).toEqual([]);
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
