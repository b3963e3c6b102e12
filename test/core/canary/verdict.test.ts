import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { watchedOf } from '../../../src/core/canary/verdict.ts';
import type { Errors, Series, Signal, Traffic } from '../../../src/core/model/canary.ts';

const flat = (value: number | null, periods = 6): Series => Array.from({ length: periods }, () => value);
const hour = (value: number | null): Series => flat(value, 12);
/** In every period the same. */
const many = (value: number, { now }: { readonly now: Series }, before: readonly Series[]) => ({
  name: 'connections',
  now: now.map(() => value),
  before: before.map((week) => week.map(() => value)),
  lead: hour(value),
});
const errors = (now: Series, ...before: readonly Series[]): Errors => ({
  is: 'measured',
  name: 'ClientTLSNegotiationErrorCount of app/web/1',
  counts: 'errors',
  now,
  before,
  lead: hour(0),
  of: many(2000, { now }, before),
  byAnybody: true,
});
const traffic = (now: Series, ...before: readonly Series[]): Traffic => {
  const told = { name: 'DatabaseConnections of orders', now, before, lead: hour(10) };
  return { is: 'measured', counts: 'traffic', ...told, of: told, least: 5 };
};
const weeks = (series: Series) => [series, series, series, series];
const usual = weeks(flat(1));
const said = (...signals: readonly Signal[]) => watchedOf(signals).because.map(({ says }) => says);

