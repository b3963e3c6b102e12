import { describe, expect, test } from 'vitest';
import type { PolicyDocument, Statement } from '../../../src/aws/policy/document.ts';
import {
  allowsOnlyServices,
  isEveryone,
  orphanedPrincipals,
  servicePrincipals,
} from '../../../src/aws/policy/principals.ts';

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
