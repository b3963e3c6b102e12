import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  figureEntries,
  type FigureEntry,
  type FigureId,
} from '../../../src/report/posture/figures-catalog.ts';
import type { Figure } from '../../../src/report/posture/figures.ts';
import type { Posed } from '../../../src/report/posture/posed.ts';
import { postureOf } from '../../../src/report/posture/posture.ts';
import { entry, fixed, item, mapOf, one, open, posed, two } from './kit.ts';

const remediations = [
  'takes-tls',
  'acm-certificate-valid',
  'private-ca-healthy',
  'elb-listener-tls-policy',
  'alb-listener-mutual-tls',
] as const;
const outcomes = ['compliant', 'reported', 'unknown', 'failed', 'skipped', 'approval-requested'] as const;
const states = ['plaintext', 'unknown', 'encrypted', 'enforced'] as const;
const name = fc.constantFrom('a', 'b', 'c', 'b-1', 'b-2');
const accountOf = (id: string): string => (id.startsWith('b-') ? two : one);

const items = fc
  .array(fc.tuple(name, fc.constantFrom(...remediations), fc.constantFrom(...outcomes)), { maxLength: 8 })
  .map((all) => {
    const made = all.map(([id, by, is]) => item(id, by, is, {}, accountOf(id)));
    return [...new Map(made.map((each) => [each.finding, each])).values()];
  });
const hops = fc.array(
  fc.tuple(fc.constantFrom('internet', 'outside', 'a', 'b-1'), name, fc.constantFrom(...states)),
  { maxLength: 6 },
);
const moments = ['2026-01-05', '2026-02-05', '2026-02-12', '2026-02-20', '2026-02-27', '2026-03-01'] as const;
const entries = fc
  .array(fc.tuple(name, fc.constantFrom(...remediations), fc.constantFrom(...moments), fc.boolean()), {
    maxLength: 10,
  })
  .map((all) =>
    all.map(([id, by, day, good]) => ({
      ...entry(id, by, `${day}T01:00:00.000Z`, good ? fixed(id, by) : open(id, by)),
    })),
  );
const anything: fc.Arbitrary<Partial<Posed>> = fc
  .record({ items, entries, hops: fc.option(hops, { nil: undefined }) })
  .map(({ hops: drawn, ...rest }) => ({ ...rest, ...(drawn && { map: mapOf(drawn) }) }));

const figuresOf = (more: Partial<Posed>): ReadonlyMap<FigureId, Figure> =>
  new Map(postureOf(posed(more)).figures.map((figure) => [figure.id, figure]));
const isMoreWanted = ({ target }: Pick<FigureEntry, 'target'>): boolean =>
  target === '100 %' || target === 'rising';
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of a constant
const shares = (Object.entries(figureEntries) as readonly (readonly [FigureId, FigureEntry])[]).flatMap(
  ([id, { unit }]) => (unit === 'share' ? [id] : []),
);
const levels = (more: Partial<Posed>): readonly number[] =>
  postureOf(posed(more), [one, two]).maturity.map(({ level }) => level ?? 0);

test('what is wanted of each figure that is measured is one of those that a direction is known of', () => {
  const known = new Set(['100 %', 'rising', '0 %', '0', 'falling', 'minutes']);
  const measured = Object.values<FigureEntry>(figureEntries).filter(({ not }) => not === undefined);
  expect(measured.filter(({ target }) => !known.has(target))).toEqual([]);
});

