import unit from '../../../../src/services/cloudfront/remediations/cloudfront-hsts.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { securityHeaders } from '../contract/cloudfront-hsts.ts';
import { arn, at, behaviour, distribution, id, shop, type Distribution } from '../distributions.ts';

const secure = { ViewerProtocolPolicy: 'redirect-to-https' };
const withPolicy = (ResponseHeadersPolicyId: string) => ({ ...secure, ResponseHeadersPolicyId });
const held = (ResponseHeadersPolicyId?: string) => ({
  DefaultCacheBehavior: behaviour(
    ResponseHeadersPolicyId === undefined ? secure : withPolicy(ResponseHeadersPolicyId),
  ),
});
interface Hsts {
  readonly AccessControlMaxAgeSec: number;
  readonly Override?: boolean;
  readonly IncludeSubdomains?: boolean;
  readonly Preload?: boolean;
}
const policy = (Id: string, StrictTransportSecurity: Hsts | undefined, more: object = {}) => ({
  Id,
  ResponseHeadersPolicyConfig: {
    Name: `ours-${Id}`,
    SecurityHeadersConfig: StrictTransportSecurity
      ? { StrictTransportSecurity: { Override: true, ...StrictTransportSecurity } }
      : {},
    ...more,
  },
});
/** An account with policies of its own. */
const having = (
  over: Partial<Distribution>,
  ...policies: readonly ReturnType<typeof policy>[]
): AccountFile => {
  const account = shop(over);
  return { ...account, cloudfront: { ...account.cloudfront, ResponseHeadersPolicies: [...policies] } };
};
const year = 31_536_000;
const long = policy('long', { AccessControlMaxAgeSec: year });
const short = policy('short', { AccessControlMaxAgeSec: 300 });
const ladder = { policies: ['short', 'long'] };

const set = (place: string, after: string, before: string | null = null) => ({
  set: 'responseHeadersPolicyId',
  on: `${arn}#${place}`,
  before,
  after,
  impact: ['breaks-plaintext'] as const,
});
const first = set('DefaultCacheBehavior', securityHeaders);
const wrong = { is: 'non-compliant', message: 'not-as-wanted' } as const;
const usual = ['sticky', 'other-headers'] as const;
const asked = { ...wrong, changes: [first], hazards: usual, notes: ['of-origin'] } as const;

