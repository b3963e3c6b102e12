import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInvocation } from '../../src/intake/invocation.ts';
import { changed, pathsOf } from '../kit/event-examples.ts';
import { invocation, invocationFiles, invoking } from '../kit/invocations.ts';

const expected: Readonly<Record<string, string>> = {
  'changed.json': 'invoices',
  'deleted.json': 'gone-bucket',
  'left-scope.json': 'invoices, out',
  'oversized.json': 'invoices',
  'scheduled.json': 'everything',
  'snapshot.json': 'invokingEvent.messageType',
  'test-mode.json': 'everything, tried out',
};

const summary = (event: unknown): string => {
  const read = readInvocation(event);
  if (read.is === 'no-invocation') return read.where;
  const { changed: one, isTest } = read;
  return `${one ? one.resourceId : 'everything'}${one?.isOut ? ', out' : ''}${isTest ? ', tried out' : ''}`;
};

test('every example is expected to be something', () => {
  expect(invocationFiles).toEqual(Object.keys(expected));
});

test.each(invocationFiles)('%s', (file) => {
  expect(summary(invocation(file))).toBe(expected[file]);
});

const change = invocation('changed.json');

test('what is named, for which remediation, and when', () => {
  const ruleParameters = '{"remediation":"s3-bucket-tls-only","minimum":"1.2"}';
  expect(readInvocation({ ...change, ruleParameters })).toEqual({
    is: 'invocation',
    rule: {
      arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-own123',
      name: 'waxseal-s3-bucket-tls-only',
    },
    location: { account: '111122223333', region: 'eu-west-1', partition: 'aws' },
    remediation: 's3-bucket-tls-only',
    parameters: { minimum: '1.2' },
    token: 'eyJlbmNyeXB0ZWREYXRhIjpbMTIsMzRdfQ==',
    isTest: false,
    at: '2026-11-20T09:59:41.120Z',
    changed: { resourceType: 'AWS::S3::Bucket', resourceId: 'invoices', isOut: false },
  });
  expect(readInvocation(invocation('scheduled.json'))).toMatchObject({ at: '2026-11-20T10:00:00.000Z' });
});

test('parameters that are no texts are taken as texts, as the sweep takes them', () => {
  const ruleParameters = '{"remediation":"s3-bucket-tls-only","minimum":1.2,"strict":true}';
  expect(readInvocation({ ...change, ruleParameters })).toMatchObject({
    is: 'invocation',
    parameters: { minimum: '1.2', strict: 'true' },
  });
  expect(summary({ ...change, ruleParameters: '["remediation"]' })).toBe('ruleParameters');
});

const item = (key: string, value: unknown) =>
  invoking(change, (event) => {
    Reflect.set(Object(event['configurationItem']), key, value);
  });

describe('is not believed', () => {
  test.each<[string, unknown, string]>([
    ['another account than the rule’s', { ...change, accountId: '444455556666' }, 'accountId'],
    ['an item of another account', item('awsAccountId', '444455556666'), 'invokingEvent'],
    ['a resource that does not exist yet', { ...change, evaluationMode: 'PROACTIVE' }, 'evaluationMode'],
    ['a rule that says nothing', { ...change, ruleParameters: '{}' }, 'ruleParameters.remediation'],
    ['parameters that are no JSON', { ...change, ruleParameters: '{' }, 'ruleParameters'],
    ['an event that is no JSON', { ...change, invokingEvent: '{' }, 'invokingEvent.messageType'],
    ['no token', { ...change, resultToken: '' }, 'resultToken'],
    ['a rule that is none', { ...change, configRuleArn: 'arn:aws:s3:::x' }, 'configRuleArn'],
    [
      'an item of no time',
      item('configurationItemCaptureTime', 'now'),
      'invokingEvent.configurationItem.configurationItemCaptureTime',
    ],
    [
      'the time of another account',
      invoking(invocation('scheduled.json'), (event) => {
        event['awsAccountId'] = '444455556666';
      }),
      'invokingEvent.awsAccountId',
    ],
    ['an event of EventBridge', { source: 'aws.config', detail: {} }, 'invokingEvent'],
  ])('%s', (_name, event, where) => {
    expect(summary(event)).toBe(where);
  });
});

test.each(['ResourceDiscovered', 'ResourceNotRecorded', 'ResourceDeleted', 'ResourceDeletedNotRecorded'])(
  '%s is nothing but a name: what is so is read live',
  (status) => {
    const read = readInvocation(item('configurationItemStatus', status));
    expect(read).toMatchObject({ changed: { isOut: false } });
  },
);

test('of a global service AWS Config says no Region: it is where the rule is', () => {
  expect(readInvocation(item('awsRegion', 'global'))).toMatchObject({ location: { region: 'eu-west-1' } });
});

describe('whatever comes in', () => {
  const junk = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
    fc.json(),
    fc.constantFrom(null, '', [], {}, '{', '[]', 'a'.repeat(100_000), '{"messageType":"toString"}'),
  );
  /** What names must look like that are handed on. */
  const unsound = (event: unknown): boolean => {
    const read = readInvocation(event);
    if (read.is === 'no-invocation') return false;
    const { location, at: moment, changed: one, rule } = read;
    return !(
      /^\d{12}$/.test(location.account) &&
      rule.arn.includes(`:${location.region}:${location.account}:config-rule/`) &&
      !Number.isNaN(Date.parse(moment)) &&
      /^[^\p{Cc}\p{Cs}]{1,768}$/u.test(one?.resourceId ?? 'everything')
    );
  };

  test('it is read or refused', () => {
    fc.assert(
      fc.property(junk, (event) => {
        expect(unsound(event)).toBe(false);
      }),
    );
  });

  test.each(invocationFiles)('%s with something else at any place', (file) => {
    const event = invocation(file);
    const inner: unknown = JSON.parse(String(event['invokingEvent']));
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(event)), junk, (path, value) => {
        expect(unsound(changed(event, path, value))).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(inner)), junk, (path, value) => {
        const odd = changed(inner, path, typeof value === 'bigint' ? 0 : value);
        let text = '{';
        try {
          text = JSON.stringify(odd) ?? '{';
        } catch {
          // Not everything has a JSON; AWS sends only what has.
        }
        expect(unsound({ ...event, invokingEvent: text })).toBe(false);
      }),
    );
  });
});
