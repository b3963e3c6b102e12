import { ownGroupName } from '../../../../src/services/rds/facts/names.ts';
import type { Impact } from '../../../../src/core/model/remediation.ts';
import unit from '../../../../src/services/rds/remediations/rds-cluster-force-tls.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbcluster.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Rds = NonNullable<AccountFile['rds']>;
type Cluster = NonNullable<Rds['DBClusters']>[number];
type Group = NonNullable<Rds['DBClusterParameterGroups']>[number];

const arnOf = (name = 'orders'): string => `arn:aws:rds:eu-west-1:111122223333:cluster:${name}`;
const writer = 'orders.cluster-c0sandbox.eu-west-1.rds.amazonaws.com';
const reader = 'orders.cluster-ro-c0sandbox.eu-west-1.rds.amazonaws.com';
const custom = 'orders.cluster-custom-c0sandbox.eu-west-1.rds.amazonaws.com';

const cluster = (over: Partial<Cluster> = {}): Cluster => ({
  DBClusterIdentifier: 'orders',
  Engine: 'aurora-postgresql',
  EngineVersion: '16.4',
  ...over,
});
const members = (...statuses: readonly string[]): Partial<Cluster> => ({
  DBClusterMembers: statuses.map((DBClusterParameterGroupStatus, at) => ({
    DBInstanceIdentifier: `orders-${at + 1}`,
    IsClusterWriter: at === 0,
    DBClusterParameterGroupStatus,
  })),
});
const setting = (ParameterName: string, ParameterValue: string) => [{ ParameterName, ParameterValue }];
const group = (over: Partial<Group> = {}): Group => ({
  DBClusterParameterGroupName: 'orders-cluster-group',
  DBParameterGroupFamily: 'aurora-postgresql16',
  ...over,
});
const account = (
  DBClusters: readonly Cluster[],
  DBClusterParameterGroups: readonly Group[] = [],
  more: Partial<Rds> = {},
) => ({
  rds: {
    DBClusters: [...DBClusters],
    DBClusterParameterGroups: [...DBClusterParameterGroups],
    ...more,
  },
});
const attached = { DBClusterParameterGroup: 'orders-cluster-group' };
/** A cluster with a group of its own. */
const inGroup = (over: Partial<Cluster> = {}, ofGroup: Partial<Group> = {}, more: Partial<Rds> = {}) =>
  account([cluster({ ...attached, ...over })], [group(ofGroup)], more);
const mysql = (
  EngineVersion: string,
  family: string,
  value?: string,
  over: Partial<Cluster> = {},
  besides: ReturnType<typeof setting> = [],
) =>
  inGroup(
    { Engine: 'aurora-mysql', EngineVersion, ...over },
    {
      DBParameterGroupFamily: family,
      Parameters: [...(value === undefined ? [] : setting('require_secure_transport', value)), ...besides],
    },
  );
const on = { Parameters: setting('rds.force_ssl', '1') };

const sets = (
  parameter: string,
  before: string | null = null,
  after = '1',
  impact: readonly Impact[] = ['breaks-plaintext'],
) => ({ set: 'parameter', on: `orders-cluster-group/${parameter}`, before, after, impact }) as const;
const open = { is: 'non-compliant', message: 'plaintext-accepted' } as const;
const compliant = { is: 'compliant' } as const;
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;

/** What happens when the cluster gets a group of its own. */
const own = (family: string, copyOf: string | null = null, parameter = 'rds.force_ssl', wanted = '1') => {
  const name = ownGroupName(arnOf(), family);
  const description = 'Made by Waxseal: demands TLS';
  const after = { family, description, createdFor: arnOf(), copyOf, parameters: {} };
  return [
    { set: 'parameterGroup', on: name, before: null, after, impact: ['none'] },
    { set: 'parameter', on: `${name}/${parameter}`, before: null, after: wanted, impact: ['none'] },
    {
      set: 'clusterGroup',
      on: arnOf(),
      before: copyOf,
      after: name,
      impact: ['breaks-plaintext', 'restarts'],
    },
  ] as const;
};
const others = ['billing', 'invoices', 'stock'].map((name) =>
  cluster({ DBClusterIdentifier: name, ...attached }),
);
const stack = { TagList: [{ Key: 'aws:cloudformation:stack-name', Value: 'shop' }] };
const deployment = (over: object = {}) => ({
  BlueGreenDeployments: [
    {
      BlueGreenDeploymentIdentifier: 'bgd-1',
      BlueGreenDeploymentName: 'to-17',
      Source: arnOf(),
      Target: arnOf('orders-green'),
      ...over,
    },
  ],
});
const dms = (EndpointIdentifier: string, ServerName: string) => ({
  EndpointIdentifier,
  EngineName: 'aurora-postgresql',
  ServerName,
});

