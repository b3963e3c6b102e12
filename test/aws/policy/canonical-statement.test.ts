import { describe, expect, test } from 'vitest';
import { canonicalStatement, canonicalWith } from '../../../src/aws/policy/canonical-statement.ts';
import type { Statement } from '../../../src/aws/policy/document.ts';

const allow = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:getobject',
  Resource: 'arn:aws:s3:::b/*',
} as const;

describe('one form', () => {
  test.each<readonly [string, Statement, Statement]>([
    ['what is absent stays absent', allow, allow],
    [
      'sets sorted, each value once, one alone without its list',
      { ...allow, Sid: 'S', Action: ['s3:PutObject', 's3:GetObject', 's3:putobject'], Resource: ['a', 'a'] },
      { ...allow, Sid: 'S', Action: ['s3:getobject', 's3:putobject'], Resource: 'a' },
    ],
    [
      'what it is not about, by the same rules',
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: ['arn:aws:iam::111122223333:root', '111122223333'] },
        NotAction: ['S3:Get*', 's3:get*'],
        NotResource: ['b', 'a'],
      },
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: '111122223333' },
        NotAction: 's3:get*',
        NotResource: ['a', 'b'],
      },
    ],
    [
      'everyone who is excepted',
      { ...allow, Principal: undefined, NotPrincipal: '*' },
      { Effect: 'Allow', NotPrincipal: '*', Action: 's3:getobject', Resource: allow.Resource },
    ],
    [
      'resources keep their case',
      { ...allow, Resource: 'arn:aws:s3:::b/A*' },
      { ...allow, Resource: 'arn:aws:s3:::b/A*' },
    ],
    [
      'only an account’s root is the account',
      {
        ...allow,
        Principal: {
          AWS: [
            'arn:aws:iam::111122223333:root',
            'arn:aws:iam::111122223333:root/x',
            'arn:aws:iam::111122223333:role/root',
            'arn:aws:iam::11112222333:root',
            'xarn:aws:iam::111122223333:root',
          ],
          Service: ['s3.amazonaws.com'],
        },
      },
      {
        ...allow,
        Principal: {
          AWS: [
            '111122223333',
            'arn:aws:iam::111122223333:role/root',
            'arn:aws:iam::111122223333:root/x',
            'arn:aws:iam::11112222333:root',
            'xarn:aws:iam::111122223333:root',
          ],
          Service: 's3.amazonaws.com',
        },
      },
    ],
    [
      'everyone of another kind is not everyone',
      { ...allow, Principal: { Federated: '*' } },
      { ...allow, Principal: { Federated: '*' } },
    ],
    [
      'everyone and one more in a list',
      { ...allow, Principal: { AWS: ['x', '*'] } },
      { ...allow, Principal: { AWS: ['*', 'x'] } },
    ],
    ['an empty condition is none', { ...allow, Condition: {} }, allow],
    [
      'keys as AWS spells them, other keys in lower case; truth in lower case, other values as they are',
      {
        ...allow,
        Condition: {
          'ForAllValues:BoolIfExists': { 'AWS:SECURETRANSPORT': ['TRUE', 'False', true] },
          NumericLessThan: { 'S3:TLSVERSION': [1.2] },
          StringEquals: { 'aws:PrincipalOrgID': ['o-B', 'o-A'], 'aws:SourceVpc': 'Vpc-1' },
        },
      },
      {
        ...allow,
        Condition: {
          'ForAllValues:BoolIfExists': { 'aws:SecureTransport': ['false', 'true'] },
          NumericLessThan: { 's3:TlsVersion': '1.2' },
          StringEquals: { 'aws:principalorgid': ['o-A', 'o-B'], 'aws:sourcevpc': 'Vpc-1' },
        },
      },
    ],
    [
      'only Boolean operators take truth in any case',
      {
        ...allow,
        Condition: {
          'ForAnyValue:Bool': { k: 'TRUE' },
          StringEqualsBool: { k: 'TRUE' },
          StringLike: { k: 'TRUE' },
        },
      },
      {
        ...allow,
        Condition: {
          'ForAnyValue:Bool': { k: 'true' },
          StringEqualsBool: { k: 'TRUE' },
          StringLike: { k: 'TRUE' },
        },
      },
    ],
    [
      'two spellings of one key are two conditions, and stay two',
      { ...allow, Condition: { Bool: { 'aws:SecureTransport': 'True', 'aws:securetransport': 'False' } } },
      { ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true', 'aws:securetransport': 'false' } } },
    ],
  ])('%s', (_what, statement, canonical) => {
    const once = canonicalStatement(statement);
    expect(once).toStrictEqual(canonical);
    expect(canonicalStatement(once)).toStrictEqual(once);
  });
});

test('the actions that are given keep their letters, in whichever they are written', () => {
  const actions = ['sns:Subscribe', 'sns:Publish'];
  const one = canonicalWith({ ...allow, Action: ['SNS:PUBLISH', 'sns:Other', 'sns:subscribe'] }, actions);
  expect(one.Action).toEqual(['sns:Publish', 'sns:Subscribe', 'sns:other']);
  expect(canonicalWith({ ...allow, Action: ['SNS:PUBLISH', 'sns:publish'] }, actions).Action).toBe(
    'sns:Publish',
  );
  const { Action: _action, ...rest } = allow;
  expect(canonicalWith({ ...rest, NotAction: 'sns:Publish' }, actions)).toEqual({
    ...rest,
    NotAction: 'sns:publish',
  });
});
