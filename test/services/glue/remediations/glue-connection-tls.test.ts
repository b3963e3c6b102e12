import { expect, test } from 'vitest';
import resource from '../../../../src/services/glue/resources/aws-glue-connection.ts';
import unit from '../../../../src/services/glue/remediations/glue-connection-tls.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, host, secret, shop, url } from '../connections.ts';

const on = `${arn}#ConnectionProperties.JDBC_ENFORCE_SSL`;
const enforced = {
  set: 'enforceTls',
  on,
  before: null,
  after: 'true',
  impact: ['breaks-plaintext'],
} as const;
const fixed = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: [enforced],
  hazards: ['server-must-fit'],
} as const;
const stays = (message: string, ...others: readonly string[]) =>
  ({ is: 'non-compliant', message, changes: [], hazards: [...others, 'server-must-fit'] }) as const;
const unknown = (message: string) => ({ is: 'unknown', message }) as const;

const at = (more: string) => ({ JDBC_CONNECTION_URL: more });
const elsewhere = at('jdbc:postgresql://db.example.com:5432/orders');
/** Connections without anything of JDBC, of some type. */
const of = (ConnectionType: string, ConnectionProperties: Readonly<Record<string, string>> = {}) => ({
  glue: { Connections: [{ Name: 'orders', ConnectionType, ConnectionProperties }] },
});
const kafka = (more: Readonly<Record<string, string>> = {}) =>
  of('KAFKA', { KAFKA_BOOTSTRAP_SERVERS: 'b-1.example:9092', ...more });
const mongodb = (CONNECTION_URL: string) => of('MONGODB', { ...secret, CONNECTION_URL });
const own = (properties: Readonly<Record<string, string>>) => ({
  glue: { Connections: [{ Name: 'orders', ConnectionProperties: { ...url, ...properties } }] },
});
const basic = {
  AuthenticationType: 'BASIC',
  SecretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s',
};

