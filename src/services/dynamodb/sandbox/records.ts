import * as z from 'zod/mini';
import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const table = z.strictObject({
  TableName: z.string().check(z.regex(/^[A-Za-z0-9_.-]{3,255}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Policy: z.optional(policyRecord),
  /** As DescribeTable answers them. */
  TableStatus: z._default(z.string(), 'ACTIVE'),
  GlobalTableVersion: z.optional(z.enum(['2017.11.29', '2019.11.21'])),
  Replicas: z.optional(z.array(z.strictObject({ RegionName: z.string() }))),
  Tags: tagRecords,
});

/** Tables as DescribeTable, GetResourcePolicy and ListTagsOfResource tell of them. Items are kept nowhere. */
export const dynamodbRecords = z.strictObject({ Tables: z._default(z.array(table), []) });

export interface Table {
  readonly TableName: string;
  readonly TableArn: string;
  readonly Region: string;
  readonly Policy?: string;
  readonly TableStatus: string;
  readonly GlobalTableVersion?: string | undefined;
  readonly Replicas?: readonly { readonly RegionName: string }[] | undefined;
  readonly Tags: Tags;
}
export interface Dynamodb {
  /** Every table of the account. */
  readonly Tables: readonly Table[];
}

/** The records with AWS's defaults. */
export const loadDynamodb = (
  { Tables }: z.output<typeof dynamodbRecords>,
  { region, partition, account }: Where,
): Dynamodb => ({
  Tables: Tables.map(({ Region = region, Policy, ...rest }) => ({
    ...rest,
    Region,
    TableArn: `arn:${partition}:dynamodb:${Region}:${account}:table/${rest.TableName}`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  })),
});