describe('whatever is there', () => {
  test('shares are from 0 to 1, nothing is negative or no number, and a value is said with its count', () => {
    fc.assert(
      fc.property(anything, (more) => {
        for (const { id, unit, value, says, trend } of figuresOf(more).values()) {
          if (value === null) expect(says, id).toMatch(/^Not measurable here, because /);
          else expect(says, id).not.toBe('');
          for (const number of [value, trend?.before, trend?.now]) {
            if (number === null || number === undefined) continue;
            expect(Number.isFinite(number) && number >= 0, id).toBe(true);
            if (unit === 'share') expect(number, id).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  test('the direction is that of the two values, by what is wanted', () => {
    fc.assert(
      fc.property(anything, (more) => {
        for (const figure of figuresOf(more).values()) {
          const { trend } = figure;
          if (!trend) continue;
          const gain = (trend.now - trend.before) * (isMoreWanted(figure) ? 1 : -1);
          expect(trend.direction).toBe(gain === 0 ? 'same' : gain > 0 ? 'better' : 'worse');
        }
      }),
    );
  });

  test('what is unknown counts for nothing: of findings of which none is known no share is above 0', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('unknown', 'failed'), (more, is) => {
        const dark = (more.items ?? []).map((each) => ({ ...each, standing: is, outcome: is }) as const);
        const told = [...figuresOf({ ...more, items: dark }).values()].filter(
          (figure) =>
            figure.unit === 'share' &&
            isMoreWanted(figure) &&
            !(figure.id === 'communications-encrypted' && more.map),
        );
        expect(told.filter(({ value }) => value !== null && value !== 0)).toEqual([]);
      }),
    );
  });

  test('all together are no better than the least of the accounts', () => {
    fc.assert(
      fc.property(anything, (more) => {
        const [all = 0, ...each] = levels(more);
        expect(all).toBeLessThanOrEqual(Math.min(...each));
      }),
    );
  });

  test('one more that is compliant lowers nothing, and one more in the clear raises nothing', () => {
    const sign = (figure: FigureId): number => (isMoreWanted(figureEntries[figure]) ? 1 : -1);
    fc.assert(
      fc.property(anything, fc.constantFrom(...remediations), (more, by) => {
        const { items: there = [], map } = more;
        const before = figuresOf(more);
        const drawn = map?.edges.map(({ from, to, state }) => {
          const of = (id: string): string =>
            id === 'the internet'
              ? 'internet'
              : id === 'elsewhere.example'
                ? 'outside'
                : id.replace(/^.*:::/, '');
          return [of(from), of(to), state] as const;
        });
        const added = (is: 'compliant' | 'reported', state: 'encrypted' | 'plaintext'): Partial<Posed> => ({
          ...more,
          items: [...there, item('new', by, is)],
          ...(drawn && { map: mapOf([...drawn, ['internet', 'new', state]]) }),
        });
        const [good, bad] = [
          figuresOf(added('compliant', 'encrypted')),
          figuresOf(added('reported', 'plaintext')),
        ];
        for (const id of shares) {
          const then = before.get(id)?.value ?? null;
          const [up, down] = [good.get(id)?.value ?? null, bad.get(id)?.value ?? null];
          // A resource that takes connections and of which nobody says who comes is one more whose other side proves nothing.
          if (then === null || (id === 'authentication-coverage' && by !== 'alb-listener-mutual-tls'))
            continue;
          if (up !== null) expect((up - then) * sign(id), `${id} up`).toBeGreaterThanOrEqual(0);
          // What was found is known, and good for this figure alone.
          if (down !== null && id !== 'findings-known')
            expect((down - then) * sign(id), `${id} down`).toBeLessThanOrEqual(0);
        }
        const [was, now] = [levels(more), levels(added('reported', 'plaintext'))];
        for (const [index, level] of now.entries()) expect(level).toBeLessThanOrEqual(was[index] ?? 0);
      }),
    );
  });
});

describe('where nothing is', () => {
  test('no share is told, least of all 100 %, with a look as without', () => {
    for (const more of [{}, { map: mapOf([]) }]) {
      const all = [...figuresOf(more).values()];
      expect(all.filter(({ unit, value }) => unit === 'share' && value !== null)).toEqual([]);
      for (const { id, says, unit } of all)
        if (unit === 'share') expect(says, id).toMatch(/^Not measurable here/);
    }
  });
});
