import { ownGroupName } from '../../../../src/services/rds/facts/names.ts';
import unit from '../../../../src/services/rds/remediations/rds-db2-tls.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Rds = NonNullable<AccountFile['rds']>;
type Instance = NonNullable<Rds['DBInstances']>[number];

const address = 'orders.c0sandbox.eu-west-1.rds.amazonaws.com';
const instance = (over: Partial<Instance> = {}): Instance => ({
  DBInstanceIdentifier: 'orders',
  Engine: 'db2-se',
  EngineVersion: '11.5.9.0.sb00000000.r1',
  Endpoint: { Address: address, Port: 50_000 },
  DBParameterGroups: [{ DBParameterGroupName: 'db2', ParameterApplyStatus: 'in-sync' }],
  ...over,
});
const waiting = (ParameterApplyStatus: string): Partial<Instance> => ({
  DBParameterGroups: [{ DBParameterGroupName: 'db2', ParameterApplyStatus }],
});
const account = (
  sets: Readonly<Record<string, string>>,
  over: Partial<Instance> = {},
  others: readonly Instance[] = [],
  family = 'db2-se-11.5',
) => ({
  rds: {
    DBInstances: [instance(over), ...others],
    DBParameterGroups: [
      {
        DBParameterGroupName: 'db2',
        DBParameterGroupFamily: family,
        Parameters: Object.entries(sets).map(([ParameterName, ParameterValue]) => ({
          ParameterName,
          ParameterValue,
        })),
      },
    ],
  },
});
/** Waits for a reboot already, so that nobody else's change makes it wait. */
const stock = instance({
  DBInstanceIdentifier: 'stock',
  DBParameterGroups: [{ DBParameterGroupName: 'db2', ParameterApplyStatus: 'pending-reboot' }],
});
const both = { DB2COMM: 'TCPIP,SSL', SSL_SVCENAME: '50443', 'rds.ibm_site_id': '1' };
const tlsAlone = { DB2COMM: 'SSL', SSL_SVCENAME: '50443' };
const advanced = { Engine: 'db2-ae' };
const asked = {
  is: 'non-compliant',
  message: 'plaintext-accepted',
  changes: 1,
  hazards: ['clients-change-port'],
  notes: ['reboot-follows'],
} as const;
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;

/** Where a group of its own is attached. */
const moves = ['reboot-follows', 'upgrade-needs-group'] as const;

