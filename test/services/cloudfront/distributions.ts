import type { AccountFile } from '../../../src/sandbox/account.ts';

/** Distributions of accounts for tests. */

export type Distribution = NonNullable<NonNullable<AccountFile['cloudfront']>['Distributions']>[number];
type Behaviour = Distribution['DefaultCacheBehavior'];

export const id = 'E1SHOPAAAAAAAA';
export const arn = `arn:aws:cloudfront::111122223333:distribution/${id}`;
export const certificate = {
  ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/one',
  SSLSupportMethod: 'sni-only',
  MinimumProtocolVersion: 'TLSv1.2_2021',
};

export const behaviour = (over: Partial<Behaviour> = {}): Behaviour => ({
  TargetOriginId: 'app',
  ViewerProtocolPolicy: 'allow-all',
  AllowedMethods: { Items: ['GET', 'HEAD'], CachedMethods: { Quantity: 2, Items: ['GET', 'HEAD'] } },
  CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  ...over,
});
export const at = (PathPattern: string, over: Partial<Behaviour> = {}) => ({
  PathPattern,
  ...behaviour(over),
});

/** Over HTTPS to its origin, with a certificate for its name, and with much that is nobody's business here. */
export const distribution = (over: Partial<Distribution> = {}): Distribution => ({
  Id: id,
  Comment: 'the shop',
  Aliases: { Items: ['shop.example.com', 'www.example.com'] },
  Origins: {
    Items: [
      {
        Id: 'app',
        DomainName: 'app.example.com',
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: 'https-only',
          OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
        },
      },
    ],
  },
  DefaultCacheBehavior: behaviour(),
  ViewerCertificate: certificate,
  PriceClass: 'PriceClass_100',
  WebACLId: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/1',
  HttpVersion: 'http2and3',
  Logging: { Enabled: true, IncludeCookies: false, Bucket: 'logs.s3.amazonaws.com', Prefix: 'shop/' },
  NewerThanTheSdk: { Colour: 'green', Levels: [3, 1, 2] },
  ...over,
});

/** An account with this distribution alone. */
export const shop = (over: Partial<Distribution> = {}, more: AccountFile = {}): AccountFile => ({
  region: 'us-east-1',
  ...more,
  cloudfront: { Distributions: [distribution(over)] },
});
