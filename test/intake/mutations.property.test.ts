import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Intake } from '../../src/intake/intake.ts';
import { parseEvent } from '../../src/intake/parse-event.ts';
import { at, changed, example, exampleFiles, pathsOf, type Path } from '../kit/event-examples.ts';

const events = exampleFiles.map((file) => [file, example(file)] as const);
const trust = { hubs: ['444455556666', '999900001111'] };

/** What does not hold, and must hold, of whatever is named, whoever sent it. */
const unsound = (taken: Intake): readonly string[] => {
  if (taken.is !== 'named') return [];
  const text = taken.by === 'rule' ? taken.resourceId : taken.arn;
  const subject =
    taken.by === 'rule'
      ? { type: /^\w+::\w+::\w+/.test(taken.resourceType), rule: taken.rule.arn.includes(':config-rule/') }
      : {
          arn: taken.arn.startsWith('arn:aws'),
          known: (taken.control ?? taken.ruleName) !== undefined,
          control: /^[A-Z][A-Za-z0-9]*\.\d+$/.test(taken.control ?? 'S3.5'),
        };
  const holds = {
    ...subject,
    account: /^\d{12}$/.test(taken.account),
    region: /^[a-z]{2,8}(-[a-z]+)+-\d{1,2}$/.test(taken.region),
    partition: /^aws(-[a-z]+)*$/.test(taken.partition),
    compliance: ['COMPLIANT', 'NON_COMPLIANT'].includes(taken.compliance),
    at: !Number.isNaN(Date.parse(taken.at)),
    eventId: /^[\w-]{1,128}$/.test(taken.eventId ?? 'none'),
    text: /^[^\p{Cc}\p{Cs}]{1,1600}$/u.test(text),
  };
  return Object.entries(holds).flatMap(([name, is]) => (is ? [] : [name]));
};
const names = (taken: readonly Intake[]): readonly Intake[] => taken.filter(({ is }) => is === 'named');

const junk = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
  fc.json(),
  fc.string(),
  fc.constantFrom(null, '', [], {}, 0, true, '\u0000', '{', '{}', '[]'),
);
const mutated = fc
  .constantFrom(...events)
  .chain(([file, event]) =>
    fc.tuple(fc.constant(file), fc.constant(event), fc.constantFrom(...pathsOf(event))),
  );

describe('every shape, with a value replaced', () => {
  test('never throws, and names nobody that is not sound', () => {
    fc.assert(
      fc.property(mutated, junk, ([, event, path], value) => {
        expect(parseEvent(changed(event, path, value), trust).flatMap(unsound)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test('names no more than before, unless somebody said so with a whole value', () => {
    // Values of another kind than the one they replace can only take away.
    const other = fc.constantFrom<unknown>(7, true, null, [], {}, [[]], { a: {} }, Number.NaN, undefined);
    fc.assert(
      fc.property(mutated, other, ([, event, path], value) => {
        const before = names(parseEvent(event, trust)).map((one) => JSON.stringify(one));
        const after = names(parseEvent(changed(event, path, value), trust));
        expect(after.length).toBeLessThanOrEqual(Math.max(before.length, 1));
      }),
      { numRuns: 3000 },
    );
  });

  test('two values replaced, in one text', () => {
    fc.assert(
      fc.property(mutated, junk, junk, fc.nat(), ([, event, path], one, two, pick) => {
        const once = changed(event, path, one);
        const paths = pathsOf(event);
        const twice = changed(once, paths[pick % paths.length] ?? [], two);
        const body = JSON.stringify(twice, (_key, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        );
        fc.pre(body !== undefined);
        const given = { Records: [{ messageId: 'm', body }] };
        expect(parseEvent(given, trust).flatMap(unsound)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test('a text cut short or with a character changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...events),
        fc.nat(),
        fc.string({ maxLength: 2 }),
        ([, event], where, put) => {
          const text = JSON.stringify(event);
          const cut = where % text.length;
          expect(names(parseEvent(text.slice(0, cut), trust))).toEqual([]);
          const other = text.slice(0, cut) + put + text.slice(cut + put.length);
          expect(parseEvent(other, trust).flatMap(unsound)).toEqual([]);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

/** For each shape, what it stands or falls with. */
const vital: readonly (readonly [string, readonly Path[]])[] = [
  [
    'securityhub-imported.json',
    [
      ['id'],
      ['account'],
      ['source'],
      ['detail-type'],
      ['detail'],
      ['detail', 'findings'],
      ...[
        'AwsAccountId',
        'ProductArn',
        'GeneratorId',
        'UpdatedAt',
        'RecordState',
        'Compliance',
        'Resources',
      ].map((key) => ['detail', 'findings', '0', key]),
      ['detail', 'findings', '0', 'Compliance', 'Status'],
      ['detail', 'findings', '0', 'Resources', '0', 'Id'],
    ],
  ],
  [
    'securityhub-ocsf.json',
    [
      ...['class_uid', 'cloud', 'compliance', 'metadata', 'resources'].map((key) => [
        'detail',
        'findings',
        '0',
        key,
      ]),
      ['detail', 'findings', '0', 'compliance', 'status'],
      ['detail', 'findings', '0', 'cloud', 'account', 'uid'],
    ],
  ],
  ['sns-config-message.json', [['Type'], ['TopicArn'], ['Message']]],
];

describe.each(vital)('%s', (file, paths) => {
  const event = example(file);
  test('names somebody as it is', () => expect(names(parseEvent(event))).toHaveLength(1));

  test.each(paths.map((path) => [path.join('.'), path] as const))(
    'names nobody without %s',
    (_name, path) => {
      expect(names(parseEvent(changed(event, path, undefined)))).toEqual([]);
    },
  );

  test('names nobody with junk in one of them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.anything(), (path, value) => {
        fc.pre(value !== at(event, path));
        // Any text may be a generator; the control is said elsewhere.
        fc.pre(!(path.at(-1) === 'GeneratorId' && typeof value === 'string'));
        // Any short word may be the name of a bucket.
        fc.pre(!(path.at(-1) === 'Id' && typeof value === 'string'));
        // An id may be any short word.
        fc.pre(!(path.at(-1) === 'id' && typeof value === 'string' && /^[\w-]+$/.test(value)));
        expect(names(parseEvent(changed(event, path, value)))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
