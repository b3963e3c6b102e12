import { ownGroupName } from '../../../../src/services/rds/facts/names.ts';
import type { Impact } from '../../../../src/core/model/remediation.ts';
import unit from '../../../../src/services/rds/remediations/rds-instance-force-tls.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import type { Case } from '../../../kit/case.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Rds = NonNullable<AccountFile['rds']>;
type Instance = NonNullable<Rds['DBInstances']>[number];
type Group = NonNullable<Rds['DBParameterGroups']>[number];

const arnOf = (name = 'orders', where = 'aws:rds:eu-west-1'): string =>
  `arn:${where}:111122223333:db:${name}`;
const addressOf = (name = 'orders'): string => `${name}.c0sandbox.eu-west-1.rds.amazonaws.com`;

const attached = (name: string, status = 'in-sync') => ({
  DBParameterGroups: [{ DBParameterGroupName: name, ParameterApplyStatus: status }],
});
const instance = (more: Partial<Instance> = {}): Instance => ({
  DBInstanceIdentifier: 'orders',
  Engine: 'postgres',
  EngineVersion: '14.12',
  ...more,
});
const group = (more: Partial<Group> = {}): Group => ({
  DBParameterGroupName: 'orders-group',
  DBParameterGroupFamily: 'postgres14',
  ...more,
});
const setting = (name: string, value: string) => [{ ParameterName: name, ParameterValue: value }];

const account = (
  DBInstances: readonly Instance[],
  groups: readonly Group[] = [],
  more: Partial<Rds> = {},
) => ({
  rds: { DBInstances: [...DBInstances], DBParameterGroups: [...groups], ...more },
});
/** A PostgreSQL 14 instance with a group of its own. */
const inGroup = (more: Partial<Instance> = {}, ofGroup: Partial<Group> = {}) =>
  account([instance({ ...attached('orders-group'), ...more })], [group(ofGroup)]);
const engine = (Engine: string, EngineVersion: string, family: string, more: Partial<Instance> = {}) =>
  account(
    [instance({ Engine, EngineVersion, ...attached('orders-group'), ...more })],
    [group({ DBParameterGroupFamily: family })],
  );

/** SQL Server, whose parameter is static, switched on. */
const mssql = (more: Partial<Instance>) =>
  account(
    [instance({ Engine: 'sqlserver-se', EngineVersion: '15.00.4415.2.v1', ...more })],
    [
      group({
        DBParameterGroupFamily: 'sqlserver-se-15.0',
        Parameters: setting('rds.force_ssl', '1'),
      }),
    ],
  );

const sets = (
  parameter: string,
  before: string | null = null,
  impact: readonly Impact[] = ['breaks-plaintext'],
) => ({ set: 'parameter', on: `orders-group/${parameter}`, before, after: '1', impact }) as const;
const nonCompliant = { is: 'non-compliant', message: 'plaintext-accepted' } as const;
const compliant = { is: 'compliant' } as const;

interface OwnGroup {
  readonly parameter?: string;
  readonly copyOf?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly from?: string;
  readonly set?: string;
  readonly arn?: string;
}
/** What happens when the instance gets a group of its own. */
const own = (family: string, given: OwnGroup = {}) => {
  const { parameter = 'rds.force_ssl', copyOf = null, parameters = {} } = given;
  const { from = null, set = null, arn = arnOf() } = given;
  const on = ownGroupName(arn, family);
  const after = { family, description: 'Made by Waxseal: demands TLS', createdFor: arn, copyOf, parameters };
  return [
    { set: 'parameterGroup', on, before: null, after, impact: ['none'] },
    { set: 'parameter', on: `${on}/${parameter}`, before: set, after: '1', impact: ['none'] },
    { set: 'instanceGroup', on: arn, before: from, after: on, impact: ['breaks-plaintext', 'restarts'] },
  ] as const;
};
const ownGroup = ownGroupName(arnOf(), 'postgres14');
const tagged = { TagList: [{ Key: 'waxseal:created-for', Value: arnOf() }] };
const stack = [{ Key: 'aws:cloudformation:stack-name', Value: 'orders-stack' }];

/** Three others with the same group, on more than one page. */
const others = ['billing', 'invoices', 'stock'].map((name) =>
  instance({ DBInstanceIdentifier: name, ...attached('orders-group') }),
);
const sharing = account([instance(attached('orders-group')), ...others], [group()]);
const tuned = [...setting('rds.force_ssl', '0'), ...setting('work_mem', '4096')];
const sharingTuned = account([instance(attached('orders-group')), ...others], [group({ Parameters: tuned })]);
const copied = own('postgres14', { copyOf: 'orders-group', from: 'orders-group' });

