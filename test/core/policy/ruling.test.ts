import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { modes, type Match, type Policy, type Rule, type Subject } from '../../../src/core/policy/policy.ts';
import { concerns } from '../../../src/core/policy/match.ts';
import { ruling } from '../../../src/core/policy/ruling.ts';

const now = new Date('2027-03-31T12:00:00Z');
const bucket: Subject = {
  remediation: 's3-bucket-tls-only',
  target: {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::S3::Bucket',
    id: 'invoices',
    arn: 'arn:aws:s3:::invoices',
  },
  surroundings: { tags: { team: 'billing', 'data-class': 'sensitive-pii' } },
};
const tagged = (value: string): Subject => ({
  ...bucket,
  surroundings: { tags: { ...bucket.surroundings.tags, 'waxseal:mode': value } },
});
const policy = (part: Partial<Policy>): Policy => ({ ...defaultPolicy, ...part });
const modeOf = (part: Partial<Policy>, subject = bucket) => ruling(policy(part), subject, now).mode;

describe('which lines concern a resource', () => {
  test.each<[Match, boolean]>([
    [{}, true],
    [{ accounts: ['444455556666', '111122223333'] }, true],
    [{ accounts: ['444455556666'] }, false],
    [{ accounts: [] }, false],
    [{ regions: ['eu-west-1'] }, true],
    [{ regions: ['eu-west-2'] }, false],
    [{ remediations: ['s3-bucket-tls-only'] }, true],
    [{ remediations: ['s3-*'] }, false],
    [{ resources: ['arn:aws:s3:::inv*', 'arn:aws:s3:::x'] }, true],
    [{ resources: ['arn:aws-cn:s3:::inv*'] }, false],
    [{ tags: { team: 'billing', 'data-class': 'sensitive*' } }, true],
    [{ tags: { team: 'billing', absent: '*' } }, false],
    [{ tags: { Team: 'billing' } }, false],
    [{ tags: { constructor: '*' } }, false],
    [{ accounts: ['111122223333'], regions: ['eu-west-2'] }, false],
  ])('%j: %j', (match, expected) => {
    expect(concerns(match, bucket)).toBe(expected);
  });
});

describe('the mode', () => {
  test.each<[string, Partial<Policy>, string]>([
    ['is dry-run by default', {}, 'dry-run'],
    ['is that of the file', { mode: 'auto' }, 'auto'],
    ['is that of a rule that matches', { rules: [{ mode: 'auto' }] }, 'auto'],
    ['is that of the last rule that matches', { rules: [{ mode: 'auto' }, { mode: 'ask' }] }, 'ask'],
    ['may be loosened by a later rule', { rules: [{ mode: 'dry-run' }, { mode: 'auto' }] }, 'auto'],
    [
      'ignores rules about others',
      { rules: [{ mode: 'ask' }, { mode: 'auto', regions: ['us-east-1'] }] },
      'ask',
    ],
    ['ignores rules without one', { rules: [{ mode: 'ask' }, { settings: {} }] }, 'ask'],
  ])('%s', (_what, part, expected) => {
    expect(modeOf(part)).toBe(expected);
  });

  test.each([
    ['auto', 'ask', 'ask'],
    ['auto', 'dry-run', 'dry-run'],
    ['ask', 'dry-run', 'dry-run'],
    ['ask', 'auto', 'ask'],
    ['dry-run', 'auto', 'dry-run'],
    ['auto', 'auto', 'auto'],
    ['auto', 'Ask', 'dry-run'],
    ['auto', '', 'dry-run'],
    ['auto', 'off', 'dry-run'],
    ['ask', 'constructor', 'dry-run'],
  ] as const)('%s with the tag %j is %s', (mode, tag, expected) => {
    expect(modeOf({ mode }, tagged(tag))).toBe(expected);
    expect(modeOf({ rules: [{ mode }] }, tagged(tag))).toBe(expected);
  });

  test('no tag ever loosens it', () => {
    const rule = fc.record({ mode: fc.constantFrom(...modes) });
    fc.assert(
      fc.property(fc.array(rule), fc.oneof(fc.constantFrom(...modes), fc.string()), (rules, tag) => {
        const strict = modes.indexOf(modeOf({ rules }, tagged(tag)));
        expect(strict).toBeLessThanOrEqual(modes.indexOf(modeOf({ rules })));
      }),
    );
  });
});

