import unit from '../../../../src/services/cloudfront/remediations/cloudfront-origin-tls-protocols.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, behaviour, distribution, id, shop } from '../distributions.ts';

type Policy = 'http-only' | 'match-viewer' | 'https-only';
const origin = (
  Id: string,
  protocols: readonly string[],
  OriginProtocolPolicy: Policy = 'https-only',
  over: object = {},
) => ({
  Id,
  DomainName: `${Id}.example.com`,
  CustomOriginConfig: {
    HTTPPort: 80,
    HTTPSPort: 443,
    OriginProtocolPolicy,
    OriginSslProtocols: { Items: [...protocols] },
  },
  ...over,
});
const from = (...Items: readonly ReturnType<typeof origin>[]) => ({ Origins: { Items: [...Items] } });
const set = (
  origin_: string,
  before: readonly string[],
  after: readonly string[],
  impact: 'breaks-old-tls' | 'none' = 'breaks-old-tls',
) => ({
  set: 'originSslProtocols',
  on: `${arn}#Origin ${origin_}`,
  before,
  after,
  impact: [impact],
});
const wrong = { is: 'non-compliant', message: 'not-as-wanted' } as const;
const sslv3 = ['SSLv3', 'TLSv1.2'];
const all = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'];
const newer = ['TLSv1', 'TLSv1.1', 'TLSv1.2'];
const good = ['TLSv1.2'];
const first = (protocols: readonly string[], after: readonly string[] = good) => [
  set('app', protocols, after),
];

