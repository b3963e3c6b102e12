import { lists } from '../../../sandbox/kit/pages.ts';
import { refuse, type Operations, type Refusal } from '../../../sandbox/world.ts';

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobDefinitions.html */
const page = 'https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobDefinitions.html';
const invalid = (message: string): Refusal => refuse('ClientException', 400, message, page);

interface Asked {
  readonly jobDefinitions?: readonly string[];
  readonly status?: string;
}

/** What the sandbox plays of it. */
export const batch: Operations = {
  // By ARN or name; what is not there is left out.
  DescribeJobDefinitions: lists({
    as: 'jobDefinitions',
    token: 'nextToken',
    wrong: invalid,
    items: ({ batch: { JobDefinitions } }, { jobDefinitions: named, status }: Asked, { region }) =>
      JobDefinitions.filter(
        (one) =>
          one.Region === region &&
          (status === undefined || one.status === status) &&
          (named === undefined ||
            named.includes(one.jobDefinitionArn) ||
            named.includes(one.jobDefinitionName)),
      ).map(({ Region: _region, Tags: tags, ...one }) => ({ ...one, tags })),
  }),
};
