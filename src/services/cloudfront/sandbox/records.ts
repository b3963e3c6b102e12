import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';

const list = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.strictObject({ Quantity: z.optional(z.number()), Items: z._default(z.array(schema), []) });

/** A list that says itself how many items it has; left out, it is counted. */
const names = z.optional(list(z.string()));
const trusted = z.optional(z.looseObject({ Enabled: z.boolean() }));
const association = z.looseObject({ EventType: z.string() });
const behaviour = {
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z._default(z.string(), 'allow-all'),
  AllowedMethods: z.optional(
    z.looseObject({ Quantity: z.optional(z.number()), Items: z._default(z.array(z.string()), []) }),
  ),
  ResponseHeadersPolicyId: z.optional(z.string()),
  TrustedSigners: trusted,
  TrustedKeyGroups: trusted,
  LambdaFunctionAssociations: z.optional(list(association)),
  FunctionAssociations: z.optional(list(association)),
};
const origin = z.looseObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z._default(z.string(), ''),
  OriginAccessControlId: z._default(z.string(), ''),
  S3OriginConfig: z.optional(z.strictObject({ OriginAccessIdentity: z._default(z.string(), '') })),
  CustomOriginConfig: z.optional(
    z.looseObject({
      OriginProtocolPolicy: z.string(),
      OriginSslProtocols: names,
    }),
  ),
});

/** What is not named here is kept as it is. */
const config = {
  CallerReference: z._default(z.string(), 'made-once'),
  Comment: z._default(z.string(), ''),
  Enabled: z._default(z.boolean(), true),
  Aliases: names,
  Origins: list(origin),
  OriginGroups: z.optional(
    list(z.looseObject({ Id: z.string(), Members: list(z.strictObject({ OriginId: z.string() })) })),
  ),
  DefaultCacheBehavior: z.looseObject(behaviour),
  CacheBehaviors: z.optional(list(z.looseObject({ PathPattern: z.string(), ...behaviour }))),
  ViewerCertificate: z.optional(
    z.looseObject({
      CloudFrontDefaultCertificate: z.optional(z.boolean()),
      ACMCertificateArn: z.optional(z.string()),
      IAMCertificateId: z.optional(z.string()),
      SSLSupportMethod: z.optional(z.string()),
      MinimumProtocolVersion: z.optional(z.string()),
    }),
  ),
  WebACLId: z.optional(z.string()),
  ContinuousDeploymentPolicyId: z._default(z.string(), ''),
  Staging: z._default(z.boolean(), false),
  ConnectionMode: z.optional(z.enum(['direct', 'tenant-only'])),
};
const configuration = z.looseObject(config);
const distribution = z.looseObject({
  Id: z.string(),
  Status: z._default(z.string(), 'Deployed'),
  /** What of its configuration is newer than the SDK, which drops it of an answer of XML: by path. */
  Dropped: z.optional(z.array(z.string())),
  Tags: tagRecords,
  ...config,
});
export type DistributionConfigRecord = z.output<typeof configuration>;
export type DistributionRecord = z.output<typeof distribution>;

const identity = z.strictObject({ Id: z.string(), S3CanonicalUserId: z.optional(z.string()) });

const vpcOrigin = z.strictObject({
  Id: z.string(),
  VpcOriginEndpointConfig: z.strictObject({
    Name: z.string(),
    OriginProtocolPolicy: z.string(),
    OriginSslProtocols: names,
  }),
});

const headersPolicy = z.strictObject({
  Id: z.string(),
  Type: z._default(z.enum(['managed', 'custom']), 'custom'),
  ResponseHeadersPolicyConfig: z.looseObject({
    Name: z.string(),
    SecurityHeadersConfig: z.optional(z.looseObject({})),
  }),
});
type HeadersPolicy = z.output<typeof headersPolicy>;

/** Two of those that AWS offers: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
const managedPolicies: readonly HeadersPolicy[] = [
  {
    Id: '67f7725c-6f97-4210-82d7-5512b31e9d03',
    Type: 'managed',
    ResponseHeadersPolicyConfig: {
      Name: 'Managed-SecurityHeadersPolicy',
      SecurityHeadersConfig: {
        XSSProtection: { Override: false, Protection: true, ModeBlock: true },
        FrameOptions: { Override: false, FrameOption: 'SAMEORIGIN' },
        ReferrerPolicy: { Override: false, ReferrerPolicy: 'strict-origin-when-cross-origin' },
        ContentTypeOptions: { Override: true },
        StrictTransportSecurity: { Override: false, AccessControlMaxAgeSec: 31_536_000 },
      },
    },
  },
  {
    Id: '60669652-455b-4ae9-85a4-c4c02393f86c',
    Type: 'managed',
    ResponseHeadersPolicyConfig: {
      Name: 'Managed-SimpleCORS',
      CorsConfig: {
        AccessControlAllowOrigins: { Quantity: 1, Items: ['*'] },
        AccessControlAllowHeaders: { Quantity: 1, Items: ['*'] },
        AccessControlAllowMethods: { Quantity: 1, Items: ['GET'] },
        AccessControlAllowCredentials: false,
        OriginOverride: false,
      },
    },
  },
];

/** CloudFront of the account, as account files carry it: elements of the answers of its lists. */
export const cloudFrontRecords = z.strictObject({
  Distributions: z._default(z.array(distribution), []),
  /** Those of the policies of the buckets are this account's own unless this list is there. */
  OriginAccessIdentities: z.optional(z.array(identity)),
  VpcOrigins: z._default(z.array(vpcOrigin), []),
  /** Beside those of AWS. */
  ResponseHeadersPolicies: z._default(z.array(headersPolicy), []),
});
export type CloudFrontRecords = z.output<typeof cloudFrontRecords>;

export interface CloudFront {
  readonly VpcOrigins: CloudFrontRecords['VpcOrigins'];
  readonly ResponseHeadersPolicies: CloudFrontRecords['ResponseHeadersPolicies'];
  readonly Distributions: CloudFrontRecords['Distributions'];
  readonly OriginAccessIdentities: readonly { readonly Id: string; readonly S3CanonicalUserId: string }[];
}

/** S3 takes no policy with an identity that there is not. */
const identitiesNamed = (policies: readonly string[]): readonly string[] => [
  ...new Set(
    policies.flatMap((policy) =>
      [...policy.matchAll(/CloudFront Origin Access Identity (E[A-Z0-9]+)/g)].map(([, id = '']) => id),
    ),
  ),
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** With the number of its items in each list that does not say it. */
const counted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(counted);
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, counted(one)]));
  const { Items } = value;
  return Array.isArray(Items) ? { Quantity: Items.length, ...inner } : inner;
};

/** Adds what the policies of the buckets tell. */
export const loadCloudFront = (
  { Distributions, OriginAccessIdentities: given, VpcOrigins, ResponseHeadersPolicies }: CloudFrontRecords,
  policies: readonly string[],
): CloudFront => ({
  VpcOrigins,
  ResponseHeadersPolicies: [...managedPolicies, ...ResponseHeadersPolicies],
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same with what AWS adds
  Distributions: Distributions.map((one) => counted(one) as DistributionRecord),
  OriginAccessIdentities: (
    given ?? identitiesNamed(policies).map((Id) => ({ Id, S3CanonicalUserId: undefined }))
  ).map(({ Id, S3CanonicalUserId = `canonical-user-of-${Id}` }) => ({ Id, S3CanonicalUserId })),
});