const dms = (...endpoints: NonNullable<NonNullable<AccountFile['dms']>['Endpoints']>) => ({
  ...inGroup(),
  dms: { Endpoints: endpoints },
});
const endpoint = (EndpointIdentifier: string, more: object = {}) => ({
  EndpointIdentifier,
  EngineName: 'postgres',
  ServerName: addressOf(),
  ...more,
});
const url = (host: string) => ({ JDBC_CONNECTION_URL: `jdbc:postgresql://${host}:5432/orders` });
const glue = (...Connections: NonNullable<NonNullable<AccountFile['glue']>['Connections']>) => ({
  ...inGroup(),
  glue: { Connections },
});
const proxied = (...DBProxies: NonNullable<Rds['DBProxies']>) => {
  const { rds } = inGroup();
  return { rds: { ...rds, DBProxies } };
};
const deployed = (...BlueGreenDeployments: NonNullable<Rds['BlueGreenDeployments']>) => {
  const { rds } = inGroup();
  return { rds: { ...rds, BlueGreenDeployments } };
};
const deployment = (BlueGreenDeploymentName: string, more: object = {}) => ({
  BlueGreenDeploymentIdentifier: `bgd-${BlueGreenDeploymentName}`,
  BlueGreenDeploymentName,
  Source: arnOf('orders'),
  Target: arnOf('orders-green-a1b2c3'),
  ...more,
});
const proxy = (DBProxyName: string, more: object = {}) => ({
  DBProxyName,
  EngineFamily: 'POSTGRESQL',
  Targets: [{ Type: 'RDS_INSTANCE', RdsResourceId: 'orders' }],
  ...more,
});

/** Where a group of its own is attached. */
const moves = ['reboot-follows', 'upgrade-needs-group'] as const;

/** MySQL and MariaDB with backups write a log that others may read. */
const logged = { ...nonCompliant, notes: ['log-followed'] } as const;

