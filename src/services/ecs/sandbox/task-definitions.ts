import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagMap } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import { definitionArn, type TaskDefinition, type Volume } from './records.ts';

const api = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';
const spelling = { key: 'key', value: 'value' };

const client =
  (page: string) =>
  (message: string): Refusal =>
    refuse('ClientException', 400, message, `${api}${page}.html`);
const invalid =
  (page: string) =>
  (message: string): Refusal =>
    refuse('InvalidParameterException', 400, message, `${api}${page}.html`);

const newestFirst = (a: TaskDefinition, b: TaskDefinition): number =>
  a.family === b.family ? b.revision - a.revision : a.family < b.family ? 1 : -1;

/** By ARN or `family:revision`; by its family the latest that is active. */
export const definitionOf = (
  { ecs: { TaskDefinitions } }: World,
  region: string,
  asked: string,
): TaskDefinition | undefined => {
  const here = TaskDefinitions.filter(({ Region }) => Region === region);
  const isIt = ({ taskDefinitionArn, family, revision }: TaskDefinition): boolean =>
    [taskDefinitionArn, `${family}:${revision}`].includes(asked);
  return (
    here.find(isIt) ??
    here.toSorted(newestFirst).find(({ family, status }) => family === asked && status === 'ACTIVE')
  );
};

const shown = ({ Region: _region, Tags: _tags, ...one }: TaskDefinition): object => ({
  ...one,
  requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.25' }],
  placementConstraints: [],
  compatibilities: ['EC2', 'FARGATE'],
});

const describe: Operation<{ readonly taskDefinition: string; readonly include?: readonly string[] }> = (
  world,
  { taskDefinition, include = [] },
  { region },
) => {
  const found = definitionOf(world, region, taskDefinition);
  if (!found) return client('API_DescribeTaskDefinition')('Unable to describe task definition.');
  const tags = include.includes('TAGS') ? { tags: tagList(found.Tags, spelling) } : {};
  return { world, output: { taskDefinition: shown(found), ...tags } };
};

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html */
const needsTls = ({ efsVolumeConfiguration: efs }: Volume): boolean =>
  efs !== undefined &&
  efs.transitEncryption !== 'ENABLED' &&
  (efs.authorizationConfig?.accessPointId !== undefined || efs.authorizationConfig?.iam === 'ENABLED');

type Registered = Omit<
  TaskDefinition,
  'Region' | 'Tags' | 'revision' | 'status' | 'taskDefinitionArn' | 'volumes'
> & {
  readonly volumes?: TaskDefinition['volumes'];
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
};

const register: Operation<Registered> = (world, { tags = [], ...input }, { region }) => {
  const wrong = client('API_RegisterTaskDefinition');
  if (input.containerDefinitions.length === 0) return wrong('Container list should not be null or empty.');
  const { volumes = [] } = input;
  if (volumes.some(needsTls))
    return wrong('EFS transit encryption must be enabled to use an access point or IAM authorization.');
  if (tags.some(({ key }) => key.toLowerCase().startsWith('aws:')))
    return invalid('API_RegisterTaskDefinition')('Keys that begin with aws: are reserved.');
  const { TaskDefinitions } = world.ecs;
  const revisions = TaskDefinitions.filter(
    ({ family, Region }) => family === input.family && Region === region,
  );
  const revision = Math.max(0, ...revisions.map((one) => one.revision)) + 1;
  const made: TaskDefinition = {
    ...input,
    volumes,
    revision,
    Region: region,
    status: 'ACTIVE',
    Tags: tagMap(tags, spelling),
    taskDefinitionArn: definitionArn(world, region, { family: input.family, revision }),
  };
  return {
    world: { ...world, ecs: { ...world.ecs, TaskDefinitions: [...TaskDefinitions, made] } },
    output: { taskDefinition: shown(made), tags },
  };
};

const deregister: Operation<{ readonly taskDefinition: string }> = (
  world,
  { taskDefinition },
  { region },
) => {
  const found = /:\d+$/.test(taskDefinition) ? definitionOf(world, region, taskDefinition) : undefined;
  if (!found) return client('API_DeregisterTaskDefinition')('The specified task definition does not exist.');
  const gone = { ...found, status: 'INACTIVE' } as const;
  const TaskDefinitions = world.ecs.TaskDefinitions.map((one) => (one === found ? gone : one));
  return {
    world: { ...world, ecs: { ...world.ecs, TaskDefinitions } },
    output: { taskDefinition: shown(gone) },
  };
};

interface Filter {
  readonly familyPrefix?: string;
  readonly status?: string;
  readonly sort?: string;
}

export const taskDefinitions: Operations = {
  DescribeTaskDefinition: describe,
  RegisterTaskDefinition: register,
  DeregisterTaskDefinition: deregister,
  // API_ListTaskDefinitions.html: all of a status, by family and revision; the newest first where that is asked for.
  ListTaskDefinitions: lists({
    as: 'taskDefinitionArns',
    token: 'nextToken',
    most: { as: 'maxResults', largest: 100 },
    wrong: invalid('API_ListTaskDefinitions'),
    items: (
      { ecs: { TaskDefinitions } },
      { familyPrefix, status = 'ACTIVE', sort = 'ASC' }: Filter,
      { region },
    ) => {
      const sorted = TaskDefinitions.filter(
        (one) =>
          one.Region === region && one.status === status && (familyPrefix ?? one.family) === one.family,
      ).toSorted(newestFirst);
      const arns = sorted.map(({ taskDefinitionArn }) => taskDefinitionArn);
      return sort === 'DESC' ? arns : arns.toReversed();
    },
  }),
  // API_ListTaskDefinitionFamilies.html
  ListTaskDefinitionFamilies: lists({
    as: 'families',
    token: 'nextToken',
    most: { as: 'maxResults', largest: 100 },
    wrong: invalid('API_ListTaskDefinitionFamilies'),
    items: ({ ecs: { TaskDefinitions } }, { status }: Filter, { region }) => [
      ...new Set(
        TaskDefinitions.filter(
          (one) => one.Region === region && (status !== 'ACTIVE' || one.status === 'ACTIVE'),
        ).map(({ family }) => family),
      ),
    ],
  }),
};
