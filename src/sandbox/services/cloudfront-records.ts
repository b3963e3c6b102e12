import * as z from 'zod/mini';

const behaviour = z.strictObject({
  PathPattern: z.optional(z.string()),
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z._default(z.enum(['allow-all', 'redirect-to-https', 'https-only']), 'allow-all'),
});
const listOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.strictObject({ Quantity: z.optional(z.number()), Items: z._default(z.array(item), []) });

/** Elements of ListDistributions, as far as somebody looks at them. */
const distribution = z.strictObject({
  Id: z.string().check(z.regex(/^E[A-Z0-9]+$/)),
  DomainName: z._default(z.string(), 'd111111abcdef8.cloudfront.net'),
  Enabled: z._default(z.boolean(), true),
  Status: z._default(z.enum(['Deployed', 'InProgress']), 'Deployed'),
  Origins: listOf(
    z.strictObject({
      Id: z.string(),
      DomainName: z.string(),
      OriginAccessControlId: z.optional(z.string()),
      S3OriginConfig: z.optional(z.strictObject({ OriginAccessIdentity: z.string() })),
    }),
  ),
  OriginGroups: z.optional(
    listOf(z.strictObject({ Id: z.string(), Members: listOf(z.strictObject({ OriginId: z.string() })) })),
  ),
  DefaultCacheBehavior: behaviour,
  CacheBehaviors: z.optional(listOf(behaviour)),
});

/** CloudFront of the account, as account files carry it. */
export const cloudFrontRecords = z.strictObject({ Distributions: z._default(z.array(distribution), []) });
export type CloudFront = z.output<typeof cloudFrontRecords>;
