import { expect, test } from 'vitest';
import { sentence } from '../../../../src/core/say/said.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import resource from '../../../../src/services/dms/resources/aws-dms-endpoint.ts';
import unit from '../../../../src/services/dms/remediations/dms-endpoint-tls.ts';
import { answering, location } from '../../../kit/answers.ts';
import { carriedOut } from '../../../kit/printed.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Dms = NonNullable<AccountFile['dms']>;
type Endpoint = NonNullable<Dms['Endpoints']>[number];

const certificate = 'arn:aws:dms:eu-west-1:111122223333:cert:ROOT';
const held = (EngineName: string, over: Partial<Endpoint> = {}, more: Dms = {}) => ({
  account: {
    dms: { Endpoints: [{ EndpointIdentifier: 'orders', EngineName, ...over }], ...more },
  },
  target: 'orders',
});
const due = { is: 'non-compliant', message: 'not-as-wanted', hazards: ['server-without-tls'] } as const;
const verified = { ...due, hazards: ['server-without-tls', 'certificate-must-fit'] };
const to = (after: string, before = 'none') => ({ changes: [{ set: 'tlsMode', before, after }] });
const good = { is: 'compliant' } as const;
const obstacle = (message: string, hazards = ['server-without-tls']) =>
  ({ is: 'non-compliant', message, changes: 0, hazards }) as const;
const redis = (over: object = {}): Partial<Endpoint> => ({
  RedisSettings: { ServerName: 'cache.example.com', Port: 6379, AuthType: 'auth-token', ...over },
});
const uri = (EndpointUri: string): Partial<Endpoint> => ({ ElasticsearchSettings: { EndpointUri } });
const task = (Status: string, name = 'copy') => ({
  ReplicationTaskIdentifier: name,
  Source: 'orders',
  Target: 'archive',
  Status,
});
const connection = (
  Status: string,
  LastFailureMessage?: string,
  ReplicationInstanceIdentifier = 'copier',
) => ({
  ReplicationInstanceIdentifier,
  Status,
  ...(LastFailureMessage !== undefined && { LastFailureMessage }),
});
const replication = (Status: string) => ({
  ReplicationConfigIdentifier: 'stream',
  Source: 'elsewhere',
  Target: 'orders',
  Status,
});

