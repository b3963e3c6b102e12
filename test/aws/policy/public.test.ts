import { describe, expect, test } from 'vitest';
import type { PolicyDocument, Statement } from '../../../src/aws/policy/document.ts';
import { isPublic } from '../../../src/aws/policy/public.ts';

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
    ['the greatest range', held({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), false],
    ['a range that is too great', held({ IpAddress: { 'aws:SourceIp': '10.0.0.0/7' } }), true],
    ['half of all addresses', held({ IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }), true],
    ['one address', held({ IpAddress: { 'aws:SourceIp': '192.0.2.1' } }), false],
    ['the greatest range of IPv6', held({ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }), false],
    ['too great a range of IPv6', held({ IpAddress: { 'aws:SourceIp': '2001:db8::/31' } }), true],
    ['one address of IPv6', held({ IpAddress: { 'aws:SourceIp': '2001:db8::1' } }), false],
    ['what is no address', held({ IpAddress: { 'aws:SourceIp': 'office/24' } }), true],
    ['what is no range', held({ IpAddress: { 'aws:SourceIp': '192.0.2.0/wide' } }), true],
    ['half a range', held({ IpAddress: { 'aws:SourceIp': '192.0.2.0/' } }), true],
    ['all but a range', held({ NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }), true],
    [
      'access points of one account, by a pattern',
      held({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-west-2:111122223333:accesspoint/*' } }),
      false,
    ],
    [
      'access points of one account, in any Region',
      held({ StringLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:111122223333:accesspoint/*' } }),
      false,
    ],
    [
      'access points of any account',
      held({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-west-2:*:accesspoint/mine' } }),
      true,
    ],
    [
      'an account that the request itself says',
      held({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-west-2:${aws:x}:accesspoint/*' } }),
      true,
    ],
    [
      'an account of access points',
      held({ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }),
      false,
    ],
    ['a pattern of VPCs', held({ StringLike: { 'aws:SourceVpc': 'vpc-*' } }), true],
    ['a pattern of sources', held({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:t' } }), true],
    ['sessions of a role', held({ StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE123:*' } }), true],
    ['a user by id', held({ StringLike: { 'aws:userid': 'AIDAEXAMPLEEXAMPLE123' } }), false],
    ['nothing at all', held({ StringEquals: { 'aws:SourceVpce': '' } }), true],
    ['an operator in lower case', held({ stringequals: narrow }), false],
    ['any path', held({ 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': 'o-1/r-1/' } }), false],
    [
      'all paths, or none',
      held({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-1/r-1/' } }),
      true,
    ],
    ['a test of presence', held({ Null: { 'aws:SourceVpce': 'false' } }), true],
    ['users of elsewhere', about({ Principal: { Federated: 'graph.facebook.com' } }), true],
    [
      'users of a provider of ours',
      about({ Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/staff' } }),
      false,
    ],
    ['a service', about({ Principal: { Service: 'cloudfront.amazonaws.com' } }), false],
    ['a canonical user', about({ Principal: { CanonicalUser: '79a59df9'.repeat(8) } }), false],
  ])('%s', (_what, statement, is) => {
    expect(isPublic(of(statement))).toBe(is);
    expect(isPublic(of(about({ Principal: { AWS: role } }), statement))).toBe(is);
  });

  const values: Readonly<Record<string, string>> = {
    'aws:SourceIp': '192.0.2.0/24',
    's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:111122223333:accesspoint/x',
  };
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
    expect(isPublic(of(held({ StringEquals: { [key]: values[key] ?? 'x' } })))).toBe(false);
    expect(isPublic(of(held({ StringEquals: { [key]: '*' } })))).toBe(true);
  });

  test('no statement allows nothing', () => {
    expect(isPublic(of())).toBe(false);
  });
});
