import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Intake } from '../../src/intake/intake.ts';
import { parseEvent } from '../../src/intake/parse-event.ts';
import { at, changed, example, type Path } from '../kit/event-examples.ts';

const read = example;
const real = 'config-noncompliant.json';

/** What is wrong, why nobody looks, or at what. */
const subjectOf = (taken: Intake): string => {
  if (taken.is === 'malformed') return taken.where;
  if (taken.is === 'ignored') return taken.why;
  return taken.by === 'rule' ? taken.resourceId : taken.arn;
};

const identifier = ['detail', 'newEvaluationResult', 'evaluationResultIdentifier'];
const qualifier = [...identifier, 'evaluationResultQualifier'];
const compliance = ['detail', 'newEvaluationResult', 'complianceType'];
const mode = [...qualifier, 'evaluationMode'];
const named = {
  is: 'named',
  by: 'rule',
  resourceType: 'AWS::S3::Bucket',
  resourceId: 'invoices',
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  rule: {
    arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/aws-service-rule/securityhub.amazonaws.com/config-rule-abc123',
    name: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
  },
  compliance: 'NON_COMPLIANT',
  at: '2026-09-20T10:15:20.000Z',
  eventId: '6f1e2a3b-0000-4000-8000-000000000001',
  eventAccount: '111122223333',
} as const;

describe('the examples', () => {
  test.each<[string, unknown[]]>([
    [real, [named]],
    [
      'config-compliant.json',
      [{ ...named, compliance: 'COMPLIANT', eventId: named.eventId.replace(/1$/, '2') }],
    ],
    ['config-first-evaluation.json', [{ ...named, eventId: named.eventId.replace(/1$/, '3') }]],
    ['config-proactive.json', [expect.objectContaining({ is: 'ignored', why: 'not-detective' })]],
    ['config-not-applicable.json', [expect.objectContaining({ is: 'ignored', why: 'not-applicable' })]],
    [
      'sqs-batch.json',
      [
        { ...named, messageId: '00000000-0000-4000-8000-000000000001' },
        {
          ...named,
          messageId: '00000000-0000-4000-8000-000000000002',
          resourceId: 'reports',
          eventId: named.eventId.replace(/1$/, '6'),
          at: '2026-09-20T10:16:20.000Z',
        },
      ],
    ],
  ])('%s', (file, expected) => {
    expect(parseEvent(read(file))).toEqual(expected);
  });
});

describe('the ways an event comes', () => {
  const event = read(real);
  const body = JSON.stringify(event);
  test.each<[string, unknown, unknown[]]>([
    ['as JSON text', body, [named]],
    ['in an SQS message', { messageId: 'm', body }, [{ ...named, messageId: 'm' }]],
    ['in an SQS message without id', { body }, [named]],
    ['in a batch', { Records: [{ messageId: 'm', body }] }, [{ ...named, messageId: 'm' }]],
    ['in an empty batch', { Records: [] }, []],
  ])('%s', (_what, given, expected) => {
    expect(parseEvent(given)).toEqual(expected);
  });

  test('one bad message of a batch does not hurt the others', () => {
    const other = JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created' });
    const bodies = ['{', body, '7', other, 7, JSON.stringify(changed(event, ['detail', 'awsRegion'], 'x'))];
    const Records = [...bodies.map((one, index) => ({ messageId: `m${index}`, body: one })), null];
    expect(parseEvent({ Records }).map((taken) => [taken.messageId, taken.is, subjectOf(taken)])).toEqual([
      ['m0', 'malformed', 'Records.0'],
      ['m1', 'named', 'invoices'],
      ['m2', 'malformed', 'Records.2'],
      ['m3', 'ignored', 'not-a-compliance-event'],
      ['m4', 'malformed', 'Records.4.body'],
      ['m5', 'malformed', 'Records.5.detail.awsRegion'],
      [undefined, 'malformed', 'Records.6'],
    ]);
  });

  test('a batch within a message is not opened', () => {
    const inner = JSON.stringify({ Records: [{ messageId: 'm', body }] });
    expect(parseEvent({ Records: [{ messageId: 'm', body: inner }] })[0]?.is).toBe('malformed');
    expect(parseEvent(JSON.stringify(body))[0]?.is).toBe('malformed');
  });
});

