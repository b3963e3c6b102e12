import { describe, expect, test } from 'vitest';
import { book } from '../../src/services/book.ts';
import { canonical, same } from '../../src/core/model/json.ts';
import { impacts, type Change, type Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import type { Target } from '../../src/core/model/target.ts';
import { sentence, type Said } from '../../src/core/say/said.ts';
import type { Call } from '../../src/sandbox/world.ts';
import { sandboxClouds } from '../../src/sandbox/sandbox-ports.ts';
import { onlyReads } from '../../src/sandbox/services.ts';
import type { Case, Cases, Expected } from './case.ts';
import { serviceOfRemediation } from './contracts.ts';
import { meddledWith, neighbourOf, otherValueOf, refusalOf, setByAnother } from './foreign.ts';
import { permuted } from './permute.ts';
import { wrongWithSession } from './session.ts';
import { ownCalls, resourcesOf, standOf } from './stand.ts';
import {
  evaluate,
  look,
  planIdOf,
  study,
  survivesJson,
  type Evaluated,
  type Looked,
  type Study,
} from './study.ts';
import { todosIn } from './todos.ts';
import { testOnWire } from './wire.ts';

export type { Cases } from './case.ts';

const knownKeys = new Set(['account', 'location', 'target', 'settings', 'wire', 'gone', 'expect', 'next']);
const compliant: Expected = { is: 'compliant' };
/**
 * While mutants are tried: `alone` has each test live through its row itself, so that it is known which test runs what
 * (else the one that would notice is not asked); `looks` has only the verdicts, which is enough for what only reads.
 */
const tables = process.env['WAXSEAL_TABLES'];
/** Of the account that the row is about, wherever that is. */
const somebodyElse = ({ partition, account }: Target): string =>
  `arn:${partition}:sts::${account}:assumed-role/somebody-else/session`;

const idsOf = (said: readonly Said[] | undefined): readonly string[] =>
  (said ?? []).map(({ message }) => message).toSorted();
const changesOf = (verdict: Evaluated): readonly Change[] =>
  verdict.is === 'non-compliant' ? verdict.changes : [];
const sayingsOf = (verdict: Evaluated): readonly Said[] => [
  ...('message' in verdict ? [verdict] : []),
  ...('hazards' in verdict ? (verdict.hazards ?? []) : []),
  ...('notes' in verdict ? (verdict.notes ?? []) : []),
  ...('late' in verdict && verdict.late ? [verdict.late] : []),
];

/** Compares a verdict with a row of the table. */
const expectVerdict = (verdict: Evaluated, expected: Expected): void => {
  expect(verdict).toMatchObject({
    is: expected.is,
    ...(expected.message !== undefined && { message: expected.message }),
  });
  const changes = changesOf(verdict);
  const wanted = expected.changes ?? 0;
  if (typeof wanted === 'number') expect(changes).toHaveLength(wanted);
  else expect(changes).toMatchObject(wanted);
  expect(idsOf('hazards' in verdict ? verdict.hazards : [])).toEqual((expected.hazards ?? []).toSorted());
  expect(idsOf('notes' in verdict ? verdict.notes : [])).toEqual((expected.notes ?? []).toSorted());
};

const writesOf = (calls: readonly Call[]): readonly Call[] =>
  calls.filter(({ operation }) => !onlyReads(operation));

const isWritten = ({ expect: { changes = 0 } = compliant }: Case): boolean =>
  typeof changes === 'number' ? changes > 0 : changes.length > 0;

/** The IAM actions that calls need; a call that the table does not know fails the test. */
const actionsUsed = (calls: readonly Call[]): ReadonlySet<string> =>
  new Set(
    calls.flatMap(({ operation }) => {
      const [service = '', name = ''] = operation.split(':');
      const known = book.actionsOf(service, name);
      expect(known, `${operation} is in no service.ts`).toBeDefined();
      return known?.actions ?? [];
    }),
  );

const expectWithin = (calls: readonly Call[], declared: readonly string[]): void =>
  expect(declared).toEqual(expect.arrayContaining([...actionsUsed(calls)]));

/**
 * Tests one remediation by its table: for every row an account and a verdict, and then, by the engine and in the
 * sandbox, all that Waxseal promises of every remediation. The rows with `wire` run over HTTP as well.
 */
export const testRemediation = <Id extends string>(
  unit: Remediation<Id>,
  resource: Resource,
  cases: Cases<Id>,
): void => {
  const { meta } = unit;
  const rows: readonly (readonly [string, Case])[] = Object.entries(cases);
  const studies = new Map<string, Promise<Study>>();
  /** What became of somebody else's work in each row: that it came in, or why it was refused. */
  const neighbours: string[] = [];
  /** Each case is lived through once, whichever test asks first. */
  const studyOf = (name: string, row: Case): Promise<Study> => {
    const known = (tables === 'alone' ? undefined : studies.get(name)) ?? study(unit, resource, row);
    studies.set(name, known);
    return known;
  };
  const lookOf = (name: string, row: Case): Promise<Looked> =>
    tables === 'looks' ? look(unit, resource, row) : studyOf(name, row);
  const every = () =>
    Promise.all(rows.filter(([, { gone }]) => !gone).map(([name, row]) => studyOf(name, row)));

  describe.each([meta.id])('%s', () => {
    describe.each(rows.filter(([, { gone }]) => gone))('%s', (_name, row) => {
      test('is gone', async () => {
        expect(await evaluate(await standOf(unit, resource, row))).toEqual({ is: 'gone' });
      });
    });

    const there = rows.filter(([, { gone }]) => !gone);

    describe.each(there)('%s', (name, row) => {
      const expected = row.expect ?? compliant;

      test('verdict', async () => {
        const { first, readCalls, stand } = await lookOf(name, row);
        expectVerdict(first, expected);
        expect(survivesJson(first), 'the verdict loses something as JSON').toBe(true);
        expect(writesOf(readCalls), 'reading wrote').toEqual([]);
        expectWithin(readCalls, meta.permissions.read);
        for (const { impact, before, after } of changesOf(first)) {
          expect(impact, 'every change says who may notice it').not.toEqual([]);
          expect(same(before, after), 'a change changes something').toBe(false);
        }
        if (unit.source)
          for (const change of changesOf(first)) {
            const source = unit.source(change, stand.target);
            if (change.after === null || !source) continue;
            const pieces = [source.cloudformation, source.cdk, source.terraform];
            expect(pieces.join('\n'), 'a piece of source is not filled in').not.toMatch(
              /undefined|\[object|NaN/,
            );
            expect(pieces.every((piece) => piece.trim().length > 20)).toBe(true);
          }
        const sentences = sayingsOf(first).map((said) => {
          expect(meta.messages).toHaveProperty([said.message]);
          const { says, todo = '' } = sentence(meta.messages, said);
          return `${says} ${todo}`.trim();
        });
        expect(sentences.join('\n'), 'a placeholder is left').not.toMatch(/\{\w+\}/);
        expect(sentences).toEqual(expect.arrayContaining([...(expected.says ?? [])]));
      });

      test('the order of sets in answers means nothing', async () => {
        const { first, stand } = await lookOf(name, row);
        const unsaid = new Set<string>();
        const turned = await standOf(
          unit,
          resource,
          row,
          permuted((list) => unsaid.add(list)),
        );
        const verdict = await evaluate(turned);
        expect([...unsaid], 'nobody has said whether these are sets').toEqual([]);
        // Everything that is said, too: a list in a sentence must not turn with the answer.
        expect(verdict).toEqual(first);
        expect(planIdOf(turned, verdict)).toBe(planIdOf(stand, first));
      });
    });

    test('it says who may notice its changes, as its rows do', async () => {
      const looked = await Promise.all(there.map(([name, row]) => lookOf(name, row)));
      const noticed = new Set(
        looked.flatMap(({ first }) => changesOf(first)).flatMap(({ impact }) => impact),
      );
      const ranked = impacts.filter((impact) => impact !== 'none' && noticed.has(impact));
      expect(meta.impacts ?? []).toEqual(ranked);
    });

    if (tables === 'looks') return;

    describe.each(there.filter(([, row]) => !isWritten(row)))('%s, applied', (name, row) => {
      const expected = row.expect ?? compliant;

      test('nothing is written', async () => {
        const { applied, applyCalls, resources } = await studyOf(name, row);
        expect(applied.is).toBe(expected.is === 'non-compliant' ? 'manual-action-needed' : expected.is);
        expect(writesOf(applyCalls)).toEqual([]);
        expect(resources.applied).toBe(resources.before);
      });
    });

    describe.each(there.filter(([, row]) => isWritten(row)))('%s, applied', (name, row) => {
      test('applying it leads to what comes then, with declared permissions', async () => {
        const { applied, applyCalls, after, first } = await studyOf(name, row);
        expect(applied).toMatchObject({
          is: row.next && row.next.is !== 'compliant' ? 'progressed' : 'remediated',
        });
        expectVerdict(after, row.next ?? { ...compliant, notes: idsOf('notes' in after ? after.notes : []) });
        expect(writesOf(applyCalls).length).toBeGreaterThanOrEqual(changesOf(first).length > 0 ? 1 : 0);
        const { read, write } = meta.permissions;
        expectWithin(applyCalls, [...read, ...write, ...resource.permissions]);
      });

      test('the session policies of the fix and of its undo allow each write, on the target alone', async () => {
        const { applied, applyCalls, undone, undoCalls } = await studyOf(name, row);
        expect(wrongWithSession(meta, applied, writesOf(applyCalls))).toEqual([]);
        if (meta.reversible === true) expect(wrongWithSession(meta, undone, writesOf(undoCalls))).toEqual([]);
      });

      test('a second look writes nothing more, unless a step is left', async () => {
        const isDone = row.next === undefined || row.next.is === 'compliant';
        const stand = await standOf(unit, resource, row);
        await stand.apply();
        const mark = stand.host.calls().length;
        expect((await stand.apply()).is === 'compliant').toBe(isDone);
        if (isDone) expect(writesOf(ownCalls(stand.host, mark))).toEqual([]);
      });

      test('undo gives back what was there, or is refused where nothing can be', async () => {
        const { undone, undoCalls, last, first, resources } = await studyOf(name, row);
        if (meta.reversible !== true) {
          expect(undone).toMatchObject({ is: 'refused', because: [{ check: 'cannot-be-undone' }] });
          expect(writesOf(undoCalls)).toEqual([]);
          expect(resources.last).toBe(resources.applied);
          return;
        }
        expect(undone).toMatchObject({ is: 'rolled-back' });
        expect(last).toEqual(first);
        expect(resources.last).toBe(resources.before);
        const { read, undo } = meta.permissions;
        expectWithin(undoCalls, [...read, ...undo, ...resource.permissions]);
      });

      test("somebody else's work beside each field is not lost, by us or by undoing us", async () => {
        const { first } = await studyOf(name, row);
        for (const change of changesOf(first)) {
          const seen: { refused?: string; asked?: true } = {};
          const meddled = meddledWith(unit, change, () => {
            seen.asked = true;
            const refused = refusalOf(neighbourOf(stand.host, stand.target).work);
            if (refused !== undefined) seen.refused = refused;
          });
          const stand = await standOf(meddled, resource, row);
          const outcome = await stand.apply();
          expect(seen.asked, `${change.set} was not read before it was put`).toBe(true);
          neighbours.push(seen.refused ?? 'came in');
          if (seen.refused !== undefined) {
            // A full policy, or one that locks everybody out: nobody has come between.
            expect(['remediated', 'progressed'], seen.refused).toContain(outcome.is);
            continue;
          }
          const { kept } = neighbourOf(stand.host, stand.target);
          // With somebody's part in it the whole may be more than AWS takes.
          const isRefused = writesOf(ownCalls(stand.host)).some(({ refused }) => refused !== undefined);
          expect(['remediated', 'progressed', 'conflict', ...(isRefused ? ['failed'] : [])]).toContain(
            outcome.is,
          );
          expect(kept(), `lost when ${change.set} was put`).toBe(true);
          if (outcome.is === 'conflict' || outcome.is === 'failed') continue;
          if (!('run' in outcome) || meta.reversible !== true) continue;
          expect((await stand.undo(outcome.run ?? '')).is).toBe('rolled-back');
          expect(kept(), `lost when ${change.set} was undone`).toBe(true);
        }
      });

      test('what somebody else has set just before us is neither written again nor undone', async () => {
        const { first } = await studyOf(name, row);
        for (const change of changesOf(first)) {
          const meddled = meddledWith(unit, change, async ({ set, on, after }) => {
            const aws = sandboxClouds(stand.host, somebodyElse(stand.target));
            const field = unit.fields[set];
            const theirs = await aws.write(stand.target, {
              run: 'theirs',
              remediation: meta.id,
              kind: 'remediate',
            });
            const seen = await field?.get(on, stand.target, aws.look(stand.target));
            if (field && seen) await field.put(on, after, seen, stand.target, theirs);
          });
          const stand = await standOf(meddled, resource, row);
          const outcome = await stand.apply();
          expect(['remediated', 'progressed']).toContain(outcome.is);
          const field = unit.fields[change.set];
          const aws = stand.ports.clouds.look(stand.target);
          const live = async () => (await field?.get(change.on, stand.target, aws))?.value;
          expect(await live()).toEqual(change.after);
          if (!('run' in outcome)) continue;
          await stand.undo(outcome.run ?? '');
          const later = stand.ports.clouds.look(stand.target);
          const left = (await field?.get(change.on, stand.target, later))?.value;
          expect(left, 'undo took away what was not ours').toEqual(change.after);
        }
      });

      test('what somebody else has changed is left alone', async () => {
        const { first } = await studyOf(name, row);
        for (const change of changesOf(first)) {
          const meddled = meddledWith(unit, change, async ({ set, on }) => {
            const aws = sandboxClouds(stand.host, somebodyElse(stand.target));
            const field = unit.fields[set];
            const theirs = await aws.write(stand.target, {
              run: 'theirs',
              remediation: meta.id,
              kind: 'remediate',
            });
            const seen = await field?.get(on, stand.target, aws.look(stand.target));
            if (field && seen) {
              const value = otherValueOf(meta.id, change, stand.host, stand.target);
              isOurs = same(value, change.after);
              if (!isOurs)
                await setByAnother(meta.id, { set, value }, (it) =>
                  field.put(on, it, seen, stand.target, theirs),
                );
            }
            resources = resourcesOf(stand.host);
          });
          let resources = '';
          // Of two values somebody else's is ours: the test before this one has it.
          let isOurs = false;
          const stand = await standOf(meddled, resource, row);
          const { is } = await stand.apply();
          if (isOurs) {
            expect(is).not.toBe('conflict');
            continue;
          }
          expect(is).toBe('conflict');
          expect(resourcesOf(stand.host)).toBe(resources);
        }
      });
    });

    describe('the table as a whole', () => {
      test('nothing of its rooms is left to be said', () => {
        // A row may be green with a fact that nobody has looked up.
        expect(todosIn(serviceOfRemediation(meta.id))).toEqual([]);
      });

      test('no row twice, and no unknown keys', () => {
        const texts = rows.map(([, row]) => canonical(row));
        expect(texts.filter((text, index) => texts.indexOf(text) < index)).toEqual([]);
        expect(rows.flatMap(([, row]) => Object.keys(row).filter((key) => !knownKeys.has(key)))).toEqual([]);
      });

      test('every message is said in some row', async () => {
        const said = new Set(
          (await every()).flatMap(({ first, after, last }) =>
            [first, after, ...(last ? [last] : [])].flatMap(sayingsOf).map(({ message }) => message),
          ),
        );
        expect(Object.keys(meta.messages).filter((id) => !said.has(id))).toEqual([]);
      });

      test('somebody else can work beside a field, in some row', () => {
        // Where rows are chosen (`-t`) nobody may have been tried.
        const refused = [...new Set(neighbours)].join('; ');
        expect(
          neighbours.length === 0 || neighbours.includes('came in'),
          `the neighbour was refused: ${refused}`,
        ).toBe(true);
      });

      test('every declared permission is used', async () => {
        const all = await every();
        const used = {
          read: actionsUsed(all.flatMap(({ readCalls }) => readCalls)),
          write: actionsUsed(all.flatMap(({ applyCalls }) => writesOf(applyCalls))),
          undo: actionsUsed(all.flatMap(({ undoCalls }) => writesOf(undoCalls))),
        };
        const { read, write, undo } = used;
        const sorted = (actions: Iterable<string>) => [...actions].toSorted();
        expect({
          read: sorted(meta.permissions.read),
          write: sorted(meta.permissions.write),
          undo: sorted(meta.permissions.undo),
        }).toEqual({ read: sorted(read), write: sorted(write), undo: sorted(undo) });
      });
    });

    testOnWire(unit, resource, rows, expectVerdict);
  });
};
