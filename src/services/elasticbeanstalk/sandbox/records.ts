import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const options = z.record(z.string(), z.record(z.string(), z.string()));

const environment = z.strictObject({
  EnvironmentId: z._default(z.string(), 'e-abcdefghij'),
  EnvironmentName: z.string(),
  ApplicationName: z._default(z.string(), 'shop'),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Status: z._default(z.string(), 'Ready'),
  Tier: z._default(z.strictObject({ Name: z.optional(z.string()) }), { Name: 'WebServer' }),
  /** Namespace, option, value: as they are deployed. `null`: nothing is. */
  Options: z._default(z.nullable(options), {}),
  /** Those that an update is on its way to. */
  Pending: z.optional(options),
  Tags: tagRecords,
});

/** Environments as DescribeEnvironments tells of them, each with its options. */
export const elasticbeanstalkRecords = z.strictObject({ Environments: z._default(z.array(environment), []) });

export type Environment = Omit<z.output<typeof environment>, 'Region' | 'Tags'> & {
  readonly Region: string;
  readonly EnvironmentArn: string;
  readonly Tags: Tags;
};
export interface Elasticbeanstalk {
  /** Every environment of the account. */
  readonly Environments: readonly Environment[];
}

/** The records with AWS's defaults. */
export const loadElasticbeanstalk = (
  { Environments }: z.output<typeof elasticbeanstalkRecords>,
  { region, partition, account }: Where,
): Elasticbeanstalk => ({
  Environments: Environments.map(({ Region = region, ...rest }) => ({
    ...rest,
    Region,
    EnvironmentArn: `arn:${partition}:elasticbeanstalk:${Region}:${account}:environment/${rest.ApplicationName}/${rest.EnvironmentName}`,
  })),
});
