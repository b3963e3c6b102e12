import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const parameters = z.record(z.string(), z.string());

/** What every workgroup has when nobody says. */
export const usual: Readonly<Record<string, string>> = {
  auto_mv: 'true',
  datestyle: 'ISO, MDY',
  enable_case_sensitive_identifier: 'false',
  enable_user_activity_logging: 'true',
  max_query_execution_time: '14400',
  query_group: 'default',
  require_ssl: 'true',
  search_path: '$user, public',
  use_fips_ssl: 'false',
};

const workgroup = z.strictObject({
  workgroupName: z.string(),
  /** Default: with its name as id, which AWS makes otherwise. */
  workgroupArn: z.optional(z.string()),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  status: z._default(z.string(), 'AVAILABLE'),
  /** Those that are otherwise than usual. `''`: AWS does not tell of it. */
  configParameters: z._default(parameters, {}),
  endpoint: z.optional(
    z.strictObject({
      address: z.string(),
      port: z._default(z.number(), 5439),
      vpcEndpoints: z._default(z.array(z.strictObject({ vpcId: z.string() })), []),
    }),
  ),
  customDomainName: z.optional(z.string()),
  publiclyAccessible: z._default(z.boolean(), false),
  maxCapacity: z.optional(z.number()),
  Tags: tagRecords,
});

/** Workgroups of the account, as GetWorkgroup answers each; their parameters by key. */
export const redshiftserverlessRecords = z.strictObject({ Workgroups: z._default(z.array(workgroup), []) });

export type Workgroup = z.output<typeof workgroup> & {
  readonly Region: string;
  readonly workgroupArn: string;
};
export interface Redshiftserverless {
  /** Every workgroup of the account. */
  readonly Workgroups: readonly Workgroup[];
}

/** The records with AWS's defaults. */
export const loadRedshiftserverless = (
  { Workgroups }: z.output<typeof redshiftserverlessRecords>,
  { account, partition, region }: Where,
): Redshiftserverless => ({
  Workgroups: Workgroups.map((one) => {
    const { workgroupName, Region = region } = one;
    const arn = `arn:${partition}:redshift-serverless:${Region}:${account}:workgroup/${workgroupName}`;
    return {
      ...one,
      Region,
      workgroupArn: one.workgroupArn ?? arn,
      configParameters: { ...usual, ...one.configParameters },
    };
  }),
});
