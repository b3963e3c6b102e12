import { describe, expect, test } from 'vitest';
import { parsePolicy, type PolicyDocument } from '../../../src/aws/policy/document.ts';
import {
  allowsOnlyServices,
  orphanedPrincipals,
  servicePrincipals,
} from '../../../src/aws/policy/principals.ts';
import { isPublic } from '../../../src/aws/policy/public.ts';
import {
  denialOfPlaintext,
  deniesOfPolicyChange,
  deniesPlaintext,
  deniesTlsBelow,
  invertedDenies,
  isOddlyDenied,
  plaintextOnlyAllows,
  sparesServicesOnly,
  statementsNotEvaluated,
} from '../../../src/aws/policy/transport.ts';
import { guardedBucket } from '../../../src/services/s3/facts/guarded-bucket.ts';

type Json = Readonly<Record<string, unknown>>;

const arn = 'arn:aws:s3:::invoices';
const bucket = guardedBucket({ partition: 'aws', bucket: 'invoices' });
const account = '111122223333';

const policy = (...statements: readonly Json[]): PolicyDocument => {
  const { document, wrong } = parsePolicy(JSON.stringify({ Statement: statements }));
  if (!document) throw new Error(wrong);
  return document;
};

const { Action, Resource, Principal, ...bare } = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const deny: Json = { ...bare, Principal, Action, Resource };
const when = (Condition: Json): Json => ({ ...deny, Condition });

describe('plain HTTP is refused by one statement', () => {
  test.each<[string, Json]>([
    ['as AWS documents it', deny],
    ['a boolean', when({ Bool: { 'aws:SecureTransport': false } })],
    ['a list', when({ Bool: { 'aws:SecureTransport': ['false'] } })],
    ['in capitals', when({ Bool: { 'AWS:SECURETRANSPORT': 'FALSE' } })],
    ['BoolIfExists', when({ BoolIfExists: { 'aws:SecureTransport': 'false' } })],
    ['ForAllValues', when({ 'ForAllValues:Bool': { 'aws:SecureTransport': 'false' } })],
    ['ForAnyValue', when({ 'ForAnyValue:Bool': { 'aws:SecureTransport': 'false' } })],
    [
      'both operators',
      when({ Bool: { 'aws:SecureTransport': 'false' }, BoolIfExists: { 'aws:SecureTransport': 'false' } }),
    ],
    ['HTTPS refused too', when({ Bool: { 'aws:SecureTransport': ['true', 'false'] } })],
    ['no condition at all', { ...bare, Condition: undefined, Principal, Action, Resource }],
    ['an empty condition', when({})],
    ['{"AWS": "*"}', { ...deny, Principal: { AWS: '*' } }],
    ['everyone in a list', { ...deny, Principal: { AWS: [`arn:aws:iam::${account}:role/app`, '*'] } }],
    ['every action of every service', { ...deny, Action: '*' }],
    ['S3:* in capitals, among others', { ...deny, Action: ['s3:GetObject', 'S3:*'] }],
    ['every resource', { ...deny, Resource: '*' }],
    ['a pattern over both', { ...deny, Resource: `${arn}*` }],
    ['every key with a character', { ...deny, Resource: [arn, `${arn}/?*`] }],
    ['the same by another pattern', { ...deny, Resource: [arn, `${arn}/*?`] }],
    ['all but an object without a key', { ...bare, Principal, Action, NotResource: `${arn}/` }],
    ['bool in lower case', when({ bool: { 'aws:SecureTransport': 'false' } })],
    [
      'the key is there besides',
      when({ Bool: { 'aws:SecureTransport': 'false' }, Null: { 'aws:SecureTransport': 'false' } }),
    ],
    ['whenever the key is there', when({ Null: { 'aws:SecureTransport': 'false' } })],
    ['every bucket', { ...deny, Resource: 'arn:aws:s3:::*' }],
    ['every partition', { ...deny, Resource: 'arn:*:s3:::invoices*' }],
    ['all but another bucket', { ...bare, Principal, Action, NotResource: 'arn:aws:s3:::other*' }],
  ])('%s', (_what, statement) => {
    expect(denialOfPlaintext(policy(statement), bucket)).toBe('one-statement');
    expect(deniesPlaintext(policy(statement), bucket)).toBe(true);
  });

  test('whatever else is refused', () => {
    const half = { ...deny, Resource: arn };
    for (const statements of [
      [deny, half],
      [half, deny],
    ])
      expect(denialOfPlaintext(policy(...statements), bucket)).toBe('one-statement');
  });
});

