import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const pairs = z.optional(z.array(z.strictObject({ name: z.string(), value: z.optional(z.string()) })));
const secrets = z.optional(z.array(z.strictObject({ name: z.string(), valueFrom: z.string() })));
const words = z.optional(z.array(z.string()));

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
const container = z.strictObject({
  image: z.optional(z.string()),
  command: words,
  environment: pairs,
  secrets,
});
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_EcsTaskProperties.html */
const ecs = z.strictObject({
  taskProperties: z.array(
    z.strictObject({
      containers: z.array(
        z.strictObject({
          name: z.optional(z.string()),
          image: z._default(z.string(), 'app'),
          command: words,
          environment: pairs,
          secrets,
        }),
      ),
    }),
  ),
});
const pod = z.strictObject({
  name: z.optional(z.string()),
  image: z._default(z.string(), 'app'),
  command: words,
  args: words,
  env: pairs,
});
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_EksPodProperties.html */
const eks = z.strictObject({
  podProperties: z.optional(
    z.strictObject({ containers: z.optional(z.array(pod)), initContainers: z.optional(z.array(pod)) }),
  ),
});

const definition = z.strictObject({
  jobDefinitionName: z.string(),
  revision: z._default(z.number(), 1),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  status: z._default(z.enum(['ACTIVE', 'INACTIVE']), 'ACTIVE'),
  type: z._default(z.enum(['container', 'multinode']), 'container'),
  containerProperties: z.optional(container),
  ecsProperties: z.optional(ecs),
  eksProperties: z.optional(eks),
  nodeProperties: z.optional(
    z.strictObject({
      numNodes: z._default(z.number(), 2),
      mainNode: z._default(z.number(), 0),
      nodeRangeProperties: z.array(
        z.strictObject({
          targetNodes: z.string(),
          container: z.optional(container),
          ecsProperties: z.optional(ecs),
          eksProperties: z.optional(eks),
        }),
      ),
    }),
  ),
  Tags: tagRecords,
});

/** Job definitions as DescribeJobDefinitions tells of them. */
export const batchRecords = z.strictObject({ JobDefinitions: z._default(z.array(definition), []) });

type JobDefinition = Omit<z.output<typeof definition>, 'Region' | 'Tags'> & {
  readonly Region: string;
  readonly jobDefinitionArn: string;
  readonly Tags: Tags;
};
export interface Batch {
  /** Every revision of the account. */
  readonly JobDefinitions: readonly JobDefinition[];
}

/** The records with AWS's defaults. */
export const loadBatch = (
  { JobDefinitions }: z.output<typeof batchRecords>,
  { region, partition, account }: Where,
): Batch => ({
  JobDefinitions: JobDefinitions.map(({ Region = region, ...rest }) => ({
    ...rest,
    Region,
    jobDefinitionArn: `arn:${partition}:batch:${Region}:${account}:job-definition/${rest.jobDefinitionName}:${rest.revision}`,
  })),
});
