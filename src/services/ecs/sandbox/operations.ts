import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { definitionOf, taskDefinitions } from './task-definitions.ts';
import type { Connect, Service } from './records.ts';

const spelling = { key: 'key', value: 'value' };

const api = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';
/** AWS may always answer less than a page. */
const largestPage = 3;

interface Paged {
  readonly nextToken?: string;
  readonly maxResults?: number;
}
const page = (arns: readonly string[], { nextToken, maxResults }: Paged, key: string): object => {
  const from = Number(nextToken ?? 0);
  const next = from + Math.min(maxResults ?? largestPage, largestPage);
  return { [key]: arns.slice(from, next), ...(next < arns.length && { nextToken: String(next) }) };
};

const invalid = (message: string, doc: string): Refusal =>
  refuse('InvalidParameterException', 400, message, api + doc);
const isTooLarge = ({ maxResults = 1 }: Paged): boolean => maxResults < 1 || maxResults > 100;

const clustersOf = ({ ecs }: World, region: string): readonly string[] => {
  const arns = [...ecs.Clusters, ...ecs.Services, ...ecs.Tasks].map(({ clusterArn }) => clusterArn);
  return [...new Set(arns)].filter((arn) => arn.split(':')[3] === region);
};
/** By name or ARN; the cluster `default` where none is named. */
const clusterOf = (world: World, region: string, named = 'default'): string | undefined =>
  clustersOf(world, region).find((arn) => arn === named || arn.endsWith(`:cluster/${named}`));
const noCluster = (doc: string): Refusal =>
  refuse('ClusterNotFoundException', 400, 'Cluster not found.', api + doc);

const listClusters: Operation<Paged> = (world, input, { region }) =>
  isTooLarge(input)
    ? invalid('maxResults is from 1 to 100', 'API_ListClusters.html')
    : { world, output: page(clustersOf(world, region), input, 'clusterArns') };

const listServices: Operation<Paged & { readonly cluster?: string }> = (world, input, { region }) => {
  const doc = 'API_ListServices.html';
  if (isTooLarge(input)) return invalid('maxResults is from 1 to 100', doc);
  const cluster = clusterOf(world, region, input.cluster);
  if (cluster === undefined) return noCluster(doc);
  const here = world.ecs.Services.filter((one) => one.clusterArn === cluster && one.status !== 'INACTIVE');
  return {
    world,
    output: page(
      here.map(({ serviceArn }) => serviceArn),
      input,
      'serviceArns',
    ),
  };
};

interface Describe {
  readonly cluster?: string;
  readonly services: readonly string[];
  readonly include?: readonly string[];
}
const describeServices: Operation<Describe> = (
  world,
  { cluster: named, services: asked, include = [] },
  { region },
) => {
  const doc = 'API_DescribeServices.html';
  if (asked.length > 10) return invalid('A maximum of 10 services can be described at a time', doc);
  const cluster = clusterOf(world, region, named);
  if (cluster === undefined) return noCluster(doc);
  const services = world.ecs.Services.filter(
    (one) =>
      one.clusterArn === cluster && (asked.includes(one.serviceArn) || asked.includes(one.serviceName)),
  );
  const failures = asked
    .filter((one) => !services.some(({ serviceArn, serviceName }) => [serviceArn, serviceName].includes(one)))
    .map((arn) => ({ arn, reason: 'MISSING' }));
  const withTags = include.includes('TAGS');
  const shown = services.map(({ Tags, ...one }) => ({
    ...one,
    ...(withTags && { tags: tagList(Tags, spelling) }),
  }));
  return { world, output: { services: shown, failures } };
};

