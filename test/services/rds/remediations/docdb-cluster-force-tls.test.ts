import { ownGroupName } from '../../../../src/services/rds/facts/names.ts';
import unit from '../../../../src/services/rds/remediations/docdb-cluster-force-tls.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbcluster.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Rds = NonNullable<AccountFile['rds']>;
type Cluster = NonNullable<Rds['DBClusters']>[number];
type Group = NonNullable<Rds['DBClusterParameterGroups']>[number];

const arn = 'arn:aws:rds:eu-west-1:111122223333:cluster:docs';
const host = 'docs.cluster-c0sandbox.eu-west-1.docdb.amazonaws.com';
const target = 'docs';

const cluster = (over: Partial<Cluster> = {}): Cluster => ({
  DBClusterIdentifier: 'docs',
  Engine: 'docdb',
  EngineVersion: '5.0.0',
  Port: 27_017,
  ...over,
});
const members = (...statuses: readonly string[]): Partial<Cluster> => ({
  DBClusterMembers: statuses.map((DBClusterParameterGroupStatus, at) => ({
    DBInstanceIdentifier: `docs-${at + 1}`,
    IsClusterWriter: at === 0,
    DBClusterParameterGroupStatus,
  })),
});
const group = (value?: string, over: Partial<Group> = {}): Group => ({
  DBClusterParameterGroupName: 'docs-cluster-group',
  DBParameterGroupFamily: 'docdb5.0',
  ...(value !== undefined && { Parameters: [{ ParameterName: 'tls', ParameterValue: value }] }),
  ...over,
});
const attached = { DBClusterParameterGroup: 'docs-cluster-group' };
const account = (DBClusters: readonly Cluster[], DBClusterParameterGroups: readonly Group[] = []) => ({
  rds: { DBClusters: [...DBClusters], DBClusterParameterGroups: [...DBClusterParameterGroups] },
});
const inGroup = (value?: string, over: Partial<Cluster> = {}, ofGroup: Partial<Group> = {}) =>
  account([cluster({ ...attached, ...over })], [group(value, ofGroup)]);

const sets = (before: string | null) =>
  ({
    set: 'parameter',
    on: 'docs-cluster-group/tls',
    before,
    after: 'tls1.2+',
    impact: [before === 'disabled' ? 'breaks-plaintext' : 'breaks-old-tls', 'restarts'],
  }) as const;
const open = { is: 'non-compliant', message: 'plaintext-accepted', notes: ['reboot-follows'] } as const;
const plain = { ...open, changes: [sets('disabled')] } as const;
const shutOut = ['clients-without-tls', 'patch-unread'] as const;
const oldTls = ['clients-with-old-tls', 'patch-unread'] as const;
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;
const compliant = { is: 'compliant' } as const;
/** Waits for a reboot already, so that nobody else's change makes it wait. */
const stock = cluster({
  DBClusterIdentifier: 'stock',
  ...attached,
  DBClusterMembers: [{ DBInstanceIdentifier: 'stock-1', DBClusterParameterGroupStatus: 'pending-reboot' }],
});

/** Where a group of its own is attached. */
const moves = ['reboot-follows', 'upgrade-needs-group'] as const;

