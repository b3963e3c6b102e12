import { lists } from '../../../sandbox/kit/pages.ts';
import { policyRefusal, storedPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Repository } from './records.ts';

const api = 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/';

const invalid = (message: string, page: string): Refusal =>
  refuse('InvalidParameterException', 400, message, `${api}API_${page}.html#API_${page}_Errors`);

const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 10_240,
  isAction: (action) => action === '*' || /^ecr:[\w*?]+$/i.test(action),
  isResource: () => false,
  resourceless: true,
  conditionKeys: ['ecr'],
  malformed: (message) =>
    invalid(
      `Invalid parameter at 'PolicyText' failed to satisfy constraint: '${message}'`,
      'SetRepositoryPolicy',
    ),
});

const all = {
  all: (world: World) => world.ecr.Repositories,
  with: (world: World, Repositories: Repository[]): World => ({
    ...world,
    ecr: { ...world.ecr, Repositories },
  }),
  missing: () =>
    refuse(
      'RepositoryNotFoundException',
      400,
      'The repository does not exist in the registry.',
      `${api}API_GetRepositoryPolicy.html#API_GetRepositoryPolicy_Errors`,
    ),
};

interface ByName {
  readonly repositoryName: string;
}
const byName = recordsOf<Repository, ByName>({
  ...all,
  is: ({ Name, Region }, { repositoryName }, { region }) => Name === repositoryName && Region === region,
});

interface ByArn {
  readonly resourceArn: string;
}
const byArn = recordsOf<Repository, ByArn>({
  ...all,
  is: ({ Arn, Region }, { resourceArn }, { region }) => Arn === resourceArn && Region === region,
});

interface Put extends ByName {
  readonly policyText: string;
}

const none = (): Refusal =>
  refuse(
    'RepositoryPolicyNotFoundException',
    400,
    'Repository policy does not exist for the repository.',
    `${api}API_GetRepositoryPolicy.html#API_GetRepositoryPolicy_Errors`,
  );

/** What the sandbox plays of it. */
export const ecr: Operations = {
  // API_DescribeRepositories.html
  DescribeRepositories: lists({
    as: 'repositories',
    token: 'nextToken',
    most: { as: 'maxResults', largest: 1000 },
    wrong: (message) => invalid(message, 'DescribeRepositories'),
    items: (world, _input: object, { region }) =>
      world.ecr.Repositories.filter(({ Region }) => Region === region).map(
        ({ Name: repositoryName, Arn: repositoryArn }) => ({ repositoryName, repositoryArn }),
      ),
  }),
  // API_GetRepositoryPolicy.html
  GetRepositoryPolicy: byName.reads(({ Name: repositoryName, Policy: policyText }) =>
    policyText === undefined ? none() : { repositoryName, policyText },
  ),
  // API_SetRepositoryPolicy.html
  SetRepositoryPolicy: byName.changes((repository, { policyText }: Put, _context, { partition }) => {
    const refusal = policyRefusal(policyText, rules(partition));
    return refusal ?? { item: { ...repository, Policy: storedPolicy(policyText, partition) } };
  }),
  // API_DeleteRepositoryPolicy.html
  DeleteRepositoryPolicy: byName.changes(({ Policy, ...item }) => (Policy === undefined ? none() : { item })),
  // API_ListTagsForResource.html
  ListTagsForResource: byArn.reads(({ Tags }) => ({ tags: tagList(Tags) })),
};
