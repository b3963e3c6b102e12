import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/codedeploy/latest/APIReference/';
const pageSize = 2;
const mostNames = 100;

const page = (names: readonly string[], nextToken: string | undefined, key: string): object => {
  const from = Number(nextToken ?? 0);
  const next = from + pageSize;
  return { [key]: names.slice(from, next), ...(next < names.length && { nextToken: String(next) }) };
};

const absent = ({ codedeploy }: World, names: readonly string[], doc: string): Refusal | undefined => {
  const missing = names.find((name) =>
    codedeploy.Applications.every(({ applicationName }) => applicationName !== name),
  );
  return missing === undefined
    ? undefined
    : refuse('ApplicationDoesNotExistException', 400, `No application found for name: ${missing}`, api + doc);
};
const tooMany = (names: readonly string[], doc: string): Refusal | undefined =>
  names.length > mostNames
    ? refuse('BatchLimitExceededException', 400, `At most ${mostNames} names can be asked for`, api + doc)
    : undefined;

const listApplications: Operation<{ readonly nextToken?: string }> = (world, { nextToken }) => {
  const names = world.codedeploy.Applications.map(({ applicationName }) => applicationName);
  return { world, output: page(names, nextToken, 'applications') };
};

const batchGetApplications: Operation<{ readonly applicationNames: readonly string[] }> = (
  world,
  { applicationNames: names },
) => {
  const doc = 'API_BatchGetApplications.html';
  const applicationsInfo = world.codedeploy.Applications.filter((one) => names.includes(one.applicationName));
  return tooMany(names, doc) ?? absent(world, names, doc) ?? { world, output: { applicationsInfo } };
};

interface OfApplication {
  readonly applicationName: string;
  readonly nextToken?: string;
}
const listDeploymentGroups: Operation<OfApplication> = (world, { applicationName, nextToken }) => {
  const names = world.codedeploy.DeploymentGroups.filter((one) => one.applicationName === applicationName);
  const output = {
    applicationName,
    ...page(
      names.map(({ deploymentGroupName }) => deploymentGroupName),
      nextToken,
      'deploymentGroups',
    ),
  };
  return absent(world, [applicationName], 'API_ListDeploymentGroups.html') ?? { world, output };
};

type Groups = OfApplication & { readonly deploymentGroupNames: readonly string[] };
/** Names that there are not are left out, and an error message tells of them. */
const batchGetDeploymentGroups: Operation<Groups> = (world, { applicationName, deploymentGroupNames }) => {
  const doc = 'API_BatchGetDeploymentGroups.html';
  const deploymentGroupsInfo = world.codedeploy.DeploymentGroups.filter(
    (one) =>
      one.applicationName === applicationName && deploymentGroupNames.includes(one.deploymentGroupName),
  );
  const errorMessage = 'Some deployment groups were not found';
  const output = {
    deploymentGroupsInfo,
    ...(deploymentGroupsInfo.length < deploymentGroupNames.length && { errorMessage }),
  };
  return tooMany(deploymentGroupNames, doc) ?? absent(world, [applicationName], doc) ?? { world, output };
};

export const codedeploy: Operations = {
  BatchGetApplications: batchGetApplications,
  BatchGetDeploymentGroups: batchGetDeploymentGroups,
  ListApplications: listApplications,
  ListDeploymentGroups: listDeploymentGroups,
};
