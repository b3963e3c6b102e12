import {
  DatabaseMigrationServiceClient,
  ModifyEndpointCommand,
  type DmsSslModeValue,
  type Endpoint,
  type RedisSettings,
  type SslSecurityProtocolValue,
} from '@aws-sdk/client-database-migration-service';
import * as z from 'zod/mini';
import { WaxsealError } from '../../../core/model/errors.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { setting } from '../../../families/setting.ts';
import type { Meaning } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { engineTlsOf } from '../facts/engine.ts';
import { messages as own } from './dms-endpoint-tls/messages.ts';
import { endpointOf, readEndpoint, tlsModeOf, usersOf } from './dms-endpoint-tls/read.ts';

/** Values by what says them: those that encrypt, the one that does not, and what DMS does where nobody chose. */
const values = {
  mode: { encrypted: ['require', 'verify-ca', 'verify-full'], plain: 'none', unsaid: 'none' },
  redis: { encrypted: ['ssl-encryption'], plain: 'plaintext', unsaid: 'ssl-encryption' },
  kafka: {
    encrypted: ['sasl-ssl', 'ssl-authentication', 'ssl-encryption'],
    plain: 'plaintext',
    unsaid: 'plaintext',
  },
  // https://docs.aws.amazon.com/dms/latest/APIReference/API_ElasticsearchSettings.html
  opensearch: { encrypted: ['https'], plain: 'http', unsaid: 'https' },
} as const;

/** What a value means for an engine. */
const meaningFor = (engine: string, value: string | null): Meaning<string> => {
  const tls = engineTlsOf(engine) ?? { by: 'mode', weakest: 'require' };
  if (tls.by === 'always') return undefined;
  const { encrypted, plain, unsaid } = values[tls.by];
  const held = value ?? unsaid;
  if (encrypted.some((one) => one === held)) return 'good';
  if (held !== plain) return undefined;
  // An engine that is not known, Kafka and OpenSearch are given no change: their obstacles say so.
  const to = tls.by === 'mode' ? tls.weakest : (encrypted.at(-1) ?? '');
  return { to, impact: ['interrupts'] };
};

