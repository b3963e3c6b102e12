import { expect, test } from 'vitest';
import type { Onward } from '../../../../src/core/model/onward.ts';
import { onwardTo } from '../../../../src/services/cloudfront/facts/onward.ts';

const custom = (OriginProtocolPolicy: string) => ({
  DomainName: 'app.example.com',
  CustomOriginConfig: { OriginProtocolPolicy, HTTPPort: 8080, HTTPSPort: 8443 },
});

test.each<[string, Parameters<typeof onwardTo>[0][number], Onward]>([
  ['HTTP', custom('http-only'), { to: 'app.example.com', port: 8080, speaks: 'HTTP', encrypted: false }],
  ['HTTPS', custom('https-only'), { to: 'app.example.com', port: 8443, speaks: 'HTTPS', encrypted: true }],
  ['as the viewer came', custom('match-viewer'), { to: 'app.example.com', speaks: 'HTTP and HTTPS' }],
  ['a bucket', { DomainName: 'shop.s3.eu-west-1.amazonaws.com' }, { to: 'arn:aws:s3:::shop' }],
  ['a bucket by its old name', { DomainName: 'my.shop.s3.amazonaws.com' }, { to: 'arn:aws:s3:::my.shop' }],
  [
    'a bucket as a website',
    {
      DomainName: 'shop.s3-website-us-east-1.amazonaws.com',
      CustomOriginConfig: { OriginProtocolPolicy: 'http-only', HTTPPort: 80 },
    },
    { to: 'arn:aws:s3:::shop', port: 80, speaks: 'HTTP', encrypted: false },
  ],
  ['somebody else’s host that looks like one', { DomainName: 's3.example.com' }, { to: 's3.example.com' }],
])('%s', (_says, origin, expected) => {
  expect(onwardTo([origin, {}], 'aws')).toEqual([expected]);
});

test('in China', () => {
  const [way] = onwardTo([{ DomainName: 'shop.s3.cn-north-1.amazonaws.com.cn' }], 'aws-cn');
  expect(way?.to).toBe('arn:aws-cn:s3:::shop');
});
