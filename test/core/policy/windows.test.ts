import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextOpening, type MaintenanceWindow } from '../../../src/core/policy/windows.ts';

const now = new Date('2026-11-21T10:00:00.000Z'); // a Saturday
const minutes = (n: number): Date => new Date(now.getTime() + n * 60_000);

describe('maintenance windows', () => {
  const night = [{ days: ['sat'], from: '22:00', hours: 6 }] as const;
  test.each([
    ['2026-11-21T21:59:59.999Z', '2026-11-21T22:00:00.000Z'],
    ['2026-11-21T22:00:00.000Z', undefined],
    ['2026-11-22T03:59:59.999Z', undefined],
    ['2026-11-22T04:00:00.000Z', '2026-11-28T22:00:00.000Z'],
  ])('at %s', (at, opens) => {
    expect(nextOpening(night, new Date(at))).toBe(opens);
  });
  test('none: always open', () => {
    expect(nextOpening([], now)).toBeUndefined();
  });
  test('the next opening is really open', () => {
    const day = fc.constantFrom('sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' as const);
    const window = fc.record({
      days: fc.uniqueArray(day, { minLength: 1 }),
      from: fc
        .tuple(fc.nat(23), fc.nat(59))
        .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`),
      hours: fc.integer({ min: 1, max: 24 }),
    });
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 3 }), fc.nat(20_000), (windows, later) => {
        const at = minutes(later);
        const opens = nextOpening(windows, at);
        if (opens === undefined) return;
        expect(opens > at.toISOString()).toBe(true);
        expect(nextOpening(windows, new Date(opens))).toBeUndefined();
      }),
    );
  });
});

describe('windows at their edges', () => {
  test.each<readonly [string, readonly MaintenanceWindow[], string | undefined]>([
    ['open since its first moment', [{ days: ['sat'], from: '10:00', hours: 1 }], undefined],
    ['over at its last', [{ days: ['sat'], from: '09:00', hours: 1 }], '2026-11-28T09:00:00.000Z'],
    ['begun on the day before', [{ days: ['fri'], from: '23:00', hours: 24 }], undefined],
    ['later today', [{ days: ['sat'], from: '10:01', hours: 1 }], '2026-11-21T10:01:00.000Z'],
    ['by the minute', [{ days: ['mon'], from: '07:45', hours: 1 }], '2026-11-23T07:45:00.000Z'],
    [
      'of several, the next',
      [
        { days: ['fri'], from: '07:00', hours: 1 },
        { days: ['tue', 'wed'], from: '07:00', hours: 1 },
      ],
      '2026-11-24T07:00:00.000Z',
    ],
    [
      'of several, one is open',
      [
        { days: ['fri'], from: '07:00', hours: 1 },
        { days: ['sat'], from: '07:00', hours: 12 },
      ],
      undefined,
    ],
    ['whole weeks', [{ days: ['sun'], from: '00:00', hours: 7 * 24 }], undefined],
    [
      'on no day at all: asked again tomorrow',
      [{ days: [], from: '00:00', hours: 1 }],
      '2026-11-22T10:00:00.000Z',
    ],
  ])('%s', (_name, windows, opens) => {
    expect(nextOpening(windows, now)).toBe(opens);
  });
});
