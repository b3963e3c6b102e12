import { describe, expect, test } from 'vitest';
import type { Onward } from '../../../../src/core/model/onward.ts';
import { onwardTo } from '../../../../src/services/cloudfront/facts/onward.ts';

type Distribution = Parameters<typeof onwardTo>[0];
type Origin = NonNullable<NonNullable<Distribution['Origins']>['Items']>[number];

const custom = (OriginProtocolPolicy: string) => ({
  DomainName: 'app.example.com',
  CustomOriginConfig: { OriginProtocolPolicy, HTTPPort: 8080, HTTPSPort: 8443 },
});

test.each<[string, Origin, Onward]>([
  ['HTTP', custom('http-only'), { to: 'app.example.com', port: 8080, speaks: 'HTTP', encrypted: false }],
  ['HTTPS', custom('https-only'), { to: 'app.example.com', port: 8443, speaks: 'HTTPS', encrypted: true }],
  ['as the viewer came', custom('match-viewer'), { to: 'app.example.com', speaks: 'HTTP and HTTPS' }],
  [
    'a bucket that no behavior leads to',
    { DomainName: 'shop.s3.eu-west-1.amazonaws.com' },
    { to: 'arn:aws:s3:::shop', speaks: 'HTTP and HTTPS' },
  ],
  [
    'a bucket by its old name',
    { DomainName: 'my.shop.s3.amazonaws.com' },
    { to: 'arn:aws:s3:::my.shop', speaks: 'HTTP and HTTPS' },
  ],
  [
    'a bucket as a website',
    {
      DomainName: 'shop.s3-website-us-east-1.amazonaws.com',
      CustomOriginConfig: { OriginProtocolPolicy: 'http-only', HTTPPort: 80 },
    },
    { to: 'arn:aws:s3:::shop', port: 80, speaks: 'HTTP', encrypted: false },
  ],
  [
    'somebody else’s host that looks like one, in a VPC',
    { DomainName: 's3.example.com', VpcOriginConfig: {} },
    { to: 's3.example.com' },
  ],
])('%s', (_says, origin, expected) => {
  expect(onwardTo({ Origins: { Items: [origin, {}] } }, 'aws')).toEqual([expected]);
});

test('in China', () => {
  const [way] = onwardTo(
    { Origins: { Items: [{ DomainName: 'shop.s3.cn-north-1.amazonaws.com.cn' }] } },
    'aws-cn',
  );
  expect(way?.to).toBe('arn:aws-cn:s3:::shop');
});

describe('as the viewer came: by the behaviors that lead there', () => {
  const bucket = { Id: 'files', DomainName: 'shop.s3.eu-west-1.amazonaws.com' };
  const app = { ...custom('match-viewer'), Id: 'app' };
  const by = (TargetOriginId: string, ViewerProtocolPolicy: string, EventType?: string) => ({
    TargetOriginId,
    ViewerProtocolPolicy,
    ...(EventType !== undefined && { LambdaFunctionAssociations: { Items: [{ EventType }] } }),
  });
  const groups = {
    OriginGroups: {
      Items: [{ Id: 'both', Members: { Items: [{ OriginId: 'files' }, { OriginId: 'app' }] } }],
    },
  };
  test.each<[string, Distribution, boolean | undefined]>([
    ['HTTPS only', { DefaultCacheBehavior: by('files', 'https-only') }, true],
    ['a redirect', { DefaultCacheBehavior: by('files', 'redirect-to-https') }, true],
    ['both', { DefaultCacheBehavior: by('files', 'allow-all') }, false],
    ['a policy that is new', { DefaultCacheBehavior: by('files', 'sometimes') }, false],
    [
      'another origin takes both',
      {
        DefaultCacheBehavior: by('app', 'allow-all'),
        CacheBehaviors: { Items: [by('files', 'https-only')] },
      },
      true,
    ],
    [
      'one of two takes both',
      {
        DefaultCacheBehavior: by('files', 'https-only'),
        CacheBehaviors: { Items: [by('files', 'allow-all')] },
      },
      false,
    ],
    ['in a group', { ...groups, DefaultCacheBehavior: by('both', 'allow-all') }, false],
    ['in a group, HTTPS only', { ...groups, DefaultCacheBehavior: by('both', 'https-only') }, true],
    [
      'a function may send anything here',
      {
        DefaultCacheBehavior: by('app', 'allow-all', 'origin-request'),
        CacheBehaviors: { Items: [by('files', 'https-only')] },
      },
      false,
    ],
    [
      'a function that sends nothing elsewhere',
      {
        DefaultCacheBehavior: by('app', 'allow-all', 'viewer-response'),
        CacheBehaviors: { Items: [by('files', 'https-only')] },
      },
      true,
    ],
    ['none leads there', { DefaultCacheBehavior: by('app', 'allow-all') }, undefined],
  ])('%s', (_says, distribution, encrypted) => {
    const [way] = onwardTo({ ...distribution, Origins: { Items: [bucket, app] } }, 'aws');
    expect(way?.encrypted).toBe(encrypted);
    expect(way?.why !== undefined).toBe(encrypted === false);
  });

  test('a server is asked at its port of HTTPS then', () => {
    const DefaultCacheBehavior = by('app', 'https-only');
    expect(onwardTo({ DefaultCacheBehavior, Origins: { Items: [app] } }, 'aws')).toEqual([
      { to: 'app.example.com', port: 8443, speaks: 'HTTPS', encrypted: true },
    ]);
  });
});