describe('events that make nobody look', () => {
  test.each<[string, Path, unknown, string]>([
    ['another source', ['source'], 'aws.s3', 'not-a-compliance-event'],
    [
      'another kind of Config event',
      ['detail-type'],
      'Config Configuration Item Change',
      'not-a-compliance-event',
    ],
    ['an unknown evaluation mode', mode, 'SOMETHING_NEW', 'not-detective'],
    ['a rule that does not apply', compliance, 'NOT_APPLICABLE', 'not-applicable'],
    ['too little data', compliance, 'INSUFFICIENT_DATA', 'insufficient-data'],
    ['an event of another account', ['account'], '444455556666', 'foreign-account'],
    ['a resource of another account', ['detail', 'awsAccountId'], '444455556666', 'foreign-account'],
    [
      'a rule of another account',
      ['detail', 'configRuleARN'],
      'arn:aws:config:eu-west-1:444455556666:config-rule/config-rule-abc123',
      'foreign-account',
    ],
  ])('%s', (_what, path, value, why) => {
    expect(parseEvent(changed(read(real), path, value))).toEqual([
      { is: 'ignored', why, says: expect.stringMatching(/^It |^The |^AWS /) },
    ]);
  });

  test('the account as a whole', () => {
    const both = changed(read(real), ['detail', 'resourceType'], 'AWS::::Account');
    expect(parseEvent(changed(both, [...qualifier, 'resourceType'], 'AWS::::Account'))).toMatchObject([
      { is: 'ignored', why: 'account-level' },
    ]);
  });
});

describe('events that are named', () => {
  test.each<[string, unknown]>([
    ['an old event without evaluation mode', undefined],
    ['an evaluation mode of null', null],
  ])('%s', (_what, value) => {
    expect(parseEvent(changed(read(real), mode, value))).toEqual([named]);
  });

  test('an old result of null, and keys that AWS adds', () => {
    const event = changed(changed(read(real), ['detail', 'oldEvaluationResult'], null), ['detail', 'new'], {
      a: 1,
    });
    expect(parseEvent(event)).toEqual([named]);
  });

  test.each([
    ['arn:aws-cn:config:cn-north-1:111122223333:config-rule/config-rule-abc123', 'aws-cn', 'cn-north-1'],
    ['arn:aws-us-gov:config:us-gov-west-1:111122223333:config-rule/x', 'aws-us-gov', 'us-gov-west-1'],
  ])('the partition comes from %s', (arn, partition, region) => {
    const there = changed(read(real), ['detail', 'awsRegion'], region);
    const event = changed(there, ['detail', 'configRuleARN'], arn);
    expect(parseEvent(event)).toMatchObject([{ partition, region }]);
  });

  test('accounts that may speak of each other, when all of them are named', () => {
    const foreign = changed(read(real), ['account'], '444455556666');
    const both = { accounts: ['111122223333', '444455556666'] };
    expect(parseEvent(foreign, both)).toEqual([{ ...named, eventAccount: '444455556666' }]);
    expect(parseEvent(foreign, { accounts: ['444455556666'] })).toMatchObject([{ why: 'foreign-account' }]);
    expect(parseEvent(foreign, { accounts: ['111122223333'] })).toMatchObject([{ why: 'foreign-account' }]);
    expect(parseEvent(JSON.stringify(foreign), both)).toMatchObject([{ is: 'named' }]);
  });
});

/** Everything that is used of an event. */
const used: readonly Path[] = [
  ['id'],
  ['account'],
  ['source'],
  ['detail-type'],
  ['detail'],
  ...[
    'messageType',
    'awsAccountId',
    'awsRegion',
    'configRuleName',
    'configRuleARN',
    'resourceType',
    'resourceId',
  ].map((key) => ['detail', key]),
  ['detail', 'newEvaluationResult'],
  compliance,
  identifier,
  [...identifier, 'orderingTimestamp'],
  qualifier,
  [...qualifier, 'resourceType'],
  [...qualifier, 'resourceId'],
];
/** What may be any text. */
const free = new Set(['id', 'detail.configRuleName']);

