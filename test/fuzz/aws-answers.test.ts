import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/core/model/json.ts';
import { WaxsealError } from '../../src/core/model/errors.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import { catalog, listings } from '../../src/services/index.ts';
import { stage, type Answering } from '../kit/account.ts';
import { at, changed, pathsOf, type Path } from '../kit/event-examples.ts';
import {
  answering,
  believed,
  deep,
  goingOn,
  harm,
  hasNoPages,
  isObject,
  marked,
  samplesOf,
  wantedBy,
} from '../kit/junk-answers.ts';
import { isReference } from '../kit/reference-units.ts';

/** What is tried on every unit in `FUZZ=all`, and at every commit on the unit of each family. */
const thorough = process.env['FUZZ'] === 'all';

/** AWS's answers with members gone, nulled, of another type, too many, too large: of every read of every remediation. */

const ids = listings.map(({ id }) => id).filter((id) => thorough || isReference(id));
/** How many operations of each life have pages. */
const pages: number[] = [];
const hazardsOf = (outcome: Outcome): string =>
  canonical('plan' in outcome && outcome.plan ? outcome.plan.hazards : []);

/** Of long lists the first two: the third item takes no other way through the code. */
const worth = (path: Path): boolean => path.every((key) => !/^\d+$/.test(key) || Number(key) < 2);
const poisoned: unknown = JSON.parse(
  '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
);

const junk: readonly (readonly [string, unknown])[] = [
  ['gone', undefined],
  ['null', null],
  ['an empty list', []],
  ['an object', {}],
  ['a number', 7],
  ['another text', 'x'],
  ['poison', poisoned],
];

/**
 * Of each member: gone, and one more of the junk, in turn. `FUZZ=all` tries everything with everything, which takes
 * minutes; it was clean when this was written.
 */
const chosen = (index: number): typeof junk =>
  thorough ? junk : junk.filter((_, which) => which === 0 || which === 1 + (index % (junk.length - 1)));

describe.each(ids)('%s', (id) => {
  test('a member of an answer that is gone, null or something else', { timeout: 60_000 }, async () => {
    const on = await stage(id);
    const wanted = await wantedBy(on);
    expect(wanted.size > 0).toBe(Object.keys(on.unit.fields).length > 0);
    const found: string[] = [];
    for (const [operation, sample] of await samplesOf(on))
      for (const [index, path] of pathsOf(sample).filter(worth).entries())
        for (const [what, value] of chosen(index)) {
          const wrong = await harm(
            on,
            answering(operation, (given) => changed(given, path, value)),
            wanted,
          );
          found.push(...wrong.map((one) => `${operation} ${path.join('.')} ${what}: ${one}`));
        }
    expect(found).toEqual([]);
  });

  test('more members than AWS documents, and such as reach a prototype', async () => {
    const on = await stage(id);
    const wanted = await wantedBy(on);
    const more = (given: unknown): unknown => {
      if (Array.isArray(given)) return given.map(more);
      if (!isObject(given)) return given;
      const inner = Object.entries(given).map(([key, value]) => [key, more(value)] as const);
      const added = Object.fromEntries([...inner, ['Unheard', { of: [1] }], ['toString', 'x']]);
      Object.defineProperty(added, '__proto__', { value: { polluted: 'yes' }, enumerable: true });
      return added;
    };
    for (const operation of (await samplesOf(on)).keys())
      expect([operation, ...(await harm(on, answering(operation, more), wanted))]).toEqual([operation]);
  });

  test('texts of megabytes, deep nesting, no end of items', { timeout: 60_000 }, async () => {
    const on = await stage(id);
    const wanted = await wantedBy(on);
    const huge = 'a'.repeat((thorough ? 10 : 1) * 1024 * 1024);
    for (const [operation, sample] of await samplesOf(on)) {
      const texts = pathsOf(sample).filter((path) => typeof at(sample, path) === 'string');
      const last = texts.at(-1);
      const lists = pathsOf(sample).filter((path) => Array.isArray(at(sample, path)));
      const ways: readonly ((given: object) => unknown)[] = [
        ...(last ? [(given: object) => changed(given, last, huge)] : []),
        ...(last ? [(given: object) => changed(given, last, deep(1000))] : []),
        ...lists.slice(0, 1).map((path) => (given: object) => {
          const [item] = [at(given, path)].flat();
          return changed(
            given,
            path,
            Array.from({ length: 60 }, () => item),
          );
        }),
      ];
      for (const [index, way] of ways.entries()) {
        const wrong = await harm(on, answering(operation, way), wanted);
        expect([operation, index, ...wrong]).toEqual([operation, index]);
      }
    }
  });

  const turns: Readonly<Record<string, (page: number) => string>> = {
    'the same token again and again': () => 'a',
    'two tokens that take turns': (page) => (page % 2 === 0 ? 'a' : 'b'),
    'ever new tokens': (page) => `page-${page}`,
  };
  test.each(Object.entries(turns))('empty pages: %s', { timeout: 60_000 }, async (_name, token) => {
    const on = await stage(id);
    let paged = 0;
    const hazards = hazardsOf((await on.live((_request, answer) => answer(), true)).outcome);
    for (const [operation, sample] of await samplesOf(on)) {
      let page = 0;
      const endless: Answering = (request, answer) => {
        const given = answer();
        if (request.operation !== operation) return given;
        page += 1;
        return { ...Object.fromEntries(Object.keys(sample).map((key) => [key, []])), ...marked(token(page)) };
      };
      const { host, outcome, calls } = await on.live(endless, true);
      const isPaged = outcome.is === 'failed' && outcome.failure.code === 'pages-without-end';
      if (isPaged) paged += 1;
      expect([operation, calls < 4000]).toEqual([operation, true]);
      // Whoever asks for one thing does not look at tokens; whoever asks for a list must not decide by half of it.
      expect([operation, isPaged ? host.writes() : []]).toEqual([operation, []]);
      // A read with a budget of its own may stop before; then people are told of it, and asked.
      const isSaid = hazardsOf(outcome) !== hazards;
      expect([operation, page > 10 && !isPaged && !isSaid]).toEqual([operation, false]);
    }
    pages.push(paged);
  });

  test.each(Object.entries(turns))(
    'resources listed in empty pages: %s',
    { timeout: 60_000 },
    async (_name, token) => {
      const on = await stage(id);
      const asked: string[] = [];
      const firsts = new Map<string, object>();
      const listing = on.list(({ operation }, answer) => {
        asked.push(operation);
        if (hasNoPages(operation)) return answer();
        const first = firsts.get(operation) ?? answer();
        firsts.set(operation, first);
        return goingOn(first, token(asked.length));
      });
      const wrong = await listing.then(
        () => believed(asked),
        (error: unknown) =>
          error instanceof WaxsealError && error.code === 'pages-without-end' ? [] : [String(error)],
      );
      expect(wrong).toEqual([]);
      const { resourceType } = (await catalog.remediation(id)).meta;
      // Which account it is, nobody need be asked.
      expect(asked.length > 0).toBe((await catalog.resource(resourceType)).permissions.length > 0);
      expect(asked.length).toBeLessThan(2500);
    },
  );
});

test('some of the answers that were tried come in pages', () => {
  expect(Math.max(...pages)).toBeGreaterThan(0);
});

test('the members are worth trying: each operation is answered and something in it matters', async () => {
  for (const id of ids) {
    const on = await stage(id);
    const samples = await samplesOf(on);
    expect(samples.size).toBeGreaterThan(1);
    expect([...samples.values()].flatMap((sample) => pathsOf(sample)).length).toBeGreaterThan(4);
  }
});