testRemediation(unit, resource, {
  'the policy of AWS': { account: shop(held(securityHeaders)) },
  'a policy of one’s own with a year': { account: having(held('long'), long) },
  'a policy with less, which is enough here': {
    account: having(held('short'), short),
    settings: { seconds: 300 },
  },
  'no policy': {
    account: shop(held()),
    expect: {
      ...asked,
      says: [
        `CloudFront does not tell browsers for long enough to come to distribution ${id} over HTTPS only, at DefaultCacheBehavior: the response headers policy there is absent. Apply the plan: it attaches "${securityHeaders}" there and changes nothing else about the distribution.`,
        `Browsers that meet Managed-SecurityHeadersPolicy (${securityHeaders}) remember for 31536000 seconds to come to the host over HTTPS only, and offer nobody a way past a bad certificate. An undo attaches what was there before this step (of a first step: nothing), and takes the header back from no browser. Begin with a response headers policy of a max-age of 300 seconds (aws cloudfront create-response-headers-policy), name it before Managed-SecurityHeadersPolicy (${securityHeaders}) in policies, and approve the next step when nothing broke. To take it back, send max-age=0 until every browser has come again.`,
        `Managed-SecurityHeadersPolicy (${securityHeaders}) sets these headers besides: Referrer-Policy, X-Content-Type-Options, X-Frame-Options, X-XSS-Protection. Pages that are shown in frames of others, or that rely on the absence of one, change. Make a response headers policy with Strict-Transport-Security alone and name it in policies, or see that none of these matters here.`,
        'Managed-SecurityHeadersPolicy leaves a Strict-Transport-Security of the origin as it is, also one that is shorter. Ask for a page afterwards: curl --silent --head https://shop.example.com/ | grep --ignore-case strict-transport-security',
      ],
    },
  },
  'an empty id is no policy': { account: shop(held('')), expect: { ...asked, changes: 1 } },
  'all behaviours in one update': {
    account: shop({
      ...held(),
      CacheBehaviors: {
        Items: [at('/b/*', secure), at('/a/*', withPolicy(securityHeaders)), at('/c/*', secure)],
      },
    }),
    expect: {
      ...asked,
      changes: [
        first,
        set('CacheBehavior /b/*', securityHeaders),
        set('CacheBehavior /c/*', securityHeaders),
      ],
    },
  },
  'named by its ARN': { account: shop(held()), target: arn, expect: asked },

  // From a short max-age to a long one.
  'the short one first': {
    account: having(held(), short, long),
    settings: ladder,
    expect: { ...wrong, changes: [set('DefaultCacheBehavior', 'short')], hazards: ['sticky'] },
    next: { ...wrong, changes: [set('DefaultCacheBehavior', 'long', 'short')], hazards: ['sticky'] },
  },
  'then the long one': {
    account: having(held('short'), short, long),
    settings: ladder,
    expect: { ...wrong, changes: [set('DefaultCacheBehavior', 'long', 'short')], hazards: ['sticky'] },
  },
  'the last one is too short': {
    account: having(held('short'), short),
    settings: { policies: ['short'] },
    expect: { is: 'non-compliant', message: 'another-policy', hazards: ['sticky'] },
  },

  // What is never changed.
  'a policy of AWS with other headers': {
    account: shop(held('60669652-455b-4ae9-85a4-c4c02393f86c')),
    expect: {
      is: 'non-compliant',
      message: 'another-policy',
      hazards: usual,
      notes: ['of-origin'],
      says: [
        `At Default (*) distribution ${id} has response headers policies that do not tell browsers for 31536000 seconds to come over HTTPS only (Managed-SimpleCORS 60669652-455b-4ae9-85a4-c4c02393f86c). A behavior takes one policy, and others may use these: they are neither changed nor replaced. See who uses one: aws cloudfront list-distributions-by-response-headers-policy-id --response-headers-policy-id 60669652-455b-4ae9-85a4-c4c02393f86c. Then add Strict-Transport-Security to it, or attach one that sets the same headers and this one (of AWS: CORS-and-SecurityHeadersPolicy in place of SimpleCORS).`,
      ],
    },
  },
  'a policy of one’s own without the header': {
    account: having(held('bare'), policy('bare', undefined)),
    expect: { is: 'non-compliant', message: 'another-policy', hazards: usual, notes: ['of-origin'] },
  },
  'a wanted policy that is not there': {
    account: shop(held()),
    settings: { policies: ['gone'] },
    expect: {
      is: 'non-compliant',
      message: 'no-such-policy',
      says: [
        `The policy gone, which is to be attached to distribution ${id}, is none of CloudFront here, or sets no Strict-Transport-Security. Name others in policies: aws cloudfront list-response-headers-policies shows them.`,
      ],
    },
  },
  'a wanted policy without the header': {
    account: having(held(), policy('bare', undefined)),
    settings: { policies: ['bare'] },
    expect: { is: 'non-compliant', message: 'no-such-policy' },
  },
  'names without a certificate': {
    account: shop({ ...held(), ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
    expect: {
      is: 'non-compliant',
      message: 'certificate-missing',
      hazards: usual,
      notes: ['of-origin'],
    },
  },

  // What is worth asking about.
  'plain HTTP at another behaviour': {
    account: shop({
      ...held(),
      CacheBehaviors: { Items: [at('/old/*', { ResponseHeadersPolicyId: securityHeaders })] },
    }),
    expect: { ...asked, hazards: [...usual, 'whole-host'] },
  },
  'subdomains and the list of browsers': {
    account: having(
      held(),
      policy('all', { AccessControlMaxAgeSec: year, IncludeSubdomains: true, Preload: true }),
    ),
    settings: { policies: ['all'] },
    expect: {
      ...wrong,
      changes: 1,
      hazards: ['sticky', 'subdomains', 'preload'],
      says: [
        'ours-all (all) says includeSubDomains: every name under the host has to answer over HTTPS, whoever runs it. List the names under shop.example.com and see that each has a certificate, or name a policy without it.',
      ],
    },
  },
  'headers of all kinds': {
    account: having(
      held(),
      policy(
        'much',
        { AccessControlMaxAgeSec: year },
        {
          CustomHeadersConfig: { Quantity: 1, Items: [{ Header: 'X-Shop', Value: '1', Override: true }] },
          RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: 'Server' }] },
          CorsConfig: { OriginOverride: true },
        },
      ),
    ),
    settings: { policies: ['much'] },
    expect: {
      ...wrong,
      changes: 1,
      hazards: usual,
      says: [
        'ours-much (much) sets these headers besides: Access-Control-*, X-Shop, no Server. Pages that are shown in frames of others, or that rely on the absence of one, change. Make a response headers policy with Strict-Transport-Security alone and name it in policies, or see that none of these matters here.',
      ],
    },
  },
  ...Object.fromEntries(
    (
      [
        ['FunctionAssociations', 'viewer-response'],
        ['LambdaFunctionAssociations', 'origin-response'],
      ] as const
    ).map(([kind, EventType]) => [
      `${kind} at ${EventType}`,
      {
        account: shop({ DefaultCacheBehavior: behaviour({ ...secure, [kind]: { Items: [{ EventType }] } }) }),
        expect: { ...asked, hazards: [...usual, 'functions'] } as const,
      },
    ]),
  ),
  'a function that sees no answer': {
    account: shop({
      DefaultCacheBehavior: behaviour({
        ...secure,
        FunctionAssociations: { Items: [{ EventType: 'viewer-request' }] },
      }),
    }),
    expect: asked,
  },

  // Distributions that are more than one.
  'a continuous deployment': {
    account: shop({ ...held(), ContinuousDeploymentPolicyId: 'policy-1' }),
    expect: { ...asked, hazards: [...usual, 'continuous-deployment'] },
  },
  'a staging distribution': {
    account: shop({ ...held(), Staging: true, Aliases: { Items: [] } }),
    expect: { ...asked, hazards: [...usual, 'staging'] },
  },
  'a template of tenants': {
    account: shop({ ...held(), ConnectionMode: 'tenant-only', Aliases: undefined }),
    expect: { ...asked, hazards: [...usual, 'tenants'] },
  },
  'one that is disabled': {
    account: shop({ ...held(), Enabled: false }),
    expect: { ...asked, notes: ['of-origin', 'disabled'] },
  },
  'what is newer than the SDK could not be put back': {
    account: shop({ ...held(), Dropped: ['DistributionConfig.DefaultCacheBehavior.Newer'] }),
    expect: { is: 'non-compliant', message: 'whole-unread', hazards: usual, notes: ['of-origin'] },
  },

  // What cannot be evaluated now.
  'on its way to the edge locations': {
    account: shop({ ...held(), Status: 'InProgress' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'a status that nobody knows': {
    account: shop({ ...held(), Status: 'Suspended' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a policy that is not listed': {
    account: shop(held('gone')),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'two behaviours of one path': {
    account: shop({ ...held(), CacheBehaviors: { Items: [at('/a/*', secure), at('/a/*')] } }),
    expect: { is: 'unknown', message: 'place-twice' },
  },
  'one of several': {
    account: {
      ...shop(),
      cloudfront: {
        Distributions: ['E1', 'E2', 'E3'].map((Id) => distribution({ Id, ...held(securityHeaders) })),
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