const listTasks: Operation<Paged & { readonly cluster?: string; readonly family?: string }> = (
  world,
  input,
  { region },
) => {
  const doc = 'API_ListTasks.html';
  if (isTooLarge(input)) return invalid('maxResults is from 1 to 100', doc);
  const cluster = clusterOf(world, region, input.cluster);
  if (cluster === undefined) return noCluster(doc);
  const isOfFamily = (arn: string): boolean =>
    input.family === undefined || arn.split('/').at(-1)?.split(':')[0] === input.family;
  const here = world.ecs.Tasks.filter(
    (one) => one.clusterArn === cluster && one.lastStatus !== 'STOPPED' && isOfFamily(one.taskDefinitionArn),
  );
  return {
    world,
    output: page(
      here.map(({ taskArn }) => taskArn),
      input,
      'taskArns',
    ),
  };
};

const describeTasks: Operation<{ readonly cluster?: string; readonly tasks: readonly string[] }> = (
  world,
  { cluster: named, tasks: asked },
  { region },
) => {
  const doc = 'API_DescribeTasks.html';
  if (asked.length > 100) return invalid('A maximum of 100 tasks can be described at a time', doc);
  const cluster = clusterOf(world, region, named);
  if (cluster === undefined) return noCluster(doc);
  const tasks = world.ecs.Tasks.filter((one) => one.clusterArn === cluster && asked.includes(one.taskArn));
  const failures = asked
    .filter((one) => !tasks.some(({ taskArn }) => taskArn === one))
    .map((arn) => ({ arn, reason: 'MISSING' }));
  return { world, output: { tasks, failures } };
};

interface Update {
  readonly cluster?: string;
  readonly service: string;
  readonly taskDefinition?: string;
  readonly serviceConnectConfiguration?: Connect;
}
/** Its tasks are those of the new deployment at once: nobody waits for one here. */
const updateService: Operation<Update> = (
  world,
  { cluster: named, service, taskDefinition, serviceConnectConfiguration },
  { region },
) => {
  const doc = 'API_UpdateService.html';
  const cluster = clusterOf(world, region, named);
  if (cluster === undefined) return noCluster(doc);
  const found = world.ecs.Services.find(
    (one) => one.clusterArn === cluster && [one.serviceArn, one.serviceName].includes(service),
  );
  if (!found) return refuse('ServiceNotFoundException', 400, 'Service not found.', api + doc);
  if (taskDefinition === undefined && serviceConnectConfiguration === undefined)
    return { world, output: { service: found } };
  if ((found.deploymentController?.type ?? 'ECS') !== 'ECS')
    return invalid('Unable to update task definition on services with this deployment controller.', doc);
  const revision = taskDefinition === undefined ? undefined : definitionOf(world, region, taskDefinition);
  if (taskDefinition !== undefined && revision?.status !== 'ACTIVE')
    return refuse('ClientException', 400, 'TaskDefinition is inactive or does not exist.', api + doc);
  const { taskDefinitionArn = found.taskDefinition } = revision ?? {};
  const before = found.deployments?.find(({ status }) => status === 'PRIMARY');
  const connect = serviceConnectConfiguration ?? before?.serviceConnectConfiguration;
  const updated: Service = {
    ...found,
    ...(taskDefinitionArn !== undefined && { taskDefinition: taskDefinitionArn }),
    ...((found.deployments ?? serviceConnectConfiguration) && {
      deployments: [
        {
          id: 'ecs-svc/1',
          status: 'PRIMARY',
          taskDefinition: taskDefinitionArn ?? '',
          ...(before?.rolloutState && { rolloutState: before.rolloutState }),
          ...(connect && { serviceConnectConfiguration: connect }),
        },
      ],
    }),
  };
  const Tasks = world.ecs.Tasks.map((one) =>
    taskDefinitionArn !== undefined &&
    one.clusterArn === cluster &&
    one.group === `service:${found.serviceName}`
      ? { ...one, taskDefinitionArn }
      : one,
  );
  const Services = world.ecs.Services.map((one) => (one === found ? updated : one));
  return { world: { ...world, ecs: { ...world.ecs, Services, Tasks } }, output: { service: updated } };
};

export const ecs: Operations = {
  ...taskDefinitions,
  DescribeServices: describeServices,
  DescribeTasks: describeTasks,
  ListClusters: listClusters,
  ListServices: listServices,
  ListTasks: listTasks,
  UpdateService: updateService,
};
