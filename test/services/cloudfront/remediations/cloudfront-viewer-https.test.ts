import unit from '../../../../src/services/cloudfront/remediations/cloudfront-viewer-https.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, at, behaviour, distribution, id, shop } from '../distributions.ts';

const redirected = { ViewerProtocolPolicy: 'redirect-to-https' };
const only = { ViewerProtocolPolicy: 'https-only' };
const set = (place: string) => ({
  set: 'viewerProtocolPolicy',
  on: `${arn}#${place}`,
  before: 'allow-all',
  after: 'redirect-to-https',
  impact: ['breaks-plaintext', 'redirects-clients'] as const,
});
const first = set('DefaultCacheBehavior');
const fixed = { is: 'non-compliant', message: 'not-as-wanted', changes: [first] } as const;

const all = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];
const methods = (...Items: readonly string[]) => ({ AllowedMethods: { Items: [...Items] } });
type Policy = 'http-only' | 'match-viewer' | 'https-only';
const origin = (Id: string, DomainName: string, OriginProtocolPolicy: Policy) => ({
  Id,
  DomainName,
  CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy },
});
const from = (...Items: readonly ReturnType<typeof origin>[]) => ({ Origins: { Items: [...Items] } });
const website = 'shop.s3-website-eu-west-1.amazonaws.com';

