import type { Change } from '../../../src/core/model/remediation.ts';
import type { Location, Target } from '../../../src/core/model/target.ts';
import type { Host } from '../../../src/sandbox/host.ts';
import type { Contract, Neighbour, Writer } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { docdbClusterForceTls } from './contract/docdb-cluster-force-tls.ts';
import { neptuneClusterEndpoint } from './contract/neptune-cluster-endpoint.ts';
import { parameterPromises } from './contract/parameter-promises.ts';
import { rdsCaCertificate } from './contract/rds-ca-certificate.ts';
import { rdsClusterForceTls } from './contract/rds-cluster-force-tls.ts';
import { rdsDb2Tls } from './contract/rds-db2-tls.ts';
import { rdsOracleTls } from './contract/rds-oracle-tls.ts';
import { rdsProxyRequireTls } from './contract/rds-proxy-require-tls.ts';

/** Which group was tuned: after a fix the instance may have another one. */
const tunedGroups = new WeakMap<Host, string>();

/** The owner queues a bigger class for the maintenance window and, where RDS lets them, tunes the group. */
const instanceNeighbour = (host: Host, target: Target): Neighbour => {
  const live = () => host.world().rds.DBInstances.find(({ DbiResourceId }) => DbiResourceId === target.id);
  const name = live()?.DBInstanceIdentifier;
  const tuned = { ParameterName: 'lock_timeout', ParameterValue: '4711' };
  const parameters = (group: string) =>
    host.world().rds.DBParameterGroups.find(({ DBParameterGroupName }) => DBParameterGroupName === group)
      ?.set;
  return {
    work: () => {
      const queue = { DBInstanceIdentifier: name, DBInstanceClass: 'db.r6g.2xlarge' };
      host.write({ operation: 'rds:ModifyDBInstance', input: queue });
      const group = live()?.DBParameterGroups[0]?.DBParameterGroupName ?? '';
      if (group.startsWith('default.') || live()?.Engine !== 'postgres') return;
      tunedGroups.set(host, group);
      const Parameters = [{ ...tuned, ApplyMethod: 'immediate' }];
      const input = { DBParameterGroupName: group, Parameters };
      host.write({ operation: 'rds:ModifyDBParameterGroup', input });
    },
    kept: () => {
      const group = tunedGroups.get(host);
      const isTuned =
        group === undefined || parameters(group)?.[tuned.ParameterName] === tuned.ParameterValue;
      return isTuned && live()?.PendingModifiedValues['DBInstanceClass'] === 'db.r6g.2xlarge';
    },
  };
};

/** Another group of the same family, made by somebody else for whatever they need it. */
const somebodysGroup = (host: Host, { after }: Change): string => {
  const DBParameterGroupName = 'somebodys-group';
  const { DBParameterGroups } = host.world().rds;
  const family = DBParameterGroups.find((one) => one.DBParameterGroupName === after)?.DBParameterGroupFamily;
  const input = { DBParameterGroupName, DBParameterGroupFamily: family, Description: 'theirs' };
  host.write({ operation: 'rds:CreateDBParameterGroup', input });
  return DBParameterGroupName;
};

const setsParameter =
  (ParameterName: string, ParameterValue: string): Writer =>
  ({ rds: { DBParameterGroups } }) => {
    const group = DBParameterGroups.find((one) => !one.DBParameterGroupName.startsWith('default.'));
    return (
      group && {
        operation: 'rds:ModifyDBParameterGroup',
        input: {
          DBParameterGroupName: group.DBParameterGroupName,
          Parameters: [{ ParameterName, ParameterValue, ApplyMethod: 'immediate' }],
        },
      }
    );
  };

const forceTls = parameterPromises(
  /^rds\.force_ssl$|^require_secure_transport$/,
  '"1"',
  '"0"',
  ['tunes the group', 'switches TLS off', 'deletes the instance'],
  {
    target: 'orders',
    account: {
      rds: {
        DBInstances: [
          {
            DBInstanceIdentifier: 'orders',
            Engine: 'postgres',
            EngineVersion: '14.12',
            DBParameterGroups: [{ DBParameterGroupName: 'orders-group', ParameterApplyStatus: 'in-sync' }],
            TagList: [{ Key: 'team', Value: 'orders' }],
          },
        ],
        DBParameterGroups: [{ DBParameterGroupName: 'orders-group', DBParameterGroupFamily: 'postgres14' }],
      },
    },
  },
);

