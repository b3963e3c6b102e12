import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';

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
  const arns = [...ecs.Clusters, ...ecs.Services].map(({ clusterArn }) => clusterArn);
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
}
const describeServices: Operation<Describe> = (world, { cluster: named, services: asked }, { region }) => {
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
  return { world, output: { services, failures } };
};

export const ecs: Operations = {
  DescribeServices: describeServices,
  ListClusters: listClusters,
  ListServices: listServices,
};