describe('errors', () => {
  test.each<[string, Signal, string]>([
    ['as in the weeks before', errors(flat(1), ...usual), 'calm'],
    ['none, where there were none', errors(flat(0), flat(0), flat(0)), 'calm'],
    ['as few as a probe makes', errors([4, 1, 0, 0, 0, 0], ...weeks(flat(0))), 'calm'],
    ['a few more than that', errors([4, 2, 0, 0, 0, 0], ...weeks(flat(0))), 'unknown'],
    ['one scan', errors([0, 25, 0, 0, 0, 0], ...weeks(flat(0))), 'unknown'],
    ['one scan across two periods', errors([0, 500, 500, 0, 0, 0], ...weeks(flat(0))), 'unknown'],
    ['one scan soon after the fix', errors([500, 500], ...weeks(flat(0, 2))), 'unknown'],
    ['the same in four periods of half an hour', errors([0, 25, 25, 0, 25, 25], ...weeks(flat(0))), 'jump'],
    ['in every period', errors(flat(25), ...weeks(flat(0))), 'jump'],
    ['for a quarter of an hour, all of it', errors(flat(25, 3), ...weeks(flat(0, 3))), 'jump'],
    [
      'now and then, for hours',
      errors(
        Array.from({ length: 24 }, (_, at) => (at % 2) * 10),
        ...weeks(flat(0, 24)),
      ),
      'jump',
    ],
    ['twenty more that last', errors(flat(5), ...weeks(flat(0))), 'unknown'],
    ['twenty-four more that last', errors(flat(6), ...weeks(flat(0))), 'jump'],
    ['nearly double, where many are usual', errors(flat(195), ...weeks(flat(100))), 'unknown'],
    ['double, where many are usual', errors(flat(200), ...weeks(flat(100))), 'unknown'],
    ['more than double, where many are usual', errors(flat(201), ...weeks(flat(100))), 'jump'],
    ['a little more, where many are usual', errors(flat(104), ...weeks(flat(100))), 'calm'],
    ['a quarter more, where many are usual', errors(flat(125), ...weeks(flat(100))), 'unknown'],
    ['late, after hours of calm', errors([...flat(100, 18), ...flat(400)], ...weeks(flat(100, 24))), 'jump'],
    ['late and not double', errors([...flat(100, 18), ...flat(150)], ...weeks(flat(100, 24))), 'unknown'],
    ['early, and over', errors([...flat(50), ...flat(1, 90)], ...weeks(flat(1, 96))), 'jump'],
    ['as many as right before the fix', { ...errors(flat(50), ...usual), lead: hour(50) }, 'unknown'],
    ['many more than right before the fix', { ...errors(flat(50), ...usual), lead: hour(20) }, 'jump'],
    [
      'an outage an hour before the fix',
      { ...errors(flat(50), ...usual), lead: [...flat(90), ...flat(1)] },
      'jump',
    ],
    ['nothing is told of the hour before', { ...errors(flat(50), ...usual), lead: hour(null) }, 'jump'],
    ['where weeks differ by themselves', errors(flat(25), flat(2), flat(12), flat(30), flat(20)), 'calm'],
    ['more than in any week', errors(flat(45), flat(2), flat(12), flat(30), flat(20)), 'unknown'],
    ['one odd week does not hide a jump', errors(flat(50), flat(1), flat(1), flat(1), flat(500)), 'jump'],
    ['two odd weeks make nothing calm', errors(flat(400), flat(1), flat(1), flat(500), flat(500)), 'unknown'],
    ['two weeks, one an outage', errors(flat(200), flat(1), flat(500)), 'unknown'],
    ['two weeks, one an outage, and no errors', errors(flat(1), flat(1), flat(500)), 'unknown'],
    ['two weeks that agree', errors(flat(100), flat(100), flat(110)), 'calm'],
    ['one period is not told', errors([1, 1, 1, null, 1, 1], ...usual), 'unknown'],
    ['one period is not told, and the others jump', errors([50, 50, 50, null, 50, 50], ...usual), 'jump'],
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

  const among = (signal: Errors, now: Series, before: number): Errors => ({
    ...signal,
    of: { ...signal.of, now, before: signal.before.map((week) => week.map(() => before)) },
  });
  const ten = errors(flat(30), ...weeks(flat(10)));
  test.each<[string, Signal, string]>([
    ['three times as many of three times the traffic', among(ten, flat(6000), 2000), 'calm'],
    [
      'six times as many of three times the traffic',
      among(errors(flat(61), ...ten.before), flat(6000), 2000),
      'jump',
    ],
    ['three times as many of the same traffic', among(ten, flat(2000), 2000), 'jump'],
    ['as many of a third of the traffic', among(errors(flat(10), ...ten.before), flat(700), 2000), 'unknown'],
    [
      'who fails comes again: more connections, and no more of them served',
      among(errors(flat(1000), ...weeks(flat(100))), flat(1100), 200),
      'jump',
    ],
    ['nearly no traffic', among(errors(flat(0), ...weeks(flat(0))), flat(16), 16), 'unknown'],
    ['enough traffic', among(errors(flat(0), ...weeks(flat(0))), flat(17), 17), 'calm'],
    [
      'traffic of one period is not told',
      among(errors(flat(0), ...usual), [9000, 9000, null, 9000, 9000, 9000], 9000),
      'unknown',
    ],
    ['no traffic is told, and errors jump', among(errors(flat(50), ...usual), flat(null), 9), 'jump'],
  ])('%s', (_, signal, expected) => {
    expect(watchedOf([signal]).is).toBe(expected);
  });

  test('a week that told of half counts as a whole one; volumes are said', () => {
    const half = errors(flat(50), [10, 10, 10, null, null, null], [10, 10, 10, null, null, null]);
    expect(said(half)).toEqual([
      'ClientTLSNegotiationErrorCount of app/web/1: 300 of 12000 (connections) since the fix, 60 of 12000 at the same hours of 2 weeks before.',
    ]);
    expect(said(among(errors(flat(0), ...usual), flat(2), 2))).toEqual([
      'ClientTLSNegotiationErrorCount of app/web/1: 0 of 12 (connections) since the fix, 6 of 12 at the same hours of 4 weeks before: too little traffic to tell.',
    ]);
  });
});

describe('traffic', () => {
  const ten = [flat(10), flat(10), flat(10)];
  test.each<[string, Signal, string]>([
    ['as in the weeks before', traffic(flat(10), ...ten), 'calm'],
    ['a tenth less', traffic(flat(9), ...ten), 'calm'],
    ['a fifth less', traffic(flat(8), ...ten), 'unknown'],
    ['a fifth less, as in one of the weeks', traffic(flat(8), flat(8), ...ten), 'calm'],
    ['half of it lost for good', traffic(flat(5.5), ...ten), 'unknown'],
    ['less than half', traffic(flat(4.9), ...ten), 'jump'],
    ['none', traffic(flat(0), ...ten), 'jump'],
    ['more', traffic(flat(90), ...ten), 'calm'],
    [
      'lost late, after hours of many',
      traffic([...flat(10, 20), ...flat(0)], ...ten.map(() => flat(10, 26))),
      'jump',
    ],
    ['lost at first, and back', traffic([...flat(0, 3), ...flat(10)], ...ten.map(() => flat(10, 9))), 'calm'],
    ['back for five minutes', traffic([0, 0, 0, 6, 0, 0], ...ten), 'unknown'],
    ['not for half an hour yet', traffic(flat(0, 5), ...ten.map(() => flat(10, 5))), 'unknown'],
    [
      'no less than in one of the weeks before',
      traffic(flat(4), flat(3), flat(10), flat(12), flat(11)),
      'unknown',
    ],
    ['no less than right before the fix', { ...traffic(flat(4), ...ten), lead: hour(4) }, 'unknown'],
    [
      'nothing is told of the hour before the fix',
      { ...traffic(flat(4), ...ten), lead: hour(null) },
      'unknown',
    ],
    ['two weeks that disagree', traffic(flat(90), flat(40), flat(100)), 'unknown'],
    ['of four nobody can tell', traffic(flat(0), flat(4), flat(4)), 'unknown'],
    ['not told of late', traffic([10, 10, 10, 10, 10, null], ...ten), 'unknown'],
    ['not told of before', traffic(flat(0), flat(null), flat(10)), 'unknown'],
    ['no period is whole yet', traffic([], [], []), 'unknown'],
  ])('%s', (_, signal, expected) => {
    expect(watchedOf([signal]).is).toBe(expected);
  });
});

describe('together', () => {
  const calm = errors(flat(1), ...usual);
  const jump = errors(flat(50), ...usual);
  const fallen = traffic(flat(0), ...weeks(flat(10)));
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
  test.each<[string, readonly Signal[], boolean]>([
    ['errors that anybody can cause', [jump, calm], false],
    ['errors, and traffic that falls', [jump, fallen], true],
    ['traffic that falls, alone', [calm, fallen], true],
    ['errors that only clients of the account can cause', [{ ...jump, byAnybody: false }], true],
    ['calm of such, beside errors of anybody', [{ ...calm, byAnybody: false }, jump], false],
    ['nothing that jumps', [calm, unknown], false],
    ['nothing', [], false],
  ])('%s: what undoes', (_, signals, undoes) => {
    expect(watchedOf(signals).undoes).toBe(undoes);
  });
  test('what jumped is told, with what to do; of others only what is so', () => {
    const { because } = watchedOf([calm, jump]);
    expect(because).toEqual([
      {
        check: 'canary-jump',
        says: 'ClientTLSNegotiationErrorCount of app/web/1: 300 of 12000 (connections) since the fix, 6 of 12000 at the same hours of 4 weeks before.',
        todo: expect.stringContaining('Undo the fix'),
      },
    ]);
    expect(said(unknown, off)).toEqual([
      'ClientTLSNegotiationErrorCount of app/web/1: nothing is told of the time since the fix.',
    ]);
    expect(watchedOf([calm, unknown]).because.map(({ check }) => check)).toEqual([
      'canary-unknown',
      'canary-calm',
    ]);
    expect(said(off)).toEqual(['4xxErrors of orders: It is off.']);
    expect(watchedOf([denied]).because).toEqual([
      { check: 'canary-unknown', says: '4xxErrors of orders: it may not be read.' },
    ]);
    expect(said()).toEqual(['No signal tells whether its clients break.']);
  });
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
    // A level is that of the last half hour: only a gap there hides it.
    const level = watchedOf([traffic(gap, ...before)]).is;
    return is === 'calm' || (at >= now.length - 6 && level !== 'unknown') ? { gap, before, is, level } : [];
  });
  expect(called.flat()).toEqual([]);
});

test('what one or two periods tell is never a jump, however much it is', () => {
  const bursts = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.array(fc.nat(1e6), { maxLength: 2 }));
  const called = fc.sample(bursts, { numRuns: 300, seed: 7 }).map(([length, heights]) => {
    const now = Array.from({ length }, (_, at) => heights[at] ?? 0);
    return watchedOf([errors(now, ...weeks(flat(0, length)))]).is;
  });
  expect(called).not.toContain('jump');
});

test('more errors of the same traffic never turn a jump into calm, or unknown into calm', () => {
  const rank = { calm: 0, unknown: 1, jump: 2 };
  const pairs = fc.tuple(fc.array(fc.nat(300), { minLength: 6, maxLength: 12 }), fc.nat(200), fc.nat(100));
  const wrong = fc.sample(pairs, { numRuns: 300, seed: 7 }).filter(([now, more, before]) => {
    const at = (series: Series) => watchedOf([errors(series, ...weeks(flat(before, now.length)))]).is;
    return rank[at(now.map((value) => value + more))] < rank[at(now)];
  });
  expect(wrong).toEqual([]);
});
