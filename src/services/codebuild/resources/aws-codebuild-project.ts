import { BatchGetProjectsCommand, CodeBuildClient, ListProjectsCommand } from '@aws-sdk/client-codebuild';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsBySmallKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, type Location, type Target } from '../../../core/model/target.ts';
import { projectArn, projectNamed, projectNameIn } from '../facts/project.ts';

const type = 'AWS::CodeBuild::Project';

/** AWS Config names it by its ARN. */
const targetOf = (name: string, { account, region, partition }: Location): Target => {
  const arn = projectArn({ account, region, partition }, name);
  return { account, region, partition, type, id: arn, arn };
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (nextToken) => {
    const answer = await aws.use(CodeBuildClient).send(new ListProjectsCommand({ nextToken }));
    return { items: answer.projects, next: answer.nextToken };
  });
  for await (const name of pages) yield targetOf(name, place);
}

/** With its tags. Several looks are one question (`gathered`). */
const projectOf = async (name: string, aws: Aws) => {
  const { projects = [] } = await aws
    .use(CodeBuildClient)
    .send(new BatchGetProjectsCommand({ names: [name] }));
  return projects.find((one) => one.name === name);
};

/** Build projects, by ARN or name. */
const project: Resource = {
  type,
  arn: 'arn:{partition}:codebuild:{region}:{account}:project/{project}',
  configRecords: true,
  permissions: ['codebuild:BatchGetProjects', 'codebuild:ListProjects'],
  idOf: (arn) => (projectNameIn(arn) === undefined ? undefined : arn),
  resolve: async (id, place, aws) => {
    const name = projectNamed(id);
    const target = name === undefined ? undefined : targetOf(name, place);
    if (name === undefined || !target || !canMean(id, target)) return undefined;
    return (await projectOf(name, aws)) && target;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => {
    const { tags = [] } = (await projectOf(projectNameIn(arn) ?? '', aws)) ?? {};
    return tagsBySmallKey(tags);
  },
};

export default project;
