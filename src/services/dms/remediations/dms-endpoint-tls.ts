import {
  DatabaseMigrationServiceClient,
  ModifyEndpointCommand,
  type DmsSslModeValue,
  type Endpoint,
  type SslSecurityProtocolValue,
} from '@aws-sdk/client-database-migration-service';
import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { setting } from '../../../families/setting.ts';
import type { Meaning } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { engineTlsOf } from '../facts/engine.ts';
import { messages as own } from './dms-endpoint-tls/messages.ts';
import { endpointOf, readEndpoint, tlsModeOf } from './dms-endpoint-tls/read.ts';

const encrypted: Readonly<Record<string, ReadonlySet<string>>> = {
  mode: new Set(['require', 'verify-ca', 'verify-full']),
  redis: new Set(['ssl-encryption']),
  kafka: new Set(['sasl-ssl', 'ssl-authentication', 'ssl-encryption']),
};

/** What a value means for an engine. Nobody chose: SslMode is none, Redis is over TLS, Kafka is not. */
const meaningFor = (engine: string, value: string | null): Meaning<string> => {
  const tls = engineTlsOf(engine);
  const by = tls?.by ?? 'mode';
  const held = value ?? { mode: 'none', redis: 'ssl-encryption', kafka: 'plaintext', always: 'none' }[by];
  if (encrypted[by]?.has(held)) return 'good';
  if (held !== (by === 'mode' ? 'none' : 'plaintext')) return undefined;
  // An engine that is not known is given no change: its obstacle says so.
  const to = tls?.by === 'mode' ? tls.weakest : by === 'mode' ? 'require' : 'ssl-encryption';
  return { to, impact: ['interrupts'] };
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `get` gave as a token
const endpointIn = (token: unknown): Endpoint | undefined => token as Endpoint | undefined;

const { messages, ...parts } = setting({
  attribute: 'tlsMode',
  thing: 'endpoint',
  setting: 'The TLS mode',
  messages: own,
  read: readEndpoint,
  get: async (_on, target, aws) => {
    const endpoint = await endpointOf(target, aws);
    return { value: endpoint ? tlsModeOf(endpoint) : null, token: endpoint };
  },
  // Without ExactSettings what a call leaves out stays as it is: passwords, which no answer tells, among it.
  put: async (EndpointArn, value, seen, _target, aws) => {
    const { EngineName = '', RedisSettings } = endpointIn(seen) ?? {};
    const isRedis = engineTlsOf(EngineName)?.by === 'redis';
    const command = new ModifyEndpointCommand({
      EndpointArn,
      ...(isRedis
        ? {
            RedisSettings: {
              ServerName: RedisSettings?.ServerName,
              Port: RedisSettings?.Port,
              // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of those that `meaning` knows, or what DMS held
              SslSecurityProtocol: value as SslSecurityProtocolValue,
            },
          }
        : // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
          { SslMode: value as DmsSslModeValue }),
    });
    await aws.use(DatabaseMigrationServiceClient).send(command);
  },
  meaning: (value, _settings, _on, { around: { engine } }) => meaningFor(engine, value),
  outside: ({ around: { engine }, name }) =>
    engineTlsOf(engine)?.by === 'always' ? { message: 'always-tls', data: { engine, name } } : undefined,
  sayings: ({ held, name, around }, stepping, { arn }) => {
    const { engine, certificate, hasRedisAddress, hasRedisCa, running, idle } = around;
    const isDue = stepping.length > 0;
    const by = engineTlsOf(engine)?.by;
    const wanted = stepping[0]?.step.to ?? held[0]?.value ?? '';
    const isVerified = isDue && by === 'mode' && wanted !== 'require';
    return {
      obstacles: [
        ...saying('engine-unknown', isDue && by === undefined, { name, engine: engine || '(nothing)' }),
        ...saying('broker-changes-too', isDue && by === 'kafka', { name, arn }),
        ...saying('certificate-needed', isVerified && certificate === null, { name, engine, wanted, arn }),
        ...saying('address-unread', isDue && by === 'redis' && !hasRedisAddress, { name, arn }),
        ...saying('in-use', isDue && running.length > 0, { name, users: running.join(', ') }),
      ],
      hazards: [
        ...saying('server-without-tls', isDue, { name, arn }),
        ...saying('certificate-must-fit', isVerified && certificate !== null, {
          name,
          wanted,
          certificate: certificate ?? '',
        }),
        ...saying('amazon-root-only', isDue && by === 'redis' && !hasRedisCa, { name }),
        ...saying('starts-with-tls', isDue && idle.length > 0, { name, users: idle.join(', ') }),
      ],
      notes: saying('any-certificate', by === 'mode' && wanted === 'require', { name }),
    };
  },
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
    title: 'DMS endpoints are reached over TLS',
    summary:
      'Sets SslMode of the endpoint, or SslSecurityProtocol of a Redis endpoint, to the first mode that encrypts, and nothing else: what the call leaves out stays. Nothing is changed while a replication task or a serverless replication uses it and runs, or where a certificate or other broker addresses are needed that Waxseal cannot know. An owner is always asked.',
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
    reversible: true,
    permissions: {
      read: ['dms:DescribeEndpoints', 'dms:DescribeReplicationTasks', 'dms:DescribeReplications'],
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
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
