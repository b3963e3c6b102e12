import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { batchesOf } from '../../../aws/batches.ts';
import { tagsBySmallKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsByTheirArn, type Location, type Target } from '../../../core/model/target.ts';
import { waysIn } from '../../../signs/onward.ts';
import { revisionsOf } from '../facts/in-use.ts';
import { revisionIn, taskDefinitionIn } from '../facts/task-definition.ts';

const type = 'AWS::ECS::TaskDefinition';
const maxResults = 100;

/** AWS Config names it by its ARN. */
const targetOf = targetsByTheirArn(type);

/** The revision that whoever names the family gets. None: all of them were deregistered since. */
const latestOf = async (familyPrefix: string, aws: Aws): Promise<string | undefined> => {
  const asking = { familyPrefix, status: 'ACTIVE', sort: 'DESC', maxResults: 1 } as const;
  const answer = await aws.use(ECSClient).send(new ListTaskDefinitionsCommand(asking));
  return answer.taskDefinitionArns?.[0];
};

/** A cluster that is gone runs nothing any more. */
const unlessGone = <Answer, Instead>(instead: Instead, asking: Promise<Answer>) =>
  unless('ClusterNotFoundException', instead, asking);

async function* runByServices(cluster: string, aws: Aws): AsyncGenerator<string> {
  const pages = everyPage(async (nextToken) => {
    const asking = new ListServicesCommand({ cluster, maxResults, nextToken });
    const answer = await aws.use(ECSClient).send(asking);
    return { items: answer.serviceArns, next: answer.nextToken };
  });
  for (const services of batchesOf(await unlessGone([], allOf(pages)), 10)) {
    const asking = aws.use(ECSClient).send(new DescribeServicesCommand({ cluster, services }));
    for (const one of (await unlessGone(undefined, asking))?.services ?? []) yield* revisionsOf(one);
  }
}

async function* runByTasks(cluster: string, aws: Aws): AsyncGenerator<string> {
  const pages = everyPage(async (nextToken) => {
    const answer = await aws.use(ECSClient).send(new ListTasksCommand({ cluster, maxResults, nextToken }));
    return { items: answer.taskArns, next: answer.nextToken };
  });
  for (const tasks of batchesOf(await unlessGone([], allOf(pages)), 100)) {
    const asking = aws.use(ECSClient).send(new DescribeTasksCommand({ cluster, tasks }));
    for (const { taskDefinitionArn } of (await unlessGone(undefined, asking))?.tasks ?? [])
      if (taskDefinitionArn !== undefined) yield taskDefinitionArn;
  }
}

/** The latest of each family, and whatever runs besides: a family may have thousands that nobody uses. */
async function* revisions(aws: Aws): AsyncGenerator<string> {
  const families = everyPage(async (nextToken) => {
    const asking = new ListTaskDefinitionFamiliesCommand({ status: 'ACTIVE', maxResults, nextToken });
    const answer = await aws.use(ECSClient).send(asking);
    return { items: answer.families, next: answer.nextToken };
  });
  for await (const family of families) {
    const latest = await latestOf(family, aws);
    if (latest !== undefined) yield latest;
  }
  const clusters = everyPage(async (nextToken) => {
    const answer = await aws.use(ECSClient).send(new ListClustersCommand({ maxResults, nextToken }));
    return { items: answer.clusterArns, next: answer.nextToken };
  });
  for await (const cluster of clusters) {
    yield* runByServices(cluster, aws);
    yield* runByTasks(cluster, aws);
  }
}

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const seen = new Set<string>();
  for await (const arn of revisions(aws)) {
    if (seen.has(arn) || revisionIn(arn) === undefined) continue;
    seen.add(arn);
    yield targetOf(arn, place);
  }
}

/** With its tags, so that one question does for both. What is not there ECS calls a mistake of the client. */
const described = (taskDefinition: string, aws: Aws) => {
  const asking = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] });
  return unless('ClientException', undefined, aws.use(ECSClient).send(asking));
};

/** Revisions, by ARN or `family:revision`; by its family the latest that is active. */
const taskDefinition: Resource = {
  type,
  arn: 'arn:{partition}:ecs:{region}:{account}:task-definition/{family}:{revision}',
  configRecords: true,
  permissions: [
    'ecs:DescribeServices',
    'ecs:DescribeTaskDefinition',
    'ecs:DescribeTasks',
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:ListTaskDefinitionFamilies',
    'ecs:ListTaskDefinitions',
    'ecs:ListTasks',
  ],
  idOf: (arn) => (revisionIn(arn) === undefined ? undefined : arn),
  resolve: async (id, place, aws) => {
    const asked = taskDefinitionIn(id, place);
    const arn =
      asked === undefined ? undefined : (await described(asked, aws))?.taskDefinition?.taskDefinitionArn;
    return arn === undefined ? undefined : targetOf(arn, place);
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => {
    const { tags = [] } = (await described(arn, aws)) ?? {};
    return tagsBySmallKey(tags);
  },
  onward: async ({ arn }, aws) =>
    ((await described(arn, aws))?.taskDefinition?.containerDefinitions ?? []).flatMap(
      ({ environment = [] }) => environment.flatMap(({ value = '' }) => waysIn(value)),
    ),
};

export default taskDefinition;
