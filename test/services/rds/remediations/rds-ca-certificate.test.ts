import { expect, test } from 'vitest';
import { bundleOf, isInWindow, isRunningOut } from '../../../../src/services/rds/facts/certificates.ts';
import unit from '../../../../src/services/rds/remediations/rds-ca-certificate.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Instance = NonNullable<NonNullable<AccountFile['rds']>['DBInstances']>[number];
type Version = NonNullable<NonNullable<AccountFile['rds']>['DBEngineVersions']>[number];

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const held = (over: Partial<Instance> = {}, version?: Partial<Version>) => ({
  rds: {
    DBInstances: [
      {
        DBInstanceIdentifier: 'orders',
        Engine: 'postgres',
        EngineVersion: '16.4',
        CACertificateIdentifier: 'rds-ca-2019',
        ...over,
      },
    ],
    ...(version && { DBEngineVersions: [{ Engine: 'postgres', EngineVersion: '16.4', ...version }] }),
  },
});
const host = 'orders.c0sandbox.eu-west-1.rds.amazonaws.com';
const CertificateArn = 'arn:aws:dms:eu-west-1:111122223333:cert:bundle';
const verifying = (EndpointIdentifier: string, ServerName: string) => ({
  EndpointIdentifier,
  EngineName: 'postgres',
  ServerName,
  SslMode: 'verify-full',
  CertificateArn,
});
const secret = (EndpointIdentifier: string, SslMode: string, settings: string) => ({
  EndpointIdentifier,
  EngineName: 'postgres',
  SslMode,
  ...(SslMode.startsWith('verify') && { CertificateArn }),
  [settings]: { SecretsManagerSecretId: 'orders-login' },
});
const url = (name: string) => ({ JDBC_CONNECTION_URL: `jdbc:postgresql://${name}:5432/orders` });
const pinned = (Name: string, name: string) => ({
  Name,
  ConnectionProperties: { ...url(name), JDBC_ENFORCE_SSL: 'true', CUSTOM_JDBC_CERT: 's3://trust/ca.pem' },
});
/** RDS has the order, and the server shows what it showed. */
const behind = {
  CACertificateIdentifier: 'rds-ca-rsa2048-g1',
  CertificateDetails: { CAIdentifier: 'rds-ca-2019' },
};
const fixed = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: 1,
  hazards: ['clients-verify'],
} as const;
const told = (message: string) =>
  ({ is: 'non-compliant', message, changes: 0, hazards: ['clients-verify'] }) as const;

