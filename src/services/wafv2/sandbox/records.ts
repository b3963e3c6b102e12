import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const arns = z.array(z.string());

const webAcl = z.strictObject({
  Name: z.string(),
  Id: z.string(),
  Scope: z._default(z.enum(['REGIONAL', 'CLOUDFRONT']), 'REGIONAL'),
  /** Default: the account file's own; of CloudFront us-east-1. */
  Region: z.optional(z.string()),
  ManagedByFirewallManager: z.optional(z.boolean()),
  RetrofittedByFirewallManager: z.optional(z.boolean()),
  /** What it is associated with, by type as the service asks for it. Distributions name their web ACL themselves. */
  Resources: z._default(z.record(z.string(), arns), {}),
  Tags: tagRecords,
});

/** Web ACLs; and types that the Region does not know, or that the caller may not see. */
export const wafv2Records = z.strictObject({
  WebACLs: z._default(z.array(webAcl), []),
  UnknownTypes: z._default(arns, []),
  DeniedTypes: z._default(arns, []),
});
type Records = z.output<typeof wafv2Records>;

type WebAcl = Omit<Records['WebACLs'][number], 'Region' | 'Tags'> & {
  readonly Region: string;
  readonly ARN: string;
  readonly Tags: Tags;
};
export interface Wafv2 {
  readonly WebACLs: readonly WebAcl[];
  readonly UnknownTypes: readonly string[];
  readonly DeniedTypes: readonly string[];
}

export const loadWafv2 = ({ WebACLs, ...types }: Records, { region, partition, account }: Where): Wafv2 => ({
  ...types,
  WebACLs: WebACLs.map((one) => {
    const Region = one.Scope === 'CLOUDFRONT' ? 'us-east-1' : (one.Region ?? region);
    const scope = one.Scope === 'CLOUDFRONT' ? 'global' : 'regional';
    const ARN = `arn:${partition}:wafv2:${Region}:${account}:${scope}/webacl/${one.Name}/${one.Id}`;
    return { ...one, Region, ARN };
  }),
});