testRemediation(unit, resource, {
  'no TLS at all': {
    account: inGroup('disabled'),
    target,
    expect: {
      ...plain,
      hazards: [...shutOut],
      says: [
        'Cluster docs (DocumentDB) demands neither TLS 1.2 nor newer: tls is disabled in parameter group docs-cluster-group. Apply the plan: it sets tls to tls1.2+.',
        'tls is disabled for cluster docs: it takes no TLS at all, and after the reboot of its instances it takes nothing else. Every client has to change at that time. Prepare all clients (tls=true, and the CA bundle of Amazon RDS), and reboot the instances together with them.',
        'tls1.2+ needs engine patch 2.0.10980 of DocumentDB 4.0, or 3.0.11051 of 5.0. AWS tells the patch of cluster docs to database users alone. Ask as one of them: db.runCommand({ getEngineVersion: 1 }). If it is older, apply the pending maintenance first (aws docdb describe-pending-maintenance-actions --region eu-west-1).',
      ],
    },
  },
  'old TLS, too': {
    account: inGroup('enabled'),
    target,
    expect: { ...open, changes: [sets('enabled')], hazards: [...oldTls] },
  },
  'old TLS, too, because nobody has said otherwise': {
    account: inGroup(),
    target,
    expect: { ...open, changes: [sets(null)], hazards: [...oldTls] },
  },
  'in a global cluster': {
    account: inGroup('enabled', { GlobalClusterIdentifier: 'world' }),
    target,
    expect: {
      ...open,
      changes: [sets('enabled')],
      hazards: [...oldTls],
      notes: ['reboot-follows', 'in-global-database'],
      says: [
        'Cluster docs belongs to the global cluster world. Its clusters in other Regions have cluster parameter groups of their own and are evaluated there; after a failover those decide.',
      ],
    },
  },
  'TLS 1.2 or newer': { account: inGroup('tls1.2+'), target, expect: compliant },
  'TLS 1.3': { account: inGroup('tls1.3+'), target, expect: compliant },
  FIPS: { account: inGroup('fips-140-3'), target, expect: compliant },
  'a group of AWS': {
    account: account([cluster()]),
    target,
    expect: { ...open, notes: moves, changes: 3, hazards: [...oldTls] },
  },
  'version 4.0': {
    account: inGroup('disabled', { EngineVersion: '4.0.0' }, { DBParameterGroupFamily: 'docdb4.0' }),
    target,
    expect: { ...plain, hazards: [...shutOut] },
  },
  'version 5.0.1, which takes no old TLS and may lack the patch': {
    account: inGroup('enabled', { EngineVersion: '5.0.1' }),
    target,
    expect: { ...open, changes: [sets('enabled')], hazards: [...oldTls] },
  },
  'version 8.0, of which AWS names no patch': {
    account: inGroup('enabled', { EngineVersion: '8.0.0' }, { DBParameterGroupFamily: 'docdb8.0' }),
    target,
    expect: {
      ...open,
      changes: [sets('enabled')],
      hazards: ['clients-with-old-tls'],
      says: [
        'tls is enabled for cluster docs: clients that know only TLS 1.0 or 1.1, which versions before 5.0.1 take, are refused after the reboot of its instances. AWS records nowhere who they are. Look at the drivers and the runtimes of all clients, then approve.',
      ],
    },
  },
  'TLS 1.3 in version 8.0': {
    account: inGroup('tls1.3+', { EngineVersion: '8.0.0' }, { DBParameterGroupFamily: 'docdb8.0' }),
    target,
    expect: compliant,
  },
  'an instance with a group of its own has no say in it': {
    account: {
      rds: {
        ...inGroup('disabled').rds,
        DBInstances: [
          {
            DBInstanceIdentifier: 'docs-1',
            DBClusterIdentifier: 'docs',
            Engine: 'docdb',
            EngineVersion: '5.0.0',
            DBParameterGroups: [{ DBParameterGroupName: 'of-instances' }],
          },
        ],
        DBParameterGroups: [
          {
            DBParameterGroupName: 'of-instances',
            DBParameterGroupFamily: 'docdb5.0',
            Parameters: [{ ParameterName: 'tls', ParameterValue: 'tls1.2+' }],
          },
        ],
      },
    },
    target,
    expect: { ...plain, hazards: [...shutOut] },
  },
  'version 3.6 cannot': {
    account: inGroup('enabled', { EngineVersion: '3.6.0' }, { DBParameterGroupFamily: 'docdb3.6' }),
    target,
    expect: {
      ...told('engine-too-old'),
      says: [
        'DocumentDB 3.6.0 of cluster docs knows disabled and enabled alone; it cannot demand TLS 1.2. Upgrade to DocumentDB 5.0 or newer. If tls is disabled, set it to enabled in its cluster parameter group until then, once all clients speak TLS, and reboot its instances.',
      ],
    },
  },
  'version 3.6, which waits for a reboot': {
    account: inGroup(
      'enabled',
      { EngineVersion: '3.6.0', ...members('pending-reboot') },
      { DBParameterGroupFamily: 'docdb3.6' },
    ),
    target,
    expect: { ...told('engine-too-old'), notes: ['reboot-due'] },
  },
  'a value that nobody knows': {
    account: inGroup('tls2.0+'),
    target,
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a family without the parameter': {
    account: inGroup(undefined, { EngineVersion: '1.0.0' }, { DBParameterGroupFamily: 'docdb1.0' }),
    target,
    expect: told('parameter-missing'),
  },
  'a parameter that nobody may change': {
    account: inGroup(undefined, {}, { Parameters: [{ ParameterName: 'tls', IsModifiable: false }] }),
    target,
    expect: told('parameter-fixed'),
  },
  'one replica has not been rebooted': {
    account: inGroup('tls1.2+', members('in-sync', 'pending-reboot')),
    target,
    expect: {
      is: 'pending',
      message: 'reboot-needed',
      says: [
        'Parameter group docs-cluster-group demands TLS, and cluster docs will do so after its next reboot at the latest. Reboot each of its instances, replicas first (aws docdb reboot-db-instance --region eu-west-1 --db-instance-identifier INSTANCE), in its maintenance window. Waxseal never reboots.',
      ],
    },
  },
  'it has not been rebooted, and more is queued': {
    account: inGroup('tls1.2+', {
      ...members('pending-reboot'),
      PendingModifiedValues: { BackupRetentionPeriod: 7 },
    }),
    target,
    expect: { is: 'pending', message: 'reboot-needed-others-queued' },
  },
  'its parameters are being applied': {
    account: inGroup('tls1.2+', members('applying')),
    target,
    expect: { is: 'pending', message: 'group-applying' },
  },
  'its parameters wait for an upgrade': {
    account: inGroup('tls1.2+', members('pending-database-upgrade')),
    target,
    expect: { is: 'pending', message: 'group-awaits-upgrade' },
  },
  'its parameters could not be applied': {
    account: inGroup('tls1.2+', members('failed-to-apply')),
    target,
    expect: told('group-failed'),
  },
  'its parameters are in a status that no page has': {
    account: inGroup('tls1.2+', members('dreaming')),
    target,
    expect: { is: 'unknown', message: 'apply-status-unknown' },
  },
  'a group that others have, too': {
    account: account([cluster(attached), stock], [group('disabled')]),
    target,
    expect: { ...plain, hazards: ['group-shared', ...shutOut] },
  },
  'a copy of a group that others have, too': {
    account: account([cluster(attached), stock], [group('disabled')]),
    target,
    settings: { sharedGroup: 'copy' },
    expect: { ...open, notes: moves, changes: 3, hazards: [...shutOut] },
  },
  'the name for a group of its own is taken': {
    account: account(
      [cluster()],
      [group(undefined, { DBClusterParameterGroupName: ownGroupName(arn, 'docdb5.0') })],
    ),
    target,
    expect: told('group-name-taken'),
  },
  'something else is queued': {
    account: inGroup('disabled', { PendingModifiedValues: { BackupRetentionPeriod: 7 } }),
    target,
    expect: { ...plain, hazards: ['queued-changes', ...shutOut] },
  },
  'a group of a stack': {
    account: inGroup('disabled', {}, { TagList: [{ Key: 'aws:cloudformation:stack-name', Value: 'shop' }] }),
    target,
    expect: { ...plain, hazards: ['owned-by-cloudformation', ...shutOut] },
  },
  'who connects without TLS is named': {
    account: {
      ...inGroup('disabled'),
      ...environmentsWith(`mongodb://${host}:27017/docs`),
      dms: {
        Endpoints: [
          { EndpointIdentifier: 'copy', EngineName: 'docdb', ServerName: host },
          { EndpointIdentifier: 'safe', EngineName: 'docdb', ServerName: host, SslMode: 'verify-full' },
          {
            EndpointIdentifier: 'secret',
            EngineName: 'docdb',
            DocDbSettings: { SecretsManagerSecretId: 's' },
          },
        ],
      },
      glue: {
        Connections: [
          { Name: 'etl', ConnectionProperties: { CONNECTION_URL: `mongodb://${host}:27017/docs` } },
        ],
      },
    },
    target,
    expect: {
      ...plain,
      hazards: [
        ...shutOut,
        'dms-without-tls',
        'glue-without-tls',
        'lambda-without-tls',
        'ecs-without-tls',
        'dependants-unseen',
      ],
      notes: ['reboot-follows', 'settings-elsewhere'],
    },
  },
  'it is changed': {
    account: inGroup('disabled', { Status: 'modifying' }),
    target,
    expect: { is: 'pending', message: 'cluster-busy' },
  },
  'it is stopped': {
    account: inGroup('disabled', { Status: 'stopped' }),
    target,
    expect: { is: 'pending', message: 'cluster-stopped' },
  },
  'its migration failed': {
    account: inGroup('disabled', { Status: 'migration-failed' }),
    target,
    expect: told('cluster-needs-people'),
  },
  'a status that no page has': {
    account: inGroup('disabled', { Status: 'dreaming' }),
    target,
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  Aurora: {
    account: account([cluster({ Engine: 'aurora-postgresql', EngineVersion: '16.4' })]),
    target,
    expect: { is: 'not-applicable', message: 'other-service' },
  },
  Neptune: {
    account: account([cluster({ Engine: 'neptune', EngineVersion: '1.4.5.1' })]),
    target,
    expect: {
      is: 'not-applicable',
      message: 'other-service',
      says: ['Cluster docs runs neptune; this is about Amazon DocumentDB.'],
    },
  },
  'an engine that nobody knows': {
    account: account([cluster({ Engine: 'documents', EngineVersion: '1.0' })]),
    target,
    expect: { is: 'unknown', message: 'engine-unknown' },
  },
  'it is gone': { account: {}, target: arn, gone: { id: `cluster-${'GONE'.padEnd(26, '0')}` } },
});
