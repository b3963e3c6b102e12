import type { Location, Target } from '../../../../src/core/model/target.ts';
import type { Host } from '../../../../src/sandbox/host.ts';
import type { Contract, Neighbour, Writer } from '../../../kit/contract.ts';
import { ofClusters, parameterPromises } from './parameter-promises.ts';

/** Which group was tuned: after a fix the cluster may have another one. */
const tunedGroups = new WeakMap<Host, string>();

/** The owner queues a longer retention for the maintenance window and, where RDS lets them, tunes the group. */
const clusterNeighbour = (host: Host, target: Target): Neighbour => {
  const live = () =>
    host.world().rds.DBClusters.find(({ DbClusterResourceId }) => DbClusterResourceId === target.id);
  const name = live()?.DBClusterIdentifier;
  const setIn = (group: string) =>
    host
      .world()
      .rds.DBClusterParameterGroups.find(({ DBParameterGroupName }) => DBParameterGroupName === group)?.set;
  return {
    work: () => {
      const input = { DBClusterIdentifier: name, BackupRetentionPeriod: 35 };
      host.write({ operation: 'rds:ModifyDBCluster', input });
      const group = live()?.DBClusterParameterGroup ?? '';
      if (group.startsWith('default.') || live()?.Engine !== 'aurora-postgresql') return;
      tunedGroups.set(host, group);
      const Parameters = [
        { ParameterName: 'lock_timeout', ParameterValue: '4711', ApplyMethod: 'immediate' },
      ];
      const asked = { DBClusterParameterGroupName: group, Parameters };
      host.write({ operation: 'rds:ModifyDBClusterParameterGroup', input: asked });
    },
    kept: () => {
      const group = tunedGroups.get(host);
      const isTuned = group === undefined || setIn(group)?.['lock_timeout'] === '4711';
      return isTuned && live()?.PendingModifiedValues['BackupRetentionPeriod'] === 35;
    },
  };
};

/** Another group of the same family, made by somebody else for whatever they need it. */
const somebodysGroup = (host: Host, after: unknown): string => {
  const DBClusterParameterGroupName = 'somebodys-cluster-group';
  const groups = host.world().rds.DBClusterParameterGroups;
  const DBParameterGroupFamily = groups.find(
    (one) => one.DBParameterGroupName === after,
  )?.DBParameterGroupFamily;
  const input = { DBClusterParameterGroupName, DBParameterGroupFamily, Description: 'theirs' };
  host.write({ operation: 'rds:CreateDBClusterParameterGroup', input });
  return DBClusterParameterGroupName;
};

const sets =
  (ParameterName: string, ParameterValue: string): Writer =>
  ({ rds: { DBClusterParameterGroups } }) => {
    const group = DBClusterParameterGroups.find((one) => !one.DBParameterGroupName.startsWith('default.'));
    return (
      group && {
        operation: 'rds:ModifyDBClusterParameterGroup',
        input: {
          DBClusterParameterGroupName: group.DBParameterGroupName,
          Parameters: [{ ParameterName, ParameterValue, ApplyMethod: 'immediate' }],
        },
      }
    );
  };

const named =
  (kind: string) =>
  (name: string, { partition, region, account }: Location): string =>
    `arn:${partition}:rds:${region}:${account}:${kind}:${name}`;
const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const arn = named('cluster')('orders', at);
const group = {
  on: 'waxseal-cluster-orders-1a2b3c4d',
  before: null,
  after: { family: 'aurora-postgresql16', copyOf: 'orders-cluster-group' },
};

/** What the tests must know of each cluster with a group. */
export const rdsClusterForceTls: Contract = {
  sets: {
    'rds:DescribeDBClusterParameterGroups': 'DBClusterParameterGroups',
    'rds:DescribeDBClusterParameters': 'Parameters',
  },
  named: {
    DBClusterIdentifier: named('cluster'),
    DBClusterParameterGroupName: named('cluster-pg'),
    SourceDBClusterParameterGroupIdentifier: named('cluster-pg'),
    TargetDBClusterParameterGroupIdentifier: named('cluster-pg'),
  },
  neighbours: { 'AWS::RDS::DBCluster': clusterNeighbour },
  otherValues: {
    parameter: ({ on }) => (on.endsWith('/tls') ? 'tls1.3+' : '0'),
    parameterGroup: ({ after }) => ({ ...Object(after), description: 'theirs' }),
    clusterGroup: ({ after }, host) => somebodysGroup(host, after),
  },
  ownersPart: {
    'AWS::RDS::DBCluster': {
      operation: 'rds:RebootDBInstance',
      input: ({ rds: { DBClusters } }, { id }) => {
        const cluster = DBClusters.find(({ DbClusterResourceId }) => DbClusterResourceId === id);
        const waiting = cluster?.DBClusterMembers.find(
          ({ DBClusterParameterGroupStatus }) => DBClusterParameterGroupStatus === 'pending-reboot',
        );
        return waiting && { DBInstanceIdentifier: waiting.DBInstanceIdentifier };
      },
    },
  },
  // The names of groups tell which kind it is: a change of a parameter names its group, and not what has it.
  attempted: ({ set, on }) => {
    const [name = '', ...more] = on.split('/');
    if (set === 'clusterGroup')
      return { under: `rds.DBClusters[${on.split(':').at(-1)}].DBClusterParameterGroup` };
    if (!name.includes('cluster')) return undefined;
    if (set === 'parameter') return { under: `rds.DBClusterParameterGroups[${name}].set.${more.join('/')}` };
    return set === 'parameterGroup' ? { under: `rds.DBClusterParameterGroups[${on}]` } : undefined;
  },
  writers: {
    'tunes the group of the cluster': sets('lock_timeout', '4711'),
    'switches TLS of the cluster off': sets('rds.force_ssl', '0'),
  },
  asks: {
    'rds-cluster-force-tls': {
      arn,
      state: { thing: { engine: 'aurora-postgresql' } },
      clears: ['breaks-plaintext'],
    },
  },
  promises: {
    'rds-cluster-force-tls': parameterPromises(
      /^rds\.force_ssl$|^require_secure_transport$/,
      '"1"',
      '"0"',
      ['tunes the group of the cluster', 'switches TLS of the cluster off'],
      {
        target: 'orders',
        account: {
          rds: {
            DBClusters: [
              {
                DBClusterIdentifier: 'orders',
                Engine: 'aurora-postgresql',
                EngineVersion: '16.4',
                DBClusterParameterGroup: 'orders-cluster-group',
                TagList: [{ Key: 'team', Value: 'orders' }],
              },
            ],
            DBClusterParameterGroups: [
              {
                DBClusterParameterGroupName: 'orders-cluster-group',
                DBParameterGroupFamily: 'aurora-postgresql16',
              },
            ],
          },
        },
      },
      ofClusters,
    ),
  },
  aims: {
    'AWS::RDS::DBCluster': [
      { ...at, arn, changes: [{ on: arn, before: null, after: 'orders-cluster-group' }] },
      { ...at, arn, changes: [group, { on: arn, before: 'a', after: group.on }] },
    ],
  },
};