/** What a put needs of the last get. */
interface Token {
  readonly endpoint: Endpoint;
  readonly running: readonly string[];
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `get` gave as a token
const tokenOf = (token: unknown): Token | undefined => token as Token | undefined;

/** A call takes what must be told of Redis: https://docs.aws.amazon.com/dms/latest/APIReference/API_RedisSettings.html */
const redisSettings = (
  { EndpointIdentifier = '', RedisSettings: held }: Endpoint,
  value: string,
): RedisSettings => {
  const { ServerName, Port }: Partial<RedisSettings> = held ?? {};
  if (ServerName === undefined || Port === undefined)
    throw new WaxsealError({
      code: 'answer-incomplete',
      says: `DMS does not tell the server and the port of the Redis endpoint ${EndpointIdentifier}, which a call must name.`,
      todo: 'Nothing was sent. Try again; if it stays so, set it by hand.',
      retry: true,
    });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of those that `meaning` knows, or what DMS held
  return { ServerName, Port, SslSecurityProtocol: value as SslSecurityProtocolValue };
};

const { messages, ...parts } = setting({
  attribute: 'tlsMode',
  thing: 'endpoint',
  setting: 'The TLS mode',
  messages: own,
  read: readEndpoint,
  get: async (_on, target, aws) => {
    // The value last: what somebody writes to it meanwhile is seen.
    const { running } = await usersOf(target.arn, aws);
    const endpoint = await endpointOf(target, aws);
    if (!endpoint) return { value: null };
    return { value: tlsModeOf(endpoint), token: { endpoint, running } satisfies Token };
  },
  /**
   * Without ExactSettings what a call leaves out stays as it is: passwords, which no answer tells, among it. A task that was
   * started since keeps an undo waiting, too: DMS refuses it, and would not say who runs.
   */
  put: async (EndpointArn, value, seen, _target, aws) => {
    const { endpoint = {}, running = [] } = tokenOf(seen) ?? {};
    const { EndpointIdentifier = EndpointArn, EngineName = '' } = endpoint;
    if (running.length > 0)
      throw new WaxsealError({
        code: 'conflict',
        says: `These use endpoint ${EndpointIdentifier} and run: ${running.join(', ')}. DMS changes no endpoint under a task that runs.`,
        todo: 'Stop them when it suits their owners: it is tried again by itself.',
        retry: true,
      });
    const isRedis = engineTlsOf(EngineName)?.by === 'redis';
    const command = new ModifyEndpointCommand({
      EndpointArn,
      ...(isRedis
        ? { EngineName, RedisSettings: redisSettings(endpoint, value) }
        : // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
          { SslMode: value as DmsSslModeValue }),
    });
    await aws.use(DatabaseMigrationServiceClient).send(command);
  },
  meaning: (value, _settings, _on, { around: { engine } }) => meaningFor(engine, value),
  outside: ({ around: { engine }, name }) =>
    engineTlsOf(engine)?.by === 'always' ? { message: 'always-tls', data: { engine, name } } : undefined,
  sayings: ({ held, name, around }, stepping, { arn, region }) => {
    const { engine, certificate, hasRedisAddress, hasRedisCa, isReadOnly, running, idle } = around;
    const isDue = stepping.length > 0;
    const by = engineTlsOf(engine)?.by;
    const wanted = stepping[0]?.step.to ?? held[0]?.value ?? '';
    const data = { name, arn, region, engine: engine || '(nothing)', wanted };
    // Another endpoint is made: nothing else becomes of this one.
    const isChanged = isDue && by !== 'opensearch';
    const isVerified = isDue && by === 'mode' && wanted !== 'require';
    return {
      obstacles: [
        ...saying('read-only', isDue && isReadOnly, data),
        ...saying('engine-unknown', isDue && by === undefined, data),
        ...saying('opensearch-anew', isDue && by === 'opensearch', data),
        ...saying('broker-changes-too', isDue && by === 'kafka', data),
        ...saying('certificate-needed', isVerified && certificate === null, data),
        ...saying('address-unread', isDue && by === 'redis' && !hasRedisAddress, data),
        ...saying('in-use', isChanged && running.length > 0, { name, users: running.join(', ') }),
      ],
      hazards: [
        ...saying('server-without-tls', isChanged, data),
        ...saying('certificate-must-fit', isVerified && certificate !== null, {
          name,
          wanted,
          certificate: certificate ?? '',
        }),
        ...saying('amazon-root-only', isDue && by === 'redis' && !hasRedisCa, { name }),
        ...saying('starts-with-tls', isChanged && idle.length > 0, { name, users: idle.join(', ') }),
      ],
      notes: saying('any-certificate', by === 'mode' && wanted === 'require', { name }),
    };
  },
  besides: ({ name, around: { connections } }, { arn, region }) =>
    connections.failed.length > 0
      ? {
          message: 'connection-failed',
          data: {
            name,
            arn,
            region,
            failures: connections.failed.join(', '),
            instance: connections.instance ?? 'INSTANCE_ARN',
          },
        }
      : undefined,
  late: ({ name, around: { connections } }, { arn }) =>
    connections.areThere
      ? { message: 'connection-not-told-yet', data: { name }, after: [{ set: 'tlsMode', on: arn }] }
      : undefined,
  source: ({ after }, { id }) => {
    const value = String(after);
    const isRedis = value === 'ssl-encryption' || value === 'plaintext';
    return isRedis
      ? {
          cloudformation: `# In the AWS::DMS::Endpoint ${id}:\nRedisSettings:\n  SslSecurityProtocol: ${value}`,
          cdk: `// In the dms.CfnEndpoint ${id}, beside what redisSettings has:\nredisSettings: { sslSecurityProtocol: '${value}' },`,
          terraform: `# In the aws_dms_endpoint ${id}:\nredis_settings {\n  ssl_security_protocol = "${value}"\n}`,
        }
      : {
          cloudformation: `# In the AWS::DMS::Endpoint ${id}:\nSslMode: ${value}`,
          cdk: `// In the dms.CfnEndpoint ${id}:\nsslMode: '${value}',`,
          terraform: `# In the aws_dms_endpoint ${id}:\nssl_mode = "${value}"`,
        };
  },
});

// https://docs.aws.amazon.com/config/latest/developerguide/dms-endpoint-ssl-configured.html
const lacking = [
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'mx-central-1',
];

/** Makes DMS speak TLS with the server of an endpoint. */
export default remediation({
  meta: {
    id: 'dms-endpoint-tls',
    version: 1,
    family: 'setting',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'DMS endpoints are reached over TLS',
    summary:
      'Sets SslMode of the endpoint, or SslSecurityProtocol of a Redis endpoint, to the first mode that encrypts, and nothing else: what the call leaves out stays. Nothing is changed, nor taken back, while a replication task or a serverless replication uses it and runs, or where a certificate or other broker addresses are needed that Waxseal cannot know. An owner is always asked. DMS tests its connections after the change: while it does, and where none could be made, it is not called done.',
    resourceType: 'AWS::DMS::Endpoint',
    configRules: ['DMS_ENDPOINT_SSL_CONFIGURED', 'DMS_REDIS_TLS_ENABLED'],
    managedRules: {
      DMS_ENDPOINT_SSL_CONFIGURED: {
        regions: { lacking: [...lacking, 'us-gov-east-1', 'us-gov-west-1'] },
      },
      // https://docs.aws.amazon.com/config/latest/developerguide/dms-redis-tls-enabled.html
      DMS_REDIS_TLS_ENABLED: { regions: { lacking: [...lacking, 'cn-north-1', 'cn-northwest-1'] } },
    },
    controls: ['DMS.9', 'DMS.12'],
    services: ['dms'],
    impacts: ['interrupts'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeConnections',
        'dms:DescribeEndpoints',
        'dms:DescribeReplicationTasks',
        'dms:DescribeReplications',
      ],
      write: ['dms:ModifyEndpoint'],
      undo: ['dms:ModifyEndpoint'],
    },
    messages: without(messages, 'needs-people'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/dms-endpoint-ssl-configured.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/dms-redis-tls-enabled.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-9',
      'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html',
      'https://docs.aws.amazon.com/dms/latest/APIReference/API_ModifyEndpoint.html',
      'https://docs.aws.amazon.com/dms/latest/APIReference/API_Connection.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