describe('settings', () => {
  const settingsOf = (...layers: Rule['settings'][]) =>
    ruling(policy({ rules: layers.map((settings) => ({ ...(settings && { settings }) })) }), bucket, now)
      .settings;
  const id = bucket.remediation;

  test('of matching rules are joined at every depth, the later over the earlier', () => {
    expect(
      settingsOf(
        { [id]: { a: 1, deep: { x: 1, y: { z: 1 } }, list: [1, 2] } },
        { 'another-remediation': { a: 9 } },
        { [id]: { b: 2, deep: { y: { w: 2 } }, list: [3] } },
      ),
    ).toEqual({ a: 1, b: 2, deep: { x: 1, y: { z: 1, w: 2 } }, list: [3] });
  });

  test('replace what is no block', () => {
    expect(settingsOf({ [id]: { a: { b: 1 }, c: 1 } }, { [id]: { a: null, c: { d: 1 } } })).toEqual({
      a: null,
      c: { d: 1 },
    });
  });

  test('never reach a prototype', () => {
    const evil = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
    const merged = settingsOf({ [id]: { a: 1 } }, { [id]: evil }, { [id]: evil });
    expect(Object.hasOwn(merged, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get(Object, 'polluted')).toBeUndefined();
  });

  test('change nothing in the policy', () => {
    const frozen = Object.freeze({ [id]: Object.freeze({ deep: Object.freeze({ x: 1 }) }) });
    expect(settingsOf(frozen, { [id]: { deep: { y: 2 } } })).toEqual({ deep: { x: 1, y: 2 } });
    expect(frozen).toEqual({ [id]: { deep: { x: 1 } } });
  });
});

const exemption = (expires: string, owner = 'o') => ({ owner, reason: 'r', expires });
const optIn = (since: string) => ({ owner: 'o', reason: 'r', since, impacts: ['breaks-plaintext'] }) as const;

describe('exemptions and opt-ins', () => {
  test.each([
    ['2027-03-31', '2027-03-31T00:00:00.000Z', true],
    ['2027-03-31', '2027-03-31T23:59:59.999Z', true],
    ['2027-03-31', '2027-04-01T00:00:00.000Z', false],
    ['2027-03-31', '2026-01-01T00:00:00.000Z', true],
  ])('an exemption to %s at %s holds: %j', (expires, at, holds) => {
    const given = ruling(policy({ exemptions: [exemption(expires)] }), bucket, new Date(at));
    expect(given.exemption !== undefined).toBe(holds);
  });

  test.each([
    ['2027-03-31', '2027-03-30T23:59:59.999Z', 0],
    ['2027-03-31', '2027-03-31T00:00:00.000Z', 1],
    ['2027-03-31', '2029-01-01T00:00:00.000Z', 1],
  ])('an opt-in from %s at %s counts: %i', (since, at, count) => {
    expect(ruling(policy({ optIns: [optIn(since)] }), bucket, new Date(at)).optIns).toHaveLength(count);
  });

  test('of several exemptions the one that holds longest is named', () => {
    const exemptions = [
      exemption('2027-04-01', 'a'),
      exemption('2028-01-01', 'b'),
      exemption('2027-05-01', 'c'),
    ];
    expect(ruling(policy({ exemptions }), bucket, now).exemption?.owner).toBe('b');
  });

  test('those about other resources do not count', () => {
    const other = { regions: ['us-east-1'] };
    const given = ruling(
      policy({
        exemptions: [{ ...other, ...exemption('2030-01-01') }],
        optIns: [{ ...other, ...optIn('2020-01-01') }],
      }),
      bucket,
      now,
    );
    expect(given.exemption).toBeUndefined();
    expect(given.optIns).toEqual([]);
  });
});

describe('the trail', () => {
  const decided = (part: Partial<Policy>, subject = bucket) =>
    ruling(policy(part), subject, now).trail.filter((line) => line.decided);

  test('tells every line that had a say, in order, and the one that decided', () => {
    const given = ruling(
      policy({
        mode: 'ask',
        killSwitch: true,
        lines: { mode: 3, killSwitch: 4 },
        rules: [
          {
            line: 10,
            path: 'rules[0]',
            name: 'prod',
            mode: 'auto',
            settings: { [bucket.remediation]: { a: 1 } },
          },
          { line: 12, path: 'rules[1]', mode: 'dry-run', regions: ['us-east-1'] },
          { line: 14, path: 'rules[2]', settings: { other: {} } },
        ],
        exemptions: [
          { line: 20, path: 'exemptions[0]', owner: 'team-a', reason: 'old client', expires: '2027-01-01' },
          { line: 24, path: 'exemptions[1]', owner: 'team-b', reason: 'new client', expires: '2028-01-01' },
        ],
        optIns: [
          {
            line: 30,
            path: 'optIns[0]',
            owner: 'team-c',
            reason: 'r',
            since: '2029-01-01',
            impacts: ['restarts'],
          },
        ],
      }),
      bucket,
      now,
    );
    expect(given.trail).toEqual([
      { line: 3, path: 'mode', says: 'ask unless a rule says otherwise.' },
      {
        line: 10,
        path: 'rules[0]',
        says: 'Rule "prod" says auto, and sets settings of s3-bucket-tls-only.',
        decided: true,
      },
      { line: 20, path: 'exemptions[0]', says: 'The exemption by team-a ended on 2027-01-01.' },
      { line: 24, path: 'exemptions[1]', says: 'Exempt until 2028-01-01 by team-b: new client' },
      { line: 30, path: 'optIns[0]', says: 'team-c accepts restarts only from 2029-01-01.' },
      { line: 4, path: 'killSwitch', says: 'The kill switch is on: nothing is written.' },
    ]);
  });

  test.each<[string, Partial<Policy>, Subject, string]>([
    ['the file', {}, bucket, 'mode'],
    [
      'the last rule',
      {
        rules: [
          { path: 'r0', mode: 'ask' },
          { path: 'r1', mode: 'ask' },
        ],
      },
      bucket,
      'r1',
    ],
    ['the tag when it is stricter', { mode: 'auto' }, tagged('ask'), 'tag waxseal:mode'],
    ['the tag that cannot be read', { mode: 'auto' }, tagged('?'), 'tag waxseal:mode'],
    ['the rule when the tag is looser', { rules: [{ path: 'r0', mode: 'ask' }] }, tagged('auto'), 'r0'],
  ])('%s decides', (_what, part, subject, path) => {
    expect(decided(part, subject).map((line) => line.path)).toEqual([path]);
  });
});

describe('organizational units', () => {
  test.each([
    ['/prod/payments', '/prod/payments', true],
    ['/prod/payments', '/prod/payments/cards', false],
    ['/prod/payments/*', '/prod/payments', true],
    ['/prod/payments/*', '/prod/payments/cards/eu', true],
    ['/prod/payments/*', '/prod/payments-test', false],
    ['/prod/*', '/', false],
    ['/*', '/', true],
    ['/prod/*', undefined, false],
  ])('%s at %s', (pattern, ou, held) => {
    const surroundings = { tags: {}, ...(ou !== undefined && { ou }) };
    expect(concerns({ ous: [pattern] }, { ...bucket, surroundings })).toBe(held);
  });
});