testRemediation(unit, resource, {
  'TLS is enforced': { account: shop({ JDBC_ENFORCE_SSL: 'true' }) },
  'TLS is enforced, in capitals': { account: shop({ JDBC_ENFORCE_SSL: 'TRUE' }) },
  'TLS is enforced, with a password: nothing is to be written': {
    account: own({ USERNAME: 'anna', PASSWORD: 'hidden', JDBC_ENFORCE_SSL: 'true' }),
  },
  'nobody chose': {
    account: shop(),
    expect: {
      ...fixed,
      says: [
        'ConnectionProperties.JDBC_ENFORCE_SSL of connection orders is absent: Glue goes on without TLS where the server offers none. Apply the plan: it sets "true" and sends the rest of the connection as it is.',
        'With connection orders, Glue then connects over TLS alone, and only where the certificate is of a CA that it trusts and names the host. Crawlers, job runs, sessions and whatever else uses it (Athena, DataBrew) fail otherwise. Waxseal does not connect to the server. Test it as soon as it is changed, and undo the change if that fails: aws glue test-connection --connection-name=orders --region eu-west-1',
      ],
    },
  },
  'by its ARN': { account: shop(), target: arn, expect: fixed },
  'TLS is not enforced': {
    account: shop({ JDBC_ENFORCE_SSL: 'False' }),
    expect: { ...fixed, changes: [{ ...enforced, before: 'False' }] },
  },
  'nobody knows the value': {
    account: shop({ JDBC_ENFORCE_SSL: 'maybe' }),
    expect: unknown('value-unknown'),
  },
  'the rest stays': {
    account: shop(
      { CUSTOM_JDBC_CERT_STRING: 'db.example.com' },
      {
        Description: 'Orders',
        MatchCriteria: ['b', 'a'],
        PhysicalConnectionRequirements: {
          SubnetId: 'subnet-1',
          SecurityGroupIdList: ['sg-2', 'sg-1'],
          AvailabilityZone: 'eu-west-1a',
        },
        Tags: { team: 'shop' },
      },
    ),
    expect: fixed,
  },
  'by its parts, without a URL': {
    account: of('JDBC', { ...secret, HOST: host.toUpperCase(), PORT: '3306', JDBC_ENGINE: 'MySQL' }),
    expect: fixed,
  },
  Redshift: {
    account: shop(at('jdbc:redshift://shop.c0.eu-west-1.redshift.amazonaws.com:5439/dev')),
    expect: fixed,
  },
  'SQL Server': { account: shop(at(`jdbc:sqlserver://${host}:1433;databaseName=orders`)), expect: fixed },
  'in China': {
    account: shop(at('jdbc:mysql://orders.c0.rds.cn-north-1.amazonaws.com.cn:3306/orders')),
    expect: fixed,
  },
  'a server elsewhere, with the CA that Glue brings': {
    account: shop(elsewhere),
    expect: {
      ...fixed,
      hazards: ['server-must-fit', 'certificate-needed'],
      says: [
        'The host of connection orders is none of Amazon RDS or Redshift, and no CUSTOM_JDBC_CERT names the CA of its certificate: Glue trusts the CAs that it brings along. Where the server has a certificate of another CA, name that one (a PEM file in S3) as CUSTOM_JDBC_CERT first.',
      ],
    },
  },
  'a server elsewhere, whose name looks like one of Amazon RDS': {
    account: shop(at('jdbc:postgresql://orders.rds.amazonaws.com.example.com:5432/orders')),
    expect: { ...fixed, hazards: ['server-must-fit', 'certificate-needed'] },
  },
  'a server elsewhere, with its CA': {
    account: shop({ ...elsewhere, CUSTOM_JDBC_CERT: 's3://shop/ca.pem' }),
    expect: fixed,
  },
  'a server elsewhere, whose CA is not looked at': {
    account: shop({
      ...elsewhere,
      CUSTOM_JDBC_CERT: 's3://shop/ca.pem',
      SKIP_CUSTOM_JDBC_CERT_VALIDATION: 'True',
    }),
    expect: { ...fixed, notes: ['certificate-unchecked'] },
    next: { is: 'compliant', notes: ['certificate-unchecked'] },
  },
  'the URL demands TLS already': {
    account: shop(at(`jdbc:postgresql://${host}:5432/orders?sslmode=verify-full`)),
    expect: { ...fixed, notes: ['url-demands'] },
  },
  'the URL refuses TLS': {
    account: shop(at(`jdbc:mysql://${host}:3306/orders?x=1&useSSL=false`)),
    expect: {
      ...stays('url-refuses'),
      says: [
        'The URL of connection orders says that there is to be no TLS, and AWS does not say whether that or JDBC_ENFORCE_SSL decides. Take the option out of the URL; the connection is evaluated again with the next event or sweep.',
      ],
    },
  },
  'TLS is enforced, and the URL refuses it': {
    account: shop({ ...at(`jdbc:sqlserver://${host}:1433;encrypt=false`), JDBC_ENFORCE_SSL: 'true' }),
    expect: {
      ...unknown('url-contradicts'),
      says: [
        'Connection orders insists on TLS, and its URL says that there is to be none. AWS does not say which of both decides. Take the option out of the URL, and test the connection: aws glue test-connection --connection-name=orders --region eu-west-1',
      ],
    },
  },
  'TLS is enforced but in one compute environment, and the URL refuses it': {
    account: shop(
      { ...at(`jdbc:mysql://${host}:3306/orders?useSSL=false`), JDBC_ENFORCE_SSL: 'true' },
      { SparkProperties: { JDBC_ENFORCE_SSL: 'false' } },
    ),
    expect: stays('url-refuses'),
  },
  'Oracle, at the port without TLS': {
    account: shop(at(`jdbc:oracle:thin://@${host}:1521/orders`)),
    expect: stays('oracle-port'),
  },
  'Oracle, by TCPS': {
    account: shop(at(`jdbc:oracle:thin:@tcps://${host}:2484/orders`)),
    expect: { ...fixed, notes: ['url-demands'] },
  },
  'MySQL elsewhere': {
    account: shop(at('jdbc:mysql://db.example.com:3306/orders')),
    expect: { ...stays('engine-without-tls'), hazards: ['server-must-fit', 'certificate-needed'] },
  },
  'an engine that Glue names nowhere': {
    account: shop(at(`jdbc:mariadb://${host}:3306/orders`)),
    expect: {
      ...stays('engine-without-tls'),
      says: [
        'Connection orders leads to mariadb, with which Glue cannot insist on TLS: it names Oracle, SQL Server, PostgreSQL, Amazon Redshift, and MySQL and Aurora of Amazon RDS. Have the URL demand TLS, in the words of the driver, and exempt the connection.',
      ],
    },
  },
  'a user name, and a password that is hidden': {
    account: own({ USERNAME: 'anna', PASSWORD: 'hunter2' }),
    expect: {
      ...stays('not-put-back'),
      says: [
        'Glue takes a connection whole and hides its password, so that Waxseal, which never asks for one, would lose what connection orders may have: it has USERNAME. Nothing is changed in it. Move its credentials to a secret of Secrets Manager (SECRET_ID), and it can be changed here; or run the command as somebody who may see the password. It keeps it out of files and of the list of processes, and needs jq.',
      ],
    },
  },
  'a user name beside a secret': {
    account: shop({ USERNAME: 'anna', PASSWORD: 'hunter2' }),
    expect: stays('not-put-back'),
  },
  'a password that is shown encrypted': {
    account: shop({ ENCRYPTED_PASSWORD: 'AQICAH' }),
    expect: stays('not-put-back'),
  },
  'neither a user name nor a secret': { account: own({}), expect: stays('not-put-back') },
  'a secret without a name': {
    account: own({ SECRET_ID: '' }),
    expect: stays('not-put-back'),
  },
  'a password in the URL': {
    account: shop(at(`jdbc:postgresql://${host}:5432/orders?user=anna&password=hunter2`)),
    expect: stays('not-put-back'),
  },
  'a secret by the authentication of schema 2': {
    account: {
      glue: {
        Connections: [
          {
            Name: 'orders',
            ConnectionSchemaVersion: 2,
            Status: 'READY',
            ConnectionProperties: url,
            AuthenticationConfiguration: basic,
          },
        ],
      },
    },
    expect: fixed,
  },
  'authentication by OAuth 2': {
    account: shop({}, { AuthenticationConfiguration: { ...basic, AuthenticationType: 'OAUTH2' } }),
    expect: stays('not-put-back'),
  },
  'other than everywhere in one compute environment': {
    account: shop({ JDBC_ENFORCE_SSL: 'true' }, { SparkProperties: { JDBC_ENFORCE_SSL: 'false' } }),
    expect: {
      ...fixed,
      changes: [{ ...enforced, on: `${arn}#SparkProperties.JDBC_ENFORCE_SSL`, before: 'false' }],
    },
  },
  'enforced nowhere, and said twice': {
    account: shop({}, { AthenaProperties: { JDBC_ENFORCE_SSL: 'false' }, PythonProperties: { X: 'y' } }),
    expect: { ...fixed, changes: 2 },
  },
  'jobs and crawlers use it': {
    account: shop(
      {},
      {},
      {
        Jobs: [
          { Name: 'load', Connections: ['orders', 'other'] },
          { Name: 'idle' },
          { Name: 'elsewhere', Connections: ['other'] },
          { Name: 'again', Connections: ['orders'] },
        ],
        Crawlers: [
          { Name: 'crawl', Connections: ['orders'] },
          { Name: 'other', Connections: ['other'] },
        ],
      },
    ),
    expect: {
      ...fixed,
      hazards: ['server-must-fit', 'used-by'],
      says: [
        'These use connection orders and connect over TLS, or fail, with their next run: crawler crawl, job again, job load. Test the connection before they run.',
      ],
    },
  },
  'nobody may see who uses it': {
    account: { ...shop(), denied: ['glue:GetJobs', 'glue:GetCrawlers'] },
    expect: {
      ...fixed,
      hazards: ['server-must-fit', 'users-unseen'],
      says: [
        "Who uses connection orders is not known: Waxseal could not look through jobs, crawlers. Give Waxseal's role the read permissions if it lacks them, or look there yourself.",
      ],
    },
  },
  'Glue tests it': {
    account: shop({}, { Status: 'IN_PROGRESS' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'Glue could not connect': {
    account: shop({}, { Status: 'FAILED', StatusReason: 'Timed out' }),
    expect: {
      is: 'non-compliant',
      message: 'needs-people',
      changes: [],
      says: [
        'The connection orders is FAILED: nothing is changed in it before that is fixed. Glue could not connect with it when it was last saved. See why (StatusReason of aws glue get-connection --hide-password), and correct it.',
      ],
    },
  },
  'Glue could not connect with TLS': {
    account: shop({ JDBC_ENFORCE_SSL: 'true' }, { Status: 'FAILED', StatusReason: 'Timed out' }),
    expect: { is: 'non-compliant', message: 'needs-people', changes: [] },
  },
  'it was made for certain compute environments': {
    account: shop({}, { CompatibleComputeEnvironments: ['SPARK', 'ATHENA'] }),
    expect: fixed,
  },
  'a status that nobody knows': {
    account: shop({}, { Status: 'PAUSED' }),
    expect: unknown('status-unknown'),
  },
  'members that are newer than the SDK': {
    account: shop({}, { Dropped: ['Connection.Newer'] }),
    expect: stays('whole-unread'),
  },
  'a name with the sign of a place': {
    account: { glue: { Connections: [{ Name: 'orders#1', ConnectionProperties: { ...secret, ...url } }] } },
    target: 'orders#1',
    expect: stays('name-unfit'),
  },
  'Kafka, where TLS is what Glue does when nobody chose': { account: kafka() },
  'Kafka over TLS': { account: kafka({ KAFKA_SSL_ENABLED: 'true' }) },
  'Kafka over TLS, whose CA is not looked at': {
    account: kafka({ KAFKA_CUSTOM_CERT: 's3://shop/ca.pem', KAFKA_SKIP_CUSTOM_CERT_VALIDATION: 'true' }),
    expect: {
      is: 'compliant',
      notes: ['certificate-unchecked'],
      says: [
        'Connection orders has KAFKA_SKIP_CUSTOM_CERT_VALIDATION true: Glue does not look at the algorithms of the custom certificate.',
      ],
    },
  },
  'Kafka in plaintext': {
    account: {
      glue: {
        ...kafka({ KAFKA_SSL_ENABLED: 'false', KAFKA_SASL_SCRAM_PASSWORD: 'hunter2' }).glue,
        Jobs: [{ Name: 'stream', Connections: ['orders'] }],
      },
    },
    expect: {
      is: 'non-compliant',
      message: 'brokers-change-too',
      changes: [],
      hazards: ['used-by'],
    },
  },
  'Kafka, said as nobody knows': {
    account: kafka({ KAFKA_SSL_ENABLED: 'on' }),
    expect: unknown('value-unknown'),
  },
  'MongoDB over TLS': { account: mongodb('mongodb://db.example.com:27017/orders?tls=true') },
  'MongoDB by the name of a service': { account: mongodb('mongodb+srv://db.example.com/orders') },
  'MongoDB by the name of a service, without TLS': {
    account: mongodb('mongodb+srv://db.example.com/orders?tls=false'),
    expect: { is: 'non-compliant', message: 'mongodb-refuses', changes: [] },
  },
  'MongoDB without TLS': {
    account: mongodb('mongodb://db.example.com:27017/orders?ssl=false'),
    expect: {
      is: 'non-compliant',
      message: 'mongodb-refuses',
      changes: [],
      says: [
        'The URL of connection orders says that MongoDB is reached without TLS. Have it say tls=true, once the server takes TLS. Waxseal does not change URLs.',
      ],
    },
  },
  'MongoDB, and the URL says nothing': {
    account: mongodb('mongodb://db.example.com:27017/orders'),
    expect: unknown('mongodb-open'),
  },
  'MongoDB without a URL': { account: of('MONGODB', secret), expect: unknown('mongodb-open') },
  'a network': {
    account: of('NETWORK'),
    expect: { is: 'not-applicable', message: 'network-only' },
  },
  'a check of views': {
    account: of('VIEW_VALIDATION_ATHENA'),
    expect: { is: 'not-applicable', message: 'network-only' },
  },
  'a check of views by Redshift': {
    account: of('VIEW_VALIDATION_REDSHIFT'),
    expect: { is: 'not-applicable', message: 'network-only' },
  },
  'a connector of somebody': { account: of('CUSTOM', url), expect: unknown('connector-decides') },
  'a connector of the Marketplace': {
    account: of('MARKETPLACE', { JDBC_ENFORCE_SSL: 'true' }),
    expect: unknown('connector-decides'),
  },
  'a type of schema 2': { account: of('POSTGRESQL', { HOST: host }), expect: unknown('type-unknown') },
  'a type of software as a service': { account: of('SALESFORCE'), expect: unknown('type-unknown') },
  'the catalog is encrypted with a key that is not ours': {
    account: shop({}, { Closed: true }),
    expect: {
      ...unknown('catalog-closed'),
      says: [
        "Glue could not decrypt connection orders for Waxseal: the Data Catalog is encrypted with a key of KMS. Let Waxseal's role use that key (kms:Decrypt), or look at the connection yourself.",
      ],
    },
  },
  'a connection that is gone': {
    account: {},
    target: 'arn:aws:glue:eu-west-1:111122223333:connection/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::Glue::Connection', id: "anna's orders", arn };
const advice = async (properties: Readonly<Record<string, string>>, ConnectionType = 'JDBC') => {
  const host_ = startHost(
    loadAccount({
      glue: { Connections: [{ Name: target.id, ConnectionType, ConnectionProperties: properties }] },
    }),
  );
  const seen = await unit.read(target, sandboxClouds(host_).look(location));
  if (!seen || !unit.source) throw new Error('nothing');
  const verdict = unit.plan(seen, target, {});
  const [one] = verdict.is === 'non-compliant' ? (verdict.advises ?? []) : [];
  return { one, source: one && unit.source(one, target) };
};

test('an owner gets the command that keeps the password where it is', async () => {
  const { one, source } = await advice({ ...url, USERNAME: 'anna', PASSWORD: 'hunter2' });
  expect(one).toEqual({ ...enforced, impact: ['none'] });
  expect(source).toEqual({
    cloudformation: `# In the AWS::Glue::Connection of connection anna's orders, beside what its ConnectionProperties say already:\nConnectionInput:\n  ConnectionProperties:\n    JDBC_ENFORCE_SSL: "true"`,
    cdk: `// In the glue.CfnConnection of connection anna's orders, beside what its ConnectionProperties say already:\nconnectionInput: { connectionProperties: { JDBC_ENFORCE_SSL: 'true' } },`,
    terraform: `# In the aws_glue_connection of connection anna's orders, beside what its ConnectionProperties say already:\nconnection_properties = {\n  JDBC_ENFORCE_SSL = "true"\n}`,
    cli: expect.stringContaining(
      String.raw`aws glue get-connection --name='anna'\''s orders' --region eu-west-1 --output json | jq '.Connection | `,
    ),
  });
  expect(source?.cli).toContain('.ConnectionProperties.JDBC_ENFORCE_SSL = "true"');
  // What it is validated for is told by another name than it is sent by.
  expect(source?.cli).toContain('ValidateForComputeEnvironments: .CompatibleComputeEnvironments}');
  expect(source?.cli).not.toContain('KAFKA');
});

test('for Kafka the brokers are part of the command', async () => {
  const { source } = await advice(
    { KAFKA_BOOTSTRAP_SERVERS: 'b-1.example:9092', KAFKA_SSL_ENABLED: 'false' },
    'KAFKA',
  );
  expect(source?.cli).toContain('.ConnectionProperties.KAFKA_SSL_ENABLED = "true"');
  expect(source?.cli).toContain(
    '.ConnectionProperties.KAFKA_BOOTSTRAP_SERVERS = "<host>:<port>,<host>:<port>"',
  );
});

test('nothing is advised where no command answers it, and what Waxseal does itself needs none', async () => {
  expect((await advice({ ...secret, ...at(`jdbc:mariadb://${host}:3306/x`) })).one).toBeUndefined();
  const undone = { ...enforced, before: 'true', after: null, impact: ['breaks-plaintext'] as const };
  const source = unit.source?.({ ...undone, on: `${arn}#SparkProperties.JDBC_ENFORCE_SSL` }, target);
  expect(source?.cli).toBeUndefined();
  expect(source?.terraform).toContain('spark_properties = {\n  JDBC_ENFORCE_SSL = "false"\n}');
  expect(source?.cdk).toContain("sparkProperties: { JDBC_ENFORCE_SSL: 'false' }");
});

test('a password is in no plan, and is never asked for', async () => {
  const host_ = startHost(loadAccount(own({ USERNAME: 'anna', PASSWORD: 'hunter2' })));
  const seen = await unit.read({ ...target, id: 'orders' }, sandboxClouds(host_).look(location));
  if (!seen) throw new Error('nothing');
  expect(JSON.stringify([seen, unit.plan(seen, { ...target, id: 'orders' }, {})])).not.toContain('hunter2');
});