const named =
  (kind: string) =>
  (name: string, { partition, region, account }: Location): string =>
    `arn:${partition}:rds:${region}:${account}:${kind}:${name}`;

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const orders = named('db')('orders', at);
const group = {
  on: 'waxseal-orders-1a2b3c4d',
  before: null,
  after: { family: 'postgres15', copyOf: 'orders-pg' },
};

const instances: Contract = {
  sets: {
    'rds:DescribeBlueGreenDeployments': ['BlueGreenDeployments', 'BlueGreenDeployments.SwitchoverDetails'],
    'rds:DescribeDBInstances': [
      'DBInstances',
      'DBInstances.DBParameterGroups',
      'DBInstances.ReadReplicaDBInstanceIdentifiers',
      'DBInstances.TagList',
    ],
    'rds:DescribeDBParameterGroups': 'DBParameterGroups',
    'rds:DescribeDBParameters': 'Parameters',
  },
  named: {
    ResourceName: (arn) => arn,
    DBInstanceIdentifier: named('db'),
    DBParameterGroupName: named('pg'),
    SourceDBParameterGroupIdentifier: named('pg'),
    TargetDBParameterGroupIdentifier: named('pg'),
  },
  neighbours: { 'AWS::RDS::DBInstance': instanceNeighbour },
  otherValues: {
    parameter: ({ on }) => (on.endsWith('/DB2COMM') ? 'TCPIP' : '0'),
    parameterGroup: ({ after }) => ({ ...Object(after), description: 'theirs' }),
    instanceGroup: (change, host) => somebodysGroup(host, change),
  },
  ownersPart: {
    'AWS::RDS::DBInstance': {
      operation: 'rds:RebootDBInstance',
      input: ({ rds: { DBInstances } }, { id }) => {
        const instance = DBInstances.find(({ DbiResourceId }) => DbiResourceId === id);
        return instance?.DBParameterGroups[0]?.ParameterApplyStatus === 'pending-reboot'
          ? { DBInstanceIdentifier: instance.DBInstanceIdentifier }
          : undefined;
      },
    },
  },
  resolvedBy: [],
  seed: { not: 'A server knows no parameters of a family, and reboots nothing.' },
  writers: {
    'tunes the group': setsParameter('lock_timeout', '4711'),
    'switches TLS off': setsParameter('rds.force_ssl', '0'),
    'deletes the instance': ({ rds: { DBInstances } }) =>
      DBInstances[0] && {
        operation: 'rds:DeleteDBInstance',
        input: { DBInstanceIdentifier: DBInstances[0].DBInstanceIdentifier, SkipFinalSnapshot: true },
      },
  },
  attempted: ({ set, on }) => {
    const [name, ...more] = on.split('/');
    if (set === 'parameter') return { under: `rds.DBParameterGroups[${name}].set.${more.join('/')}` };
    if (set === 'parameterGroup') return { under: `rds.DBParameterGroups[${on}]` };
    if (set !== 'instanceGroup') return undefined;
    return { under: `rds.DBInstances[${on.split(':').at(-1)}].DBParameterGroups` };
  },
  standsFor: { parameter: 'rds-instance-force-tls' },
  promises: { 'rds-instance-force-tls': forceTls },
  asks: {
    'rds-instance-force-tls': {
      arn: 'arn:aws:rds:eu-west-1:111122223333:db:shop',
      state: { thing: { engine: 'postgres' } },
      clears: ['breaks-plaintext'],
    },
  },
  aims: {
    'AWS::RDS::DBInstance': [
      { ...at, arn: orders, changes: [{ on: orders, before: null, after: 'orders-pg' }] },
      { ...at, arn: orders, changes: [group, { on: orders, before: 'a', after: group.on }] },
    ],
  },
};

export const contract: Contract = joined(
  // Before the others, which take every group for one of instances.
  rdsClusterForceTls,
  docdbClusterForceTls,
  instances,
  neptuneClusterEndpoint,
  rdsCaCertificate,
  rdsDb2Tls,
  rdsOracleTls,
  rdsProxyRequireTls,
);
