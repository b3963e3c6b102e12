import { DescribeRepositoriesCommand, ListTagsForResourceCommand, ECRClient } from '@aws-sdk/client-ecr';
import { isThere } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { repositoryArn, repositoryNamed, repositoryNameIn } from '../facts/repository.ts';

const type = 'AWS::ECR::Repository';

const targetOf = targetsOf(type, repositoryArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (marker) => {
    const answer = await aws
      .use(ECRClient)
      .send(new DescribeRepositoriesCommand({ maxResults: 1000, nextToken: marker }));
    return { items: answer.repositories, next: answer.nextToken };
  });
  for await (const { repositoryName: text } of pages) if (text !== undefined) yield targetOf(text, place);
}

/** Private repositories; public ones are of another type, and everybody reads them. AWS Config names them by name, people also by ARN. */
const repository: Resource = {
  type,
  arn: 'arn:{partition}:ecr:{region}:{account}:repository/{repository}',
  configRecords: true,
  permissions: ['ecr:DescribeRepositories', 'ecr:ListTagsForResource'],
  idOf: repositoryNameIn,
  resolve: async (id, place, aws) => {
    const found = repositoryNamed(id, place);
    if (found === undefined) return undefined;
    const target = targetOf(found, place);
    const asking = aws.use(ECRClient).send(new ListTagsForResourceCommand({ resourceArn: target.arn }));
    return (await isThere('RepositoryNotFoundException', asking)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws.use(ECRClient).send(new ListTagsForResourceCommand({ resourceArn: target.arn }));
    return tagsByKey(answer.tags ?? []);
  },
};

export default repository;