testRemediation(unit, resource, {
  'PostgreSQL without TLS': {
    ...held('postgres'),
    expect: { ...due, ...to('require'), notes: ['any-certificate'] },
    next: { is: 'compliant', notes: ['any-certificate'] },
  },
  'SQL Server without TLS': {
    ...held('sqlserver'),
    expect: { ...due, ...to('require'), notes: ['any-certificate'] },
    next: { is: 'compliant', notes: ['any-certificate'] },
  },
  'MongoDB without TLS': {
    ...held('mongodb'),
    expect: { ...due, ...to('require'), notes: ['any-certificate'] },
    next: { is: 'compliant', notes: ['any-certificate'] },
  },
  'MySQL without TLS, and the certificate is there': {
    ...held('mysql', { CertificateArn: certificate }),
    expect: { ...verified, ...to('verify-ca') },
  },
  'Oracle without TLS, and the wallet is there': {
    ...held('oracle', { CertificateArn: certificate }),
    expect: { ...verified, ...to('verify-ca') },
  },
  'SAP ASE without TLS, and the certificate is there': {
    ...held('sybase', { CertificateArn: certificate }),
    expect: { ...verified, ...to('verify-full') },
  },
  'MySQL without TLS and without a certificate': {
    ...held('mysql'),
    expect: {
      ...obstacle('certificate-needed'),
      says: [
        'verify-ca is the first mode in which DMS speaks TLS with mysql, and it needs the certificate of a CA. Endpoint orders holds none, and Waxseal cannot know which CA issued that of its server. Import it (aws dms import-certificate) and set both: aws dms modify-endpoint --region eu-west-1 --endpoint-arn arn:aws:dms:eu-west-1:111122223333:endpoint:orders --ssl-mode verify-ca --certificate-arn CERTIFICATE_ARN',
      ],
    },
  },
  require: { ...held('postgres', { SslMode: 'require' }), expect: { ...good, notes: ['any-certificate'] } },
  'verify-ca': { ...held('mysql', { SslMode: 'verify-ca', CertificateArn: certificate }), expect: good },
  'verify-full': {
    ...held('postgres', { SslMode: 'verify-full', CertificateArn: certificate }),
    expect: good,
  },
  'a mode that nobody knows': {
    ...held('postgres', { SslMode: 'prefer' }),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'an engine that nobody knows, without TLS': { ...held('azuredb'), expect: obstacle('engine-unknown') },
  'an engine that nobody knows, with TLS': {
    ...held('azuredb', { SslMode: 'verify-full', CertificateArn: certificate }),
    expect: good,
  },
  'DocumentDB without TLS, and the certificate is there': {
    ...held('docdb', { CertificateArn: certificate }),
    expect: { ...verified, ...to('verify-full') },
  },
  'Db2 without TLS and without a certificate': { ...held('db2'), expect: obstacle('certificate-needed') },
  'Amazon S3': { ...held('s3'), expect: { is: 'not-applicable', message: 'always-tls' } },
  Redshift: { ...held('redshift'), expect: { is: 'not-applicable', message: 'always-tls' } },
  Neptune: { ...held('neptune'), expect: { is: 'not-applicable', message: 'always-tls' } },
  'OpenSearch over HTTPS': { ...held('opensearch', uri('https://search.example.com')), expect: good },
  'OpenSearch, and nobody chose': { ...held('elasticsearch', uri('search.example.com')), expect: good },
  'OpenSearch, and its URI is not told': {
    ...held('opensearch'),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'OpenSearch over HTTP': {
    ...held('opensearch', uri('HTTP://search.example.com:80')),
    expect: obstacle('opensearch-anew', []),
  },
  'OpenSearch as nobody knows it': {
    ...held('opensearch', uri('ftp://search.example.com')),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'of a zero-ETL integration': {
    ...held('postgres', { IsReadOnly: true }),
    expect: { ...obstacle('read-only'), notes: ['any-certificate'] },
  },
  'Redis in plaintext': {
    ...held('redis', redis({ SslSecurityProtocol: 'plaintext' })),
    expect: {
      ...due,
      ...to('ssl-encryption', 'plaintext'),
      hazards: ['server-without-tls', 'amazon-root-only'],
    },
  },
  'Redis in plaintext, and its CA is named': {
    ...held('redis', redis({ SslSecurityProtocol: 'plaintext', SslCaCertificateArn: certificate })),
    expect: { ...due, ...to('ssl-encryption', 'plaintext') },
  },
  'Redis with TLS': { ...held('redis', redis({ SslSecurityProtocol: 'ssl-encryption' })), expect: good },
  'Redis, and nobody chose': { ...held('redis', redis()), expect: good },
  'Redis, and nothing is told of it': {
    ...held('redis'),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'Kafka, and nothing is told of it': {
    ...held('kafka'),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'Redis in plaintext, and its port is not told': {
    ...held('redis', {
      RedisSettings: { ServerName: 'cache.example.com', SslSecurityProtocol: 'plaintext' },
    }),
    expect: obstacle('address-unread', ['server-without-tls', 'amazon-root-only']),
  },
  'Redis as nobody knows it': {
    ...held('redis', redis({ SslSecurityProtocol: 'quic' })),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'Kafka in plaintext': {
    ...held('kafka', { KafkaSettings: { Broker: 'b-1:9092', SecurityProtocol: 'plaintext' } }),
    expect: obstacle('broker-changes-too'),
  },
  'Kafka, and nobody chose': {
    ...held('kafka', { KafkaSettings: { Broker: 'b-1:9092' } }),
    expect: obstacle('broker-changes-too'),
  },
  'Kafka with SASL over TLS': {
    ...held('kafka', { KafkaSettings: { Broker: 'b-1:9096', SecurityProtocol: 'sasl-ssl' } }),
    expect: good,
  },
  'a task runs': {
    ...held('postgres', {}, { ReplicationTasks: [task('running'), task('stopped', 'old')] }),
    expect: {
      ...obstacle('in-use', ['server-without-tls', 'starts-with-tls']),
      notes: ['any-certificate'],
      says: [
        'These use endpoint orders and run: task copy (running). DMS changes no endpoint under a task that runs, so nothing is changed. Stop them when it suits their owners; the endpoint is evaluated again with the next event or sweep. Resume them after the connection was tested.',
      ],
    },
  },
  'a task whose status no page has': {
    ...held('postgres', {}, { ReplicationTasks: [task('warming')] }),
    expect: { ...obstacle('in-use'), notes: ['any-certificate'] },
  },
  'a serverless replication runs': {
    ...held('postgres', {}, { Replications: [replication('running')] }),
    expect: { ...obstacle('in-use'), notes: ['any-certificate'] },
  },
  'tasks on another page, and all are stopped': {
    ...held('postgres', {}, { ReplicationTasks: ['a', 'b', 'c', 'd'].map((name) => task('stopped', name)) }),
    expect: {
      ...due,
      ...to('require'),
      hazards: ['server-without-tls', 'starts-with-tls'],
      notes: ['any-certificate'],
      says: [
        'These use endpoint orders and do not run now: task a (stopped), task b (stopped), task c (stopped), task d (stopped). They connect over TLS with their next start, and fail if the server does not take it. Test the connection before they are started.',
      ],
    },
    next: { is: 'compliant', notes: ['any-certificate'] },
  },
  'it is good, whoever runs': {
    ...held(
      'mysql',
      { SslMode: 'verify-ca', CertificateArn: certificate },
      { ReplicationTasks: [task('running')] },
    ),
    expect: good,
  },
  'DMS is at work on it': {
    ...held('postgres', { Status: 'modifying' }),
    expect: { is: 'pending', message: 'busy' },
  },
  'a status that no page has': {
    ...held('postgres', { Status: 'asleep' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'its connection is tested': {
    ...held('postgres', { SslMode: 'require', Connections: [connection('testing'), connection('failed')] }),
    expect: {
      is: 'pending',
      message: 'busy',
      says: ['The endpoint orders is being tested by DMS; nothing is changed in it until that is over.'],
    },
  },
  'its connection is tested, and it has no TLS': {
    ...held('postgres', { Connections: [connection('testing')] }),
    expect: { is: 'pending', message: 'busy' },
  },
  'no connection could be made': {
    ...held('mysql', {
      SslMode: 'verify-ca',
      CertificateArn: certificate,
      Connections: [connection('failed', 'ERROR: \n  no SSL'), connection('failed', undefined, 'another')],
    }),
    expect: {
      is: 'non-compliant',
      message: 'connection-failed',
      changes: 0,
      says: [
        'DMS is to speak TLS by endpoint orders, and could not connect when it was last tested: another, copier ("ERROR: no SSL"). See that the server takes TLS at that port, with a certificate that DMS trusts, and test again: aws dms test-connection --region eu-west-1 --replication-instance-arn arn:aws:dms:eu-west-1:111122223333:rep:another --endpoint-arn arn:aws:dms:eu-west-1:111122223333:endpoint:orders. Where it cannot, and Waxseal has set the mode: waxseal undo --resource arn:aws:dms:eu-west-1:111122223333:endpoint:orders --remediation dms-endpoint-tls --reason "The server takes no TLS."',
      ],
    },
  },
  'one connection could be made, and another could not': {
    ...held('mysql', {
      SslMode: 'verify-ca',
      CertificateArn: certificate,
      Connections: [connection('failed', 'no route'), connection('successful', undefined, 'another')],
    }),
    expect: good,
  },
  'connections that are being deleted tell nothing': {
    ...held('mysql', {
      SslMode: 'verify-ca',
      CertificateArn: certificate,
      Connections: [connection('deleting'), connection('failed', undefined, 'another')],
    }),
    expect: { is: 'non-compliant', message: 'connection-failed', changes: 0 },
  },
  'an endpoint that is gone': {
    account: {},
    target: 'arn:aws:dms:eu-west-1:111122223333:endpoint:gone',
    gone: true,
  },
});

const arn = 'arn:aws:dms:eu-west-1:111122223333:endpoint:orders';
const target = { ...location, type: 'AWS::DMS::Endpoint', id: arn, arn };

const put = async (value: string, endpoint: object, running: readonly string[] = []) => {
  const { write, asked } = await answering(() => ({}));
  const seen = { value: 'none', token: { endpoint, running } };
  await unit.fields['tlsMode']?.put(arn, value, seen, target, write);
  return asked;
};

test('a call for SslMode names nothing else', async () => {
  const endpoint = { EngineName: 'mysql', Username: 'dms', CertificateArn: certificate };
  expect(await put('verify-ca', endpoint)).toEqual([
    { operation: 'ModifyEndpoint', input: { EndpointArn: arn, SslMode: 'verify-ca' } },
  ]);
});

const RedisSettings = { ServerName: 'cache.example.com', Port: 6379, AuthType: 'auth-token' };

test('a call for Redis names the engine and the address, and neither the password nor ExactSettings', async () => {
  expect(await put('ssl-encryption', { EngineName: 'redis', RedisSettings })).toEqual([
    {
      operation: 'ModifyEndpoint',
      input: {
        EndpointArn: arn,
        EngineName: 'redis',
        RedisSettings: {
          ServerName: 'cache.example.com',
          Port: 6379,
          SslSecurityProtocol: 'ssl-encryption',
        },
      },
    },
  ]);
});

test('nothing is sent while a task runs, whichever way', async () => {
  await expect(
    put('none', { EngineName: 'mysql', EndpointIdentifier: 'orders' }, ['task copy (running)']),
  ).rejects.toMatchObject({
    code: 'conflict',
    says: 'These use endpoint orders and run: task copy (running). DMS changes no endpoint under a task that runs.',
    retry: true,
  });
});

test('without an address, nothing is sent to Redis', async () => {
  await expect(put('plaintext', { EngineName: 'redis', RedisSettings: {} })).rejects.toMatchObject({
    code: 'answer-incomplete',
    retry: true,
  });
});

test('who uses the endpoint is asked with each get', async () => {
  const { read } = await answering(({ operation }) =>
    operation === 'DescribeEndpoints'
      ? { Endpoints: [{ EndpointArn: arn, EngineName: 'mysql' }] }
      : operation === 'DescribeReplicationTasks'
        ? {
            ReplicationTasks: [
              { ReplicationTaskIdentifier: 'copy', SourceEndpointArn: arn, Status: 'starting' },
            ],
          }
        : { Replications: [{ ReplicationConfigIdentifier: 'stream', TargetEndpointArn: arn }] },
  );
  expect(await unit.fields['tlsMode']?.get(arn, target, read)).toMatchObject({
    // Left out is none: https://docs.aws.amazon.com/dms/latest/APIReference/API_Endpoint.html
    value: 'none',
    token: { running: ['serverless replication stream (no status)', 'task copy (starting)'] },
  });
});

const named = { name: 'orders', arn, region: 'eu-west-1', engine: 'mysql', wanted: 'verify-ca' };

test.each([
  ['server-without-tls', ['--replication-instance-arn', 'INSTANCE_ARN', '--endpoint-arn', arn]],
  ['certificate-needed', ['--ssl-mode', 'verify-ca', '--certificate-arn', 'CERTIFICATE_ARN']],
  [
    'broker-changes-too',
    [
      '--engine-name',
      'kafka',
      '--kafka-settings',
      '{"Broker":"HOST:PORT","SecurityProtocol":"ssl-encryption"}',
    ],
  ],
  [
    'address-unread',
    [
      '--engine-name',
      'redis',
      '--redis-settings',
      'ServerName=HOST,Port=PORT,SslSecurityProtocol=ssl-encryption',
    ],
  ],
] as const)('what %s tells to type is a command', (message, options) => {
  const { todo = '' } = sentence(unit.meta.messages, { message, data: named });
  const command = /aws dms (?:modify-endpoint|test-connection) .*$/.exec(todo)?.[0] ?? '';
  const { status, stderr, asked } = carriedOut(command);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(asked).toEqual([
    [
      'dms',
      expect.stringMatching(/^(?:modify-endpoint|test-connection)$/),
      '--region',
      'eu-west-1',
      ...(message === 'server-without-tls' ? [] : ['--endpoint-arn', arn]),
      ...options,
    ],
  ]);
});

test('templates are told what each engine calls it', () => {
  const change = { set: 'tlsMode', on: arn, before: 'none', after: 'require', impact: [] };
  expect(unit.source?.(change, target)?.terraform).toContain('ssl_mode = "require"');
  expect(unit.source?.({ ...change, after: 'ssl-encryption' }, target)?.cloudformation).toContain(
    'SslSecurityProtocol: ssl-encryption',
  );
});