/** Where a group of its own is attached. */
const moves = ['reboot-follows', 'upgrade-needs-group'] as const;

testRemediation(unit, resource, {
  'Aurora PostgreSQL in a group of its own': {
    account: inGroup(),
    target: 'orders',
    expect: {
      ...open,
      changes: [sets('rds.force_ssl')],
      says: [
        'Cluster orders (Aurora PostgreSQL) accepts connections without TLS: rds.force_ssl is off in parameter group orders-cluster-group. Apply the plan: it sets rds.force_ssl to 1 (Aurora MySQL: ON).',
      ],
    },
  },
  'Aurora PostgreSQL switched off by hand': {
    account: inGroup({}, { Parameters: setting('rds.force_ssl', '0') }),
    target: 'orders',
    expect: { ...open, changes: [sets('rds.force_ssl', '0')] },
  },
  'Aurora PostgreSQL switched on': { account: inGroup({}, on), target: 'orders', expect: compliant },
  'Aurora PostgreSQL 17 by default': {
    account: account([cluster({ EngineVersion: '17.4' })]),
    target: 'orders',
    expect: compliant,
  },
  'Aurora PostgreSQL 16 has it off by default': {
    account: account([cluster()]),
    target: 'orders',
    expect: { ...open, changes: own('aurora-postgresql16'), notes: moves },
  },
  'Aurora Serverless v2, of a writer and readers': {
    account: inGroup({
      ...members('in-sync', 'in-sync', 'in-sync'),
      EngineMode: 'provisioned',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 },
    }),
    target: 'orders',
    expect: { ...open, changes: [sets('rds.force_ssl')] },
  },
  'Aurora Serverless v1 restarts by itself': {
    account: inGroup({ EngineMode: 'serverless' }),
    target: 'orders',
    expect: {
      ...told('serverless-v1'),
      says: [
        'Cluster orders is Aurora Serverless v1: a change of its parameters restarts it at once, and Waxseal never restarts anything. Move it to Aurora Serverless v2; or set rds.force_ssl in its DB cluster parameter group by hand, at a time when it may be interrupted.',
      ],
    },
  },
  'Aurora Serverless v1 that demands TLS': {
    account: inGroup({ EngineMode: 'serverless', DBClusterMembers: [] }, on),
    target: 'orders',
    expect: compliant,
  },
  'an instance whose own group demands TLS has no say in it': {
    account: inGroup(
      {},
      {},
      {
        DBInstances: [
          {
            DBInstanceIdentifier: 'orders-1',
            DBClusterIdentifier: 'orders',
            Engine: 'aurora-postgresql',
            EngineVersion: '16.4',
            DBParameterGroups: [{ DBParameterGroupName: 'of-instances' }],
          },
        ],
        DBParameterGroups: [
          {
            DBParameterGroupName: 'of-instances',
            DBParameterGroupFamily: 'aurora-postgresql16',
            Parameters: setting('rds.force_ssl', '1'),
          },
        ],
      },
    ),
    target: 'orders',
    expect: { ...open, changes: [sets('rds.force_ssl')] },
  },
  'Aurora MySQL version 3': {
    account: mysql('8.0.mysql_aurora.3.08.1', 'aurora-mysql8.0'),
    target: 'orders',
    expect: { ...open, changes: [sets('require_secure_transport', null, 'ON')] },
  },
  'Aurora MySQL with a binary log': {
    account: mysql(
      '8.0.mysql_aurora.3.08.1',
      'aurora-mysql8.0',
      undefined,
      {},
      setting('binlog_format', 'ROW'),
    ),
    target: 'orders',
    expect: {
      ...open,
      changes: [sets('require_secure_transport', null, 'ON')],
      notes: ['log-followed'],
      says: [
        'Whoever but RDS itself reads the binary log of cluster orders, as replicas elsewhere and tools for change data capture do, connects as a client: without TLS it is shut out. Switch TLS on in each of them first; AWS lists none but DMS.',
      ],
    },
  },
  'Aurora MySQL with its binary log off': {
    account: mysql(
      '8.0.mysql_aurora.3.08.1',
      'aurora-mysql8.0',
      undefined,
      {},
      setting('binlog_format', 'OFF'),
    ),
    target: 'orders',
    expect: { ...open, changes: [sets('require_secure_transport', null, 'ON')] },
  },
  'Aurora PostgreSQL with logical replication': {
    account: inGroup({}, { Parameters: setting('rds.logical_replication', '1') }),
    target: 'orders',
    expect: { ...open, changes: [sets('rds.force_ssl')], notes: ['log-followed'] },
  },
  'Aurora MySQL switched on': {
    account: mysql('8.0.mysql_aurora.3.08.1', 'aurora-mysql8.0', 'ON'),
    target: 'orders',
    expect: compliant,
  },
  'Aurora MySQL switched on by a number': {
    account: mysql('8.0.mysql_aurora.3.08.1', 'aurora-mysql8.0', '1'),
    target: 'orders',
    expect: compliant,
  },
  'Aurora MySQL 8.4 by default': {
    account: account([cluster({ Engine: 'aurora-mysql', EngineVersion: '8.4.mysql_aurora.8.4.7' })]),
    target: 'orders',
    expect: compliant,
  },
  'Aurora MySQL with a default group': {
    account: account([cluster({ Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.08.1' })]),
    target: 'orders',
    expect: {
      ...open,
      changes: own('aurora-mysql8.0', null, 'require_secure_transport', 'ON'),
      notes: moves,
    },
  },
  'Aurora MySQL version 2, where RDS has it static': {
    account: mysql('5.7.mysql_aurora.2.12.4', 'aurora-mysql5.7'),
    target: 'orders',
    expect: {
      ...open,
      changes: [sets('require_secure_transport', null, 'ON', ['breaks-plaintext', 'restarts'])],
      notes: ['reboot-follows'],
      says: [
        'Each instance of cluster orders has to be rebooted: by its owner, or by AWS for maintenance, an upgrade or the recovery of its host. AWS says that some parameters of another group hold before that and others do not, and not which: clients without TLS may be refused at once. Plan the reboots, readers first, before the next maintenance window; until the last one the cluster counts as not encrypted.',
      ],
    },
  },
  'Aurora MySQL version 1 cannot': {
    account: mysql('5.6.mysql_aurora.1.23.4', 'aurora-mysql5.6'),
    target: 'orders',
    expect: told('parameter-missing'),
  },
  'a Multi-AZ DB cluster of PostgreSQL': {
    account: inGroup(
      { Engine: 'postgres', EngineVersion: '14.12', ...members('in-sync', 'in-sync', 'in-sync') },
      { DBParameterGroupFamily: 'postgres14' },
    ),
    target: 'orders',
    expect: { ...open, changes: [sets('rds.force_ssl')] },
  },
  'a Multi-AZ DB cluster of PostgreSQL 16 by default': {
    account: account([cluster({ Engine: 'postgres' })]),
    target: 'orders',
    expect: compliant,
  },
  'a Multi-AZ DB cluster of MySQL': {
    account: inGroup({ Engine: 'mysql', EngineVersion: '8.0.40' }, { DBParameterGroupFamily: 'mysql8.0' }),
    target: 'orders',
    expect: { ...open, changes: [sets('require_secure_transport')], notes: ['log-followed'] },
  },
  DocumentDB: {
    account: account([cluster({ Engine: 'docdb', EngineVersion: '5.0.0' })]),
    target: 'orders',
    expect: {
      is: 'not-applicable',
      message: 'other-service',
      says: ['Cluster orders runs docdb; this is about Aurora and Multi-AZ DB clusters.'],
    },
  },
  Neptune: {
    account: account([cluster({ Engine: 'neptune', EngineVersion: '1.4.5.1' })]),
    target: 'orders',
    expect: { is: 'not-applicable', message: 'other-service' },
  },
  'an engine that nobody knows': {
    account: account([cluster({ Engine: 'aurora-duckdb', EngineVersion: '1.4' })]),
    target: 'orders',
    expect: { is: 'unknown', message: 'engine-unknown' },
  },
  'a cluster without instances': {
    account: inGroup({ DBClusterMembers: [] }),
    target: 'orders',
    expect: { ...open, changes: [sets('rds.force_ssl')] },
  },

  // Groups.
  'a group that others have, too': {
    account: account([cluster(attached), ...others], [group()]),
    target: 'orders',
    expect: {
      ...open,
      changes: 1,
      hazards: ['group-shared'],
      says: [
        'Parameter group orders-cluster-group is shared: 3 other clusters would refuse plaintext as well (billing, invoices, stock). Agree with their owners, or set sharedGroup to copy: then the cluster gets a group of its own.',
      ],
    },
  },
  'a copy of a group that others have, too': {
    account: account([cluster(attached), ...others], [group()]),
    target: 'orders',
    settings: { sharedGroup: 'copy' },
    expect: {
      ...open,
      changes: own('aurora-postgresql16', 'orders-cluster-group'),
      notes: moves,
    },
  },
  'an instance with a group of the same name is no user of it': {
    account: inGroup(
      {},
      {},
      {
        DBInstances: [
          {
            DBInstanceIdentifier: 'lonely',
            Engine: 'postgres',
            EngineVersion: '14.12',
            DBParameterGroups: [{ DBParameterGroupName: 'orders-cluster-group' }],
          },
        ],
        DBParameterGroups: [
          { DBParameterGroupName: 'orders-cluster-group', DBParameterGroupFamily: 'postgres14' },
        ],
      },
    ),
    target: 'orders',
    expect: { ...open, changes: 1 },
  },
  'the name for a group of its own is taken': {
    account: account(
      [cluster()],
      [group({ DBClusterParameterGroupName: ownGroupName(arnOf(), 'aurora-postgresql16') })],
    ),
    target: 'orders',
    expect: told('group-name-taken'),
  },
  'a parameter that RDS lets nobody change': {
    account: inGroup({}, { Parameters: [{ ParameterName: 'rds.force_ssl', IsModifiable: false }] }),
    target: 'orders',
    expect: told('parameter-fixed'),
  },
  'neither on nor off': {
    account: inGroup({}, { Parameters: setting('rds.force_ssl', 'maybe') }),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },

  // How far its instances are.
  'a reader that has not been rebooted': {
    account: inGroup(members('in-sync', 'in-sync', 'pending-reboot'), on),
    target: 'orders',
    expect: { is: 'pending', message: 'reboot-due-dynamic' },
  },
  'a writer that has not been rebooted, where RDS has it static': {
    account: mysql('5.7.mysql_aurora.2.12.4', 'aurora-mysql5.7', 'ON', members('pending-reboot', 'in-sync')),
    target: 'orders',
    expect: {
      is: 'pending',
      message: 'reboot-needed',
      says: [
        'Parameter group orders-cluster-group demands TLS, and cluster {cluster} will do so after its next reboot at the latest. Reboot each of its instances, readers first (aws rds reboot-db-instance --region eu-west-1 --db-instance-identifier INSTANCE), or a Multi-AZ DB cluster as a whole (aws rds reboot-db-cluster --region eu-west-1 --db-cluster-identifier {cluster}), in its maintenance window. Waxseal never reboots.'.replaceAll(
          '{cluster}',
          'orders',
        ),
      ],
    },
  },
  'one that has not been rebooted, and more is queued': {
    account: mysql('5.7.mysql_aurora.2.12.4', 'aurora-mysql5.7', 'ON', {
      ...members('pending-reboot'),
      PendingModifiedValues: { BackupRetentionPeriod: 7 },
    }),
    target: 'orders',
    expect: { is: 'pending', message: 'reboot-needed-others-queued' },
  },
  'RDS is at work on one of them': {
    account: inGroup(members('pending-reboot', 'applying'), on),
    target: 'orders',
    expect: { is: 'pending', message: 'group-applying' },
  },
  'one of them waits for an upgrade': {
    account: inGroup(members('pending-database-upgrade', 'pending-reboot'), on),
    target: 'orders',
    expect: { is: 'pending', message: 'group-awaits-upgrade' },
  },
  'one of them did not take the parameters': {
    account: inGroup(members('applying', 'failed-to-apply'), on),
    target: 'orders',
    expect: told('group-failed'),
  },
  'one of them in a status that no page has': {
    account: inGroup(members('failed-to-apply', 'dreaming'), on),
    target: 'orders',
    expect: { is: 'unknown', message: 'apply-status-unknown' },
  },
  'a reboot is due for other reasons': {
    account: mysql(
      '5.6.mysql_aurora.1.23.4',
      'aurora-mysql5.6',
      undefined,
      members('pending-reboot', 'in-sync'),
    ),
    target: 'orders',
    expect: { ...told('parameter-missing'), notes: ['reboot-due'] },
  },

  // Statuses.
  'it fails over': {
    account: inGroup({ Status: 'failing-over' }),
    target: 'orders',
    expect: { is: 'pending', message: 'cluster-busy' },
  },
  'it is stopped': {
    account: inGroup({ Status: 'stopped' }),
    target: 'orders',
    expect: { is: 'pending', message: 'cluster-stopped' },
  },
  'its storage is optimized': {
    account: inGroup({ Status: 'storage-optimization' }),
    target: 'orders',
    expect: { ...open, changes: 1 },
  },
  'its key cannot be used': {
    account: inGroup({ Status: 'inaccessible-encryption-credentials-recoverable' }),
    target: 'orders',
    expect: told('cluster-needs-people'),
  },
  'a status that no page has': {
    account: inGroup({ Status: 'dreaming' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },

  // Who may be shut out.
  'queued changes and a new group': {
    account: account([cluster({ PendingModifiedValues: { BackupRetentionPeriod: 7 } })]),
    target: 'orders',
    expect: { ...open, changes: 3, hazards: ['queued-changes'], notes: moves },
  },
  'the group belongs to a stack': {
    account: inGroup({}, stack),
    target: 'orders',
    expect: { ...open, changes: 1, hazards: ['owned-by-cloudformation'] },
  },
  'DMS endpoints and Glue connections to its hosts': {
    account: {
      ...inGroup({ CustomEndpoints: [custom] }),
      ...environmentsWith(reader),
      dms: { Endpoints: [dms('a', writer), dms('b', reader), dms('c', custom), dms('d', `pre${writer}`)] },
      glue: {
        Connections: [
          {
            Name: 'etl',
            ConnectionProperties: { JDBC_CONNECTION_URL: `jdbc:postgresql://${reader}:5432/orders` },
          },
        ],
      },
    },
    target: 'orders',
    expect: {
      ...open,
      changes: 1,
      hazards: ['dms-without-tls', 'glue-without-tls', 'lambda-without-tls', 'ecs-without-tls'],
      notes: ['settings-elsewhere'],
      says: [
        'DMS endpoints connect to cluster orders without TLS and would fail: a, b, c. Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
      ],
    },
  },
  'a DMS endpoint that has the host in a secret': {
    account: {
      ...inGroup(),
      dms: {
        Endpoints: [
          {
            EndpointIdentifier: 'a',
            EngineName: 'aurora-postgresql',
            PostgreSQLSettings: { SecretsManagerSecretId: 's' },
          },
        ],
      },
    },
    target: 'orders',
    expect: { ...open, changes: 1, hazards: ['dependants-unseen'] },
  },
  'a proxy that does not require TLS, and one of an instance of that name': {
    account: inGroup(
      {},
      {},
      {
        DBProxies: [
          {
            DBProxyName: 'front',
            EngineFamily: 'POSTGRESQL',
            Targets: [{ Type: 'TRACKED_CLUSTER', RdsResourceId: 'orders' }],
          },
          {
            DBProxyName: 'other',
            EngineFamily: 'POSTGRESQL',
            Targets: [{ Type: 'RDS_INSTANCE', RdsResourceId: 'orders' }],
          },
        ],
      },
    ),
    target: 'orders',
    expect: {
      ...open,
      changes: 1,
      hazards: ['proxy-without-tls'],
      says: [
        'RDS proxies in front of cluster orders do not require TLS: front. AWS does not say clearly whether they speak TLS to it. Set RequireTLS of the proxies first, and watch the CloudWatch metric DatabaseConnectionsWithTLS.',
      ],
    },
  },
  'the blue side': {
    account: inGroup({}, {}, deployment()),
    target: 'orders',
    expect: { ...open, changes: 1, hazards: ['is-blue'] },
  },
  'the green side': {
    account: inGroup({}, {}, deployment({ Source: arnOf('old'), Target: arnOf() })),
    target: 'orders',
    expect: { ...open, changes: 1, hazards: ['is-green'] },
  },
  'a deployment is switched over': {
    account: inGroup({}, {}, deployment({ Status: 'SWITCHOVER_IN_PROGRESS' })),
    target: 'orders',
    expect: { is: 'pending', message: 'blue-green-busy' },
  },
  'deployments that may not be read': {
    account: { ...inGroup(), denied: ['rds:DescribeBlueGreenDeployments'] },
    target: 'orders',
    expect: { ...open, changes: 1, hazards: ['blue-green-unseen'] },
  },
  'replicas elsewhere': {
    account: inGroup({ ReadReplicaIdentifiers: ['arn:aws:rds:us-east-1:111122223333:cluster:orders-copy'] }),
    target: 'orders',
    expect: { ...open, changes: 1, hazards: ['has-replicas'] },
  },
  'a replica in a global database': {
    account: inGroup({ ReplicationSourceIdentifier: arnOf('main'), GlobalClusterIdentifier: 'world' }),
    target: 'orders',
    expect: {
      ...open,
      changes: 1,
      notes: ['is-replica', 'in-global-database'],
      says: [
        'Cluster orders belongs to the global database world. Its clusters in other Regions have DB cluster parameter groups of their own and are evaluated there; after a failover those decide. A major version upgrade of the global database gives all of them default groups: attach groups that demand TLS again afterwards.',
      ],
    },
  },
  'a secondary cluster of a global database, without instances, whose group is off': {
    account: inGroup({
      DBClusterMembers: [],
      ReplicationSourceIdentifier: 'arn:aws:rds:us-east-1:111122223333:cluster:main',
      GlobalClusterIdentifier: 'world',
    }),
    target: 'orders',
    expect: { ...open, changes: 1, notes: ['is-replica', 'in-global-database'] },
  },
  'a switchover that has failed leaves both sides': {
    account: inGroup({}, {}, deployment({ Status: 'SWITCHOVER_FAILED' })),
    target: 'orders',
    expect: { ...open, changes: 1, hazards: ['is-blue'] },
  },
  'a switchover that is over': {
    account: inGroup({}, {}, deployment({ Status: 'SWITCHOVER_COMPLETED' })),
    target: 'orders',
    expect: { ...open, changes: 1 },
  },
  'another version is queued, and it needs a new group': {
    account: account([cluster({ PendingModifiedValues: { EngineVersion: '17.4' } })]),
    target: 'orders',
    expect: {
      ...open,
      changes: own('aurora-postgresql16'),
      hazards: ['queued-changes'],
      notes: moves,
    },
  },
  'it is gone': {
    account: {},
    target: arnOf(),
    gone: { id: `cluster-${'GONE'.padEnd(26, '0')}` },
  },
});
