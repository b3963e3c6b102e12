import { describe, expect, test } from 'vitest';
import {
  asksPlainly,
  clausesOf,
  holdsForAllPlainHttp,
  holdsForAllTlsBelow,
  holdsOver,
  https,
  isAboutTravel,
  plainHttp,
  travelHoldsOver,
  type Transport,
} from '../../../src/aws/policy/condition.ts';
import type { Statement } from '../../../src/aws/policy/document.ts';

type Condition = NonNullable<Statement['Condition']>;
const when = (Condition?: Condition): Statement => ({
  Effect: 'Deny',
  Principal: '*',
  Action: '*',
  Resource: '*',
  ...(Condition && { Condition }),
});
const transport = (operator: string, ...values: readonly (string | boolean)[]): Condition => ({
  [operator]: { 'aws:SecureTransport': [...values] },
});
const tls = (operator: string, ...values: readonly (string | number)[]): Condition => ({
  [operator]: { 's3:TlsVersion': [...values] },
});
const old: Transport = { secure: true, tls: 1.1 };

/** Yes, no, or `?` where it depends on what only the request knows. */
const word = (answer: boolean | undefined): string => (answer === undefined ? '?' : answer ? 'yes' : 'no');

test('clauses: operators without their dressing, keys in lower case, values as lists of texts', () => {
  expect(
    clausesOf(
      when({
        'ForAnyValue:StringLikeIfExists': { 'AWS:SourceVpc': 'vpc-1' },
        Bool: { 'aws:SecureTransport': false, 'aws:ViaAWSService': ['true', 'false'] },
        'ForAllValues:NumericLessThan': { 's3:TlsVersion': 1.2 },
        'foranyvalue:arnlikeifexists': { 'aws:SourceArn': 'a' },
        'forallvalues:numericgreaterthan': { 's3:max-keys': 1 },
        // Neither a prefix nor a suffix of IAM's.
        'ForSomeValues:IfExistsBool': { k: 'v' },
        Null: {},
      }),
    ),
  ).toEqual([
    { operator: 'StringLike', ifExists: true, key: 'aws:sourcevpc', values: ['vpc-1'] },
    { operator: 'Bool', ifExists: false, key: 'aws:securetransport', values: ['false'] },
    { operator: 'Bool', ifExists: false, key: 'aws:viaawsservice', values: ['true', 'false'] },
    // Without a value every one of them holds.
    { operator: 'NumericLessThan', ifExists: true, key: 's3:tlsversion', values: ['1.2'] },
    { operator: 'ArnLike', ifExists: true, key: 'aws:sourcearn', values: ['a'] },
    { operator: 'NumericGreaterThan', ifExists: true, key: 's3:max-keys', values: ['1'] },
    { operator: 'ForSomeValues:IfExistsBool', ifExists: false, key: 'k', values: ['v'] },
    { operator: 'Null', ifExists: false, key: '', values: [] },
  ]);
  expect(clausesOf(when())).toEqual([]);
  expect(clausesOf(when(transport('Bool', 'true'))).map(isAboutTravel)).toEqual([true]);
  expect(clausesOf(when(tls('Bool', '1.2'))).map(isAboutTravel)).toEqual([true]);
  expect(clausesOf(when({ Bool: { 'aws:ViaAWSService': 'true' } })).map(isAboutTravel)).toEqual([false]);
});