testRemediation(unit, resource, {
  'TLS alone': {
    account: account({ DB2COMM: 'SSL', SSL_SVCENAME: '50443' }),
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'TLS alone, after the next reboot': {
    account: account(
      { DB2COMM: 'SSL', SSL_SVCENAME: '50443' },
      { DBParameterGroups: [{ DBParameterGroupName: 'db2', ParameterApplyStatus: 'pending-reboot' }] },
    ),
    target: 'orders',
    expect: { is: 'pending', message: 'reboot-needed' },
  },
  'a port in the clear beside one for TLS': {
    account: account(both),
    target: 'orders',
    expect: {
      ...asked,
      changes: [
        {
          set: 'parameter',
          on: 'db2/DB2COMM',
          before: 'TCPIP,SSL',
          after: 'SSL',
          impact: ['breaks-plaintext', 'restarts'],
        },
      ],
      says: [
        'Instance orders (Db2) accepts connections without TLS: DB2COMM in parameter group db2 has TCPIP. Apply the plan: it sets DB2COMM to SSL.',
        'After the restart nobody connects to instance orders on port 50000 any more: clients need port 50443, with TLS. See in the flow logs of the VPC that nobody uses port 50000, and that the security groups of the instance open port 50443 to all clients.',
      ],
    },
  },
  'in another order, with a space': {
    account: account({ ...both, DB2COMM: 'ssl, tcpip' }),
    target: 'orders',
    expect: asked,
  },
  'no port for TLS': {
    account: account({ 'rds.ibm_site_id': '1' }),
    target: 'orders',
    expect: {
      ...told('no-tls-port'),
      says: [
        `Db2 of instance orders listens in the clear alone: parameter group db2 gives it no port for TLS, and without TCPIP nobody could connect. Give it a port for TLS first, any but its own: aws rds modify-db-parameter-group --region eu-west-1 --db-parameter-group-name db2 --parameters '[{"ParameterName":"DB2COMM","ParameterValue":"TCPIP,SSL","ApplyMethod":"pending-reboot"},{"ParameterName":"SSL_SVCENAME","ParameterValue":"50443","ApplyMethod":"pending-reboot"}]'. Then reboot the instance, open that port in its security groups, and have every client use it with TLS; this is evaluated again afterwards.`,
      ],
    },
  },
  'TLS without a port': {
    account: account({ DB2COMM: 'TCPIP,SSL' }),
    target: 'orders',
    expect: told('no-tls-port'),
  },
  'a port for TLS that Db2 does not listen on': {
    account: account({ SSL_SVCENAME: '50443' }),
    target: 'orders',
    expect: told('no-tls-port'),
  },
  'a group of AWS': {
    account: {
      rds: {
        DBInstances: [
          { DBInstanceIdentifier: 'orders', Engine: 'db2-ae', EngineVersion: '11.5.9.0.sb00000000.r1' },
        ],
      },
    },
    target: 'orders',
    expect: told('default-group'),
  },
  'a protocol that nobody knows': {
    account: account({ ...both, DB2COMM: 'SSL,NPIPE' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a group that others have, too': {
    account: account(both, {}, [stock]),
    target: 'orders',
    expect: { ...asked, hazards: ['group-shared', 'clients-change-port'] },
  },
  'a copy of a group that others have, too': {
    account: account(both, {}, [stock]),
    target: 'orders',
    settings: { sharedGroup: 'copy' },
    expect: { ...asked, notes: moves, changes: 3 },
  },
  'something else is queued': {
    account: account(both, { PendingModifiedValues: { DBInstanceClass: 'db.r6i.large' } }),
    target: 'orders',
    expect: { ...asked, hazards: ['queued-changes', 'clients-change-port'] },
  },
  'who connects without TLS is named': {
    account: {
      ...account(both),
      dms: {
        Endpoints: [
          {
            EndpointIdentifier: 'dms-orders',
            EngineName: 'db2',
            SslMode: 'none',
            IBMDb2Settings: { ServerName: address },
          },
          {
            EndpointIdentifier: 'dms-secret',
            EngineName: 'db2',
            SslMode: 'none',
            IBMDb2Settings: { SecretsManagerSecretId: 's' },
          },
        ],
      },
      glue: {
        Connections: [
          {
            Name: 'glue-orders',
            ConnectionProperties: { JDBC_CONNECTION_URL: `jdbc:db2://${address}:50000/shop` },
          },
        ],
      },
      ...environmentsWith(address),
    },
    target: 'orders',
    expect: {
      ...asked,
      hazards: [
        'clients-change-port',
        'dms-without-tls',
        'glue-without-tls',
        'lambda-without-tls',
        'ecs-without-tls',
        'dependants-unseen',
      ],
      notes: ['reboot-follows', 'settings-elsewhere'],
    },
  },
  'a group of a stack': {
    account: {
      rds: {
        DBInstances: [instance()],
        DBParameterGroups: account(both).rds.DBParameterGroups.map((group) => ({
          ...group,
          TagList: [{ Key: 'aws:cloudformation:stack-name', Value: 'shop' }],
        })),
      },
    },
    target: 'orders',
    expect: { ...asked, hazards: ['owned-by-cloudformation', 'clients-change-port'] },
  },
  'TLS alone after the next reboot, and more is queued': {
    account: account(tlsAlone, {
      ...waiting('pending-reboot'),
      PendingModifiedValues: { DBInstanceClass: 'db.r6i.large' },
    }),
    target: 'orders',
    expect: { is: 'pending', message: 'reboot-needed-others-queued' },
  },
  'RDS takes the parameter without a reboot, and yet waits for one': {
    account: account(tlsAlone, { ...waiting('pending-reboot'), ...advanced }, [], 'db2-ae-11.5'),
    target: 'orders',
    expect: { is: 'pending', message: 'reboot-due-dynamic' },
  },
  'RDS is at work on its parameters': {
    account: account(tlsAlone, waiting('applying')),
    target: 'orders',
    expect: { is: 'pending', message: 'group-applying' },
  },
  'its parameters wait for an upgrade': {
    account: account(tlsAlone, waiting('pending-database-upgrade')),
    target: 'orders',
    expect: { is: 'pending', message: 'group-awaits-upgrade' },
  },
  'its parameters could not be applied': {
    account: account(tlsAlone, waiting('failed-to-apply')),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'group-failed', changes: 0 },
  },
  'its parameters are in a status that no page has': {
    account: account(tlsAlone, waiting('dreaming')),
    target: 'orders',
    expect: { is: 'unknown', message: 'apply-status-unknown' },
  },
  'no port for TLS, and it waits for a reboot already': {
    account: account({ 'rds.ibm_site_id': '1' }, waiting('pending-reboot')),
    target: 'orders',
    expect: { ...told('no-tls-port'), notes: ['reboot-due'] },
  },
  'a port for TLS that opens with the next reboot': {
    account: account(both, waiting('pending-reboot')),
    target: 'orders',
    expect: {
      ...told('tls-port-awaits-reboot'),
      notes: ['reboot-due'],
      says: [
        'Parameter group db2 gives instance orders port 50443 for TLS, and waits for a reboot: until then nobody may be able to use it, and with TCPIP taken away the same reboot would leave clients no time to change. Reboot the instance, have every client use port 50443 with TLS; this is evaluated again afterwards.',
      ],
    },
  },
  'a version without the parameter': {
    account: account({ SSL_SVCENAME: '50443' }, { EngineVersion: '11.1.4.0' }, [], 'db2-se-11.1'),
    target: 'orders',
    expect: { ...told('parameter-missing') },
  },
  'a parameter that RDS lets nobody change': {
    account: {
      rds: {
        DBInstances: [instance()],
        DBParameterGroups: [
          {
            DBParameterGroupName: 'db2',
            DBParameterGroupFamily: 'db2-se-11.5',
            Parameters: [{ ParameterName: 'DB2COMM', ParameterValue: 'TCPIP,SSL', IsModifiable: false }],
          },
        ],
      },
    },
    target: 'orders',
    expect: told('parameter-fixed'),
  },
  'the name for a group of its own is taken': {
    account: {
      rds: {
        DBInstances: [instance(), stock],
        DBParameterGroups: [
          ...account(both).rds.DBParameterGroups,
          {
            DBParameterGroupName: ownGroupName('arn:aws:rds:eu-west-1:111122223333:db:orders', 'db2-se-11.5'),
            DBParameterGroupFamily: 'db2-se-11.5',
          },
        ],
      },
    },
    target: 'orders',
    settings: { sharedGroup: 'copy' },
    expect: { is: 'non-compliant', message: 'group-name-taken', changes: 0 },
  },
  'it has no storage left': {
    account: account(both, { DBInstanceStatus: 'storage-full' }),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'instance-needs-people', changes: 0 },
  },
  'a status that no page has': {
    account: account(both, { DBInstanceStatus: 'dreaming' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'it is stopped': {
    account: account(both, { DBInstanceStatus: 'stopped' }),
    target: 'orders',
    expect: { is: 'pending', message: 'instance-stopped' },
  },
  'RDS is at work on it': {
    account: account(both, { DBInstanceStatus: 'modifying' }),
    target: 'orders',
    expect: { is: 'pending', message: 'instance-busy' },
  },
  PostgreSQL: {
    account: { rds: { DBInstances: [{ DBInstanceIdentifier: 'orders', Engine: 'postgres' }] } },
    target: 'orders',
    expect: { is: 'not-applicable', message: 'other-engine' },
  },
  'an instance that is gone': {
    account: {},
    target: 'arn:aws:rds:eu-west-1:111122223333:db:gone',
    gone: { id: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  },
});
