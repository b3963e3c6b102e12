import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html */
const source = z.strictObject({
  type: z._default(z.string(), 'GITHUB'),
  location: z.optional(z.string()),
  buildspec: z.optional(z.string()),
  insecureSsl: z.optional(z.boolean()),
  sourceIdentifier: z.optional(z.string()),
});

const project = z.strictObject({
  name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  source: z.optional(source),
  secondarySources: z.optional(z.array(source)),
  environment: z.optional(
    z.strictObject({
      type: z._default(z.string(), 'LINUX_CONTAINER'),
      image: z._default(z.string(), 'aws/codebuild/standard:7.0'),
      environmentVariables: z.optional(
        z.array(z.strictObject({ name: z.string(), value: z.string(), type: z.optional(z.string()) })),
      ),
    }),
  ),
  Tags: tagRecords,
});

/** Projects as BatchGetProjects tells of them. */
export const codebuildRecords = z.strictObject({ Projects: z._default(z.array(project), []) });

type Project = Omit<z.output<typeof project>, 'Region' | 'Tags'> & {
  readonly Region: string;
  readonly arn: string;
  readonly Tags: Tags;
};
export interface Codebuild {
  /** Every project of the account. */
  readonly Projects: readonly Project[];
}

/** The records with AWS's defaults. */
export const loadCodebuild = (
  { Projects }: z.output<typeof codebuildRecords>,
  { region, partition, account }: Where,
): Codebuild => ({
  Projects: Projects.map(({ Region = region, ...rest }) => ({
    ...rest,
    Region,
    arn: `arn:${partition}:codebuild:${Region}:${account}:project/${rest.name}`,
  })),
});
