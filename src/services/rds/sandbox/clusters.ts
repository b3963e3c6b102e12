import { after } from '../../../sandbox/kit/records.ts';
import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import { familyOf } from './parameters.ts';
import type { Cluster } from './records.ts';
import {
  api,
  invalid,
  notToldYet,
  paged,
  pageSize,
  toldAfterSeconds,
  toldStatus,
  type Paging,
} from './world.ts';

interface Named {
  readonly DBClusterIdentifier: string;
}
interface Filtered {
  readonly Filters?: readonly { readonly Name?: string; readonly Values?: readonly string[] }[];
}

const noCluster = (name: string): Refusal =>
  refuse('DBClusterNotFoundFault', 404, `DBCluster ${name} not found.`, `${api}API_DescribeDBClusters.html`);

/** By identifier, in any letter case, or ARN. */
const clusterNamed = (world: World, name: string): Cluster | undefined =>
  world.rds.DBClusters.find(
    ({ DBClusterIdentifier, DBClusterArn }) =>
      DBClusterIdentifier === name.toLowerCase() || DBClusterArn === name,
  );

const filters: Readonly<Record<string, (cluster: Cluster) => readonly string[]>> = {
  'db-cluster-id': ({ DBClusterIdentifier, DBClusterArn }) => [DBClusterIdentifier, DBClusterArn],
  'db-cluster-resource-id': ({ DbClusterResourceId }) => [DbClusterResourceId],
  engine: ({ Engine }) => [Engine],
};

/** `null` is what AWS does not tell. */
const toldCluster = ({ EngineVersion, ...cluster }: Cluster) => ({
  ...cluster,
  DBClusterMembers: cluster.DBClusterMembers.map((member) => ({
    ...member,
    DBClusterParameterGroupStatus: toldStatus(member.DBClusterParameterGroupStatus),
  })),
  ...(EngineVersion !== null && { EngineVersion }),
});

const describeDBClusters: Operation<Partial<Named> & Filtered & Paging> = (world, input, { region }) => {
  const page = 'API_DescribeDBClusters.html';
  const { DBClusterIdentifier: name, Filters = [] } = input;
  const strange = Filters.find(({ Name = '' }) => !(Name in filters));
  if (strange) return invalid(page, `Unrecognized filter name: ${strange.Name}`);
  const here = region === world.rds.region ? world.rds.DBClusters : [];
  const named = name === undefined ? here : here.filter((one) => one === clusterNamed(world, name));
  if (name !== undefined && named.length === 0) return noCluster(name);
  const found = named.filter((cluster) =>
    Filters.every(({ Name = '', Values = [] }) =>
      filters[Name]?.(cluster).some((value) => Values.includes(value)),
    ),
  );
  const answer = paged(found, input, pageSize, page);
  if ('refusal' in answer) return answer;
  return { world, output: { DBClusters: answer.items.map(toldCluster), ...answer.next } };
};

/** In every other status RDS refuses: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html */
const busyCluster = ({ Status }: Cluster, page: string): Refusal | undefined =>
  Status === 'available' || Status === 'storage-optimization'
    ? undefined
    : refuse('InvalidDBClusterStateFault', 400, `DB cluster is not in available state.`, `${api}${page}`);

const withCluster = (world: World, id: string, change: (cluster: Cluster) => Cluster): World => ({
  ...world,
  rds: {
    ...world.rds,
    DBClusters: world.rds.DBClusters.map((one) => (one.DbClusterResourceId === id ? change(one) : one)),
  },
});

const withStatus = (
  cluster: Cluster,
  DBClusterParameterGroupStatus: string,
  isIt: (member: string) => boolean = () => true,
): Cluster => ({
  ...cluster,
  DBClusterMembers: cluster.DBClusterMembers.map((member) =>
    isIt(member.DBInstanceIdentifier) ? { ...member, DBClusterParameterGroupStatus } : member,
  ),
});