testRemediation(unit, resource, {
  // Engines.
  'PostgreSQL 14 in its own group': {
    account: inGroup(),
    expect: {
      ...nonCompliant,
      changes: [sets('rds.force_ssl')],
      says: [
        'Instance orders (PostgreSQL) accepts connections without TLS: rds.force_ssl is off in parameter group orders-group. Apply the plan: it sets rds.force_ssl to 1.',
      ],
    },
  },
  'PostgreSQL switched off by hand': {
    account: inGroup({}, { Parameters: setting('rds.force_ssl', '0') }),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl', '0')] },
  },
  'PostgreSQL switched on': {
    account: inGroup({}, { Parameters: setting('rds.force_ssl', '1') }),
    expect: compliant,
  },
  'PostgreSQL 15 by default': { account: account([instance({ EngineVersion: '15.7' })]), expect: compliant },
  'PostgreSQL 16 switched off': {
    account: account(
      [instance({ EngineVersion: '16.3', ...attached('orders-group') })],
      [group({ DBParameterGroupFamily: 'postgres16', Parameters: setting('rds.force_ssl', '0') })],
    ),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl', '0')] },
  },
  'MySQL 8.0': {
    account: engine('mysql', '8.0.40', 'mysql8.0'),
    expect: {
      ...logged,
      changes: [sets('require_secure_transport')],
      says: [
        'Whoever but RDS itself reads the binary log of instance orders, as replicas elsewhere and tools for change data capture do, connects as a client: without TLS it is shut out. Switch TLS on in each of them first; AWS lists none but DMS.',
      ],
    },
  },
  'MySQL without backups writes no binary log': {
    account: engine('mysql', '8.0.40', 'mysql8.0', { BackupRetentionPeriod: 0 }),
    expect: { ...nonCompliant, changes: [sets('require_secure_transport')] },
  },
  'PostgreSQL with logical replication': {
    account: inGroup({}, { Parameters: setting('rds.logical_replication', '1') }),
    expect: {
      ...logged,
      changes: [sets('rds.force_ssl')],
      says: [
        'Whoever but RDS itself reads the logical replication stream of instance orders, as replicas elsewhere and tools for change data capture do, connects as a client: without TLS it is shut out. Switch TLS on in each of them first; AWS lists none but DMS.',
      ],
    },
  },
  'PostgreSQL with logical replication switched off': {
    account: inGroup({}, { Parameters: setting('rds.logical_replication', '0') }),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl')] },
  },
  'MySQL 5.7': {
    account: engine('mysql', '5.7.44', 'mysql5.7'),
    expect: { ...logged, changes: [sets('require_secure_transport')] },
  },
  'MySQL 9.7 by default': {
    account: account([instance({ Engine: 'mysql', EngineVersion: '9.7.1' })]),
    expect: compliant,
  },
  'MySQL 9.7 switched off': {
    account: account(
      [instance({ Engine: 'mysql', EngineVersion: '9.7.1', ...attached('orders-group') })],
      [group({ DBParameterGroupFamily: 'mysql9.7', Parameters: setting('require_secure_transport', '0') })],
    ),
    expect: { ...logged, changes: [sets('require_secure_transport', '0')] },
  },
  'MySQL 8.4': {
    account: engine('mysql', '8.4.3', 'mysql8.4'),
    expect: { ...logged, changes: [sets('require_secure_transport')] },
  },
  'an engine that nobody knows': {
    account: account([instance({ Engine: 'duckdb', EngineVersion: '1.4' })]),
    expect: {
      is: 'unknown',
      message: 'engine-unknown',
      says: [
        'Instance orders runs duckdb, an engine that Waxseal does not know, so nothing was evaluated. Find out how that engine refuses plaintext.',
      ],
    },
  },
  'MySQL switched on': {
    account: account(
      [instance({ Engine: 'mysql', EngineVersion: '8.0.40', ...attached('orders-group') })],
      [group({ DBParameterGroupFamily: 'mysql8.0', Parameters: setting('require_secure_transport', '1') })],
    ),
    expect: compliant,
  },
  'MySQL 5.6 cannot': {
    account: engine('mysql', '5.6.51', 'mysql5.6'),
    expect: {
      is: 'non-compliant',
      message: 'parameter-missing',
      says: [
        'MySQL 5.6.51 of instance orders has no parameter require_secure_transport: it cannot refuse plaintext as a whole. Upgrade to MySQL 8.0 or newer. Until then demand TLS for each database user, or exempt the instance.',
      ],
    },
  },
  'MariaDB 10.11': {
    account: engine('mariadb', '10.11.9', 'mariadb10.11'),
    expect: { ...logged, changes: [sets('require_secure_transport')] },
  },
  'MariaDB 10.4 cannot': {
    account: engine('mariadb', '10.4.34', 'mariadb10.4'),
    expect: { is: 'non-compliant', message: 'parameter-missing' },
  },
  'MariaDB 11.8 by default': {
    account: account([instance({ Engine: 'mariadb', EngineVersion: '11.8.3' })]),
    expect: compliant,
  },
  'MariaDB switched on as the engine writes it': {
    account: account(
      [instance({ Engine: 'mariadb', EngineVersion: '10.11.9', ...attached('orders-group') })],
      [
        group({
          DBParameterGroupFamily: 'mariadb10.11',
          Parameters: setting('require_secure_transport', 'ON'),
        }),
      ],
    ),
    expect: compliant,
  },
  'SQL Server needs a reboot': {
    account: engine('sqlserver-se', '15.00.4415.2.v1', 'sqlserver-se-15.0'),
    expect: {
      ...nonCompliant,
      changes: [sets('rds.force_ssl', null, ['breaks-plaintext', 'restarts'])],
      notes: ['reboot-follows'],
      says: [
        'Nothing happens to clients before instance orders is rebooted: by its owner, or by AWS for maintenance, an upgrade or the recovery of its host. Plan the reboot, without failover, before the next maintenance window; until then the instance counts as not encrypted.',
      ],
    },
  },
  'SQL Server with the default group': {
    account: account([instance({ Engine: 'sqlserver-ee', EngineVersion: '16.00.4165.4.v1' })]),
    expect: { ...nonCompliant, changes: own('sqlserver-ee-16.0'), notes: moves },
  },
  'Oracle works in another way': {
    account: account([instance({ Engine: 'oracle-se2', EngineVersion: '19.0.0.0.ru-2024-01' })]),
    expect: {
      is: 'not-applicable',
      message: 'engine-not-covered',
      says: [
        'Instance orders runs oracle-se2, which has no parameter that refuses plaintext. Oracle needs an option group with SSL or native network encryption, Db2 its own SSL port, RDS Custom its own operating system.',
      ],
    },
  },
  'Db2 works in another way': {
    account: account([instance({ Engine: 'db2-se', EngineVersion: '11.5.9.0' })]),
    expect: { is: 'not-applicable', message: 'engine-not-covered' },
  },
  'RDS Custom works in another way': {
    account: account([instance({ Engine: 'custom-sqlserver-se', EngineVersion: '15.00.1' })]),
    expect: { is: 'not-applicable', message: 'engine-not-covered' },
  },
  'a member of an Aurora cluster': {
    account: account([
      instance({ Engine: 'aurora-postgresql', EngineVersion: '16.4', DBClusterIdentifier: 'orders-cluster' }),
    ]),
    expect: { is: 'not-applicable', message: 'cluster-member' },
  },
  'a member of a Multi-AZ cluster': {
    account: account([instance({ DBClusterIdentifier: 'orders-cluster' })]),
    expect: {
      is: 'not-applicable',
      message: 'cluster-member',
      says: [
        'Instance orders belongs to cluster orders-cluster; the cluster decides about TLS, and the rules about instances leave it out. Look at the parameter group of the cluster.',
      ],
    },
  },

  // Groups.
  'a default group is replaced': {
    account: account([instance()]),
    expect: {
      ...nonCompliant,
      changes: own('postgres14'),
      notes: moves,
      says: [
        "The next major version upgrade of instance orders has to name a parameter group of the new version's family; in the default one rds.force_ssl is what AWS has set, which may let in again what this change refuses. Before that upgrade make a group of the new family with rds.force_ssl set in it too, and name that one.",
      ],
    },
  },
  'a default group of MySQL is replaced': {
    account: account([instance({ Engine: 'mysql', EngineVersion: '8.0.40' })]),
    expect: {
      ...nonCompliant,
      changes: own('mysql8.0', { parameter: 'require_secure_transport' }),
      notes: [...moves, ...logged.notes],
    },
  },
  'others with the default group do not matter': {
    account: account([instance(), instance({ DBInstanceIdentifier: 'stock' })]),
    target: 'orders',
    expect: { ...nonCompliant, changes: own('postgres14'), notes: moves },
  },
  'in China': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account([instance()]) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: {
      ...nonCompliant,
      changes: own('postgres14', { arn: arnOf('orders', 'aws-cn:rds:cn-north-1') }),
      notes: moves,
    },
  },
  'a group made before and not attached': {
    account: account([instance()], [group({ DBParameterGroupName: ownGroup, ...tagged })]),
    expect: { ...nonCompliant, changes: own('postgres14').slice(1), notes: moves },
  },
  'a group made and set before and not attached': {
    account: account(
      [instance()],
      [group({ DBParameterGroupName: ownGroup, ...tagged, Parameters: setting('rds.force_ssl', '1') })],
    ),
    expect: { ...nonCompliant, changes: own('postgres14').slice(2), notes: moves },
  },
  'a group made before and attached': {
    account: account(
      [instance(attached(ownGroup))],
      [group({ DBParameterGroupName: ownGroup, ...tagged, Parameters: setting('rds.force_ssl', '0') })],
    ),
    expect: {
      ...nonCompliant,
      changes: [{ set: 'parameter', on: `${ownGroup}/rds.force_ssl`, before: '0' }],
    },
  },
  "somebody else's group has the name": {
    account: account([instance()], [group({ DBParameterGroupName: ownGroup })]),
    expect: {
      is: 'non-compliant',
      message: 'group-name-taken',
      says: [
        `Instance orders needs a parameter group of its own, and ${ownGroup}, the name for it, is taken by something else. Delete that group if nobody needs it; it does not carry the tags that Waxseal gives.`,
      ],
    },
  },
  'a group of another family has the name': {
    account: account(
      [instance()],
      [group({ DBParameterGroupName: ownGroup, DBParameterGroupFamily: 'postgres13', ...tagged })],
    ),
    expect: { is: 'non-compliant', message: 'group-name-taken' },
  },
  'a copy has the name, and a new one is needed': {
    account: account(
      [instance()],
      [
        group({
          DBParameterGroupName: ownGroup,
          TagList: [...tagged.TagList, { Key: 'waxseal:copy-of', Value: 'orders-group' }],
        }),
      ],
    ),
    expect: { is: 'non-compliant', message: 'group-name-taken' },
  },
  "somebody else's group has the name, which is not needed": {
    account: account(
      [instance(attached('orders-group'))],
      [group(), group({ DBParameterGroupName: ownGroup })],
    ),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl')] },
  },
  'a shared group asks': {
    account: sharing,
    target: 'orders',
    expect: {
      ...nonCompliant,
      changes: [sets('rds.force_ssl')],
      hazards: ['group-shared'],
      says: [
        'Parameter group orders-group is shared: 3 other instances would refuse plaintext as well (billing, invoices, stock). Agree with their owners, or set sharedGroup to copy: then the instance gets a group of its own.',
      ],
    },
  },
  'a shared group is copied': {
    account: sharing,
    target: 'orders',
    settings: { sharedGroup: 'copy' },
    expect: { ...nonCompliant, changes: copied, notes: moves },
  },
  'a shared group is copied with what is set in it': {
    account: sharingTuned,
    target: 'orders',
    settings: { sharedGroup: 'copy' },
    expect: {
      ...nonCompliant,
      changes: own('postgres14', {
        copyOf: 'orders-group',
        from: 'orders-group',
        parameters: { work_mem: '4096' },
        set: '0',
      }),
      notes: moves,
    },
  },
  'a copy of another group has the name': {
    account: account(
      [instance(attached('orders-group')), ...others],
      [group(), group({ DBParameterGroupName: ownGroup, ...tagged })],
    ),
    target: 'orders',
    settings: { sharedGroup: 'copy' },
    expect: { is: 'non-compliant', message: 'group-name-taken' },
  },
  'a group of its own is not copied': {
    account: inGroup(),
    settings: { sharedGroup: 'copy' },
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl')] },
  },
  'RDS does not let it be set': {
    account: inGroup({}, { Parameters: [{ ParameterName: 'rds.force_ssl', IsModifiable: false }] }),
    expect: {
      is: 'non-compliant',
      message: 'parameter-fixed',
      says: [
        'RDS does not let anybody change rds.force_ssl in parameter group orders-group of instance orders. Upgrade to PostgreSQL 15 or newer, or ask AWS Support.',
      ],
    },
  },

  // What RDS is doing.
  'on, and the group waits for a reboot': {
    account: inGroup(attached('orders-group', 'pending-reboot'), {
      Parameters: setting('rds.force_ssl', '1'),
    }),
    expect: {
      is: 'pending',
      message: 'reboot-due-dynamic',
      says: [
        'Parameter group orders-group demands TLS. rds.force_ssl takes effect without a reboot in a group that is attached; but the group waits for a reboot of instance orders, for another parameter or because it was attached since the last one, and RDS does not say which. Reboot it without failover in its maintenance window, when what its owner has queued may take place too; AWS Config reports it until then. If a connection without TLS is refused, TLS is demanded already. Waxseal never reboots.',
      ],
    },
  },
  'on by default, and the group waits for a reboot': {
    account: account([
      instance({
        Engine: 'mariadb',
        EngineVersion: '11.8.3',
        ...attached('default.mariadb11.8', 'pending-reboot'),
      }),
    ]),
    expect: { is: 'pending', message: 'reboot-due-dynamic' },
  },
  'on, static, and waiting for a reboot': {
    account: mssql(attached('orders-group', 'pending-reboot')),
    expect: {
      is: 'pending',
      message: 'reboot-needed',
      says: [
        'Parameter group orders-group demands TLS, and instance orders will do so after its next reboot at the latest. Reboot it without failover in its maintenance window. Waxseal never reboots.',
      ],
    },
  },
  'on, static, waiting for a reboot, with changes queued': {
    account: mssql({
      ...attached('orders-group', 'pending-reboot'),
      PendingModifiedValues: { EngineVersion: '16.00', DBInstanceClass: 'db.r6g.large' },
    }),
    expect: {
      is: 'pending',
      message: 'reboot-needed-others-queued',
      says: [
        'Parameter group orders-group demands TLS, and instance orders will do so after its next reboot at the latest. Its owner has queued other changes as well: DBInstanceClass, EngineVersion. Reboot it without failover in its maintenance window, when those changes may take place too. Waxseal never reboots.',
      ],
    },
  },
  'a group that is being applied': {
    account: inGroup(attached('orders-group', 'applying')),
    expect: {
      is: 'pending',
      message: 'group-applying',
      says: ['RDS is applying parameter group orders-group to instance orders.'],
    },
  },
  'a group that could not be applied': {
    account: inGroup(attached('orders-group', 'failed-to-apply')),
    expect: {
      is: 'non-compliant',
      message: 'group-failed',
      says: [
        'RDS could not apply parameter group orders-group to instance orders: its settings may not be in effect. Correct the parameter that the recent events of the instance name in the RDS console. Nothing is changed before.',
      ],
    },
  },
  'on, in a group that could not be applied': {
    account: inGroup(attached('orders-group', 'failed-to-apply'), {
      Parameters: setting('rds.force_ssl', '1'),
    }),
    expect: { is: 'non-compliant', message: 'group-failed' },
  },
  'a group that waits for an upgrade': {
    account: inGroup(attached('orders-group', 'pending-database-upgrade')),
    expect: {
      is: 'pending',
      message: 'group-awaits-upgrade',
      says: [
        'RDS applies parameter group orders-group to instance orders once the instance is upgraded. Nothing while the upgrade is under way.',
      ],
    },
  },
  'a status that nobody has documented': {
    account: inGroup(attached('orders-group', 'removing')),
    expect: {
      is: 'unknown',
      message: 'apply-status-unknown',
      says: [
        'RDS says "removing" about parameter group orders-group of instance orders, and Waxseal does not know what that means. Look at the events of the instance in the RDS console.',
      ],
    },
  },
  'an instance that is being modified': {
    account: inGroup({ DBInstanceStatus: 'modifying' }),
    expect: {
      is: 'pending',
      message: 'instance-busy',
      says: [
        'Instance orders is modifying; RDS changes nothing in it until it is available. Nothing: this is temporary, and Waxseal checks again.',
      ],
    },
  },
  'an instance that is stopped': {
    account: inGroup({ DBInstanceStatus: 'stopped' }),
    expect: {
      is: 'pending',
      message: 'instance-stopped',
      says: [
        'Instance orders is stopped: nobody can connect to it, and RDS changes nothing in it. Nothing: Waxseal looks again when somebody has started it; after seven days RDS starts it by itself.',
      ],
    },
  },
  'an instance whose storage is optimized': {
    account: inGroup({ DBInstanceStatus: 'storage-optimization' }),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl')] },
  },
  'an instance with the default group whose storage is optimized': {
    account: account([instance({ DBInstanceStatus: 'storage-optimization' })]),
    expect: { ...nonCompliant, changes: own('postgres14'), notes: moves },
  },
  'an instance that is loaded from a snapshot': {
    account: inGroup({ DBInstanceStatus: 'storage-initialization' }),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl')] },
  },
  'an instance that is deleted': {
    account: inGroup({ DBInstanceStatus: 'deleting' }),
    expect: { is: 'pending', message: 'instance-busy' },
  },
  'an instance with parameters that do not fit': {
    account: inGroup({ DBInstanceStatus: 'incompatible-parameters' }),
    expect: {
      is: 'non-compliant',
      message: 'instance-needs-people',
      says: [
        'Instance orders is incompatible-parameters: nothing is changed in it before that is fixed. Put the parameter back that its recent events in the RDS console name, and reboot it. It is evaluated again with the next event or sweep.',
      ],
    },
  },
  'an instance without storage left': {
    account: account([instance({ DBInstanceStatus: 'storage-full' })]),
    expect: { is: 'non-compliant', message: 'instance-needs-people' },
  },
  'an instance in a state that nobody has documented': {
    account: inGroup({ DBInstanceStatus: 'teleporting' }),
    expect: {
      is: 'unknown',
      message: 'status-unknown',
      says: [
        'RDS says that instance orders is "teleporting", and Waxseal does not know whether a change is safe then. Look at the events of the instance in the RDS console. It is evaluated again with the next event or sweep.',
      ],
    },
  },
  'on, in a state that nobody has documented': {
    account: inGroup({ DBInstanceStatus: 'teleporting' }, { Parameters: setting('rds.force_ssl', '1') }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'neither on nor off': {
    account: inGroup({}, { Parameters: setting('rds.force_ssl', 'maybe') }),
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        'rds.force_ssl is "maybe" in parameter group orders-group of instance orders, and Waxseal does not know what that means. Set it to 1 or 0 by hand.',
      ],
    },
  },
  'on, while it is backed up': {
    account: inGroup({ DBInstanceStatus: 'backing-up' }, { Parameters: setting('rds.force_ssl', '1') }),
    expect: { is: 'compliant' },
  },
  'a reboot is due for other reasons': {
    account: engine('mysql', '5.6.51', 'mysql5.6', attached('orders-group', 'pending-reboot')),
    expect: {
      is: 'non-compliant',
      message: 'parameter-missing',
      notes: ['reboot-due'],
      says: [
        'Instance orders waits for a reboot already, because of other changes in parameter group orders-group. AWS Config reports it until then.',
      ],
    },
  },
  'it is gone': { account: account([]), target: arnOf(), gone: true },

  // Hazards.
  'queued changes do not matter without a reboot': {
    account: inGroup({ PendingModifiedValues: { DBInstanceClass: 'db.r6g.large' } }),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl')] },
  },
  'queued changes and a new group': {
    account: account([
      instance({ PendingModifiedValues: { EngineVersion: '14.15', AllocatedStorage: 200 } }),
    ]),
    expect: {
      ...nonCompliant,
      changes: own('postgres14'),
      hazards: ['queued-changes'],
      notes: moves,
      says: [
        'The owner of instance orders has queued changes for its maintenance window (AllocatedStorage, EngineVersion), and this change needs a reboot. Waxseal does not start queued changes. Let them finish first, or plan one reboot for both; never apply immediately.',
      ],
    },
  },
  'queued changes and a static parameter': {
    account: engine('sqlserver-se', '15.00.4415.2.v1', 'sqlserver-se-15.0', {
      PendingModifiedValues: { DBInstanceClass: 'db.r6g.large' },
    }),
    expect: { ...nonCompliant, changes: 1, hazards: ['queued-changes'], notes: ['reboot-follows'] },
  },
  'the group belongs to a stack': {
    account: inGroup({}, { TagList: stack }),
    expect: {
      ...nonCompliant,
      changes: [sets('rds.force_ssl')],
      hazards: ['owned-by-cloudformation'],
      says: [
        'Parameter group orders-group belongs to the CloudFormation stack orders-stack: its next deployment may revert the change. Set it in the template too: an AWS::RDS::DBParameterGroup with Parameters: rds.force_ssl: "1", named by DBParameterGroupName of the instance.',
      ],
    },
  },
  'the instance belongs to a stack, its group does not': {
    account: inGroup({ TagList: stack }),
    expect: { ...nonCompliant, changes: [sets('rds.force_ssl')] },
  },
  'the instance with the default group belongs to a stack': {
    account: account([instance({ TagList: stack })]),
    expect: {
      ...nonCompliant,
      changes: own('postgres14'),
      hazards: ['owned-by-cloudformation'],
      notes: moves,
      says: [
        'Instance orders belongs to the CloudFormation stack orders-stack: its next deployment may revert the change. Set it in the template too: an AWS::RDS::DBParameterGroup with Parameters: rds.force_ssl: "1", named by DBParameterGroupName of the instance.',
      ],
    },
  },
  'DMS endpoints without TLS, on another page': {
    account: dms(
      ...['a', 'b', 'c'].map((name) => endpoint(name, { ServerName: 'elsewhere.example.com' })),
      endpoint('replicate', { ServerName: addressOf().toUpperCase() }),
      endpoint('archive'),
    ),
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['dms-without-tls'],
      says: [
        'DMS endpoints connect to instance orders without TLS and would fail: archive, replicate. Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
      ],
    },
  },
  'a DMS endpoint that says the host in its settings': {
    account: dms({
      EndpointIdentifier: 'replicate',
      EngineName: 'postgres',
      PostgreSQLSettings: { ServerName: addressOf() },
    }),
    expect: { ...nonCompliant, changes: 1, hazards: ['dms-without-tls'] },
  },
  'a DMS endpoint that has the host in a secret': {
    account: dms({
      EndpointIdentifier: 'replicate',
      EngineName: 'postgres',
      PostgreSQLSettings: { SecretsManagerSecretId: 'orders-login' },
    }),
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['dependants-unseen'],
      says: [
        "It could not be excluded that others connect to instance orders without TLS: Waxseal could not look through DMS endpoints that take their host from a secret (replicate). Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'DMS and Glue name the host with a dot and in capitals': {
    account: {
      ...dms(endpoint('replicate', { ServerName: `${addressOf().toUpperCase()}.` })),
      glue: { Connections: [{ Name: 'etl', ConnectionProperties: url(`${addressOf().toUpperCase()}.`) }] },
    },
    expect: { ...nonCompliant, changes: 1, hazards: ['dms-without-tls', 'glue-without-tls'] },
  },
  'Lambda and ECS have its address in an environment': {
    account: { ...dms(), ...environmentsWith(`postgres://app@${addressOf()}:5432/orders`) },
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['lambda-without-tls', 'ecs-without-tls'],
      notes: ['settings-elsewhere'],
      says: [
        'Not read, because Waxseal reads no values of secrets, parameters or files: where the environment names one of them, the address of instance orders may be in it. function nightly (secret shop/settings-AbCdEf), task definition web (secret shop/settings-AbCdEf). If one of them leads there, see that it is used over TLS first.',
        'Lambda functions have the address of instance orders in their environment, and nothing there demands TLS: resize. See in their code that they connect over TLS; where they do not, have them do so first.',
        'Services of ECS have the address of instance orders in the environment of their tasks, and nothing there demands TLS: web. See in their code that they connect over TLS; where they do not, have them do so first.',
      ],
    },
  },
  'Lambda and ECS have its address, with TLS': {
    account: { ...dms(), ...environmentsWith(`postgres://app@${addressOf()}:5432/orders?sslmode=require`) },
    expect: { ...nonCompliant, changes: 1, notes: ['settings-elsewhere'] },
  },
  'DMS and Glue name a host whose name ends alike': {
    account: {
      ...dms(endpoint('replicate', { ServerName: `pre${addressOf()}` })),
      glue: { Connections: [{ Name: 'etl', ConnectionProperties: url(`pre${addressOf()}`) }] },
    },
    expect: { ...nonCompliant, changes: 1 },
  },
  'a Glue connection that names the host for Athena only': {
    account: glue({ Name: 'etl', ConnectionProperties: {}, AthenaProperties: { host: addressOf() } }),
    expect: { ...nonCompliant, changes: 1, hazards: ['glue-without-tls'] },
  },
  'DMS endpoints with TLS': {
    account: dms(
      endpoint('replicate', { SslMode: 'require' }),
      endpoint('other', { ServerName: addressOf('stock') }),
    ),
    expect: { ...nonCompliant, changes: 1 },
  },
  'Glue connections without TLS, on another page': {
    account: glue(
      ...['a', 'b', 'c'].map((Name) => ({ Name, ConnectionProperties: url('elsewhere.example.com') })),
      { Name: 'etl', ConnectionProperties: url(addressOf()) },
    ),
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['glue-without-tls'],
      says: [
        'Glue connections to instance orders do not enforce TLS and may fail: etl. Set JDBC_ENFORCE_SSL to true in them first.',
      ],
    },
  },
  'Glue connections with TLS': {
    account: glue({ Name: 'etl', ConnectionProperties: { ...url(addressOf()), JDBC_ENFORCE_SSL: 'true' } }),
    expect: { ...nonCompliant, changes: 1 },
  },
  'proxies that do not require TLS, on another page': {
    account: proxied(
      ...['a', 'b', 'c'].map((name) => proxy(name, { Targets: [] })),
      proxy('front', {
        Targets: [
          ...['a', 'b', 'c'].map((RdsResourceId) => ({ Type: 'RDS_INSTANCE', RdsResourceId })),
          { Type: 'RDS_INSTANCE', RdsResourceId: 'orders' },
        ],
      }),
    ),
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['proxy-without-tls'],
      says: [
        'RDS proxies in front of instance orders do not require TLS: front. AWS does not say clearly whether they speak TLS to it. Set RequireTLS of the proxies first, and watch the CloudWatch metric DatabaseConnectionsWithTLS.',
      ],
    },
  },
  'a proxy that requires TLS': {
    account: proxied(proxy('front', { RequireTLS: true })),
    expect: { ...nonCompliant, changes: 1 },
  },
  'the blue side, on another page': {
    account: deployed(
      ...['a', 'b', 'c'].map((name) =>
        deployment(name, { Source: arnOf('other'), Target: arnOf('another') }),
      ),
      deployment('to-16'),
    ),
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['is-blue'],
      says: [
        'Instance orders is on the blue side of blue/green deployment to-16 (AVAILABLE). The green side may have a parameter group of its own, and with that one plaintext gets in again after the switchover. Switch over or delete the deployment first; or approve, and have the green instance refuse plaintext before the switchover too.',
      ],
    },
  },
  'the green side': {
    account: deployed(deployment('to-16', { Source: arnOf('old'), Target: arnOf('orders') })),
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['is-green'],
      says: [
        'Instance orders is on the green side of blue/green deployment to-16 (AVAILABLE). Its clients come with the switchover, and whoever speaks no TLS is shut out then, when nobody watches any more. Find out who speaks no TLS at the blue instance first (waxseal evidence), then approve.',
      ],
    },
  },
  'a replica on the blue side': {
    account: deployed(
      deployment('to-16', {
        Source: arnOf('main'),
        SwitchoverDetails: [{ SourceMember: arnOf('orders'), TargetMember: arnOf('orders-green') }],
      }),
    ),
    expect: { ...nonCompliant, changes: 1, hazards: ['is-blue'] },
  },
  'a replica on the green side': {
    account: deployed(
      deployment('to-16', {
        Source: arnOf('main'),
        SwitchoverDetails: [{ SourceMember: arnOf('blue'), TargetMember: arnOf('ORDERS') }],
      }),
    ),
    expect: { ...nonCompliant, changes: 1, hazards: ['is-green'] },
  },
  ...Object.fromEntries(
    ['SWITCHOVER_FAILED', 'INVALID_CONFIGURATION', 'NEWER_THAN_US', ''].map((Status) => [
      `a deployment that is ${Status || 'told without a status'} may still be switched over`,
      {
        account: deployed(deployment('to-16', { Status })),
        expect: { ...nonCompliant, changes: 1, hazards: ['is-blue'] },
      } satisfies Case,
    ]),
  ),
  ...Object.fromEntries(
    ['SWITCHOVER_COMPLETED', 'DELETING'].map((Status) => [
      `a deployment that is ${Status} is over`,
      {
        account: deployed(deployment('to-16', { Status })),
        expect: { ...nonCompliant, changes: 1 },
      } satisfies Case,
    ]),
  ),
  ...Object.fromEntries(
    ['PROVISIONING', 'SWITCHOVER_IN_PROGRESS'].map((Status) => [
      `nothing is written while a deployment is ${Status}`,
      {
        account: deployed(deployment('to-16', { Status })),
        expect: {
          is: 'pending',
          message: 'blue-green-busy',
          says: [
            `Blue/green deployment to-16 of instance orders is ${Status}: RDS copies or renames its instances. Nothing to do. It is evaluated again when RDS is done.`,
          ],
        },
      } satisfies Case,
    ]),
  ),
  'deployments that may not be read': {
    account: { ...inGroup(), denied: ['rds:DescribeBlueGreenDeployments'] },
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['blue-green-unseen'],
      says: [
        "Whether instance orders is part of a blue/green deployment is not known: Waxseal may not read them. After a switchover another parameter group could let plaintext in again. Give Waxseal's role rds:DescribeBlueGreenDeployments, or look at aws rds describe-blue-green-deployments yourself.",
      ],
    },
  },
  'dependants that may not be read': {
    account: {
      ...inGroup(),
      denied: [
        'dms:DescribeEndpoints',
        'ecs:ListClusters',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'rds:DescribeDBProxies',
      ],
    },
    expect: {
      ...nonCompliant,
      changes: 1,
      hazards: ['dependants-unseen'],
      says: [
        "It could not be excluded that others connect to instance orders without TLS: Waxseal could not look through RDS proxies, DMS endpoints, Glue connections, Lambda functions, ECS task definitions. Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'a read replica': {
    account: inGroup({ ReadReplicaSourceDBInstanceIdentifier: 'main' }),
    expect: {
      ...nonCompliant,
      changes: 1,
      notes: ['is-replica'],
      says: [
        'Instance orders is a read replica of main. Replication is not affected; the source is evaluated by itself.',
      ],
    },
  },
  'the source of replicas': {
    account: inGroup({ ReadReplicaDBInstanceIdentifiers: ['copy-a', 'copy-b'] }),
    expect: {
      ...nonCompliant,
      changes: 1,
      notes: ['has-replicas'],
      says: [
        'Instance orders has 2 read replicas. Replication is not affected; each replica is evaluated by itself.',
      ],
    },
  },
});
