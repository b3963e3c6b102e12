import unit from '../../../../src/services/cloudfront/remediations/cloudfront-origin-https.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, at, behaviour, distribution, id, shop } from '../distributions.ts';

const origin = (Id: string, OriginProtocolPolicy: string, over: object = {}, custom: object = {}) => ({
  Id,
  DomainName: `${Id}.example.com`,
  CustomOriginConfig: {
    HTTPPort: 80,
    HTTPSPort: 443,
    OriginProtocolPolicy,
    OriginSslProtocols: { Items: ['TLSv1.2'] },
    ...custom,
  },
  ...over,
});
const from = (...Items: readonly ReturnType<typeof origin>[]) => ({ Origins: { Items: [...Items] } });
const set = (Id: string, before: string) => ({
  set: 'originProtocolPolicy',
  on: `${arn}#Origin ${Id}`,
  before,
  after: 'https-only',
  impact: ['breaks-plaintext'] as const,
});
const wrong = { is: 'non-compliant', message: 'not-as-wanted' } as const;
const asked = { ...wrong, hazards: ['not-proven'] } as const;
const plain = from(origin('app', 'http-only'));
const redirecting = { DefaultCacheBehavior: behaviour({ ViewerProtocolPolicy: 'redirect-to-https' }) };
const website = { DomainName: 'shop.s3-website-eu-west-1.amazonaws.com' };

