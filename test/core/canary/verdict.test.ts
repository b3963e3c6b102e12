import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { medianOf, watchedOf } from '../../../src/core/canary/verdict.ts';
import type { Measured, Series, Signal } from '../../../src/core/model/canary.ts';

const flat = (value: number | null, periods = 6): Series => Array.from({ length: periods }, () => value);
const errors = (now: Series, ...before: readonly Series[]): Measured => ({
  is: 'measured',
  name: 'ClientTLSNegotiationErrorCount of app/web/1',
  counts: 'errors',
  now,
  before,
});
const connections = (now: Series, ...before: readonly Series[]): Measured => ({
  ...errors(now, ...before),
  name: 'DatabaseConnections of orders',
  counts: 'connections',
});
const usual = [flat(1), flat(1), flat(1), flat(1)];
const said = (...signals: readonly Signal[]) => watchedOf(signals).because.map(({ says }) => says);

describe('errors', () => {
  test.each<[string, Signal, string]>([
    ['as in the weeks before', errors(flat(1), ...usual), 'calm'],
    ['none, where there were none', errors(flat(0), flat(0), flat(0)), 'calm'],
    ['twenty more and not one more than that', errors([26, 0, 0, 0, 0, 0], ...usual), 'calm'],
    ['twenty-one more', errors([27, 0, 0, 0, 0, 0], ...usual), 'jump'],
    ['double, where many are usual', errors(flat(200), ...usual.map(() => flat(100))), 'calm'],
    ['more than double, where many are usual', errors(flat(201), ...usual.map(() => flat(100))), 'jump'],
    [
      'many, where weeks differ by themselves',
      errors(flat(40), flat(2), flat(12), flat(30), flat(20)),
      'calm',
    ],
    ['one odd week does not hide a jump', errors(flat(50), flat(1), flat(1), flat(1), flat(500)), 'jump'],
    ['one period is not told', errors([1, 1, 1, null, 1, 1], ...usual), 'unknown'],
    ['one period is not told, and the others jump', errors([50, 1, 1, null, 1, 1], ...usual), 'jump'],
    ['nothing is told', errors(flat(null), ...usual), 'unknown'],
    ['no period is whole yet', errors([], [], []), 'unknown'],
    ['one week before', errors(flat(50), flat(1)), 'unknown'],
    [
      'weeks that told of less than half',
      errors(flat(50), [1, 1, null, null, null, null], flat(null), flat(1)),
      'unknown',
    ],
    ['weeks that told of half', errors(flat(50), [1, 1, 1, null, null, null], flat(1)), 'jump'],
    ['a number that is none', errors([Number.NaN, 1, 1, 1, 1, 1], ...usual), 'unknown'],
  ])('%s', (_, signal, expected) => {
    expect(watchedOf([signal]).is).toBe(expected);
  });
  test('a week that told of half counts as a whole one', () => {
    const half = errors(flat(50), [10, 10, 10, null, null, null], [10, 10, 10, null, null, null]);
    expect(said(half)).toEqual([
      'ClientTLSNegotiationErrorCount of app/web/1: 300 since the fix, 60 at the same hours of 2 weeks before.',
    ]);
  });
});

describe('connections', () => {
  const ten = [flat(10), flat(10), flat(10)];
  test.each<[string, Signal, string]>([
    ['as in the weeks before', connections(flat(10), ...ten), 'calm'],
    ['half', connections(flat(5), ...ten), 'calm'],
    ['less than half', connections(flat(4.9), ...ten), 'jump'],
    ['none', connections(flat(0), ...ten), 'jump'],
    ['more', connections(flat(90), ...ten), 'calm'],
    [
      'lost late, after hours of many',
      connections([...flat(10, 20), 0, 0, 0], ...ten.map(() => flat(10, 23))),
      'jump',
    ],
    ['lost at first, and back', connections([0, 0, 0, 10, 10, 10], ...ten), 'calm'],
    [
      'no fewer than in one of the weeks before',
      connections(flat(4), flat(3), flat(10), flat(12), flat(11)),
      'calm',
    ],
    ['of four nobody can tell', connections(flat(0), flat(4), flat(4)), 'unknown'],
    ['not told of late', connections([10, 10, 10, 10, 10, null], ...ten), 'unknown'],
    ['not told of before', connections(flat(0), flat(null), flat(10)), 'unknown'],
    ['no period is whole yet', connections([], [], []), 'unknown'],
  ])('%s', (_, signal, expected) => {
    expect(watchedOf([signal]).is).toBe(expected);
  });
});

