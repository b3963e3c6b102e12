import type { Done, Later, Operation, Operations, Refusal, World } from '../../../sandbox/world.ts';
import { rdsGroups } from './groups.ts';
import type { Cluster, Group, Instance } from './records.ts';
import { rdsSettings } from './settings.ts';

/**
 * Groups of clusters behave as those of instances, and are called otherwise. They are played by the same operations, on a
 * view of the account in which each member of a cluster is an instance with its cluster's group.
 */
const memberId = (cluster: Cluster, member: string): string => `${cluster.DbClusterResourceId}/${member}`;

const asInstances = (cluster: Cluster): readonly Instance[] =>
  cluster.DBClusterMembers.map(({ DBInstanceIdentifier: name, DBClusterParameterGroupStatus }) => ({
    DBInstanceIdentifier: `${cluster.DBClusterIdentifier}/${name}`,
    DbiResourceId: memberId(cluster, name),
    DBInstanceArn: memberId(cluster, name),
    Engine: cluster.Engine,
    EngineVersion: cluster.EngineVersion ?? '',
    DBInstanceClass: '',
    DBInstanceStatus: '',
    CACertificateIdentifier: null,
    VpcSecurityGroups: [],
    ReadReplicaDBInstanceIdentifiers: [],
    PendingModifiedValues: {},
    TagList: [],
    DBParameterGroups: [
      {
        DBParameterGroupName: cluster.DBClusterParameterGroup,
        ParameterApplyStatus: DBClusterParameterGroupStatus,
      },
    ],
  }));

const viewOf = (world: World): World => ({
  ...world,
  rds: {
    ...world.rds,
    DBParameterGroups: world.rds.DBClusterParameterGroups,
    // A group that only an empty cluster has is attached, too.
    DBInstances: world.rds.DBClusters.flatMap((cluster) =>
      cluster.DBClusterMembers.length > 0
        ? asInstances(cluster)
        : asInstances({
            ...cluster,
            DBClusterMembers: [
              { DBInstanceIdentifier: '', IsClusterWriter: true, DBClusterParameterGroupStatus: '' },
            ],
          }),
    ),
  },
});

const ofCluster = (group: Group): Group => ({
  ...group,
  DBParameterGroupArn: group.DBParameterGroupArn.replace(':pg:', ':cluster-pg:'),
});

/** What was done in the view, in the account. */
const intoWorld = (world: World, view: World): World => {
  const statuses = new Map(
    view.rds.DBInstances.map((one) => [
      one.DbiResourceId,
      one.DBParameterGroups[0]?.ParameterApplyStatus ?? '',
    ]),
  );
  return {
    ...world,
    rds: {
      ...world.rds,
      DBClusterParameterGroups: view.rds.DBParameterGroups.map(ofCluster),
      DBClusters: world.rds.DBClusters.map((cluster) => ({
        ...cluster,
        DBClusterMembers: cluster.DBClusterMembers.map((member) => ({
          ...member,
          DBClusterParameterGroupStatus:
            statuses.get(memberId(cluster, member.DBInstanceIdentifier)) ??
            member.DBClusterParameterGroupStatus,
        })),
      })),
    },
  };
};

const renamed = (value: unknown, rename: (key: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), renamed(item, rename)]));
};
const toInstances = (key: string): string => key.replace('DBClusterParameterGroup', 'DBParameterGroup');
/** Families are those of both. */
const toClusters = (key: string): string =>
  key.replace(/^DBParameterGroup(?!Family)/, 'DBClusterParameterGroup');

const asObject = (value: unknown): object => Object(value);

const inView =
  (operation: Operation<unknown>): Operation<object> =>
  (world, input, context): Done | Refusal => {
    const answer = operation(viewOf(world), renamed(input, toInstances), context);
    if ('refusal' in answer) {
      const { because, ...refusal } = answer.refusal;
      return {
        refusal: { ...refusal, because: because.replace(/DBParameter(Group|s)/, 'DBClusterParameter$1') },
      };
    }
    const later = (answer.later ?? []).map(({ at, change }): Later => ({
      at,
      change: (then) => intoWorld(then, change(viewOf(then))),
    }));
    return {
      world: intoWorld(world, answer.world),
      output: asObject(renamed(answer.output, toClusters)),
      later,
    };
  };

const played = (name: string): Operation<object> => {
  const operation: Operation<unknown> | undefined = { ...rdsGroups, ...rdsSettings }[name];
  if (!operation) throw new TypeError(`the sandbox plays no ${name}`);
  return inView(operation);
};

/** What the sandbox plays of the parameter groups of clusters. */
export const rdsClusterGroups: Operations = {
  CopyDBClusterParameterGroup: played('CopyDBParameterGroup'),
  CreateDBClusterParameterGroup: played('CreateDBParameterGroup'),
  DeleteDBClusterParameterGroup: played('DeleteDBParameterGroup'),
  DescribeDBClusterParameterGroups: played('DescribeDBParameterGroups'),
  DescribeDBClusterParameters: played('DescribeDBParameters'),
  ModifyDBClusterParameterGroup: played('ModifyDBParameterGroup'),
  ResetDBClusterParameterGroup: played('ResetDBParameterGroup'),
};
