import type { CodeDeployClient, DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import { unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { batchesOf } from '../../../../aws/batches.ts';
import type { Found } from './found.ts';

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeploymentGroups.html */
const mostNames = 100;
/** What was listed may be gone by now, and then deploys nothing any more. */
const gone = 'ApplicationDoesNotExistException';

/** Only deployments on ECS write listeners; those to instances attach these to target groups. */
const elsewhere = new Set<string | undefined>(['Server', 'Lambda']);

const applicationsOnEcs = async (client: CodeDeployClient, { count }: Found): Promise<readonly string[]> => {
  const { BatchGetApplicationsCommand, ListApplicationsCommand } = await import('@aws-sdk/client-codedeploy');
  const names = await allOf(
    everyPage(async (nextToken) => {
      count();
      const answer = await client.send(new ListApplicationsCommand({ nextToken }));
      return { items: answer.applications, next: answer.nextToken };
    }),
  );
  const others = new Set<string | undefined>();
  for (const applicationNames of batchesOf(names, mostNames)) {
    count();
    const asking = client.send(new BatchGetApplicationsCommand({ applicationNames }));
    const { applicationsInfo = [] } = await unless(gone, { applicationsInfo: [] }, asking);
    for (const { applicationName, computePlatform } of applicationsInfo)
      if (elsewhere.has(computePlatform)) others.add(applicationName);
  }
  return names.filter((name) => !others.has(name));
};

const groupsOf = async (applicationName: string, client: CodeDeployClient, { count }: Found) => {
  const { ListDeploymentGroupsCommand } = await import('@aws-sdk/client-codedeploy');
  const pages = everyPage(async (nextToken) => {
    count();
    const answer = await client.send(new ListDeploymentGroupsCommand({ applicationName, nextToken }));
    return { items: answer.deploymentGroups, next: answer.nextToken };
  });
  return unless(gone, [], allOf(pages));
};

const routesOf = ({ loadBalancerInfo }: DeploymentGroupInfo): readonly string[] =>
  (loadBalancerInfo?.targetGroupPairInfoList ?? [])
    .flatMap(({ prodTrafficRoute, testTrafficRoute }) => [prodTrafficRoute, testTrafficRoute])
    .flatMap((route) => route?.listenerArns ?? []);

/** The listeners that deployment groups of CodeDeploy shift traffic on. */
export const codeDeployRoutes = async (found: Found, aws: Aws): Promise<void> => {
  const { BatchGetDeploymentGroupsCommand, CodeDeployClient } = await import('@aws-sdk/client-codedeploy');
  const client = aws.use(CodeDeployClient);
  for (const applicationName of await applicationsOnEcs(client, found))
    for (const deploymentGroupNames of batchesOf(await groupsOf(applicationName, client, found), mostNames)) {
      found.count();
      const asked = new BatchGetDeploymentGroupsCommand({ applicationName, deploymentGroupNames });
      const answer = await unless(gone, undefined, client.send(asked));
      if (!answer) continue;
      const { deploymentGroupsInfo = [] } = answer;
      if (deploymentGroupsInfo.length < deploymentGroupNames.length) found.incomplete = true;
      for (const group of deploymentGroupsInfo) {
        const by = `CodeDeploy deployment group ${applicationName}/${group.deploymentGroupName ?? ''}`;
        found.routes.push(...routesOf(group).map((on) => ({ by, on })));
      }
    }
};