describe('together', () => {
  const calm = errors(flat(1), ...usual);
  const jump = errors(flat(50), ...usual);
  const unknown = errors(flat(null), ...usual);
  const off: Signal = { is: 'unknown', name: '4xxErrors of orders', why: 'off', says: 'It is off.' };
  const denied: Signal = {
    is: 'unknown',
    name: '4xxErrors of orders',
    why: 'no-access',
    says: 'it may not be read',
  };
  const broken: Signal = { ...denied, why: 'gaps', passing: true };
  test.each<[string, readonly Signal[], string, boolean]>([
    ['nothing was heard', [], 'unknown', false],
    ['all calm', [calm, calm], 'calm', false],
    ['one that jumps is enough', [calm, unknown, jump], 'jump', false],
    ['one of which nothing is known', [calm, unknown], 'unknown', false],
    ['one that may not be read', [calm, denied], 'unknown', false],
    ['one that may answer later', [calm, broken], 'unknown', true],
    ['a jump is not waited with', [jump, broken], 'jump', false],
    ['one that is off, beside another', [off, calm], 'calm', false],
    ['one that is off, alone', [off], 'unknown', false],
    ['one that is off, beside one that may not be read', [off, denied], 'unknown', false],
  ])('%s', (_, signals, is, passing) => {
    expect(watchedOf(signals)).toMatchObject({ is, passing });
  });
  test('what jumped is told, with what to do; of others only what is so', () => {
    const { because } = watchedOf([calm, jump]);
    expect(because).toEqual([
      {
        check: 'canary-jump',
        says: 'ClientTLSNegotiationErrorCount of app/web/1: 300 since the fix, 6 at the same hours of 4 weeks before.',
        todo: expect.stringContaining('Undo the fix'),
      },
    ]);
    expect(said(unknown, off)).toEqual([
      'ClientTLSNegotiationErrorCount of app/web/1: nothing is told of the time since the fix.',
    ]);
    expect(said(off)).toEqual(['4xxErrors of orders: It is off.']);
    expect(watchedOf([denied]).because).toEqual([
      { check: 'canary-unknown', says: '4xxErrors of orders: it may not be read.' },
    ]);
    expect(said()).toEqual(['No signal tells whether its clients break.']);
  });
});

test.each([
  [[], 0],
  [[3], 3],
  [[4, 1], 2.5],
  [[9, 1, 2], 2],
  [[1, 100, 2, 3], 2.5],
])('the median of %j is %d', (values, median) => {
  expect(medianOf(values)).toBe(median);
});

test('a period of which nothing is told never makes it calm', () => {
  const series = (length: number) =>
    fc.array(fc.option(fc.nat(500), { nil: null }), { minLength: length, maxLength: length });
  const gaps = fc
    .integer({ min: 1, max: 12 })
    .chain((length) =>
      fc.tuple(series(length), fc.array(series(length), { maxLength: 4 }), fc.nat(length - 1)),
    );
  const called = fc.sample(gaps, { numRuns: 500, seed: 7 }).map(([now, before, at]) => {
    const gap = now.with(at, null);
    const { is } = watchedOf([errors(gap, ...before)]);
    // A level is that of the last periods: only a gap among them hides it.
    const level = watchedOf([connections(gap, ...before)]).is;
    return is === 'calm' || (at >= now.length - 3 && level !== 'unknown') ? { gap, before, is, level } : [];
  });
  expect(called.flat()).toEqual([]);
});
