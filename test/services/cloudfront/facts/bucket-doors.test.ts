import { describe, expect, test } from 'vitest';
import { doorsToCloudFront, isCloudFront } from '../../../../src/services/cloudfront/facts/bucket-doors.ts';
import type { Statement } from '../../../../src/aws/policy/document.ts';

const service = { Principal: { Service: 'cloudfront.amazonaws.com' } };
const own = 'arn:aws:cloudfront::111122223333:distribution/E1';
const identity = 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1';
const held = (operator: string, key: string, ...values: readonly string[]) => ({
  Condition: { [operator]: { [key]: [...values] } },
});
const allow = (over: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  ...over,
});
const doors = (...statements: readonly Statement[]): readonly string[] =>
  doorsToCloudFront({ source: {}, statements }).map(({ by, name }) => `${by} ${name}`);

describe('what lets CloudFront in', () => {
  test.each<readonly [string, Partial<Statement>, readonly string[]]>([
    [
      'a distribution',
      { ...service, ...held('StringEquals', 'AWS:SourceArn', own) },
      [`distribution ${own}`],
    ],
    [
      'two, by a pattern',
      { ...service, ...held('arnlike', 'aws:sourcearn', 'b*', 'a*') },
      ['distribution a*', 'distribution b*'],
    ],
    [
      'what the request itself says',
      { ...service, ...held('ArnLike', 'aws:SourceArn', 'arn:aws:cloudfront::${aws:x}:distribution/E1') },
      ['distribution arn:aws:cloudfront::*:distribution/E1'],
    ],
    [
      'those of an account',
      { ...service, ...held('StringEquals', 'aws:SourceAccount', '111122223333') },
      ['distribution arn:*:cloudfront::111122223333:distribution/*'],
    ],
    ['any', service, ['distribution arn:*:cloudfront::*:distribution/*']],
    [
      'all but one',
      { ...service, ...held('ArnNotLike', 'aws:SourceArn', own) },
      ['distribution arn:*:cloudfront::*:distribution/*'],
    ],
    [
      'in China',
      { Principal: { Service: ['s3.amazonaws.com', 'cloudfront.amazonaws.com.cn'] } },
      ['distribution arn:*:cloudfront::*:distribution/*'],
    ],
    ['an identity', { Principal: { AWS: ['111122223333', identity] } }, ['identity E1']],
    [
      'an identity in China',
      { Principal: { AWS: identity.replace('arn:aws:', 'arn:aws-cn:') } },
      ['identity E1'],
    ],
    ['a canonical user', { Principal: { CanonicalUser: 'ab12' } }, ['user ab12']],
    ['everyone', { Principal: '*' }, ['everyone everyone']],
    ['everyone but one', { NotPrincipal: { AWS: '111122223333' } }, ['everyone everyone']],
    [
      'everyone with a word that they both know',
      { Principal: '*', ...held('StringEquals', 'aws:UserAgent', 'x') },
      ['everyone everyone'],
    ],
    [
      'everyone at its addresses',
      { Principal: '*', ...held('IpAddress', 'aws:SourceIp', '192.0.2.0/24') },
      ['everyone everyone'],
    ],
    [
      'everyone who is a distribution',
      { Principal: '*', ...held('ArnLike', 'aws:SourceArn', own) },
      [`distribution ${own}`],
    ],
    [
      'everyone who is the service',
      { Principal: '*', ...held('StringEquals', 'aws:PrincipalServiceName', 'cloudfront.amazonaws.com') },
      ['distribution arn:*:cloudfront::*:distribution/*'],
    ],
    [
      'everyone who is something else',
      { Principal: '*', ...held('ArnLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:111122223333:t') },
      [],
    ],
    ['everyone of a VPC', { Principal: '*', ...held('StringEquals', 'aws:SourceVpce', 'vpce-1') }, []],
    ['a role', { Principal: { AWS: 'arn:aws:iam::111122223333:role/cloudfront' } }, []],
    ['another service', { Principal: { Service: 'logging.s3.amazonaws.com' } }, []],
    ['a Deny', { Effect: 'Deny', ...service }, []],
  ])('%s', (_what, over, expected) => {
    expect(doors(allow(over), allow(over))).toEqual(expected);
  });
});

test('its name, whole', () => {
  expect(['cloudfront.amazonaws.com', 'CloudFront.amazonaws.com.cn'].map(isCloudFront)).toEqual([true, true]);
  expect(['x.cloudfront.amazonaws.com', 'cloudfront.amazonaws.com.eu'].map(isCloudFront)).toEqual([
    false,
    false,
  ]);
});
