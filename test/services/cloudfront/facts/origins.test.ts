import { describe, expect, test } from 'vitest';
import { waysTo, type Distribution } from '../../../../src/services/cloudfront/facts/origins.ts';

const custom = (OriginProtocolPolicy: string) => ({ CustomOriginConfig: { OriginProtocolPolicy } });
const at = (DomainName: string, more: object = {}): Distribution => ({
  Origins: { Items: [{ Id: 'o', DomainName, ...more }] },
  DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' },
});
const viewer = { viewerHttp: ['default'], originHttp: [] };
const origin = { viewerHttp: [], originHttp: ['default'] };
const safe = { viewerHttp: [], originHttp: [] };

describe('which origins are the bucket', () => {
  test.each([
    'orders.s3.amazonaws.com',
    'orders.s3.eu-west-1.amazonaws.com',
    'orders.s3-eu-west-1.amazonaws.com',
    'orders.s3.dualstack.eu-west-1.amazonaws.com',
    'orders.s3-fips.us-gov-west-1.amazonaws.com',
    'orders.s3-accelerate.amazonaws.com',
    'orders.s3.cn-north-1.amazonaws.com.cn',
    'Orders.S3.amazonaws.com.',
    '{{tenant}}.s3.amazonaws.com',
  ])('%s', (name) => {
    expect(waysTo('orders', at(name), false)).toEqual(viewer);
  });
  test.each([
    'order.s3.amazonaws.com',
    'my-orders.s3.amazonaws.com',
    'my.orders.s3.amazonaws.com',
    'orders.example.com',
    'orders.s3.example.com',
    'orders.amazonaws.com',
    'orders.sqs.eu-west-1.amazonaws.com',
    's3.amazonaws.com',
  ])('not %s', (name) => {
    expect(waysTo('orders', at(name), false)).toBeNull();
  });

  test('in path style, by the first part of the path', () => {
    const ways = (OriginPath: string) =>
      waysTo('orders', at('s3.eu-west-1.amazonaws.com', { OriginPath }), false);
    expect(ways('/orders/public')).toEqual(viewer);
    expect(ways('/orders-old')).toBeNull();
  });
});

describe('over what', () => {
  const name = 'orders.s3.eu-west-1.amazonaws.com';
  test.each<readonly [string, string, object, string | undefined, object]>([
    ['an S3 origin, by anything', name, {}, 'allow-all', viewer],
    ['an S3 origin, by what is not told', name, {}, undefined, viewer],
    ['an S3 origin, redirected', name, {}, 'redirect-to-https', safe],
    ['an S3 origin, refused', name, {}, 'https-only', safe],
    ['like the viewer, by anything', name, custom('match-viewer'), 'allow-all', viewer],
    ['like the viewer, redirected', name, custom('match-viewer'), 'redirect-to-https', safe],
    ['HTTP only, redirected', name, custom('http-only'), 'redirect-to-https', origin],
    ['HTTPS only, by anything', name, custom('https-only'), 'allow-all', safe],
    [
      'a website, whatever it says',
      'orders.s3-website-eu-west-1.amazonaws.com',
      custom('https-only'),
      'https-only',
      origin,
    ],
    [
      'a newer website',
      'orders.s3-website.eu-central-1.amazonaws.com',
      custom('match-viewer'),
      'https-only',
      origin,
    ],
  ])('%s', (_what, host, more, ViewerProtocolPolicy, ways) => {
    const it = { ...at(host, more), DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy } };
    expect(waysTo('orders', it, false)).toEqual(ways);
  });

  test('each behavior by the origin that it leads to, also through a group', () => {
    const it: Distribution = {
      Origins: {
        Items: [
          { Id: 'o', DomainName: name },
          { Id: 'api', DomainName: 'api.example.com' },
        ],
      },
      OriginGroups: {
        Items: [{ Id: 'g', Members: { Items: [{ OriginId: 'api' }, { OriginId: 'o' }] } }],
      },
      DefaultCacheBehavior: { TargetOriginId: 'g', ViewerProtocolPolicy: 'allow-all' },
      CacheBehaviors: {
        Items: [
          { PathPattern: '/api', TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all' },
          { PathPattern: '/img', TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' },
          { PathPattern: '/css', TargetOriginId: 'o', ViewerProtocolPolicy: 'https-only' },
        ],
      },
    };
    expect(waysTo('orders', it, false)).toEqual({ viewerHttp: ['default', '/img'], originHttp: [] });
    expect(waysTo('orders', { ...it, Enabled: false }, true)).toBeNull();
    const unused = { ...it, DefaultCacheBehavior: { TargetOriginId: 'api' }, CacheBehaviors: { Items: [] } };
    expect(waysTo('orders', unused, false)).toBeNull();
  });

  test('a function may lead to the bucket where the policy names the distribution and no origin is the bucket', () => {
    const behaviour = { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' };
    const ways = (more: object, admitted = true) =>
      waysTo(
        'orders',
        { ...at('api.example.com'), DefaultCacheBehavior: { ...behaviour, ...more } },
        admitted,
      );
    const lambda = (EventType: string) => ({ LambdaFunctionAssociations: { Items: [{ EventType }] } });
    const edge = (EventType: string) => ({ FunctionAssociations: { Items: [{ EventType }] } });
    expect(ways({})).toBeNull();
    expect(ways(lambda('origin-request'))).toEqual(viewer);
    expect(ways(edge('viewer-request'))).toEqual(viewer);
    expect(ways({ ...edge('viewer-request'), ViewerProtocolPolicy: 'https-only' })).toEqual(safe);
    expect(ways(lambda('origin-response'))).toBeNull();
    expect(ways(edge('viewer-response'))).toBeNull();
    expect(ways(lambda('origin-request'), false)).toBeNull();
  });
});