const inVpc = (
  endpoint: { OriginProtocolPolicy: string; OriginSslProtocols?: { Items: string[] } },
  outside: readonly string[] = ['TLSv1.2'],
) => {
  const account = shop({
    Origins: {
      Items: [
        origin('app', outside),
        { Id: 'inner', DomainName: 'inner.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } },
      ],
    },
  });
  const VpcOrigins = [{ Id: 'vo_1', VpcOriginEndpointConfig: { Name: 'inner', ...endpoint } }];
  return { ...account, cloudfront: { ...account.cloudfront, VpcOrigins } };
};
const old = { Items: ['SSLv3', 'TLSv1.2'] };

testRemediation(unit, resource, {
  'TLS 1.2 alone': { account: shop() },
  'a bucket has no such list': {
    account: shop({
      Origins: { Items: [{ Id: 'app', DomainName: 'shop.s3.amazonaws.com', S3OriginConfig: {} }] },
    }),
  },
  'a protocol that CloudFront has no name for yet': {
    account: shop(from(origin('app', ['TLSv1.2', 'TLSv1.3']))),
  },

  // SSLv3 goes by itself.
  'SSLv3 beside TLS 1.2': {
    account: shop(from(origin('app', sslv3))),
    expect: {
      ...wrong,
      changes: first(sslv3),
      says: [
        `CloudFront offers old protocols at Origin app of distribution ${id} (["SSLv3","TLSv1.2"]). Apply the plan: it sets ["TLSv1.2"] and nothing else about the distribution.`,
      ],
    },
  },
  'all that there are: SSLv3 goes first': {
    account: shop(from(origin('app', all))),
    expect: { ...wrong, changes: first(all, newer) },
    next: { ...wrong, changes: first(newer), hazards: ['old-origin'] },
  },
  'SSLv3 and one that is old as well': {
    account: shop(from(origin('app', ['SSLv3', 'TLSv1']))),
    expect: { ...wrong, changes: first(['SSLv3', 'TLSv1'], ['TLSv1']) },
    next: { ...wrong, changes: first(['TLSv1']), hazards: ['old-origin', 'never-spoke'] },
  },
  'SSLv3 alone: something has to stay': {
    account: shop(from(origin('app', ['SSLv3']))),
    expect: {
      ...wrong,
      changes: first(['SSLv3']),
      hazards: ['never-spoke'],
      says: [
        'So far CloudFront never spoke TLS 1.2 with app.example.com:443: it was not among their protocols, so nothing shows that they can. Speak TLS 1.2 with each first, from where it can be reached: openssl s_client -connect app.example.com:443 -servername app.example.com -tls1_2 </dev/null',
      ],
    },
  },
  'one origin with SSLv3 goes before another with TLS 1.0': {
    account: shop(from(origin('app', sslv3), origin('other', newer))),
    expect: { ...wrong, changes: first(sslv3) },
    next: { ...wrong, changes: [set('other', newer, good)], hazards: ['old-origin'] },
  },
  'two origins in one update': {
    account: shop(from(origin('app', sslv3), origin('other', sslv3, 'match-viewer'), origin('third', good))),
    expect: { ...wrong, changes: [...first(sslv3), set('other', sslv3, good)] },
  },
  'named by its ARN': {
    account: shop(from(origin('app', sslv3))),
    target: arn,
    expect: { ...wrong, changes: 1 },
  },
  'in China': {
    account: shop(from(origin('app', sslv3))),
    location: { partition: 'aws-cn', region: 'cn-northwest-1' },
    expect: { ...wrong, changes: 1 },
  },

  // Then people are asked.
  'TLS 1.0 and 1.1': {
    account: shop(from(origin('app', newer))),
    expect: {
      ...wrong,
      changes: first(newer),
      hazards: ['old-origin'],
      says: [
        `CloudFront will speak TLS 1.2 and nothing older with app.example.com:443. Where one of them cannot, viewers of distribution ${id} get 502. Speak TLS 1.2 with each first, from where it can be reached: openssl s_client -connect app.example.com:443 -servername app.example.com -tls1_2 </dev/null`,
      ],
    },
  },
  'as the Config rule has it': {
    account: shop(from(origin('app', newer))),
    settings: { oldest: 'TLSv1' },
  },
  'TLS 1.1 may stay': {
    account: shop(from(origin('app', newer))),
    settings: { oldest: 'TLSv1.1' },
    expect: { ...wrong, changes: first(newer, ['TLSv1.1', 'TLSv1.2']), hazards: ['old-origin'] },
  },
  'TLS 1.1 alone': {
    account: shop(from(origin('app', ['TLSv1.1']))),
    expect: { ...wrong, changes: first(['TLSv1.1']), hazards: ['old-origin', 'never-spoke'] },
  },
  'on another port': {
    account: shop(
      from(
        origin('app', newer, 'match-viewer', {
          CustomOriginConfig: {
            HTTPPort: 8080,
            HTTPSPort: 8443,
            OriginProtocolPolicy: 'match-viewer',
            OriginSslProtocols: { Items: newer },
          },
        }),
      ),
    ),
    expect: {
      ...wrong,
      changes: 1,
      hazards: ['old-origin'],
      says: [
        `CloudFront will speak TLS 1.2 and nothing older with app.example.com:8443. Where one of them cannot, viewers of distribution ${id} get 502. Speak TLS 1.2 with each first, from where it can be reached: openssl s_client -connect app.example.com:8443 -servername app.example.com -tls1_2 </dev/null`,
      ],
    },
  },
  'the spare of a group': {
    account: shop({
      ...from(origin('app', good), origin('spare', newer)),
      OriginGroups: {
        Items: [{ Id: 'both', Members: { Items: [{ OriginId: 'app' }, { OriginId: 'spare' }] } }],
      },
      DefaultCacheBehavior: behaviour({ TargetOriginId: 'both' }),
    }),
    expect: {
      ...wrong,
      changes: [set('spare', newer, good)],
      hazards: ['old-origin', 'spare'],
      says: [
        'CloudFront asks spare.example.com:443 only when another origin of their group fails: whether they answer over TLS 1.2 shows no sooner. Try them by themselves, or let the group fail over once, before the plan is approved.',
      ],
    },
  },
  'the first of a group': {
    account: shop({
      ...from(origin('app', newer), origin('spare', good)),
      OriginGroups: {
        Items: [{ Id: 'both', Members: { Items: [{ OriginId: 'app' }, { OriginId: 'spare' }] } }],
      },
    }),
    expect: { ...wrong, changes: 1, hazards: ['old-origin'] },
  },

  // CloudFront speaks no TLS with it.
  'an origin that is asked over plain HTTP alone': {
    account: shop(from(origin('app', all, 'http-only'))),
    expect: {
      ...wrong,
      changes: [set('app', all, good, 'none')],
      notes: ['unused'],
      says: [
        'CloudFront speaks plain HTTP with app.example.com (http-only), so their protocols count for nothing and nobody notices this. They count once the origin protocol policy is another. Where the origin has a certificate, set its origin protocol policy to https-only.',
      ],
    },
  },
  'such an origin holds up no other': {
    account: shop(from(origin('plain', sslv3, 'http-only'), origin('app', newer))),
    expect: {
      ...wrong,
      changes: [set('app', newer, good), set('plain', sslv3, good, 'none')],
      hazards: ['old-origin'],
      notes: ['unused'],
    },
  },

  // VPC origins.
  'a VPC origin with TLS 1.2': {
    account: inVpc({ OriginProtocolPolicy: 'https-only', OriginSslProtocols: { Items: good } }),
  },
  'a VPC origin with SSLv3': {
    account: inVpc({ OriginProtocolPolicy: 'match-viewer', OriginSslProtocols: old }),
    expect: {
      is: 'non-compliant',
      message: 'in-vpc',
      says: [
        `CloudFront offers old protocols at VPC origins of distribution ${id}: vo_1. That stands in the VPC origin, which this remediation does not change. Where the origin speaks TLS 1.2, update the VPC origin: aws cloudfront get-vpc-origin --id vo_1 shows its configuration and its ETag for aws cloudfront update-vpc-origin.`,
      ],
    },
  },
  'a VPC origin that is asked over plain HTTP alone': {
    account: inVpc({ OriginProtocolPolicy: 'http-only', OriginSslProtocols: old }),
  },
  'a VPC origin with SSLv3 holds up the others': {
    account: inVpc({ OriginProtocolPolicy: 'https-only', OriginSslProtocols: old }, sslv3),
    expect: { is: 'non-compliant', message: 'in-vpc' },
  },
  'a VPC origin that does not say': {
    account: inVpc({ OriginProtocolPolicy: 'https-only' }),
    expect: { is: 'unknown', message: 'in-vpc-unread' },
  },
  'a VPC origin that we may not see': {
    account: {
      ...inVpc({ OriginProtocolPolicy: 'https-only', OriginSslProtocols: { Items: good } }),
      denied: ['cloudfront:GetVpcOrigin'],
    },
    expect: {
      is: 'unknown',
      message: 'in-vpc-unread',
      says: [
        `For distribution ${id} it could not be seen which protocols CloudFront offers its VPC origins vo_1: they may not be read, are gone, or say what nobody here knows. Let cloudfront:GetVpcOrigin be called, or look at them: aws cloudfront get-vpc-origin --id vo_1`,
      ],
    },
  },

  // Distributions that are more than one.
  'a continuous deployment': {
    account: shop({ ...from(origin('app', sslv3)), ContinuousDeploymentPolicyId: 'policy-1' }),
    expect: { ...wrong, changes: 1, hazards: ['continuous-deployment'] },
  },
  'a staging distribution': {
    account: shop({ ...from(origin('app', sslv3)), Staging: true, Aliases: { Items: [] } }),
    expect: { ...wrong, changes: 1, hazards: ['staging'] },
  },
  'a template of tenants, with a name that each fills in': {
    account: shop({
      ...from(origin('app', newer, 'https-only', { DomainName: '{{shop-name}}.example.com' })),
      ConnectionMode: 'tenant-only',
      Aliases: undefined,
    }),
    expect: {
      ...wrong,
      changes: 1,
      hazards: ['tenant-names', 'tenants'],
    },
  },
  'one that is disabled': {
    account: shop({ ...from(origin('app', sslv3)), Enabled: false }),
    expect: { ...wrong, changes: 1, notes: ['disabled'] },
  },
  'what is newer than the SDK could not be put back': {
    account: shop({ ...from(origin('app', sslv3)), Dropped: ['DistributionConfig.Origins.Items.Newer'] }),
    expect: { is: 'non-compliant', message: 'whole-unread' },
  },

  // What cannot be evaluated now.
  'on its way to the edge locations': {
    account: shop({ ...from(origin('app', sslv3)), Status: 'InProgress' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'a status that nobody knows': {
    account: shop({ ...from(origin('app', sslv3)), Status: 'Suspended' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a protocol that nobody knows': {
    account: shop(from(origin('app', ['SSLv3', 'QUIC']))),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'an origin of which no protocols are said': {
    account: shop({
      Origins: {
        Items: [
          {
            Id: 'app',
            DomainName: 'app.example.com',
            CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
          },
        ],
      },
    }),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'an empty list': {
    account: shop(from(origin('app', []))),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'two origins of one id': {
    account: shop(from(origin('app', sslv3), origin('app', good))),
    expect: { is: 'unknown', message: 'place-twice' },
  },
  'one of several': {
    account: {
      ...shop(),
      cloudfront: { Distributions: ['E1', 'E2', 'E3'].map((Id) => distribution({ Id })) },
    },
    target: 'E3',
  },
  'a distribution that is gone': {
    account: {},
    target: 'arn:aws:cloudfront::111122223333:distribution/E1GONE',
    gone: true,
  },
});