const inVpc = (OriginProtocolPolicy: string, over = {}) => {
  const Items = [{ Id: 'app', DomainName: 'internal.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } }];
  const account = shop({ Origins: { Items }, DefaultCacheBehavior: behaviour(over) });
  const VpcOrigins = [{ Id: 'vo_1', VpcOriginEndpointConfig: { Name: 'internal', OriginProtocolPolicy } }];
  return { ...account, cloudfront: { ...account.cloudfront, VpcOrigins } };
};

testRemediation(unit, resource, {
  'one that redirects': { account: shop({ DefaultCacheBehavior: behaviour(redirected) }) },
  'one that refuses plain HTTP': {
    account: shop({
      DefaultCacheBehavior: behaviour(only),
      CacheBehaviors: { Items: [at('/images/*', redirected), at('/api/*', { ...only, ...methods(...all) })] },
    }),
  },
  'its default behaviour takes both': {
    account: shop(),
    expect: {
      ...fixed,
      says: [
        `ViewerProtocolPolicy of distribution ${id} is "allow-all". Apply the plan: it sets "redirect-to-https" and nothing else about the distribution.`,
      ],
    },
  },
  'what is newer than the SDK could not be put back': {
    account: shop({ Dropped: ['DistributionConfig.DefaultCacheBehavior.Newer'] }),
    expect: {
      is: 'non-compliant',
      message: 'whole-unread',
      changes: [],
      says: [
        `The distribution configuration of distribution ${id} holds DistributionConfig.DefaultCacheBehavior.Newer, which this version of Waxseal does not know and could not put back: nothing is changed in it. Use a newer version of Waxseal; until then change the distribution by hand.`,
      ],
    },
  },
  'what is newer than the SDK is nobody’s business in one that is as it should be': {
    account: shop({
      DefaultCacheBehavior: behaviour(redirected),
      Dropped: ['DistributionConfig.DefaultCacheBehavior.Newer'],
    }),
  },
  'another behaviour takes both, and one is left as it is': {
    account: shop({
      DefaultCacheBehavior: behaviour(only),
      CacheBehaviors: { Items: [at('/images/*', redirected), at('/videos/*'), at('/api/*', only)] },
    }),
    expect: { ...fixed, changes: [set('CacheBehavior /videos/*')] },
  },
  'every behaviour takes both: all of them in one update': {
    account: shop({ CacheBehaviors: { Items: [at('/b/*'), at('/a/*'), at('DefaultCacheBehavior')] } }),
    expect: {
      ...fixed,
      changes: [
        first,
        set('CacheBehavior /b/*'),
        set('CacheBehavior /a/*'),
        set('CacheBehavior DefaultCacheBehavior'),
      ],
    },
  },
  'named by its ARN': { account: shop(), target: arn, expect: fixed },
  'in China': {
    account: shop(),
    location: { partition: 'aws-cn', region: 'cn-northwest-1' },
    expect: { ...fixed, changes: 1 },
  },

  // What must not be changed before people have done something.
  'names of its own without a certificate': {
    account: shop({ ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
    expect: {
      is: 'non-compliant',
      message: 'certificate-missing',
      says: [
        `Distribution ${id} answers to shop.example.com, www.example.com and has no certificate for them: whoever is sent to HTTPS there sees a certificate error. Give it a certificate for these names (of AWS Certificate Manager in us-east-1), or take the names away. Then this is evaluated again.`,
      ],
    },
  },
  'names of its own, and nothing is said of a certificate': {
    account: shop({ ViewerCertificate: undefined }),
    expect: { is: 'non-compliant', message: 'certificate-missing' },
  },
  'a certificate of IAM': {
    account: shop({ ViewerCertificate: { IAMCertificateId: 'ASCAEXAMPLE' } }),
    expect: fixed,
  },
  'only the name that CloudFront gave it': {
    account: shop({ Aliases: { Items: [] }, ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
    expect: fixed,
  },
  'without a certificate, but nobody is sent there': {
    account: shop({
      ViewerCertificate: { CloudFrontDefaultCertificate: true },
      DefaultCacheBehavior: behaviour(redirected),
    }),
  },
  'a website of S3 that is asked as the viewer asks': {
    account: shop(from(origin('app', website, 'match-viewer'))),
    expect: {
      is: 'non-compliant',
      message: 'website-follows-viewer',
      says: [
        `CloudFront asks ${website} as its viewers ask it (match-viewer), and S3 websites speak no HTTPS: whoever is sent to HTTPS gets an error at Default (*) of distribution ${id}. Set the origin protocol policy of these origins to http-only, or use the bucket itself as the origin, with origin access control. Then this is evaluated again.`,
      ],
    },
  },
  both: {
    account: shop({
      ...from(origin('app', website, 'match-viewer')),
      ViewerCertificate: { CloudFrontDefaultCertificate: true },
    }),
    expect: {
      is: 'non-compliant',
      message: 'certificate-missing',
      hazards: ['website-follows-viewer'],
    },
  },

  // Origins.
  'an origin that is asked as the viewer asks': {
    account: shop(from(origin('app', 'app.example.com', 'match-viewer'))),
    expect: {
      ...fixed,
      hazards: ['origin-follows-viewer'],
      says: [
        `CloudFront asks app.example.com as its viewers ask it (match-viewer). With every viewer on HTTPS it asks them over HTTPS alone, and without a trusted certificate there distribution ${id} answers 502 at Default (*). Open these paths with https:// first, around the cache. When they answer, approve the plan; what was cached over HTTP can be invalidated.`,
      ],
    },
  },
  'such an origin in a group': {
    account: shop({
      ...from(
        origin('app', 'app.example.com', 'https-only'),
        origin('spare', 'spare.example.com', 'match-viewer'),
        origin('other', 'other.example.com', 'match-viewer'),
      ),
      OriginGroups: {
        Items: [{ Id: 'both', Members: { Items: [{ OriginId: 'app' }, { OriginId: 'spare' }] } }],
      },
      DefaultCacheBehavior: behaviour({ TargetOriginId: 'both' }),
      CacheBehaviors: { Items: [at('/other/*', { TargetOriginId: 'other', ...only })] },
    }),
    expect: { ...fixed, hazards: ['origin-follows-viewer'] },
  },
  'an origin that is asked over plain HTTP stays so': {
    account: shop(from(origin('app', website, 'http-only'))),
    expect: {
      ...fixed,
      notes: ['origin-over-http'],
      says: [
        `CloudFront goes on asking ${website} over plain HTTP (http-only) for distribution ${id}. This remediation changes nothing about origins. Where the origin has a certificate, set its origin protocol policy to https-only.`,
      ],
    },
  },
  'a bucket, which can always be asked over HTTPS': {
    account: shop({
      Origins: {
        Items: [{ Id: 'app', DomainName: 'shop.s3.eu-west-1.amazonaws.com', S3OriginConfig: {} }],
      },
    }),
    expect: fixed,
  },

  // Who comes over plain HTTP.
  'methods that a redirect breaks': {
    account: shop({
      DefaultCacheBehavior: behaviour(only),
      CacheBehaviors: { Items: [at('/images/*'), at('/api/*', methods(...all))] },
    }),
    expect: {
      ...fixed,
      changes: 2,
      hazards: ['other-methods'],
      says: [
        `At /api/* distribution ${id} takes DELETE, OPTIONS, PATCH, POST, PUT over plain HTTP. CloudFront will answer 307 instead: not every client sends such a request again, no browser follows it in a preflight, and HTTP/1.0 gets 403. Search the access logs for these methods with cs-protocol http (ws for WebSocket). When nobody uses them so, set otherMethods to accept.`,
      ],
    },
  },
  'preflight requests alone': {
    account: shop({ DefaultCacheBehavior: behaviour(methods('HEAD', 'OPTIONS', 'GET')) }),
    expect: { ...fixed, hazards: ['other-methods'] },
  },
  'an owner knows that nobody sends them over plain HTTP': {
    account: shop({ DefaultCacheBehavior: behaviour(methods(...all)) }),
    settings: { otherMethods: 'accept' },
    expect: fixed,
  },
  'signed URLs, by keys of accounts': {
    account: shop({
      DefaultCacheBehavior: behaviour(redirected),
      CacheBehaviors: {
        Items: [
          at('/paid/*', { TrustedSigners: { Enabled: true, Quantity: 0 } }),
          at('/free/*', { TrustedSigners: { Enabled: false, Quantity: 0 } }),
        ],
      },
    }),
    expect: {
      ...fixed,
      changes: 2,
      hazards: ['signed-urls'],
      says: [
        `At /paid/* distribution ${id} takes signed requests only. What was signed for an address with http:// may not be accepted at the one with https:// that CloudFront sends it to. Have whoever signs use https:// (or http*:// in a custom policy), and wait until older URLs have expired.`,
      ],
    },
  },
  'signed URLs, by key groups': {
    account: shop({ DefaultCacheBehavior: behaviour({ TrustedKeyGroups: { Enabled: true, Quantity: 0 } }) }),
    expect: { ...fixed, hazards: ['signed-urls'] },
  },
  'what is fetched before TLS works': {
    account: shop({
      DefaultCacheBehavior: behaviour(only),
      CacheBehaviors: {
        Items: [
          at('/.well-known/acme-challenge/*'),
          at('*.crl'),
          at('/firmware/*'),
          at('/ocsp/*'),
          at('/photos/*'),
          at('/ota/*', redirected),
        ],
      },
    }),
    expect: {
      ...fixed,
      changes: 5,
      hazards: ['before-tls'],
      says: [
        `Distribution ${id} looks as if something is fetched there before TLS works (/.well-known/acme-challenge/*, *.crl, /firmware/*, /ocsp/*): revocation lists, certificates, challenges or firmware. Not everybody who fetches that can follow to HTTPS. Ask its users. Give what must stay on HTTP a distribution of its own, and exempt that one.`,
      ],
    },
  },

  ...Object.fromEntries(
    [
      { Comment: 'CRL and AIA of our CA' },
      { Aliases: { Items: ['crl3.example.com'] } },
      from(origin('app', 'pki-files.example.com', 'https-only')),
      { Origins: { Items: [{ ...origin('app', 'a.example.com', 'https-only'), OriginPath: '/crls' }] } },
      ...['/.well-known/est/*', '*.p7b', '/der/*', '*.pem', '*.crt', '/cdp/*'].map((path) => ({
        DefaultCacheBehavior: behaviour(only),
        CacheBehaviors: { Items: [at(path)] },
      })),
    ].map((over) => [
      `looks as if it is fetched before TLS works: ${JSON.stringify(over)}`,
      { account: shop(over), expect: { ...fixed, changes: 1, hazards: ['before-tls'] } },
    ]),
  ),
  'names that only contain such letters': {
    account: shop({
      Comment: 'crlf, pictures of pkis, photos',
      Aliases: { Items: ['mediator.example.com'] },
    }),
    expect: fixed,
  },
  'a VPC origin that is gone': {
    account: shop({
      Origins: {
        Items: [{ Id: 'app', DomainName: 'internal.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } }],
      },
    }),
    expect: {
      ...fixed,
      hazards: ['vpc-origin'],
      says: [
        `Waxseal could not see how CloudFront speaks to internal.example.com (vo_1): that stands in the VPC origin. If it is match-viewer, CloudFront asks over HTTPS alone once every viewer is on HTTPS, and without a certificate there distribution ${id} answers 502 at Default (*). Look at the VPC origin (aws cloudfront get-vpc-origin, OriginProtocolPolicy). If it is match-viewer, open these paths with https:// first, around the cache.`,
      ],
    },
  },
  ...Object.fromEntries(
    (
      [
        ['https-only', []],
        ['match-viewer', ['origin-follows-viewer']],
        ['http-only', ['origin-may-redirect']],
        ['newer', ['vpc-origin']],
      ] as const
    ).map(([policy, hazards]) => [
      `a VPC origin: ${policy}`,
      { account: inVpc(policy), expect: { ...fixed, hazards } },
    ]),
  ),
  'a VPC origin that we may not see': {
    account: { ...inVpc('https-only'), denied: ['cloudfront:GetVpcOrigin'] },
    expect: { ...fixed, hazards: ['vpc-origin'] },
  },
  'a VPC origin behind HTTPS alone is not asked about': {
    account: { ...inVpc('http-only', only), denied: ['cloudfront:GetVpcOrigin'] },
  },
  'an origin asked over plain HTTP that may redirect': {
    account: shop(from(origin('app', 'app.example.com', 'http-only'))),
    expect: { ...fixed, hazards: ['origin-may-redirect'] },
  },
  ...Object.fromEntries(
    ['FunctionAssociations', 'LambdaFunctionAssociations'].flatMap((kind) =>
      ['viewer-request', 'viewer-response'].map((EventType) => [
        `${kind} at ${EventType}`,
        {
          account: shop({ DefaultCacheBehavior: behaviour({ [kind]: { Items: [{ EventType }] } }) }),
          expect: { ...fixed, hazards: ['viewer-functions'] },
        },
      ]),
    ),
  ),
  'a function that sees no viewer': {
    account: shop({
      DefaultCacheBehavior: behaviour({
        LambdaFunctionAssociations: { Items: [{ EventType: 'origin-request' }] },
      }),
    }),
    expect: fixed,
  },
  ...Object.fromEntries(
    [
      { ResponseHeadersPolicyId: '60669652-455b-4ae9-85a4-c4c02393f86c' },
      { OriginRequestPolicyId: '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf' },
      { OriginRequestPolicyId: '59781a5b-3903-41f3-afcb-af62929ccde1' },
      { OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3' },
      ...['origin', '*', 'Sec-WebSocket-Key'].map((header) => ({
        ForwardedValues: { QueryString: false, Headers: { Items: [header] } },
      })),
    ].map((over) => [
      `cross-origin: ${JSON.stringify(over)}`,
      {
        account: shop({ DefaultCacheBehavior: behaviour(over) }),
        expect: { ...fixed, hazards: ['cross-origin'] },
      },
    ]),
  ),
  'a policy of which nothing shows here, and another header': {
    account: shop({
      DefaultCacheBehavior: behaviour({
        OriginRequestPolicyId: 'own',
        ForwardedValues: { QueryString: false, Headers: { Items: ['Host'] } },
      }),
    }),
    expect: fixed,
  },
  'without a certificate in China': {
    account: shop({ ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
    location: { partition: 'aws-cn', region: 'cn-northwest-1' },
    expect: {
      is: 'non-compliant',
      message: 'certificate-missing',
      says: [
        `Distribution ${id} answers to shop.example.com, www.example.com and has no certificate for them: whoever is sent to HTTPS there sees a certificate error. Give it a certificate for these names (a server certificate of IAM), or take the names away. Then this is evaluated again.`,
      ],
    },
  },

  // Distributions that are more than one.
  'a continuous deployment': {
    account: shop({ ContinuousDeploymentPolicyId: 'policy-1' }),
    expect: {
      ...fixed,
      hazards: ['continuous-deployment'],
      says: [
        `Distribution ${id} has a continuous deployment policy (policy-1): promoting its staging distribution puts that one’s viewer protocol policies in place of what is set here. Finish the deployment first, or remediate the staging distribution as well before it is promoted.`,
      ],
    },
  },
  'a staging distribution': {
    account: shop({ Staging: true, Aliases: { Items: [] } }),
    expect: {
      ...fixed,
      hazards: ['staging'],
      says: [
        `Distribution ${id} is a staging distribution: what is being tried in it changes, and goes to the primary distribution when it is promoted. Ask who is running the deployment.`,
      ],
    },
  },
  'a template of tenants': {
    account: shop({ ConnectionMode: 'tenant-only', Aliases: undefined }),
    expect: {
      ...fixed,
      hazards: ['tenants'],
      says: [
        `Distribution ${id} is a template of distribution tenants: the change is one for all of them, and each of their domains needs a valid certificate. List them (aws cloudfront list-distribution-tenants) and ask their owners.`,
      ],
    },
  },
  'one that is disabled': {
    account: shop({ Enabled: false }),
    expect: {
      ...fixed,
      notes: ['disabled'],
      says: [
        `Distribution ${id} is disabled and serves nobody now; who comes over plain HTTP notices when it is enabled again.`,
      ],
    },
  },
  'all at once': {
    account: shop({
      ...from(
        origin('app', 'b.example.com', 'match-viewer'),
        origin('two', 'a.example.com', 'match-viewer'),
        origin('three', 'c.example.com', 'http-only'),
      ),
      Enabled: false,
      ContinuousDeploymentPolicyId: 'policy-1',
      DefaultCacheBehavior: behaviour(methods(...all)),
      CacheBehaviors: {
        Items: [
          at('/two/*.crl', { TargetOriginId: 'two', TrustedKeyGroups: { Enabled: true } }),
          at('/three/*', { TargetOriginId: 'three' }),
        ],
      },
    }),
    expect: {
      ...fixed,
      changes: 3,
      hazards: [
        'before-tls',
        'continuous-deployment',
        'origin-follows-viewer',
        'origin-may-redirect',
        'other-methods',
        'signed-urls',
      ],
      notes: ['disabled'],
    },
  },

  // What cannot be evaluated now.
  'on its way to the edge locations': {
    account: shop({ Status: 'InProgress' }),
    expect: {
      is: 'pending',
      message: 'busy',
      says: [
        `CloudFront is still bringing the configuration of distribution ${id} to its edge locations (InProgress), which takes minutes.`,
      ],
    },
  },
  'a status that nobody knows': {
    account: shop({ Status: 'Suspended' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a viewer protocol policy that nobody knows': {
    account: shop({ DefaultCacheBehavior: behaviour({ ViewerProtocolPolicy: 'quic-only' }) }),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'two behaviours of one path': {
    account: shop({ CacheBehaviors: { Items: [at('/api/*'), at('/api/*', only)] } }),
    expect: {
      is: 'unknown',
      message: 'place-twice',
      says: [
        `The distribution configuration of distribution ${id} has two places of one name (CacheBehavior /api/*), so none of them is changed. Give each a name of its own.`,
      ],
    },
  },
  'one of several': {
    account: {
      ...shop(),
      cloudfront: {
        Distributions: ['E1', 'E2', 'E3'].map((Id) =>
          distribution({ Id, DefaultCacheBehavior: behaviour(only) }),
        ),
      },
    },
    target: 'E3',
  },
  'a distribution that is gone': {
    account: {},
    target: 'arn:aws:cloudfront::111122223333:distribution/E1GONE',
    gone: true,
  },
});
