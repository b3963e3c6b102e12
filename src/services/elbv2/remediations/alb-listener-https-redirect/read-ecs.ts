import type { ECSClient, Service } from '@aws-sdk/client-ecs';
import { unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { batchesOf } from '../../../../aws/batches.ts';
import type { Found } from './found.ts';

/** What was listed may be gone by now, and then deploys nothing any more. */
const gone = 'ClusterNotFoundException';
const maxResults = 100;
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const mostServices = 10;

const clustersOf = async (client: ECSClient, { count }: Found): Promise<readonly string[]> => {
  const { ListClustersCommand } = await import('@aws-sdk/client-ecs');
  const pages = everyPage(async (nextToken) => {
    count();
    const answer = await client.send(new ListClustersCommand({ maxResults, nextToken }));
    return { items: answer.clusterArns, next: answer.nextToken };
  });
  return allOf(pages);
};

const servicesOf = async (cluster: string, client: ECSClient, { count }: Found) => {
  const { ListServicesCommand } = await import('@aws-sdk/client-ecs');
  const pages = everyPage(async (nextToken) => {
    count();
    const answer = await client.send(new ListServicesCommand({ cluster, maxResults, nextToken }));
    return { items: answer.serviceArns, next: answer.nextToken };
  });
  return unless(gone, [], allOf(pages));
};

/**
 * Whatever strategy the service has at the moment: a deployment that is under way keeps the one it began with, and the
 * routes stay for the next one that shifts.
 */
const routesOf = ({ loadBalancers = [] }: Service): readonly string[] =>
  loadBalancers.flatMap(({ advancedConfiguration: { productionListenerRule, testListenerRule } = {} }) =>
    [productionListenerRule, testListenerRule].filter((on) => on !== undefined),
  );

/** The deployments of CodeDeploy's services are told by their deployment groups. */
const isExternal = ({ deploymentController }: Service): boolean =>
  !['ECS', 'CODE_DEPLOY'].includes(deploymentController?.type ?? 'ECS');

const groupsOf = ({ loadBalancers = [], taskSets = [] }: Service): readonly (string | undefined)[] =>
  [...loadBalancers, ...taskSets.flatMap((set) => set.loadBalancers ?? [])].map(
    ({ targetGroupArn }) => targetGroupArn,
  );

const nameOf = ({ serviceName = '', clusterArn = '' }: Service): string =>
  `${clusterArn.split('/').at(-1) ?? ''}/${serviceName}`;

/** The rules that ECS shifts traffic on by itself, and the services whose deployments are somebody else's work. */
export const ecsRoutes = async (found: Found, groups: readonly string[], aws: Aws): Promise<void> => {
  const { DescribeServicesCommand, ECSClient } = await import('@aws-sdk/client-ecs');
  const client = aws.use(ECSClient);
  for (const cluster of await clustersOf(client, found))
    for (const asked of batchesOf(await servicesOf(cluster, client, found), mostServices)) {
      found.count();
      const describing = client.send(new DescribeServicesCommand({ cluster, services: asked }));
      const answer = await unless(gone, undefined, describing);
      if (!answer) continue;
      const { services = [], failures = [] } = answer;
      const missing = failures.filter(({ reason }) => reason === 'MISSING');
      if (services.length + missing.length < asked.length) found.incomplete = true;
      for (const service of services.filter(({ status }) => status !== 'INACTIVE')) {
        const by = `ECS service ${nameOf(service)}`;
        found.routes.push(...routesOf(service).map((on) => ({ by, on })));
        if (isExternal(service) && groupsOf(service).some((group) => groups.includes(group ?? '')))
          found.external.push(nameOf(service));
      }
    }
};