describe('events that cannot be read', () => {
  test.each(used.map((path) => [path.join('.'), path] as const))(
    'without %s nothing is named',
    (_name, path) => {
      const [taken] = parseEvent(changed(read(real), path, undefined));
      expect(taken?.is).toBe('malformed');
    },
  );

  test.each<[string, Path, unknown]>([
    ['an account that is a number', ['account'], 111122223333],
    ['a short account', ['detail', 'awsAccountId'], '1111'],
    ['a Region with a path', ['detail', 'awsRegion'], 'eu-west-1/../x'],
    ['a Region that is a host', ['detail', 'awsRegion'], 'eu-west-1.example.com'],
    ['an ARN of something else', ['detail', 'configRuleARN'], 'arn:aws:iam::111122223333:role/x'],
    ['an ARN with a line break', ['detail', 'configRuleARN'], `${named.rule.arn}\n`],
    [
      'a rule of another Region',
      ['detail', 'configRuleARN'],
      named.rule.arn.replace('eu-west-1', 'us-east-1'),
    ],
    ['an empty id', ['detail', 'resourceId'], ''],
    ['an id of another resource than was evaluated', ['detail', 'resourceId'], 'reports'],
    ['a type of another resource than was evaluated', ['detail', 'resourceType'], 'AWS::SQS::Queue'],
    ['an unknown compliance', compliance, 'SOMEWHAT_COMPLIANT'],
    ['another message type', ['detail', 'messageType'], 'ScheduledNotification'],
    ['a day that is none', [...identifier, 'orderingTimestamp'], '2026-13-45T10:15:20.000Z'],
    ['a local time', [...identifier, 'orderingTimestamp'], '2026-09-20T10:15:20.000'],
  ])('%s', (_what, path, value) => {
    expect(parseEvent(changed(read(real), path, value))).toMatchObject([{ is: 'malformed' }]);
  });

  test('an id with a control character or half a letter, said twice', () => {
    for (const id of ['in\nvoices', 'in\u0000voices', 'in\ud800voices', 'x'.repeat(769)]) {
      const both = changed(
        changed(read(real), ['detail', 'resourceId'], id),
        [...qualifier, 'resourceId'],
        id,
      );
      expect(parseEvent(both)).toMatchObject([{ is: 'malformed', where: 'detail.resourceId' }]);
    }
  });
});

describe('whatever comes', () => {
  test('nothing throws, and junk names nobody', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), fc.json(), fc.string()), (junk) => {
        expect(parseEvent(junk).filter(({ is }) => is === 'named')).toEqual([]);
        expect(parseEvent({ Records: [junk, { body: junk }] }).map(({ is }) => is)).toHaveLength(2);
      }),
      { numRuns: 1000 },
    );
  });

  test('a used value replaced by junk names nobody', () => {
    fc.assert(
      fc.property(fc.constantFrom(...used), fc.anything(), (path, junk) => {
        fc.pre(junk !== at(read(real), path));
        fc.pre(!(typeof junk === 'string' && free.has(path.join('.'))));
        expect(parseEvent(changed(read(real), path, junk)).map(({ is }) => is)).not.toContain('named');
      }),
      { numRuns: 2000 },
    );
  });

  test('a value that is not used changes nothing', () => {
    const unused = [
      'version',
      'time',
      'region',
      'resources',
      'detail.oldEvaluationResult',
      'detail.annotation',
      'detail.recordVersion',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...unused), fc.anything(), (path, junk) => {
        expect(parseEvent(changed(read(real), path.split('.'), junk))).toEqual([named]);
      }),
      { numRuns: 500 },
    );
  });

  test('keys of prototypes are neither read nor written', () => {
    const text = JSON.stringify(read(real));
    const polluted = text.replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    expect(parseEvent(polluted)).toEqual([named]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(parseEvent(`{"__proto__":${text}}`)[0]?.is).toBe('malformed');
    expect(parseEvent(`{"__proto__":{"Records":[{"body":"{}"}]}}`)).toHaveLength(1);
    const inherited: unknown = Object.create({ Records: [{ body: text }] });
    expect(parseEvent(inherited)[0]?.is).toBe('malformed');
  });
});
