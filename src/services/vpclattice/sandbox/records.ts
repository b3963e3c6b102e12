import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

/** As VPC Lattice answers it, and takes it: a `$unknown` is what a later version of it has. */
const member = z.record(z.string(), z.unknown());

const service = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Default: the account file's own. Another one shares it. */
  Account: z.optional(z.string()),
  Region: z.optional(z.string()),
  customDomainName: z.optional(z.string()),
  certificateArn: z.optional(z.string()),
  authType: z.optional(z.enum(['NONE', 'AWS_IAM'])),
  Tags: tagRecords,
});
const listener = z.strictObject({
  id: z.string(),
  name: z.string(),
  serviceId: z.string(),
  /** `null`: VPC Lattice does not say. */
  protocol: z._default(z.nullable(z.string()), 'HTTPS'),
  port: z._default(z.number(), 443),
  defaultAction: z._default(member, { fixedResponse: { statusCode: 404 } }),
  rules: z._default(
    z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        priority: z.number(),
        match: member,
        action: member,
      }),
    ),
    [],
  ),
  Tags: tagRecords,
});
const group = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z._default(z.enum(['IP', 'LAMBDA', 'INSTANCE', 'ALB']), 'IP'),
  protocol: z.optional(z.enum(['HTTP', 'HTTPS', 'TCP'])),
});

/** Services, their listeners and target groups. */
export const vpclatticeRecords = z.strictObject({
  Services: z._default(z.array(service), []),
  Listeners: z._default(z.array(listener), []),
  TargetGroups: z._default(z.array(group), []),
});

type Record = z.output<typeof vpclatticeRecords>;
export interface Vpclattice extends Omit<Record, 'Services'> {
  readonly Services: readonly (Record['Services'][number] & {
    readonly Account: string;
    readonly Region: string;
  })[];
}

/** The records with AWS's defaults. */
export const loadVpclattice = (records: Record, { account, region }: Where): Vpclattice => ({
  ...records,
  Services: records.Services.map(({ Account = account, Region = region, ...rest }) => ({
    ...rest,
    Account,
    Region,
  })),
});
