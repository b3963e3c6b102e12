import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  admit,
  emptyTally,
  generousLimits,
  leave,
  nextOpening,
  stopping,
  type Candidate,
  type Limits,
  type Tally,
} from '../../src/core/limits.ts';

const now = new Date('2026-11-21T10:00:00.000Z'); // a Saturday
const minutes = (n: number): Date => new Date(now.getTime() + n * 60_000);
const limits = (more: Partial<Limits> = {}): Limits => ({ ...generousLimits, ...more });
const candidate = (more: Partial<Candidate> = {}): Candidate & { run: string } => ({
  run: 'run-1',
  account: '111122223333',
  remediation: 'toy',
  changes: 1,
  ...more,
});

/** Admits one run after another, each ended at once. Answers what stopped the last one. */
const after = (runs: readonly Partial<Candidate>[], given: Limits, at = now) => {
  let tally: Tally = emptyTally;
  for (const [index, one] of runs.entries()) {
    const asked = candidate({ run: `run-${index}`, ...one });
    const result = admit(tally, asked, given, at, 20);
    if ('stop' in result) return { stop: result.stop, index, tally };
    tally = leave(result.tally, { run: asked.run, remediation: asked.remediation, failed: false }, given, at);
  }
  return { stop: undefined, index: runs.length, tally };
};
const many = (n: number, more: Partial<Candidate> = {}) => Array.from({ length: n }, () => more);

describe('changes per hour', () => {
  test('the limit is reached exactly, and room comes when the oldest are an hour old', () => {
    const given = limits({ changesPerHour: 3 });
    expect(after(many(3), given).stop).toBeUndefined();
    const { stop, index, tally } = after(many(4), given);
    expect(index).toBe(3);
    expect(stop?.until).toBe(minutes(60).toISOString());
    expect(stopping(tally, candidate({ run: 'next' }), given, minutes(59))).toBeDefined();
    expect(stopping(tally, candidate({ run: 'next' }), given, minutes(60))).toBeUndefined();
  });
  test('each account for itself', () => {
    const given = limits({ changesPerHourAndAccount: 1 });
    expect(after([{}, { account: '222233334444' }], given).stop).toBeUndefined();
    expect(after([{}, {}], given).stop?.says).toContain('in account 111122223333');
  });
  test('changes count, not runs', () => {
    expect(after([{ changes: 2 }, { changes: 2 }], limits({ changesPerHour: 3 })).index).toBe(1);
  });
  test('a plan larger than the limit goes alone', () => {
    const given = limits({ changesPerHour: 2 });
    expect(after([{ changes: 5 }], given).stop).toBeUndefined();
    expect(after([{ changes: 1 }, { changes: 5 }], given).index).toBe(1);
  });
  test('a run that asks twice counts once', () => {
    const given = limits({ changesPerHour: 1 });
    expect(after([{ run: 'same' }, { run: 'same' }], given).stop).toBeUndefined();
  });
  test('what is only finished is not counted again', () => {
    const given = limits({ changesPerHour: 1 });
    expect(after([{}, { resumed: true }], given).stop).toBeUndefined();
  });
});

describe('runs at the same time', () => {
  const given = limits({ concurrentRuns: 1 });
  const first = admit(emptyTally, candidate(), given, now, 20);
  const tally = 'tally' in first ? first.tally : emptyTally;

  test('the next one waits for the place', () => {
    expect(stopping(tally, candidate({ run: 'run-2' }), given, now)?.says).toContain('at a time');
    expect(stopping(tally, candidate(), given, now)).toBeUndefined();
  });
  test('a run that died frees its place after its lease', () => {
    expect(stopping(tally, candidate({ run: 'run-2' }), given, minutes(19))).toBeDefined();
    expect(stopping(tally, candidate({ run: 'run-2' }), given, minutes(20))).toBeUndefined();
  });
});

describe('the breaker', () => {
  const given = limits({ breaker: { failures: 2, withinMinutes: 10, closesAfterMinutes: 30 } });
  const failing = (...at: readonly number[]): Tally =>
    at.reduce<Tally>(
      (tally, minute) => leave(tally, { run: 'x', remediation: 'toy', failed: true }, given, minutes(minute)),
      emptyTally,
    );

  test.each([
    ['opens at the second failure', [0, 5], 6, true],
    ['stays closed after one', [0], 1, false],
    ['failures far apart do not add up', [0, 11], 12, false],
    ['closes by itself', [0, 5], 35, false],
    ['is open until then', [0, 5], 34, true],
    ['opens again after a new pair', [0, 5, 36, 37], 38, true],
    ['one failure after it closed is not enough', [0, 5, 36], 37, false],
  ] as const)('%s', (_name, failures, at, open) => {
    const stop = stopping(failing(...failures), candidate({ run: 'next' }), given, minutes(at));
    expect(stop !== undefined).toBe(open);
  });
  test('keeps a run that was begun from going on, too', () => {
    expect(stopping(failing(0, 5), candidate({ resumed: true }), given, minutes(6))?.says).toContain('rests');
  });
  test('is of one remediation alone', () => {
    expect(stopping(failing(0, 5), candidate({ remediation: 'other' }), given, minutes(6))).toBeUndefined();
  });
});

describe('the first changes of a remediation', () => {
  test('then it waits for people, who can raise it', () => {
    const { stop, tally } = after(many(4), limits({ firstChanges: 3 }));
    expect(stop?.todo).toContain('raised');
    const later = minutes(60 * 24 * 30);
    expect(stopping(tally, candidate({ run: 'n' }), limits({ firstChanges: 3 }), later)).toBeDefined();
    const raised = limits({ firstChanges: 3, raised: { toy: 4 } });
    expect(stopping(tally, candidate({ run: 'n' }), raised, later)).toBeUndefined();
    expect(
      stopping(tally, candidate({ remediation: 'other' }), limits({ firstChanges: 3 }), now),
    ).toBeUndefined();
  });
  test('names from outside reach no prototype', () => {
    const given = limits({ firstChanges: 1 });
    expect(after(many(1, { remediation: '__proto__' }), given).stop).toBeUndefined();
    expect(after(many(1, { remediation: 'constructor' }), given).stop).toBeUndefined();
  });
});

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

test('whatever order runs come in, no hour ever holds more than the limit', () => {
  const given = limits({ changesPerHour: 7, changesPerHourAndAccount: 4, concurrentRuns: 1000 });
  const arrival = fc.record({
    wait: fc.nat(20),
    changes: fc.integer({ min: 1, max: 3 }),
    account: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 60 }), (arrivals) => {
      let tally: Tally = emptyTally;
      let at = now;
      const begun: { at: number; changes: number; account: string }[] = [];
      for (const [index, { wait, changes, account }] of arrivals.entries()) {
        at = new Date(at.getTime() + wait * 60_000);
        const result = admit(tally, candidate({ run: `r${index}`, changes, account }), given, at, 20);
        if ('stop' in result) continue;
        tally = result.tally;
        begun.push({ at: at.getTime(), changes, account });
      }
      for (const { at: end } of begun) {
        const hour = begun.filter((one) => one.at <= end && one.at > end - 3_600_000);
        const sum = (of: typeof hour) => of.reduce((all, one) => all + one.changes, 0);
        expect(sum(hour)).toBeLessThanOrEqual(7);
        expect(sum(hour.filter(({ account }) => account === 'a'))).toBeLessThanOrEqual(4);
      }
    }),
  );
});
