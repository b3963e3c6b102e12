import { expect, test } from 'vitest';
import {
  filled,
  lastingOf,
  levelOf,
  lowMedianOf,
  medianOf,
  scatterOf,
} from '../../../src/core/canary/series.ts';

test.each([
  [[], 0, 0],
  [[3], 3, 3],
  [[4, 1], 2.5, 1],
  [[9, 1, 2], 2, 2],
  [[1, 100, 2, 3], 2.5, 2],
])('the median of %j is %d, and the lower %d', (values, median, low) => {
  expect([medianOf(values), lowMedianOf(values)]).toEqual([median, low]);
});

test('scatter is that of a median, and of a count at least its root', () => {
  expect(scatterOf([10, 10, 10, 500], 10, medianOf)).toBeCloseTo(Math.sqrt(10));
  expect(scatterOf([0, 100, 200], 100, medianOf)).toBeCloseTo(148.26);
});

test('a series that told of half counts as a whole one, of less as none', () => {
  expect(filled([10, null, 20, null])).toEqual([10, 15, 20, 15]);
  expect(filled([10, null, null])).toEqual([]);
  expect(levelOf([10, Number.NaN, 20])).toEqual([15]);
  expect(levelOf([])).toEqual([]);
});

test.each([
  [[], 0],
  [[9, 9], 0],
  [[1, 300, 2], 1],
  [[300, 300, 2, 1, 1, 1], 5],
  [Array.from({ length: 12 }, (_, at) => at), 36],
])('without bursts %j is %d', (values, sum) => {
  expect(lastingOf(values)).toBe(sum);
});