const inVpc = (OriginProtocolPolicy: string, over: object = {}) => {
  const account = shop({
    Origins: {
      Items: [
        origin('app', 'https-only'),
        { Id: 'inner', DomainName: 'inner.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } },
      ],
    },
    ...over,
  });
  const VpcOrigins = [{ Id: 'vo_1', VpcOriginEndpointConfig: { Name: 'inner', OriginProtocolPolicy } }];
  return { ...account, cloudfront: { ...account.cloudfront, VpcOrigins } };
};

testRemediation(unit, resource, {
  'HTTPS only': { account: shop() },
  'a bucket, which is asked as the viewer asks': {
    account: shop({
      Origins: { Items: [{ Id: 'app', DomainName: 'shop.s3.amazonaws.com', S3OriginConfig: {} }] },
    }),
  },
  'as the viewer asks, and no viewer comes over plain HTTP': {
    account: shop({ ...from(origin('app', 'match-viewer')), ...redirecting }),
  },
  'as the viewer asks, and viewers may come over plain HTTP': {
    account: shop(from(origin('app', 'match-viewer'))),
    expect: { ...asked, changes: [set('app', 'match-viewer')] },
  },
  'as the viewer asks, and viewers may come over plain HTTP to another origin': {
    account: shop({
      ...from(origin('app', 'match-viewer'), origin('other', 'https-only')),
      ...redirecting,
      CacheBehaviors: { Items: [at('/other/*', { TargetOriginId: 'other' })] },
    }),
    expect: { ...asked, changes: [set('app', 'match-viewer')] },
  },
  'over plain HTTP, however the viewer came': {
    account: shop({ ...plain, ...redirecting }),
    expect: {
      ...asked,
      changes: [set('app', 'http-only')],
      says: [
        `CloudFront asks origins of distribution ${id} over plain HTTP, always or as its viewers come (Origin app: "http-only"). Apply the plan: it sets "https-only" and nothing else about the distribution.`,
        `Nothing that CloudFront records shows whether app.example.com:443 answers over HTTPS there, with a certificate that CloudFront trusts for that name (or for the Host header, where CloudFront forwards that one). Where not, viewers of distribution ${id} get 502; where the origin sends HTTPS back to HTTP, they go round in a loop. Shake hands with each first, from where it can be reached, and see that it ends with "Verify return code: 0 (ok)": openssl s_client -connect app.example.com:443 -servername app.example.com -verify_hostname app.example.com -verify_return_error </dev/null. Firewalls and security groups of the origin must let CloudFront in at that port. Then ask it for a page over HTTPS and see that it does not redirect to http://.`,
      ],
    },
  },
  ...Object.fromEntries(
    [
      'shop-1234567890.eu-west-1.elb.amazonaws.com',
      'shop-0123456789abcdef.elb.eu-west-1.amazonaws.com',
      'ec2-203-0-113-25.eu-west-1.compute.amazonaws.com',
      'shop.eu-west-1.elasticbeanstalk.com',
    ].map((DomainName) => [
      `${DomainName}: only AWS has a certificate for that name`,
      {
        account: shop(from(origin('app', 'http-only', { DomainName }))),
        expect: {
          ...wrong,
          changes: 1,
          hazards: ['not-proven', 'name-of-aws'],
          says: [
            `${DomainName}:443 is a name that AWS gave a load balancer, an instance or an environment, and nobody but AWS has a certificate for it. Over HTTPS CloudFront takes one for the Host header instead, and only where it forwards that header; elsewhere viewers of distribution ${id} get 502. Give the origin a name of its own in DNS, with a certificate, and use that; or see that every cache behavior that leads there forwards the Host header (origin request policy AllViewer) and try it with that name: openssl s_client -connect ${DomainName}:443 -servername HOST -verify_hostname HOST -verify_return_error </dev/null`,
          ],
        },
      } as const,
    ]),
  ),
  'a load balancer by a name of its owner': {
    account: shop(from(origin('app', 'http-only', { DomainName: 'elb.amazonaws.com.example.com' }))),
    expect: { ...asked, changes: 1 },
  },
  'all of them in one update': {
    account: shop(from(origin('b', 'http-only'), origin('app', 'match-viewer'), origin('c', 'https-only'))),
    expect: { ...asked, changes: [set('app', 'match-viewer'), set('b', 'http-only')] },
  },
  'named by its ARN': { account: shop(plain), target: arn, expect: { ...asked, changes: 1 } },
  'in China': {
    account: shop(plain),
    location: { partition: 'aws-cn', region: 'cn-northwest-1' },
    expect: { ...asked, changes: 1 },
  },

  // S3 as a website.
  'a website of S3': {
    account: shop(from(origin('app', 'http-only', website))),
    expect: {
      is: 'non-compliant',
      message: 'website',
      says: [
        `CloudFront asks shop.s3-website-eu-west-1.amazonaws.com over plain HTTP for distribution ${id}: that is S3 as a website, which speaks no HTTPS. Use the bucket itself as the origin (BUCKET.s3.REGION.amazonaws.com) with origin access control, which CloudFront can ask over HTTPS. Index documents of folders and redirects of the website then have to come from a CloudFront function. Where it is to stay, set websites to accept: then the other origins are changed.`,
      ],
    },
  },
  'a website of S3 in a Region with a dot': {
    account: shop(
      from(origin('app', 'match-viewer', { DomainName: 'shop.s3-website.eu-central-1.amazonaws.com' })),
    ),
    expect: { is: 'non-compliant', message: 'website' },
  },
  'a website of S3 that no viewer reaches over plain HTTP': {
    account: shop({ ...from(origin('app', 'match-viewer', website)), ...redirecting }),
  },
  'a website of S3 beside another origin: nothing is changed before people have decided': {
    account: shop(from(origin('app', 'http-only'), origin('site', 'http-only', website))),
    expect: { is: 'non-compliant', message: 'website', hazards: ['not-proven'] },
  },
  'a website of S3 that the policy accepts': {
    account: shop(from(origin('app', 'http-only', website))),
    settings: { websites: 'accept' },
    expect: {
      is: 'compliant',
      notes: ['website-left'],
      says: [
        'CloudFront goes on asking shop.s3-website-eu-west-1.amazonaws.com over plain HTTP: S3 as a website speaks no HTTPS, and the policy accepts that.',
      ],
    },
  },
  'such a website beside another origin': {
    account: shop(from(origin('app', 'http-only'), origin('site', 'http-only', website))),
    settings: { websites: 'accept' },
    expect: { ...asked, changes: [set('app', 'http-only')], notes: ['website-left'] },
  },

  // What is worth asking about.
  'another port': {
    account: shop(from(origin('app', 'http-only', {}, { HTTPSPort: 8443 }))),
    expect: { ...asked, changes: 1 },
  },
  'one port for both': {
    account: shop(from(origin('app', 'http-only', {}, { HTTPPort: 8080, HTTPSPort: 8080 }))),
    expect: {
      ...wrong,
      changes: 1,
      hazards: ['not-proven', 'one-port'],
      says: [
        'app.example.com:8080 is named as the port for HTTP and for HTTPS alike; few servers speak both at one port. Find out which one it speaks. Where it is HTTP, set the HTTPS port of the origin first.',
      ],
    },
  },
  'the spare of a group': {
    account: shop({
      ...from(origin('app', 'https-only'), origin('spare', 'http-only')),
      OriginGroups: {
        Items: [{ Id: 'both', Members: { Items: [{ OriginId: 'app' }, { OriginId: 'spare' }] } }],
      },
      DefaultCacheBehavior: behaviour({ TargetOriginId: 'both' }),
    }),
    expect: { ...wrong, changes: [set('spare', 'http-only')], hazards: ['not-proven', 'spare'] },
  },
  'old protocols, which count then': {
    account: shop(
      from(origin('app', 'http-only', {}, { OriginSslProtocols: { Items: ['SSLv3', 'TLSv1.2'] } })),
    ),
    expect: {
      ...asked,
      changes: 1,
      notes: ['old-protocols'],
      says: [
        'CloudFront offers app.example.com:443 protocols that are older than TLS 1.2. So far they counted for nothing, or for viewers over HTTPS alone. The remediation cloudfront-origin-tls-protocols takes them away.',
      ],
    },
  },
  ...Object.fromEntries(
    (
      [
        ['LambdaFunctionAssociations', 'origin-request'],
        ['FunctionAssociations', 'viewer-request'],
      ] as const
    ).map(([kind, EventType]) => [
      `${kind} that may choose an origin`,
      {
        account: shop({
          ...plain,
          DefaultCacheBehavior: behaviour({ [kind]: { Items: [{ EventType }] } }),
        }),
        expect: { ...asked, changes: 1, notes: ['chosen-elsewhere'] } as const,
      },
    ]),
  ),
  'a function that only sees answers': {
    account: shop({
      ...plain,
      DefaultCacheBehavior: behaviour({
        FunctionAssociations: { Items: [{ EventType: 'viewer-response' }] },
      }),
    }),
    expect: { ...asked, changes: 1 },
  },

  // VPC origins.
  'a VPC origin over HTTPS': { account: inVpc('https-only') },
  'a VPC origin that no viewer reaches over plain HTTP': { account: inVpc('match-viewer', redirecting) },
  ...Object.fromEntries(
    ['http-only', 'match-viewer'].map((policy) => [
      `a VPC origin: ${policy}`,
      { account: inVpc(policy), expect: { is: 'non-compliant', message: 'in-vpc' } as const },
    ]),
  ),
  'a VPC origin over plain HTTP holds up the others': {
    account: inVpc('http-only', {
      Origins: {
        Items: [
          origin('app', 'http-only'),
          { Id: 'inner', DomainName: 'inner.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } },
        ],
      },
    }),
    expect: { is: 'non-compliant', message: 'in-vpc', hazards: ['not-proven'] },
  },
  'a VPC origin that says what nobody knows': {
    account: inVpc('newer'),
    expect: { is: 'unknown', message: 'in-vpc-unread' },
  },
  'a VPC origin that we may not see': {
    account: { ...inVpc('https-only'), denied: ['cloudfront:GetVpcOrigin'] },
    expect: { is: 'unknown', message: 'in-vpc-unread' },
  },

  // Distributions that are more than one.
  'a continuous deployment': {
    account: shop({ ...plain, ContinuousDeploymentPolicyId: 'policy-1' }),
    expect: { ...wrong, changes: 1, hazards: ['not-proven', 'continuous-deployment'] },
  },
  'a staging distribution': {
    account: shop({ ...plain, Staging: true, Aliases: { Items: [] } }),
    expect: { ...wrong, changes: 1, hazards: ['not-proven', 'staging'] },
  },
  'a template of tenants, with a name that each fills in': {
    account: shop({
      ...from(origin('app', 'http-only', { DomainName: '{{shop-name}}.example.com' })),
      ConnectionMode: 'tenant-only',
      Aliases: undefined,
    }),
    expect: { ...wrong, changes: 1, hazards: ['tenant-names', 'tenants'] },
  },
  'one that is disabled': {
    account: shop({ ...plain, Enabled: false }),
    expect: { ...asked, changes: 1, notes: ['disabled'] },
  },
  'what is newer than the SDK could not be put back': {
    account: shop({ ...plain, Dropped: ['DistributionConfig.Origins.Items.Newer'] }),
    expect: { is: 'non-compliant', message: 'whole-unread', hazards: ['not-proven'] },
  },

  // What cannot be evaluated now.
  'on its way to the edge locations': {
    account: shop({ ...plain, Status: 'InProgress' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'a status that nobody knows': {
    account: shop({ ...plain, Status: 'Suspended' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a policy that nobody knows': {
    account: shop(from(origin('app', 'newer'))),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'two origins of one id': {
    account: shop(from(origin('app', 'http-only'), origin('app', 'https-only'))),
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
