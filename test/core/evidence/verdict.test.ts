import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  mostCallers,
  verdictOf,
  windowBefore,
  type Reading,
} from '../../../src/core/evidence/verdict.ts';
import type { Evidence, Question } from '../../../src/core/model/evidence.ts';

const question: Question = {
  ask: 'plaintext-requests',
  of: 'arn:aws:s3:::orders',
  clears: ['breaks-plaintext'],
};
const now = new Date('2026-11-21T12:00:00.000Z');
const window = windowBefore(now, 14);
const since = window.from.toISOString();

const good: Reading = {
  is: 'read',
  source: 'access logs',
  complete: true,
  onSince: '2026-11-01T00:00:00.000Z',
  until: '2026-11-21T10:00:00.000Z',
  secure: 10,
  offending: 0,
  callers: [],
  unread: 0,
  silentHours: 3,
  cutOff: false,
};
const caller = {
  address: '10.0.0.7',
  count: 1,
  first: '2026-11-10T00:00:00.000Z',
  last: '2026-11-12T00:00:00.000Z',
};

describe('one source', () => {
  test('clean, when all of the window was recorded and read', () => {
    expect(verdictOf(question, good, window)).toEqual({
      is: 'clean',
      since,
      until: good.until,
      source: 'access logs',
      records: 10,
      complete: true,
      clears: ['breaks-plaintext'],
    });
  });
  test.each<[string, Partial<Reading>, string]>([
    ['nothing shows since when it was on', { onSince: null }, 'too-young'],
    ['on for less than the window', { onSince: '2026-11-07T12:00:00.001Z' }, 'too-young'],
    ['the budget was used up', { cutOff: true }, 'budget'],
    ['a broken line', { unread: 1 }, 'gaps'],
    ['off for a while', { silentHours: 73 }, 'gaps'],
    ['switched off two days ago', { until: '2026-11-19T12:00:00.000Z' }, 'gaps'],
    ['no traffic at all', { secure: 0, silentHours: 336 }, 'no-traffic'],
  ])('unknown: %s', (_, more, why) => {
    expect(verdictOf(question, { ...good, ...more }, window)).toMatchObject({ is: 'unknown', why });
  });
  test('on for exactly the window is enough', () => {
    expect(verdictOf(question, { ...good, onSince: since }, window).is).toBe('clean');
  });
  test.each([
    [1, 7, 1],
    [3, 19, 1],
    [7, 43, 1],
    [1, 0, 7],
  ])('of %i days, %i silent hours or the last %i are too much', (days, silentHours, late) => {
    const short = windowBefore(now, days);
    const until = new Date(now.getTime() - late * 3_600_000).toISOString();
    const answer = verdictOf(question, { ...good, silentHours, until }, short);
    expect(answer).toMatchObject({ is: 'unknown', why: 'gaps' });
    const better = { ...good, silentHours: Math.max(0, silentHours - 1), until: now.toISOString() };
    expect(verdictOf(question, better, short).is).toBe('clean');
  });
  test('seen restarts the window from the last record', () => {
    expect(verdictOf(question, { ...good, offending: 1, callers: [caller] }, window)).toMatchObject({
      is: 'seen',
      count: 1,
      atLeast: false,
      cleanAfter: '2026-11-26T00:00:00.000Z',
    });
  });
  test('a day after that the same source is clean', () => {
    const later = windowBefore(new Date('2026-11-27T00:00:00.000Z'), 14);
    expect(caller.last < later.from.toISOString()).toBe(true);
    expect(verdictOf(question, { ...good, until: '2026-11-26T23:00:00.000Z' }, later).is).toBe('clean');
  });
});

const moment = fc
  .integer({ min: -40, max: 0 })
  .map((days) => new Date(now.getTime() + days * 86_400_000).toISOString());
const readings: fc.Arbitrary<Reading> = fc.record({
  is: fc.constant('read' as const),
  source: fc.constantFrom('a', 'b'),
  complete: fc.boolean(),
  onSince: fc.option(moment),
  until: moment,
  secure: fc.nat(3),
  offending: fc.nat(2),
  callers: fc.array(fc.constant(caller), { maxLength: 60 }),
  unread: fc.nat(1),
  silentHours: fc.integer({ min: 0, max: 400 }),
  cutOff: fc.boolean(),
});

describe('for whatever was read', () => {
  test('clean only if everything speaks for it', () => {
    fc.assert(
      fc.property(readings, (reading) => {
        const isClean = verdictOf(question, reading, window).is === 'clean';
        const all =
          reading.offending === 0 &&
          reading.secure > 0 &&
          !reading.cutOff &&
          reading.unread === 0 &&
          reading.silentHours <= 72 &&
          reading.onSince !== null &&
          reading.onSince <= since &&
          now.getTime() - Date.parse(reading.until) <= 86_400_000;
        expect(isClean).toBe(all);
      }),
    );
  });
  test('an offender is always seen, and never more people than a report has room for', () => {
    fc.assert(
      fc.property(readings, (reading) => {
        const answer = verdictOf(question, { ...reading, offending: reading.offending + 1 }, window);
        expect(answer.is).toBe('seen');
        if (answer.is !== 'seen') return;
        expect(answer.callers.length).toBeLessThanOrEqual(mostCallers);
        expect(answer.count).toBe(reading.offending + 1);
        if (reading.cutOff || !reading.complete || reading.onSince === null)
          expect(answer.atLeast).toBe(true);
      }),
    );
  });

  const evidence = readings.map((reading): Evidence => verdictOf(question, reading, window));
  test('of several sources whoever saw somebody is right, and clean is never made of unknown', () => {
    fc.assert(
      fc.property(fc.array(evidence, { maxLength: 4 }), (answers) => {
        const kinds = new Set(answers.map(({ is }) => is));
        expect(anyOf(answers).is).toBe(kinds.has('seen') ? 'seen' : kinds.has('clean') ? 'clean' : 'unknown');
      }),
    );
  });
  test('all questions must be clean, and the narrowest window counts', () => {
    fc.assert(
      fc.property(fc.array(evidence, { maxLength: 4 }), (answers) => {
        const all = allOf(answers);
        const kinds = new Set(answers.map(({ is }) => is));
        expect(all.is).toBe(
          kinds.has('seen') ? 'seen' : kinds.size === 0 || kinds.has('unknown') ? 'unknown' : 'clean',
        );
        if (all.is !== 'clean') return;
        const clean = answers.filter((one) => one.is === 'clean');
        expect(all.complete).toBe(clean.every(({ complete }) => complete));
        expect(clean.every(({ since: from, until }) => from <= all.since && until >= all.until)).toBe(true);
      }),
    );
  });
});
