import * as z from 'zod/mini';

const list = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.strictObject({ Quantity: z.optional(z.number()), Items: z._default(z.array(schema), []) });

const association = z.looseObject({ EventType: z.string() });
const behaviour = {
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z._default(z.enum(['allow-all', 'https-only', 'redirect-to-https']), 'allow-all'),
  LambdaFunctionAssociations: z.optional(list(association)),
  FunctionAssociations: z.optional(list(association)),
};
const origin = z.strictObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z._default(z.string(), ''),
  OriginAccessControlId: z._default(z.string(), ''),
  S3OriginConfig: z.optional(z.strictObject({ OriginAccessIdentity: z._default(z.string(), '') })),
  CustomOriginConfig: z.optional(
    z.looseObject({ OriginProtocolPolicy: z.enum(['http-only', 'match-viewer', 'https-only']) }),
  ),
});

const distribution = z.strictObject({
  Id: z.string(),
  Enabled: z._default(z.boolean(), true),
  Origins: list(origin),
  OriginGroups: z.optional(
    list(z.strictObject({ Id: z.string(), Members: list(z.strictObject({ OriginId: z.string() })) })),
  ),
  DefaultCacheBehavior: z.strictObject(behaviour),
  CacheBehaviors: z.optional(list(z.strictObject({ PathPattern: z.string(), ...behaviour }))),
});

const identity = z.strictObject({ Id: z.string(), S3CanonicalUserId: z.optional(z.string()) });

/** CloudFront of the account, as account files carry it: elements of the answers of its lists. */
export const cloudFrontRecords = z.strictObject({
  Distributions: z._default(z.array(distribution), []),
  /** Those of the policies of the buckets are this account's own unless this list is there. */
  OriginAccessIdentities: z.optional(z.array(identity)),
});
export type CloudFrontRecords = z.output<typeof cloudFrontRecords>;

export interface CloudFront {
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

/** Adds what the policies of the buckets tell. */
export const loadCloudFront = (
  { Distributions, OriginAccessIdentities: given }: CloudFrontRecords,
  policies: readonly string[],
): CloudFront => ({
  Distributions,
  OriginAccessIdentities: (
    given ?? identitiesNamed(policies).map((Id) => ({ Id, S3CanonicalUserId: undefined }))
  ).map(({ Id, S3CanonicalUserId = `canonical-user-of-${Id}` }) => ({ Id, S3CanonicalUserId })),
});