testRemediation(unit, resource, {
  'an authority of today': {
    account: held({ CACertificateIdentifier: 'rds-ca-ecc384-g1' }),
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'an authority of a later generation': {
    account: held({ CACertificateIdentifier: 'rds-ca-rsa4096-g2' }),
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'an authority that has expired': {
    account: held(),
    target: 'orders',
    expect: {
      ...fixed,
      changes: [
        {
          set: 'certificateAuthority',
          on: arn,
          before: 'rds-ca-2019',
          after: 'rds-ca-rsa2048-g1',
          impact: ['interrupts'],
        },
      ],
      says: [
        'The certificate of instance orders is from "rds-ca-2019", which has expired: clients that verify it are refused, and others cannot tell the database from somebody else. Apply the plan: RDS gives it a certificate from "rds-ca-rsa2048-g1" in its next maintenance window, without a restart. Nothing else about the instance is changed.',
        'Clients that verify the certificate of instance orders and do not trust rds-ca-rsa2048-g1 can no longer connect once it is replaced. RDS records none of them. Give all of them the bundle of the authorities first: https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
      ],
    },
  },
  'an authority of one Region that has expired': {
    account: held({ CACertificateIdentifier: 'rds-ca-2019-me-south-1' }),
    target: 'orders',
    expect: fixed,
  },
  'an instance of Aurora': {
    account: held({ Engine: 'aurora-postgresql', DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: { ...fixed, notes: ['babelfish-restarts'] },
  },
  'DMS endpoints and Glue connections verify it, on other pages': {
    account: {
      ...held(),
      dms: {
        Endpoints: [
          ...['a', 'b', 'c'].map((name) => verifying(name, 'elsewhere.example.com')),
          verifying('replicate', `${host.toUpperCase()}.`),
          { ...verifying('archive', host), SslMode: 'verify-ca' },
          { EndpointIdentifier: 'encrypted', EngineName: 'postgres', ServerName: host, SslMode: 'require' },
          { EndpointIdentifier: 'plain', EngineName: 'postgres', ServerName: host },
        ],
      },
      glue: {
        Connections: [
          ...['a', 'b', 'c'].map((name) => pinned(name, 'elsewhere.example.com')),
          pinned('etl', host),
          { Name: 'built-in', ConnectionProperties: { ...url(host), JDBC_ENFORCE_SSL: 'true' } },
          { Name: 'optional', ConnectionProperties: { ...url(host), CUSTOM_JDBC_CERT: 's3://trust/ca.pem' } },
        ],
      },
    },
    target: 'orders',
    expect: {
      ...fixed,
      hazards: ['clients-verify', 'dms-verifies', 'glue-verifies'],
      says: [
        'DMS endpoints verify the certificate of instance orders by one that was imported for them, and fail where that is not of rds-ca-rsa2048-g1: archive, replicate. Import the bundle into DMS and make it their CertificateArn first: https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
        'Glue connections verify the certificate of instance orders by one in S3 that is theirs (CUSTOM_JDBC_CERT), and fail where that is not of rds-ca-rsa2048-g1: etl. Put the certificate of rds-ca-rsa2048-g1, which is in the bundle, where they name theirs first: https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
      ],
    },
  },
  'they name endpoints of its cluster': {
    account: {
      rds: {
        ...held({ Engine: 'aurora-postgresql', DBClusterIdentifier: 'shop' }).rds,
        DBClusters: [
          {
            DBClusterIdentifier: 'shop',
            Engine: 'aurora-postgresql',
            EngineVersion: '16.4',
            Endpoint: 'shop.example.com',
            ReaderEndpoint: 'shop-ro.example.com',
            CustomEndpoints: ['shop-reports.example.com'],
            DBClusterMembers: [{ DBInstanceIdentifier: 'orders' }],
          },
        ],
      },
      dms: {
        Endpoints: [verifying('writer', 'shop.example.com'), verifying('reader', 'shop-ro.example.com')],
      },
      glue: { Connections: [pinned('etl', 'shop-reports.example.com')] },
    },
    target: 'orders',
    expect: {
      ...fixed,
      hazards: ['clients-verify', 'dms-verifies', 'glue-verifies'],
      notes: ['babelfish-restarts'],
      says: [
        'DMS endpoints verify the certificate of instance orders by one that was imported for them, and fail where that is not of rds-ca-rsa2048-g1: reader, writer. Import the bundle into DMS and make it their CertificateArn first: https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
      ],
    },
  },
  'a DMS endpoint that verifies has its host in a secret': {
    account: {
      ...held(),
      dms: {
        Endpoints: [
          secret('replicate', 'verify-full', 'PostgreSQLSettings'),
          secret('encrypted', 'require', 'PostgreSQLSettings'),
          secret('other', 'verify-full', 'MySQLSettings'),
        ],
      },
    },
    target: 'orders',
    expect: {
      ...fixed,
      hazards: ['clients-verify', 'dependants-unseen'],
      says: [
        "It could not be excluded that other AWS services verify the certificate of instance orders by an older one: Waxseal could not look through DMS endpoints that take their host from a secret (replicate). Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'another authority is wanted': {
    account: held(),
    target: 'orders',
    settings: { authority: 'rds-ca-ecc384-g1' },
    expect: { ...fixed, changes: [{ after: 'rds-ca-ecc384-g1' }] },
  },
  'RDS does not offer it for the engine': {
    account: held({}, { SupportedCACertificateIdentifiers: ['rds-ca-rsa4096-g1'] }),
    target: 'orders',
    expect: {
      ...told('authority-not-offered'),
      says: [
        'The certificate of instance orders is from rds-ca-2019, which has expired, and RDS does not offer rds-ca-rsa2048-g1 for postgres 16.4. Set authority of rds-ca-certificate to one that it offers (rds-ca-rsa4096-g1), or upgrade the engine.',
      ],
    },
  },
  'RDS offers none for the engine': {
    account: held({}, { SupportedCACertificateIdentifiers: [] }),
    target: 'orders',
    expect: told('authority-not-offered'),
  },
  'a version that needs a restart': {
    account: held(
      {},
      {
        SupportedCACertificateIdentifiers: ['rds-ca-rsa2048-g1'],
        SupportsCertificateRotationWithoutRestart: false,
      },
    ),
    target: 'orders',
    expect: told('restart-needed'),
  },
  'RDS does not say whether it needs a restart': {
    account: held({}, { SupportedCACertificateIdentifiers: ['rds-ca-rsa2048-g1'] }),
    target: 'orders',
    expect: told('restart-needed'),
  },
  'Oracle restarts its listener': {
    account: held({ Engine: 'oracle-se2', EngineVersion: '19.0.0.0.ru-2024-07.rur-2024-07.r1' }),
    target: 'orders',
    expect: {
      ...told('listener-restarts'),
      says: [
        'The certificate of instance orders is from rds-ca-2019, which has expired. RDS for Oracle restarts the listener of an instance when it replaces one, not the instance: who connects in that moment is refused, and connections that are open stay. When the wallets of all clients have the new authority: aws rds modify-db-instance --region eu-west-1 --db-instance-identifier orders --ca-certificate-identifier rds-ca-rsa2048-g1 --no-apply-immediately. RDS replaces the certificate in its next maintenance window.',
      ],
    },
  },
  'SQL Server needs a restart': {
    account: held({ Engine: 'sqlserver-se', EngineVersion: '15.00.4385.2.v1' }),
    target: 'orders',
    expect: {
      ...told('restart-needed'),
      says: [
        'The certificate of instance orders is from rds-ca-2019, which has expired, and RDS does not say that sqlserver-se 15.00.4385.2.v1 takes another one without a restart. When all clients trust the new authority: aws rds modify-db-instance --region eu-west-1 --db-instance-identifier orders --ca-certificate-identifier rds-ca-rsa2048-g1 --no-apply-immediately. RDS restarts the instance in its next maintenance window. Waxseal never reboots.',
      ],
    },
  },
  'a certificate that ended': {
    account: held({
      Engine: 'sqlserver-se',
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      CertificateDetails: { ValidTill: '2024-02-29T12:00:00.000Z' },
    }),
    target: 'orders',
    expect: {
      is: 'non-compliant',
      message: 'certificate-runs-out',
      changes: 0,
      says: [
        `The certificate of instance orders is valid until 2024-02-29, and RDS has not replaced it: clients that verify it are refused from then on. Its authority stays, so that clients need no other one: aws rds apply-pending-maintenance-action --region eu-west-1 --resource-identifier ${arn} --apply-action server-certificate-rotation --opt-in-type next-maintenance. RDS restarts the instance in its next maintenance window if the engine needs that. Waxseal never reboots.`,
      ],
    },
  },
  'an old one that ended is replaced by one of another authority': {
    account: held({ CertificateDetails: { ValidTill: '2024-08-22T17:08:50.000Z' } }),
    target: 'orders',
    expect: fixed,
  },
  'an instance of a Multi-AZ DB cluster': {
    account: held({ DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: {
      ...told('cluster-decides'),
      says: [
        'The certificate of instance orders is from rds-ca-2019, which has expired, and the Multi-AZ DB cluster shop decides about it. When all clients trust the new authority: aws rds modify-db-cluster --region eu-west-1 --db-cluster-identifier shop --ca-certificate-identifier rds-ca-rsa2048-g1 --no-apply-immediately',
      ],
    },
  },
  'an instance of a Multi-AZ DB cluster of MySQL': {
    account: held({ Engine: 'mysql', EngineVersion: '8.0.40', DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: told('cluster-decides'),
  },
  'an instance of DocumentDB': {
    account: held({ Engine: 'docdb', EngineVersion: '5.0.0', DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: {
      ...told('other-service'),
      says: [
        'The certificate of instance orders is from rds-ca-2019, which has expired, and the instance is one of docdb, which is changed by its own API. When all clients trust the new authority: aws docdb modify-db-instance --region eu-west-1 --db-instance-identifier orders --ca-certificate-identifier rds-ca-rsa2048-g1 --no-apply-immediately',
      ],
    },
  },
  'an instance of Neptune': {
    account: held({ Engine: 'neptune', EngineVersion: '1.3.2.1', DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: told('other-service'),
  },
  'RDS Custom': {
    account: held({ Engine: 'custom-oracle-ee', EngineVersion: '19.x', CACertificateIdentifier: null }),
    target: 'orders',
    expect: { is: 'not-applicable', message: 'custom' },
  },
  'RDS names no authority': {
    account: held({ CACertificateIdentifier: null }),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'an authority that nobody knows': {
    account: held({ CACertificateIdentifier: 'rds-ca-next' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'another one is ordered for the maintenance window': {
    account: held({ PendingModifiedValues: { CACertificateIdentifier: 'rds-ca-rsa2048-g1' } }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'the server still shows the old one, in its maintenance window': {
    account: held({ ...behind, PreferredMaintenanceWindow: 'sun:08:30-tue:09:30' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'the server still shows the old one, past its maintenance window': {
    account: held({ ...behind, PreferredMaintenanceWindow: 'mon:08:00-mon:09:00' }),
    target: 'orders',
    expect: {
      ...told('restart-outstanding'),
      says: [
        'Instance orders has been given rds-ca-rsa2048-g1, and its server still shows a certificate from rds-ca-2019, which has expired: RDS replaces it with the next restart, as it does where somebody ordered it with CertificateRotationRestart: false. When all clients trust the new authority: aws rds reboot-db-instance --region eu-west-1 --db-instance-identifier orders. Waxseal never reboots.',
      ],
    },
  },
  'the server still shows the old one, and RDS names no window': {
    account: held(behind),
    target: 'orders',
    expect: told('restart-outstanding'),
  },
  'an instance of a Multi-AZ DB cluster still shows the old one': {
    account: held({ ...behind, DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: {
      ...told('restart-outstanding'),
      says: [
        'Instance orders has been given rds-ca-rsa2048-g1, and its server still shows a certificate from rds-ca-2019, which has expired: RDS replaces it with the next restart, as it does where somebody ordered it with CertificateRotationRestart: false. When all clients trust the new authority: aws rds reboot-db-cluster --region eu-west-1 --db-cluster-identifier shop. Waxseal never reboots.',
      ],
    },
  },
  'an instance of DocumentDB still shows the old one': {
    account: held({ ...behind, Engine: 'docdb', EngineVersion: '5.0.0', DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: {
      ...told('restart-outstanding'),
      says: [
        'Instance orders has been given rds-ca-rsa2048-g1, and its server still shows a certificate from rds-ca-2019, which has expired: RDS replaces it with the next restart, as it does where somebody ordered it with CertificateRotationRestart: false. When all clients trust the new authority: aws docdb reboot-db-instance --region eu-west-1 --db-instance-identifier orders. Waxseal never reboots.',
      ],
    },
  },
  'another authority was ordered than is wanted, and the old one is still shown': {
    account: held({ ...behind, CACertificateIdentifier: 'rds-ca-rsa4096-g1' }),
    target: 'orders',
    expect: {
      ...told('restart-outstanding'),
      says: [
        'Clients that verify the certificate of instance orders and do not trust rds-ca-rsa4096-g1 can no longer connect once it is replaced. RDS records none of them. Give all of them the bundle of the authorities first: https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
      ],
    },
  },
  'an instance of Aurora still shows the old one': {
    account: held({ ...behind, Engine: 'aurora-postgresql', DBClusterIdentifier: 'shop' }),
    target: 'orders',
    expect: { ...told('restart-outstanding'), notes: ['babelfish-restarts'] },
  },
  'the server shows another authority of today than was ordered': {
    account: held({
      CACertificateIdentifier: 'rds-ca-rsa4096-g1',
      CertificateDetails: { CAIdentifier: 'rds-ca-rsa2048-g1' },
    }),
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'something else is queued': {
    account: held({ PendingModifiedValues: { DBInstanceClass: 'db.r6g.large' } }),
    target: 'orders',
    expect: fixed,
  },
  'RDS is at work on it': {
    account: held({ DBInstanceStatus: 'modifying' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'it is stopped': {
    account: held({ DBInstanceStatus: 'stopped' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'it has no storage left': {
    account: held({ DBInstanceStatus: 'storage-full' }),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'needs-people', changes: 0 },
  },
  'a status that no page has': {
    account: held({ DBInstanceStatus: 'dreaming' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'an instance that is gone': {
    account: {},
    target: 'arn:aws:rds:eu-west-1:111122223333:db:gone',
    gone: { id: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  },
});

const target = { ...location, type: 'AWS::RDS::DBInstance', id: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ', arn };

test('a call orders one thing, for later, and says nothing of a restart', async () => {
  const { write, asked } = await answering(() => ({}));
  await unit.fields['certificateAuthority']?.put(
    arn,
    'rds-ca-rsa2048-g1',
    { value: 'rds-ca-2019', token: { authorities: ['rds-ca-rsa2048-g1'], withoutRestart: true } },
    target,
    write,
  );
  expect(asked).toEqual([
    {
      operation: 'ModifyDBInstance',
      input: {
        DBInstanceIdentifier: 'orders',
        CACertificateIdentifier: 'rds-ca-rsa2048-g1',
        ApplyImmediately: false,
      },
    },
  ]);
});

test.each([undefined, null, { authorities: ['rds-ca-rsa2048-g1'], withoutRestart: false }])(
  'a version that needs a restart by now is not changed: %j',
  async (token) => {
    const { write, asked } = await answering(() => ({}));
    const putting = unit.fields['certificateAuthority']?.put(
      arn,
      'rds-ca-rsa2048-g1',
      { value: 'rds-ca-2019', token },
      target,
      write,
    );
    await expect(putting).rejects.toMatchObject({ code: 'certificate-needs-restart' });
    expect(asked).toEqual([]);
  },
);

test.each([
  ['is not offered any more', ['rds-ca-rsa4096-g1'], []],
  ['is offered and gone', ['rds-ca-rsa2048-g1'], ['ModifyDBInstance']],
])('an authority that %s ends the run with what to do', async (_how, authorities, sent) => {
  const { write, asked } = await answering(() => {
    throw refusal('CertificateNotFoundFault', 404);
  });
  const token = { authorities, withoutRestart: true };
  const seen = { value: 'rds-ca-2019', token };
  const putting = unit.fields['certificateAuthority']?.put(arn, 'rds-ca-rsa2048-g1', seen, target, write);
  await expect(putting).rejects.toMatchObject({
    code: 'refused-by-aws',
    says: 'RDS gives no more certificates of rds-ca-rsa2048-g1, of which one was to be ordered for instance orders: nothing was ordered.',
    todo: 'Set authority of rds-ca-certificate to another one (aws rds describe-certificates --region eu-west-1), which clients that verify must trust first.',
    retry: false,
  });
  expect(asked.map(({ operation }) => operation)).toEqual(sent);
});

test('what else RDS refuses stays as it is', async () => {
  const { write } = await answering(() => {
    throw refusal('InvalidDBInstanceStateFault', 400);
  });
  const token = { authorities: ['rds-ca-rsa2048-g1'], withoutRestart: true };
  const seen = { value: 'rds-ca-2019', token };
  const putting = unit.fields['certificateAuthority']?.put(arn, 'rds-ca-rsa2048-g1', seen, target, write);
  await expect(putting).rejects.toMatchObject({ name: 'InvalidDBInstanceStateFault' });
});

test.each([
  ['rds-ca-2019', true],
  ['rds-ca-rsa2048-g1', undefined],
])('a get of %s asks what the engine version takes: %s', async (CACertificateIdentifier, withoutRestart) => {
  const { read, asked } = await answering(({ operation }) =>
    operation === 'DescribeDBInstances'
      ? {
          DBInstances: [
            { DbiResourceId: target.id, Engine: 'postgres', EngineVersion: '16.4', CACertificateIdentifier },
          ],
        }
      : { DBEngineVersions: [{ SupportsCertificateRotationWithoutRestart: true }] },
  );
  expect(await unit.fields['certificateAuthority']?.get(arn, target, read)).toEqual({
    value: CACertificateIdentifier,
    ...(withoutRestart && { token: { authorities: [], withoutRestart } }),
  });
  expect(asked).toHaveLength(withoutRestart ? 2 : 1);
});

test.each([
  ['mon:08:30-mon:09:30', true],
  ['mon:09:00-mon:09:30', true],
  ['mon:08:30-mon:09:00', false],
  ['sun:23:30-mon:09:30', true],
  ['sat:23:30-mon:08:30', false],
  ['fri:09:30-mon:09:30', true],
  ['MON:08:30-MON:09:30', true],
  ['whenever', false],
  ['xyz:08:30-mon:09:30', false],
  [undefined, false],
])('on a Monday at nine it is the window %s: %s', (window, expected) => {
  expect(isInWindow(window, new Date('2026-01-05T09:00:00Z'))).toBe(expected);
});

const due = {
  DbiResourceId: target.id,
  DBInstanceStatus: 'available',
  CACertificateIdentifier: 'rds-ca-2019',
};
const unseenWith = async (instance: object, denied: readonly string[]) => {
  const { read } = await answering(({ operation }) => {
    if (denied.includes(operation)) throw refusal('AccessDeniedException', 403);
    return operation === 'DescribeDBInstances' ? { DBInstances: [{ ...due, ...instance }] } : {};
  });
  return (await unit.read(target, read))?.around.verifying.unseen;
};
test.each([
  [
    { Endpoint: { Address: host } },
    ['DescribeEndpoints', 'GetConnections'],
    ['DMS endpoints', 'Glue connections'],
  ],
  [{ Endpoint: { Address: host } }, ['DescribeDBClusters'], []],
  [
    { Endpoint: { Address: host }, DBClusterIdentifier: 'shop' },
    ['DescribeDBClusters'],
    ['who names an endpoint of cluster shop'],
  ],
  [{}, [], ['DMS endpoints', 'Glue connections']],
])('of %j, denied %j, it is said that it could not look through %j', async (instance, denied, what) => {
  expect(await unseenWith(instance, denied)).toEqual(what);
});

test.each([
  ['oracle-se2', 'OracleSettings'],
  ['db2-se', 'IBMDb2Settings'],
  ['docdb', 'DocDbSettings'],
  ['sqlserver-se', 'MicrosoftSQLServerSettings'],
  ['aurora-mysql', 'MySQLSettings'],
])('of %s a secret in %s may name it', async (Engine, settings) => {
  const { read } = await answering(({ operation }) => {
    if (operation === 'DescribeDBInstances')
      return { DBInstances: [{ ...due, Engine, Endpoint: { Address: host } }] };
    return operation === 'DescribeEndpoints' ? { Endpoints: [secret('one', 'verify-ca', settings)] } : {};
  });
  expect((await unit.read(target, read))?.around.verifying.unseen).toEqual([
    'DMS endpoints that take their host from a secret (one)',
  ]);
});

test('a version that RDS does not list is taken to need a restart', async () => {
  const { read } = await answering(({ operation }) =>
    operation === 'DescribeDBInstances'
      ? {
          DBInstances: [
            {
              DbiResourceId: target.id,
              DBInstanceStatus: 'available',
              Engine: 'postgres',
              CACertificateIdentifier: 'rds-ca-2019',
            },
          ],
        }
      : { DBEngineVersions: [] },
  );
  const state = await unit.read(target, read);
  if (!state) throw new Error('it is there');
  expect(unit.plan(state, target, { authority: 'rds-ca-rsa2048-g1' })).toMatchObject({
    message: 'restart-needed',
    changes: [],
  });
});

test.each([
  ['2026-01-30T23:59:59Z', true],
  ['2026-01-31T00:00:00Z', false],
])('a certificate that is valid until %s on the first of January: running out is %s', (until, expected) => {
  expect(isRunningOut(new Date(until), new Date('2026-01-01T00:00:00Z'))).toBe(expected);
});

test.each([
  ['aws', 'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem'],
  ['aws-us-gov', 'https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem'],
  ['aws-cn', 'https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/global/global-bundle.pem'],
])('clients of %s get their bundle', (partition, bundle) => {
  expect(bundleOf(partition)).toBe(bundle);
});

test('the same in code', () => {
  const change = {
    set: 'certificateAuthority',
    on: arn,
    before: 'rds-ca-2019',
    after: 'rds-ca-rsa2048-g1',
    impact: [],
  };
  expect(unit.source?.(change, target)).toEqual({
    cloudformation: '# In the AWS::RDS::DBInstance orders:\nCACertificateIdentifier: rds-ca-rsa2048-g1',
    cdk: "// In the rds.DatabaseInstance orders:\ncaCertificate: rds.CaCertificate.of('rds-ca-rsa2048-g1'),",
    terraform:
      '# In the aws_db_instance orders (of Aurora: aws_rds_cluster_instance):\nca_cert_identifier = "rds-ca-rsa2048-g1"',
  });
});