interface Modify extends Named {
  readonly DBClusterParameterGroupName?: string;
  readonly ApplyImmediately?: boolean;
}
/** The name of the group changes at once, its parameters with a reboot of each member; everything else waits. */
const modifyDBCluster: Operation<Modify> = (world, input, { now }) => {
  const page = 'API_ModifyDBCluster.html';
  const {
    DBClusterIdentifier: name,
    DBClusterParameterGroupName: wanted,
    ApplyImmediately = false,
    ...queued
  } = input;
  const cluster = clusterNamed(world, name);
  if (!cluster || cluster.DBClusterArn === name) return noCluster(name);
  const refusal = busyCluster(cluster, page);
  if (refusal) return refusal;
  const group = world.rds.DBClusterParameterGroups.find(
    ({ DBParameterGroupName }) => DBParameterGroupName === wanted?.toLowerCase(),
  );
  if (wanted !== undefined && !group)
    return refuse(
      'DBClusterParameterGroupNotFoundFault',
      404,
      `DBClusterParameterGroup not found: ${wanted}`,
      `${api}${page}`,
    );
  if (group && group.DBParameterGroupFamily !== familyOf(cluster.Engine, cluster.EngineVersion ?? ''))
    return refuse(
      'InvalidParameterCombination',
      400,
      `The parameter group ${wanted} with DBParameterGroupFamily ${group.DBParameterGroupFamily} cannot be used for this cluster.`,
      `${api}${page}`,
    );
  const waiting = { ...cluster.PendingModifiedValues, ...queued };
  const swapped = group !== undefined && group.DBParameterGroupName !== cluster.DBClusterParameterGroup;
  const next: Cluster = {
    ...cluster,
    ...(ApplyImmediately ? waiting : {}),
    PendingModifiedValues: ApplyImmediately ? {} : waiting,
    ...(swapped && { DBClusterParameterGroup: group.DBParameterGroupName }),
  };
  const shown = swapped ? withStatus(next, notToldYet) : next;
  const { DbClusterResourceId: id } = cluster;
  const show =
    (status: string) =>
    (later: World): World =>
      withCluster(later, id, (one) =>
        one.DBClusterParameterGroup === group?.DBParameterGroupName
          ? {
              ...one,
              DBClusterMembers: one.DBClusterMembers.map((member) =>
                member.DBClusterParameterGroupStatus === 'in-sync'
                  ? member
                  : { ...member, DBClusterParameterGroupStatus: status },
              ),
            }
          : one,
      );
  return {
    world: withCluster(world, id, () => shown),
    output: { DBCluster: toldCluster(shown) },
    later: swapped
      ? [after(now, 60, show('applying')), after(now, toldAfterSeconds, show('pending-reboot'))]
      : [],
  };
};

/** Not Aurora's: its instances are rebooted one by one. */
const rebootDBCluster: Operation<Named> = (world, { DBClusterIdentifier: name }, { now }) => {
  const page = 'API_RebootDBCluster.html';
  const cluster = clusterNamed(world, name);
  if (!cluster) return noCluster(name);
  const refusal = busyCluster(cluster, page);
  if (refusal) return refusal;
  if (!/^(?:mysql|postgres)$/.test(cluster.Engine))
    return refuse(
      'InvalidDBClusterStateFault',
      400,
      'Only a Multi-AZ DB cluster is rebooted as a whole.',
      `${api}${page}`,
    );
  const rebooting = { ...cluster, Status: 'rebooting' };
  const up = (later: World): World =>
    withCluster(later, cluster.DbClusterResourceId, (one) =>
      withStatus({ ...one, Status: cluster.Status }, 'in-sync'),
    );
  return {
    world: withCluster(world, cluster.DbClusterResourceId, () => rebooting),
    output: { DBCluster: toldCluster(rebooting) },
    later: [after(now, 60, up)],
  };
};

/** The instance runs with what the group of its cluster says; other members do not. */
export const memberRebooted = (world: World, instance: string): World => ({
  ...world,
  rds: {
    ...world.rds,
    DBClusters: world.rds.DBClusters.map((cluster) =>
      withStatus(cluster, 'in-sync', (member) => member === instance),
    ),
  },
});

/** What the sandbox plays of clusters. */
export const rdsClusters: Operations = {
  DescribeDBClusters: describeDBClusters,
  ModifyDBCluster: modifyDBCluster,
  RebootDBCluster: rebootDBCluster,
};