describe('whether conditions hold over plain HTTP, TLS 1.1 and TLS 1.2', () => {
  test.each<readonly [string, Condition | undefined, string]>([
    ['no condition', undefined, 'yes yes yes'],
    ['nothing in it', {}, 'yes yes yes'],
    ['an operator without keys', { Bool: {} }, '? ? ?'],
    ['Bool false', transport('Bool', 'false'), 'yes no no'],
    ['Bool true', transport('Bool', 'true'), 'no yes yes'],
    ['Bool in capitals', transport('Bool', 'FALSE'), 'yes no no'],
    ['a boolean', transport('Bool', false), 'yes no no'],
    ['both', transport('Bool', 'true', 'false'), 'yes yes yes'],
    ['a value that is none', transport('Bool', 'no'), '? ? ?'],
    ['one that is and one that is none', transport('Bool', 'no', 'false'), 'yes ? ?'],
    ['bool in lower case', transport('bool', 'false'), 'yes no no'],
    ['in capitals, if exists', transport('BOOLIFEXISTS', 'false'), 'yes no no'],
    ['a prefix in lower case', transport('foranyvalue:bool', 'true'), 'no yes yes'],
    ['BoolIfExists', transport('BoolIfExists', 'false'), 'yes no no'],
    ['StringEquals', transport('StringEquals', 'true'), 'no yes yes'],
    ['StringEqualsIgnoreCase', transport('StringEqualsIgnoreCase', 'TRUE'), 'no yes yes'],
    ['StringLike', transport('StringLike', 'false'), 'yes no no'],
    ['StringNotEquals', transport('StringNotEquals', 'true'), 'yes no no'],
    ['StringNotEqualsIgnoreCase', transport('StringNotEqualsIgnoreCase', 'FALSE'), 'no yes yes'],
    ['StringNotLike', transport('StringNotLike', 'false'), 'no yes yes'],
    ['neither of two', transport('StringNotEquals', 'true', 'false'), 'no no no'],
    ['a star', transport('StringLike', 'true', 'f*'), '? ? ?'],
    ['a question mark', transport('StringLike', 'tru?'), '? ? ?'],
    ['a variable', transport('StringEquals', '${aws:SecureTransport}'), '? ? ?'],
    ['an operator that only looks like one', transport('Booleans', 'true'), '? ? ?'],
    ['another one', transport('NotBool', 'true'), '? ? ?'],
    ['a number', transport('NumericEquals', '1'), '? ? ?'],
    ['the key is there', transport('Null', 'false'), 'yes yes yes'],
    ['the same in capitals', transport('Null', 'False'), 'yes yes yes'],
    ['the key is not there', transport('Null', 'true'), 'no no no'],
    ['there or not', transport('Null', 'true', 'false'), 'yes yes yes'],
    ['the key is there, in lower case', transport('null', false), 'yes yes yes'],
    ['neither there nor not', transport('Null', 'perhaps'), '? ? ?'],
    ['false and there', { ...transport('Bool', 'false'), ...transport('Null', 'false') }, 'yes no no'],
    ['false, but not there', { ...transport('Bool', 'false'), ...transport('Null', 'true') }, 'no no no'],
    ['there is a version', tls('Null', 'false'), '? yes yes'],
    ['there is no version', tls('Null', 'true'), '? no no'],
    ['below 1.2', tls('NumericLessThan', '1.2'), 'no yes no'],
    ['below 1.1', tls('NumericLessThan', '1.1'), 'no no no'],
    ['below 1.3, as a number', tls('NumericLessThan', 1.3), 'no yes yes'],
    ['below 1.0 or 1.2', tls('NumericLessThan', '1.0', '1.2'), 'no yes no'],
    ['below 1.2, if there is a version', tls('NumericLessThanIfExists', '1.2'), '? yes no'],
    ['below what is no number', tls('NumericLessThan', '1.2', 'new'), 'no ? ?'],
    ['below 1.2, all of them', tls('ForAllValues:NumericLessThan', '1.2'), '? yes no'],
    ['below 1.2, any of them', tls('ForAnyValue:NumericLessThan', '1.2'), 'no yes no'],
    ['at most 1.1', tls('NumericLessThanEquals', '1.1'), 'no yes no'],
    ['at most 1.2', tls('numericlessthanequals', '1.2'), 'no yes yes'],
    ['above 1.1', tls('NumericGreaterThan', '1.1'), 'no no yes'],
    ['at least 1.2', tls('NumericGreaterThanEquals', '1.2'), 'no no yes'],
    ['1.2', tls('NumericEquals', '1.2', '1.3'), 'no no yes'],
    ['not 1.2', tls('NumericNotEquals', '1.2'), '? yes no'],
    ['neither of two versions', tls('NumericNotEquals', '1.1', '1.2'), '? no no'],
    ['below nothing', tls('NumericLessThan', ''), 'no ? ?'],
    ['a version by strings', tls('StringEquals', '1.2'), '? ? ?'],
    ['below a number of something else', { NumericLessThan: { 's3:max-keys': '10' } }, '? ? ?'],
    ['another key', { Bool: { 'aws:ViaAWSService': 'true' } }, '? ? ?'],
    [
      'another key besides',
      { ...transport('Bool', 'false'), StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      '? no no',
    ],
    [
      'plain HTTP and old TLS',
      { ...transport('Bool', 'false'), ...tls('NumericLessThan', '1.2') },
      'no no no',
    ],
    ['HTTPS and old TLS', { ...transport('Bool', 'true'), ...tls('NumericLessThan', '1.2') }, 'no yes no'],
  ])('%s', (_what, condition, answers) => {
    const over = [plainHttp, old, https].map((how) => word(holdsOver(when(condition), how)));
    expect(over.join(' ')).toBe(answers);
  });

  test('of the tests of how a request travels alone, whatever else is asked', () => {
    const mixed = {
      ...transport('Bool', 'true'),
      ...tls('NumericGreaterThan', '1.1'),
      StringEquals: { 'aws:PrincipalOrgID': 'o-1' },
    };
    const of = (condition: Condition) =>
      [plainHttp, https].map((how) => word(travelHoldsOver(when(condition), how))).join(' ');
    expect(of(mixed)).toBe('no yes');
    expect(of({ ...mixed, ...transport('StringLike', 't*') })).toBe('no ?');
    expect(of(tls('NumericLessThan', '1.2'))).toBe('no no');
    expect(of({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })).toBe('yes yes');
  });
});

describe('certain', () => {
  test.each<readonly [string, Condition | undefined, boolean]>([
    ['no condition', undefined, true],
    ['Bool false', transport('Bool', 'false'), true],
    ['Bool true', transport('Bool', 'true'), false],
    ['a set prefix', transport('ForAnyValue:Bool', 'false'), true],
    ['a string operator', transport('StringEquals', 'false'), false],
    ['a test of its presence', transport('Null', 'false'), true],
    ['false and there', { ...transport('Bool', 'false'), ...transport('Null', 'false') }, true],
    ['false and not there', { ...transport('Bool', 'false'), ...transport('Null', 'true') }, false],
    ['bool in lower case', transport('bool', 'false'), true],
    ['no TLS version', tls('Null', 'true'), false],
    ['a TLS version if there is one', tls('NumericLessThanIfExists', '9'), false],
    ['a pattern', transport('Bool', 'f*'), false],
    ['another key', { Bool: { 'aws:ViaAWSService': 'false' } }, false],
    [
      'another key besides',
      { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } },
      false,
    ],
  ])('to hold for all plain HTTP: %s', (_what, condition, is) => {
    expect(holdsForAllPlainHttp(when(condition))).toBe(is);
  });

  test.each<readonly [string, Condition | undefined, boolean]>([
    ['no condition', undefined, true],
    ['below 1.2', tls('NumericLessThan', '1.2'), true],
    ['below 1.3', tls('NumericLessThan', '1.3'), true],
    ['below 1.1', tls('NumericLessThan', '1.1'), false],
    ['below one of two', tls('NumericLessThan', '1.1', '1.2'), true],
    ['if there is a version', tls('NumericLessThanIfExists', '1.2'), true],
    ['at most', tls('NumericLessThanEquals', '1.1'), true],
    ['at most an older one', tls('NumericLessThanEquals', '1.0'), false],
    ['over HTTPS', { ...transport('Bool', 'true'), ...tls('NumericLessThan', '1.2') }, true],
    ['over HTTP', { ...transport('Bool', 'false'), ...tls('NumericLessThan', '1.2') }, false],
    ['by strings', tls('StringEquals', '1.0', '1.1'), false],
    ['no number', tls('NumericLessThan', 'new'), false],
    ['a version of something else', { NumericLessThan: { 's3:max-keys': '10' } }, false],
    [
      'something else besides',
      { ...tls('NumericLessThan', '1.2'), Bool: { 'aws:ViaAWSService': 'true' } },
      false,
    ],
  ])('to hold for all TLS below 1.2: %s', (_what, condition, is) => {
    expect(holdsForAllTlsBelow(when(condition), 1.2)).toBe(is);
  });
});

test.each<readonly [string, Condition | undefined, boolean]>([
  ['no condition', undefined, true],
  ['Bool', transport('Bool', 'false'), true],
  ['BoolIfExists', transport('BoolIfExists', 'false'), true],
  ['bool', transport('bool', 'false'), false],
  ['a set prefix', transport('ForAnyValue:Bool', 'false'), false],
  ['another test of it', { ...transport('Bool', 'false'), ...transport('Null', 'false') }, false],
  ['another key', { Bool: { 'aws:ViaAWSService': 'false' } }, false],
])('asked in the words of the documentation: %s', (_what, condition, is) => {
  expect(asksPlainly(when(condition))).toBe(is);
});
