import { describe, expect, test } from 'vitest';
import type { PolicyDocument, Statement } from '../../src/aws/policy-document.ts';
import {
  allowsOnlyServices,
  isEveryone,
  isPublic,
  orphanedPrincipals,
  servicePrincipals,
} from '../../src/aws/policy-principals.ts';

const of = (...statements: readonly Statement[]): PolicyDocument => ({ source: {}, statements });
const about = (
  who: Pick<Statement, 'Principal' | 'NotPrincipal' | 'Condition'>,
  Effect: Statement['Effect'] = 'Allow',
): Statement => ({
  Effect,
  Action: 's3:GetObject',
  Resource: '*',
  ...who,
});
const everyone = about({ Principal: '*' });
const role = 'arn:aws:iam::111122223333:role/app';
const gone = 'AROAEXAMPLEEXAMPLE123';

describe('everyone', () => {
  test.each<readonly [string, Statement, boolean]>([
    ['a star', everyone, true],
    ['a star of AWS', about({ Principal: { AWS: '*' } }), true],
    ['a star in a list', about({ Principal: { AWS: [role, '*'] } }), true],
    ['a star beside a service', about({ Principal: { Service: 's3.amazonaws.com', AWS: '*' } }), true],
    ['one role', about({ Principal: { AWS: role } }), false],
    ['a star among services', about({ Principal: { Service: '*' } }), false],
    ['a star of users of elsewhere', about({ Principal: { Federated: '*' } }), false],
    ['all but everyone is nobody', about({ NotPrincipal: '*' }), false],
    ['all but one role', about({ NotPrincipal: { AWS: role } }), false],
  ])('%s', (_what, statement, is) => {
    expect(isEveryone(statement)).toBe(is);
  });
});

describe('public', () => {
  const held = (Condition: NonNullable<Statement['Condition']>): Statement =>
    about({ Principal: '*', Condition });
  const narrow = { 'aws:PrincipalOrgID': 'o-1' };
  test.each<readonly [string, Statement, boolean]>([
    ['to everyone', everyone, true],
    ['to all but one', about({ NotPrincipal: { AWS: role } }), true],
    ['to one', about({ Principal: { AWS: role } }), false],
    ['refused to everyone', about({ Principal: '*' }, 'Deny'), false],
    ['StringEquals', held({ StringEquals: narrow }), false],
    ['StringEqualsIgnoreCase', held({ StringEqualsIgnoreCase: narrow }), false],
    ['StringLike', held({ StringLike: narrow }), false],
    ['ArnEquals', held({ ArnEquals: { 'aws:SourceArn': role } }), false],
    ['ArnLike', held({ ArnLike: { 'aws:PrincipalArn': role } }), false],
    ['IpAddress', held({ IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '10.0.0.0/8'] } }), false],
    [
      'each of several keys, one of which narrows',
      held({ StringEquals: { ...narrow, 'aws:Referer': 'x' } }),
      false,
    ],
    ['StringNotEquals', held({ StringNotEquals: narrow }), true],
    ['an operator that ends like one', held({ NotStringEquals: narrow }), true],
    ['an operator that begins like one', held({ StringEqualsOrNot: narrow }), true],
    ['if the key exists', held({ StringEqualsIfExists: narrow }), true],
    ['a key that narrows nothing', held({ StringEquals: { 'aws:Referer': 'x' } }), true],
    ['everyone who has the key', held({ StringLike: { 'aws:PrincipalOrgID': '*' } }), true],
    ['one character open', held({ StringLike: { 'aws:PrincipalOrgID': 'o-?' } }), true],
    [
      'what the request itself says',
      held({ StringEquals: { 'aws:PrincipalAccount': '${aws:SourceAccount}' } }),
      true,
    ],
    ['one fixed value and one open', held({ StringLike: { 'aws:PrincipalOrgID': ['o-1', 'o-*'] } }), true],
    ['every address', held({ IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '0.0.0.0/0'] } }), true],
    ['a name that begins with 0', held({ ArnLike: { 'aws:PrincipalArn': `${role}/0ps` } }), false],
    // 10 bits end in a 0 too.
    ['a great range', held({ IpAddress: { 'aws:SourceIp': '10.0.0.0/10' } }), false],
  ])('%s', (_what, statement, is) => {
    expect(isPublic(of(statement))).toBe(is);
    expect(isPublic(of(about({ Principal: { AWS: role } }), statement))).toBe(is);
  });

  /** "The meaning of public" in the S3 guide, and the keys of organizations that came later. */
  test.each([
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:userid',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ])('%s with a fixed value is not', (key) => {
    expect(isPublic(of(held({ StringEquals: { [key]: 'x' } })))).toBe(false);
  });

  test('no statement allows nothing', () => {
    expect(isPublic(of())).toBe(false);
  });
});

test('principals that are gone: of AWS, wherever they stand, sorted, each once', () => {
  const ids = ['AIDAEXAMPLEEXAMPLE123', 'AKIAEXAMPLEEXAMPLE123', gone];
  const others = [
    'AXXAEXAMPLEEXAMPLE123',
    'AROASHORT',
    `x${gone}`,
    `${gone}:session`,
    `arn:aws:iam::1:role/${gone}`,
  ];
  expect(
    orphanedPrincipals(
      of(
        about({ Principal: { AWS: [...ids.toReversed(), ...others] } }),
        about({ NotPrincipal: { AWS: gone } }, 'Deny'),
        about({ Principal: { CanonicalUser: 'AROAEXAMPLEEXAMPLE999', Service: 'AROAEXAMPLEEXAMPLE998' } }),
        everyone,
      ),
    ),
  ).toEqual(ids);
  expect(orphanedPrincipals(of(about({ NotPrincipal: { AWS: gone } })))).toEqual([gone]);
});

describe('AWS services', () => {
  const logs = about({ Principal: { Service: ['logging.s3.amazonaws.com', 'config.amazonaws.com'] } });
  test('sorted, each once, also those that are excepted, and nobody else', () => {
    const excepted = about({ NotPrincipal: { Service: 'a.amazonaws.com' } });
    expect(
      servicePrincipals(of(logs, logs, excepted, everyone, about({ Principal: { AWS: role } }))),
    ).toEqual(['a.amazonaws.com', 'config.amazonaws.com', 'logging.s3.amazonaws.com']);
  });

  test.each<readonly [string, readonly Statement[], boolean]>([
    ['nothing is allowed', [about({ Principal: '*' }, 'Deny')], false],
    ['services', [logs], true],
    ['services, and others are refused', [logs, about({ Principal: '*' }, 'Deny')], true],
    ['services and everyone', [logs, everyone], false],
    ['services and a role, in one statement', [about({ Principal: { Service: 'x', AWS: role } })], false],
    ['a role', [about({ Principal: { AWS: role } })], false],
    ['all but services', [about({ NotPrincipal: { Service: 'x' } })], false],
  ])('are all that is allowed: %s', (_what, statements, is) => {
    expect(allowsOnlyServices(of(...statements))).toBe(is);
  });
});