describe('plain HTTP is not certainly refused', () => {
  test.each<[string, Json]>([
    ['an Allow', { ...deny, Effect: 'Allow' }],
    [
      'an Allow of HTTPS',
      { ...deny, Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    ['the bucket alone', { ...deny, Resource: arn }],
    ['the objects alone', { ...deny, Resource: `${arn}/*` }],
    ['a folder', { ...deny, Resource: [arn, `${arn}/private/*`] }],
    ['another bucket', { ...deny, Resource: ['arn:aws:s3:::invoice', 'arn:aws:s3:::invoice/*'] }],
    ['another partition', { ...deny, Resource: ['arn:aws-cn:s3:::invoices', 'arn:aws-cn:s3:::invoices/*'] }],
    ['a variable', { ...deny, Resource: [arn, `${arn}/\${aws:username}*`] }],
    ['a wildcard short of the name', { ...deny, Resource: 'arn:aws:s3*' }],
    ['the beginning of an ARN', { ...deny, Resource: ['arn', 'arn:aws:s3', 'arn:aws:s3:::'] }],
    ['a colon within the name', { ...deny, Resource: 'arn:aws:s3:::in:voices*' }],
    [
      'all but another bucket and one folder',
      { ...bare, Principal, Action, NotResource: ['arn:aws:s3:::other*', `${arn}/open/*`] },
    ],
    ['all but one object', { ...bare, Principal, Action, NotResource: `${arn}/open/readme` }],
    ['all but a variable', { ...bare, Principal, Action, NotResource: 'arn:aws:s3:::${aws:username}' }],
    ['some actions', { ...deny, Action: ['s3:Get*', 's3:Put*'] }],
    ['no action of S3', { ...deny, Action: 'sqs:*' }],
    ['a pattern without a service', { ...deny, Action: 's3*' }],
    ['all actions but one', { ...bare, Principal, Resource, NotAction: 's3:GetObject' }],
    ['all actions but others like it', { ...bare, Principal, Resource, NotAction: '*:GetObject' }],
    ['one role', { ...deny, Principal: { AWS: `arn:aws:iam::${account}:role/app` } }],
    ['the account', { ...deny, Principal: { AWS: account } }],
    ['services', { ...deny, Principal: { Service: 'logging.s3.amazonaws.com' } }],
    [
      'everyone but one role',
      { ...bare, Action, Resource, NotPrincipal: { AWS: `arn:aws:iam::${account}:role/app` } },
    ],
    ['everyone but everyone', { ...bare, Action, Resource, NotPrincipal: '*' }],
    ['inverted', when({ Bool: { 'aws:SecureTransport': 'true' } })],
    ['a further key', when({ Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } })],
    ['a further operator', when({ ...bare.Condition, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    ['a contradiction', when({ Bool: { 'aws:SecureTransport': 'false', 'AWS:SecureTransport': 'true' } })],
    ['a string operator', when({ StringEquals: { 'aws:SecureTransport': 'false' } })],
    ['a value that is none', when({ Bool: { 'aws:SecureTransport': 'no' } })],
    ['an operator without keys', when({ Bool: {} })],
    ['a TLS version only', when({ NumericLessThan: { 's3:TlsVersion': '1.2' } })],
    ['no key', when({ Bool: { 'aws:SecureTransport': 'false' }, Null: { 'aws:SecureTransport': 'true' } })],
    ['keys of two characters and more', { ...deny, Resource: [arn, `${arn}/??*`] }],
    ['a TLS version if there is one', when({ NumericLessThanIfExists: { 's3:TlsVersion': '1.2' } })],
  ])('%s', (_what, statement) => {
    expect(denialOfPlaintext(policy(statement), bucket)).toBe('no');
    expect(deniesPlaintext(policy(statement), bucket)).toBe(false);
  });

  test('no statements', () => {
    expect(denialOfPlaintext(policy(), bucket)).toBe('no');
  });
});

describe('plain HTTP is refused by several statements together', () => {
  const butPut = { ...bare, Principal, Resource, NotAction: ['s3:PutObject', 's3:PutObjectAcl'] };
  test.each<[string, readonly Json[]]>([
    [
      'bucket here, objects there',
      [
        { ...deny, Resource: arn },
        { ...deny, Resource: `${arn}/*` },
      ],
    ],
    ['the exceptions covered', [{ ...deny, Action: 's3:PutObject*' }, butPut]],
    ['the exceptions covered, in the other order', [butPut, { ...deny, Action: 's3:PutObject*' }]],
    ['exceptions that do not meet', [butPut, { ...butPut, NotAction: 's3:Get*' }]],
    ['an exception of another service', [{ ...butPut, NotAction: 'sqs:*' }]],
  ])('%s', (_what, statements) => {
    expect(denialOfPlaintext(policy(...statements), bucket)).toBe('several-statements');
    expect(deniesPlaintext(policy(...statements), bucket)).toBe(true);
  });

  test.each<[string, readonly Json[]]>([
    ['exceptions that meet', [butPut, { ...butPut, NotAction: 's3:*Acl' }]],
    ['one exception not covered', [butPut, { ...deny, Action: 's3:PutObject' }]],
    ['covered for the bucket only', [butPut, { ...deny, Action: 's3:PutObject*', Resource: arn }]],
    [
      'covered for one role only',
      [butPut, { ...deny, Action: 's3:PutObject*', Principal: { AWS: account } }],
    ],
  ])('not: %s', (_what, statements) => {
    expect(denialOfPlaintext(policy(...statements), bucket)).toBe('no');
  });
});

describe('old TLS', () => {
  const below = (version: unknown, operator = 'NumericLessThan') =>
    when({ [operator]: { 's3:TlsVersion': version } });
  test.each<[string, Json, number, boolean]>([
    ['below 1.2, wanted 1.2', below('1.2'), 1.2, true],
    ['as a number', below(1.2), 1.2, true],
    ['below 1.3, wanted 1.2', below('1.3'), 1.2, true],
    ['below 1.2, wanted 1.3', below('1.2'), 1.3, false],
    ['one of two values', below(['1.1', '1.3']), 1.3, true],
    ['if exists', below('1.2', 'NumericLessThanIfExists'), 1.2, true],
    ['at most', below('1.1', 'NumericLessThanEquals'), 1.2, true],
    ['at most an older one', below('1.0', 'NumericLessThanEquals'), 1.2, false],
    [
      'over HTTPS',
      when({ Bool: { 'aws:SecureTransport': 'true' }, NumericLessThan: { 's3:TlsVersion': '1.2' } }),
      1.2,
      true,
    ],
    ['no number', below('new'), 1.2, false],
    ['plain HTTP only', deny, 1.2, false],
    [
      'a further key',
      when({ NumericLessThan: { 's3:TlsVersion': '1.2', 's3:signatureAge': '5' } }),
      1.2,
      false,
    ],
    ['everything refused', when({}), 1.3, true],
  ])('%s', (_what, statement, version, expected) => {
    expect(deniesTlsBelow(policy(statement), bucket, version)).toBe(expected);
  });
});

describe('a Deny that is the wrong way round', () => {
  const role = { AWS: `arn:aws:iam::${account}:role/app` };
  test.each<[string, Json, boolean]>([
    ['Bool true', when({ Bool: { 'aws:SecureTransport': 'true' } }), true],
    ['a boolean', when({ Bool: { 'aws:SecureTransport': true } }), true],
    ['for one role', { ...when({ Bool: { 'aws:SecureTransport': 'true' } }), Principal: role }, true],
    ['for some actions', { ...when({ Bool: { 'aws:SecureTransport': 'true' } }), Action: 's3:Put*' }, true],
    ['BoolIfExists', when({ BoolIfExists: { 'aws:SecureTransport': 'true' } }), true],
    ['ForAnyValue', when({ 'ForAnyValue:Bool': { 'aws:SecureTransport': 'true' } }), true],
    ['StringEquals true', when({ StringEquals: { 'aws:SecureTransport': 'true' } }), true],
    ['StringLike true', when({ StringLike: { 'aws:SecureTransport': 'true' } }), true],
    ['StringNotEquals false', when({ StringNotEquals: { 'aws:SecureTransport': 'false' } }), true],
    ['bool in lower case', when({ bool: { 'aws:SecureTransport': 'true' } }), true],
    [
      'true and there',
      when({ Bool: { 'aws:SecureTransport': 'true' }, Null: { 'aws:SecureTransport': 'false' } }),
      true,
    ],
    ['of every TLS version', when({ NumericLessThan: { 's3:TlsVersion': '1.4' } }), true],
    ['of every TLS that S3 takes', when({ NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } }), true],
    ['of TLS 1.2 only', when({ NumericEquals: { 's3:TlsVersion': '1.2' } }), false],
    ['of TLS 1.3 only', when({ NumericGreaterThan: { 's3:TlsVersion': '1.2' } }), false],
    [
      'of old TLS over HTTPS',
      when({ Bool: { 'aws:SecureTransport': 'true' }, NumericLessThan: { 's3:TlsVersion': '1.2' } }),
      false,
    ],
    [
      'of old TLS over HTTPS, if there is a version',
      when({ Bool: { 'aws:SecureTransport': 'true' }, NumericLessThanIfExists: { 's3:TlsVersion': 1.3 } }),
      false,
    ],
    ['the right way', deny, false],
    ['the right way by strings', when({ StringEquals: { 'aws:SecureTransport': 'false' } }), false],
    ['the right way by negation', when({ StringNotEquals: { 'aws:SecureTransport': 'true' } }), false],
    ['both ways', when({ Bool: { 'aws:SecureTransport': ['true', 'false'] } }), false],
    ['never', when({ Bool: { 'aws:SecureTransport': 'true', 'AWS:SecureTransport': 'false' } }), false],
    ['whenever the key is there', when({ Null: { 'aws:SecureTransport': 'false' } }), false],
    ['an Allow', { ...when({ Bool: { 'aws:SecureTransport': 'true' } }), Effect: 'Allow' }, false],
    ['no word of transport', when({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), false],
  ])('%s: %#', (_what, statement, expected) => {
    expect(invertedDenies(policy(statement))).toHaveLength(expected ? 1 : 0);
  });
});

test.each<[string, Json, number]>([
  ['HTTP only', { ...deny, Effect: 'Allow' }, 1],
  [
    'HTTP only by strings',
    { ...when({ StringEquals: { 'aws:SecureTransport': 'false' } }), Effect: 'Allow' },
    1,
  ],
  ['HTTPS only', { ...when({ Bool: { 'aws:SecureTransport': 'true' } }), Effect: 'Allow' }, 0],
  ['both', { ...when({ Bool: { 'aws:SecureTransport': ['true', 'false'] } }), Effect: 'Allow' }, 0],
  ['never', { ...when({ Null: { 'aws:SecureTransport': 'true' } }), Effect: 'Allow' }, 0],
  ['perhaps', { ...when({ StringLike: { 'aws:SecureTransport': 'f*' } }), Effect: 'Allow' }, 0],
  [
    'HTTP only, of some',
    { ...when({ ...bare.Condition, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }), Effect: 'Allow' },
    1,
  ],
  ['old TLS', { ...when({ NumericLessThan: { 's3:TlsVersion': '1.2' } }), Effect: 'Allow' }, 0],
  ['whatever', { ...when({}), Effect: 'Allow' }, 0],
  ['a Deny', deny, 0],
])('an Allow that holds over plain HTTP only: %s', (_what, statement, expected) => {
  expect(plaintextOnlyAllows(policy(statement))).toHaveLength(expected);
});

describe('a statement about how requests travel that cannot be evaluated', () => {
  const byOthers = { 'aws:ViaAWSService': 'false' };
  test.each<[string, Json, boolean]>([
    [
      'a Deny of HTTPS with a further key',
      when({ Bool: { 'AWS:securetransport': 'true', ...byOthers } }),
      true,
    ],
    ['a Deny of a pattern', when({ StringLike: { 'aws:SecureTransport': 't*' } }), true],
    ['a Deny of what is no truth', when({ Bool: { 'aws:SecureTransport': 'on' } }), true],
    ['a Deny by an operator nobody knows', when({ NumericEquals: { 'aws:SecureTransport': '1' } }), true],
    [
      'a Deny of every TLS version, if there is one',
      when({ NumericLessThanIfExists: { 's3:TlsVersion': '9' } }),
      true,
    ],
    ['a Deny of any TLS version', when({ Null: { 's3:TlsVersion': 'false' } }), true],
    [
      'a Deny of old TLS with a further key',
      when({ NumericLessThan: { 's3:TlsVersion': '1.2' }, Bool: byOthers }),
      false,
    ],
    [
      'a Deny of HTTP with a further key',
      when({ Bool: { 'aws:SecureTransport': 'false', ...byOthers } }),
      false,
    ],
    ['an inverted Deny', when({ Bool: { 'aws:SecureTransport': 'true' } }), false],
    ['a Deny of something else', when({ Bool: byOthers }), false],
    [
      'a Deny of everything with a further key',
      when({ Null: { 'aws:SecureTransport': 'false' }, Bool: byOthers }),
      false,
    ],
    [
      'an Allow of a pattern',
      { ...when({ StringLike: { 'aws:SecureTransport': 'f*' } }), Effect: 'Allow' },
      true,
    ],
    [
      'an Allow without a TLS version',
      { ...when({ Null: { 's3:TlsVersion': 'true' } }), Effect: 'Allow' },
      true,
    ],
    [
      'an Allow of HTTP',
      { ...when({ Bool: { 'aws:SecureTransport': 'false', ...byOthers } }), Effect: 'Allow' },
      false,
    ],
    [
      'an Allow of HTTPS',
      { ...when({ Bool: { 'aws:SecureTransport': 'true', ...byOthers } }), Effect: 'Allow' },
      false,
    ],
    ['an Allow of something else', { ...when({ Bool: byOthers }), Effect: 'Allow' }, false],
  ])('%s', (_what, statement, expected) => {
    expect(statementsNotEvaluated(policy(statement))).toHaveLength(expected ? 1 : 0);
  });
});

test.each<[string, readonly Json[], boolean]>([
  ['as AWS documents it', [deny], false],
  ['another word', [when({ bool: { 'aws:SecureTransport': 'false' } })], true],
  ['another word beside', [when({ bool: { 'aws:SecureTransport': 'false' } }), deny], false],
])('refused in words that a checker need not know: %s', (_what, statements, odd) => {
  expect(isOddlyDenied(policy(...statements), bucket)).toBe(odd);
});

describe('a Deny that may keep us from changing the policy', () => {
  const lock = { Effect: 'Deny', Principal: '*', Action: 's3:PutBucketPolicy', Resource: arn };
  const role = { AWS: `arn:aws:iam::${account}:role/break-glass` };
  test.each<[string, Json, boolean]>([
    ['everyone', lock, true],
    ['among other resources', { ...lock, Resource: [`${arn}/*`, arn] }, true],
    ['among other actions', { ...lock, Action: ['s3:GetObject', 's3:PutBucketPolicy'] }, true],
    [
      'all resources but this and another',
      { ...lock, Resource: undefined, NotResource: ['arn:aws:s3:::other', arn] },
      false,
    ],
    ['a pattern of actions', { ...lock, Action: 's3:*BucketPolicy' }, true],
    ['deleting only', { ...lock, Action: 's3:DeleteBucketPolicy' }, true],
    ['everyone but one role', { ...lock, Principal: undefined, NotPrincipal: role }, true],
    ['all actions but reading', { ...lock, Action: undefined, NotAction: 's3:Get*' }, true],
    [
      'everyone but some by condition',
      { ...lock, Condition: { ArnNotLike: { 'aws:PrincipalArn': role.AWS } } },
      true,
    ],
    ['the account by number', { ...lock, Principal: { AWS: account } }, true],
    ['the account by its root', { ...lock, Principal: { AWS: `arn:aws:iam::${account}:root` } }, true],
    ['all resources but objects', { ...lock, Resource: undefined, NotResource: `${arn}/*` }, true],
    ['below TLS 1.3', { ...lock, Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } } }, true],
    ['below TLS 1.2', { ...lock, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }, false],
    ['plain HTTP', deny, false],
    ['plain HTTP by strings', when({ StringEquals: { 'aws:SecureTransport': 'false' } }), false],
    ['another account', { ...lock, Principal: { AWS: '444455556666' } }, false],
    ['a service', { ...lock, Principal: { Service: 'logging.s3.amazonaws.com' } }, false],
    ['objects only', { ...lock, Resource: `${arn}/*`, Action: 's3:*' }, false],
    ['all resources but this', { ...lock, Resource: undefined, NotResource: arn }, false],
    ['all actions but these', { ...lock, Action: undefined, NotAction: ['s3:*BucketPolicy'] }, false],
    ['an Allow', { ...lock, Effect: 'Allow' }, false],
  ])('%s', (_what, statement, expected) => {
    expect(deniesOfPolicyChange(policy(statement), bucket, account)).toHaveLength(expected ? 1 : 0);
  });
});

describe('who', () => {
  const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${arn}/*` };
  test.each<[string, Json, boolean]>([
    ['everyone', allow, true],
    ['everyone in a list', { ...allow, Principal: { AWS: ['*'] } }, true],
    ['everyone but one', { ...allow, Principal: undefined, NotPrincipal: { AWS: account } }, true],
    [
      'a key that does not narrow',
      { ...allow, Condition: { StringLike: { 'aws:Referer': 'https://a.example/*' } } },
      true,
    ],
    ['a pattern', { ...allow, Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } }, true],
    ['every address', { ...allow, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, true],
    ['a negation', { ...allow, Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }, true],
    ['if exists', { ...allow, Condition: { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } } }, true],
    ['a network', { ...allow, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }, false],
    ['an organization', { ...allow, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    ['an account', { ...allow, Principal: { AWS: account } }, false],
    ['a Deny', { ...allow, Effect: 'Deny' }, false],
  ])('public: %s', (_what, statement, expected) => {
    expect(isPublic(policy(statement))).toBe(expected);
  });

  test('principals that are gone', () => {
    const gone = ['AIDAEXAMPLEEXAMPLE123', 'AROAEXAMPLEEXAMPLE123'];
    const it = {
      ...allow,
      Principal: { AWS: [...gone, account, 'AIDA'], CanonicalUser: 'AROAEXAMPLEEXAMPLE999' },
    };
    expect(orphanedPrincipals(policy(it, it))).toEqual(gone);
    const { Principal: _, ...rest } = it;
    expect(orphanedPrincipals(policy({ ...rest, NotPrincipal: { AWS: gone[1] } }))).toEqual([gone[1]]);
  });

  test('services', () => {
    const delivery = {
      ...allow,
      Principal: { Service: ['logging.s3.amazonaws.com', 'config.amazonaws.com'] },
    };
    expect(servicePrincipals(policy(delivery, deny))).toEqual([
      'config.amazonaws.com',
      'logging.s3.amazonaws.com',
    ]);
    expect(allowsOnlyServices(policy(delivery, deny))).toBe(true);
    expect(allowsOnlyServices(policy(delivery, allow))).toBe(false);
    expect(
      allowsOnlyServices(policy({ ...delivery, Principal: { ...delivery.Principal, AWS: account } })),
    ).toBe(false);
    expect(allowsOnlyServices(policy(deny))).toBe(false);
  });
});

describe('who is spared by a Deny of plain HTTP', () => {
  const everything = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
  const denied = (more: object) => ({ Condition: { Bool: { 'aws:SecureTransport': 'false', ...more } } });
  const services = denied({ 'aws:PrincipalIsAWSService': 'false' });
  test.each<readonly [string, boolean, object]>([
    ['services', true, services],
    [
      'services, in other words',
      true,
      {
        Condition: {
          BoolIfExists: { 'AWS:PrincipalIsAWSService': 'False' },
          Bool: { 'aws:SecureTransport': 'false' },
        },
      },
    ],
    ['all but services', false, denied({ 'aws:PrincipalIsAWSService': 'true' })],
    ['calls for somebody by a service', false, denied({ 'aws:ViaAWSService': 'false' })],
    [
      'whoever is no service, where the key is there',
      false,
      {
        Condition: {
          Null: { 'aws:PrincipalIsAWSService': 'false' },
          Bool: { 'aws:SecureTransport': 'false' },
        },
      },
    ],
    [
      'services, and an address',
      false,
      {
        Condition: { ...services.Condition, NotIpAddress: { 'aws:SourceIp': '192.0.2.1' } },
      },
    ],
    ['services, and an action', false, { ...services, Action: undefined, NotAction: 's3:GetObject' }],
    ['services, and a thing', false, { ...services, Resource: undefined, NotResource: 'arn:aws:s3:::b/x' }],
    [
      'services, and a role',
      false,
      {
        ...services,
        Principal: undefined,
        NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/x' },
      },
    ],
  ])('%s: services alone %s', (_, alone, more) => {
    expect(policy({ ...everything, ...more }).statements.map(sparesServicesOnly)).toEqual([alone]);
  });
});
