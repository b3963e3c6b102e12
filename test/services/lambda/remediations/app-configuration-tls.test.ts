import { gzipSync } from 'node:zlib';
import jobDefinitionType from '../../../../src/services/batch/resources/aws-batch-jobdefinition.ts';
import launchTemplateType from '../../../../src/services/ec2/resources/aws-ec2-launchtemplate.ts';
import jobType from '../../../../src/services/glue/resources/aws-glue-job.ts';
import functionType from '../../../../src/services/lambda/resources/aws-lambda-function.ts';
import unit from '../../../../src/services/lambda/remediations/app-configuration-tls.ts';
import projectType from '../../../../src/services/codebuild/resources/aws-codebuild-project.ts';
import environmentType from '../../../../src/services/elasticbeanstalk/resources/aws-elasticbeanstalk-environment.ts';
import taskDefinitionType from '../../../../src/services/ecs/resources/aws-ecs-taskdefinition.ts';
import parameterType from '../../../../src/services/ssm/resources/aws-ssm-parameter.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { anyOf } from '../../../kit/any-of.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Fn = NonNullable<NonNullable<AccountFile['lambda']>['Functions']>[number];
type Container = NonNullable<
  NonNullable<NonNullable<AccountFile['ecs']>['TaskDefinitions']>[number]['containerDefinitions']
>[number];
type Parameter = NonNullable<NonNullable<AccountFile['ssm']>['Parameters']>[number];

const lambda = (over: Omit<Partial<Fn>, 'FunctionName'> = {}) => ({
  lambda: { Functions: [{ FunctionName: 'orders', ...over }] },
});
const variables = (Variables: Record<string, string>) => lambda({ Environment: { Variables } });
const ecs = (...containerDefinitions: Container[]) => ({
  ecs: { TaskDefinitions: [{ family: 'orders', containerDefinitions }] },
});
const container = (environment: Record<string, string>, over: object = {}) => ({
  name: 'app',
  environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
  ...over,
});
const ssm = (Value: string, over: Partial<Parameter> = {}) => ({
  ssm: { Parameters: [{ Name: '/shop/prod/SETTING', Value, ...over }] },
});
type Project = NonNullable<NonNullable<AccountFile['codebuild']>['Projects']>[number];
const build = (over: Partial<Project>) => ({ codebuild: { Projects: [{ name: 'orders', ...over }] } });
const built = (environmentVariables: { name: string; value: string; type?: string }[]) =>
  build({ environment: { environmentVariables } });
type JobDefinition = NonNullable<NonNullable<AccountFile['batch']>['JobDefinitions']>[number];
const batch = (over: Omit<Partial<JobDefinition>, 'jobDefinitionName'>) => ({
  batch: { JobDefinitions: [{ jobDefinitionName: 'orders', revision: 3, ...over }] },
});
type Job = NonNullable<NonNullable<AccountFile['glue']>['Jobs']>[number];
const glue = (over: Omit<Partial<Job>, 'Name'>) => ({ glue: { Jobs: [{ Name: 'nightly load', ...over }] } });
type Template = NonNullable<NonNullable<AccountFile['ec2']>['LaunchTemplates']>[number];
const template = 'lt-0123456789abcdef0';
const opened = { 'waxseal:read-user-data': 'yes' };
const launched = (over: Omit<Partial<Template>, 'LaunchTemplateId'>) => ({
  ec2: { LaunchTemplates: [{ LaunchTemplateId: template, Tags: opened, ...over }] },
});
const script = (line: string) => `#!/bin/bash\n# fetch http://old.shop.io first\n${line}\n`;
const packed = (text: string) => gzipSync(text).toString('base64');
const jobDefinition = 'arn:aws:batch:eu-west-1:111122223333:job-definition/orders:3';
const cache = { name: 'CACHE', value: 'redis://cache.shop.io' };
const beanstalk = (Options: Record<string, Record<string, string>> | null, over: object = {}) => ({
  elasticbeanstalk: { Environments: [{ EnvironmentName: 'orders-live', Options, ...over }] },
});
const own = 'aws:elasticbeanstalk:application:environment';
const project = 'arn:aws:codebuild:eu-west-1:111122223333:project/orders';
const environment = 'arn:aws:elasticbeanstalk:eu-west-1:111122223333:environment/shop/orders-live';
const task = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1';
const named = '/shop/prod/SETTING';

const only = 'configuration-only';
const good = { is: 'compliant', notes: [only] } as const;
const plain = { is: 'non-compliant', message: 'configured-in-plaintext', notes: [only] } as const;
const weak = { is: 'non-compliant', message: 'tls-weakened', notes: [only] } as const;
const low = { is: 'compliant', notes: [only, 'please-look'] } as const;

/** Each rule of the reference, as it is found and as it is good; of one function's environment. */
const inEnvironments: Readonly<
  Record<string, readonly [bad: Record<string, string>, fine: Record<string, string>]>
> = {
  'a switch of TLS': [{ DATABASE_SSL: 'off' }, { DATABASE_SSL: 'on' }],
  'a mode of TLS': [{ DB_SSL_MODE: 'preferred' }, { DB_SSL_MODE: 'required' }],
  'HTTP to a public host': [{ API: 'http://api.shop.io/v1' }, { API: 'https://api.shop.io/v1' }],
  'HTTP to a private host': [{ API: 'http://10.0.3.4:9200/x' }, { API: 'http://127.0.0.1:9200/x' }],
  WebSockets: [{ API: 'ws://stream.shop.io' }, { API: 'wss://stream.shop.io' }],
  'PostgreSQL without sslmode': [
    { DATABASE_URL: 'postgres://app@db.shop.io/x' },
    { DATABASE_URL: 'postgres://app@db.shop.io/x?sslmode=verify-full' },
  ],
  'PostgreSQL that prefers TLS': [
    { DATABASE_URL: 'postgresql://db.shop.io/x?sslmode=prefer' },
    { DATABASE_URL: 'postgresql://db.shop.io/x?sslmode=require' },
  ],
  'PostgreSQL by its own variable': [{ PGSSLMODE: 'allow' }, { PGSSLMODE: 'verify-ca' }],
  'PostgreSQL, told by the variable beside it': [
    { DATABASE_URL: 'postgres://db.shop.io/x', PGSSLMODE: 'disable' },
    { DATABASE_URL: 'postgres://db.shop.io/x', PGSSLMODE: 'require' },
  ],
  MySQL: [
    { DB: 'jdbc:mysql://db.shop.io/x?useSSL=false' },
    { DB: 'jdbc:mysql://db.shop.io/x?sslMode=VERIFY_CA' },
  ],
  'MySQL of Go': [{ DSN: 'app@tcp(db.shop.io:3306)/x' }, { DSN: 'app@tcp(db.shop.io:3306)/x?tls=true' }],
  'SQL Server': [
    { DB: 'jdbc:sqlserver://db.shop.io:1433;encrypt=false' },
    { DB: 'jdbc:sqlserver://db.shop.io:1433;encrypt=strict' },
  ],
  'SQL Server by ADO.NET': [
    { DB: 'Server=db.shop.io;Database=x;Encrypt=optional' },
    { DB: 'Server=db.shop.io;Database=x;Encrypt=true' },
  ],
  Oracle: [
    { DB: 'jdbc:oracle:thin:@//db.shop.io:1521/ORCL' },
    { DB: 'jdbc:oracle:thin:@tcps://db.shop.io:2484/ORCL' },
  ],
  Redis: [{ CACHE: 'redis://cache.shop.io:6379' }, { CACHE: 'rediss://cache.shop.io:6379' }],
  Valkey: [{ CACHE: 'valkey://cache.shop.io' }, { CACHE: 'valkeys://cache.shop.io' }],
  AMQP: [{ MQ: 'amqp://mq.shop.io:5672' }, { MQ: 'amqps://mq.shop.io:5671' }],
  MQTT: [{ MQ: 'tcp://mq.shop.io:1883' }, { MQ: 'ssl://mq.shop.io:8883' }],
  STOMP: [{ MQ: 'stomp://mq.shop.io' }, { MQ: 'stomp+ssl://mq.shop.io' }],
  NATS: [{ MQ: 'nats://mq.shop.io' }, { MQ: 'tls://mq.shop.io' }],
  MongoDB: [{ DB: 'mongodb://a.shop.io,b.shop.io/x' }, { DB: 'mongodb+srv://a.shop.io/x' }],
  'Kafka by its protocol': [
    { KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT' },
    { KAFKA_SECURITY_PROTOCOL: 'SASL_SSL' },
  ],
  'Kafka by the port of Amazon MSK': [
    { BROKERS: 'b-1.orders.abc.c2.kafka.eu-west-1.amazonaws.com:9092' },
    { BROKERS: 'b-1.orders.abc.c2.kafka.eu-west-1.amazonaws.com:9094' },
  ],
  LDAP: [{ DIRECTORY: 'ldap://dir.shop.io' }, { DIRECTORY: 'ldap://dir.shop.io?start_tls=true' }],
  FTP: [{ FILES: 'ftp://files.shop.io' }, { FILES: 'ftps://files.shop.io' }],
  TFTP: [{ FILES: 'tftp://files.shop.io' }, { FILES: 'sftp://files.shop.io' }],
  Telnet: [{ CONSOLE: 'telnet://console.shop.io' }, { CONSOLE: 'ssh://console.shop.io' }],
  'FTP by its port': [{ FTP_PORT: '21' }, { SFTP_PORT: '22' }],
  SMTP: [{ MAIL: 'smtp://mail.shop.io' }, { MAIL: 'smtps://mail.shop.io' }],
  'SMTP by its port': [{ SMTP_PORT: '587' }, { SMTP_PORT: '587', SMTP_STARTTLS: 'true' }],
  NFS: [{ FILES: 'nfs://files.shop.io/x' }, { FILES: 'file:///mnt/files' }],
  Memcached: [{ CACHE: 'memcached://cache.shop.io:11211' }, { CACHE: 'https://cache.shop.io' }],
  Neo4j: [{ DB: 'bolt://db.shop.io' }, { DB: 'bolt+s://db.shop.io' }],
  syslog: [{ LOG: 'tcp://log.shop.io:514' }, { LOG: 'tcp://log.shop.io:6514' }],
  Docker: [{ DOCKER_HOST: 'tcp://build.shop.io:2375' }, { DOCKER_HOST: 'tcp://build.shop.io:2376' }],
  'an SDK with an endpoint': [
    { AWS_ENDPOINT_URL_S3: 'http://minio.shop.io' },
    { AWS_ENDPOINT_URL_S3: 'http://localhost:4566' },
  ],
  'an SDK without TLS': [{ AWS_USE_SSL: 'false' }, { AWS_USE_SSL: 'true' }],
};
const inOptions: typeof inEnvironments = {
  'Node.js that verifies nothing': [
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    { NODE_TLS_REJECT_UNAUTHORIZED: '1' },
  ],
  'Python that verifies nothing': [{ PYTHONHTTPSVERIFY: '0' }, { PYTHONHTTPSVERIFY: '1' }],
  'git that verifies nothing': [{ GIT_SSL_NO_VERIFY: 'true' }, { GIT_SSL_NO_VERIFY: 'false' }],
  'a switch that verifies nothing': [{ VERIFY_SSL: 'false' }, { VERIFY_SSL: 'true' }],
  'no authorities': [{ REQUESTS_CA_BUNDLE: '' }, { REQUESTS_CA_BUNDLE: '/etc/ssl/ca.pem' }],
  'authorities that are none': [{ AWS_CA_BUNDLE: '/dev/null' }, { AWS_CA_BUNDLE: '/etc/ssl/ca.pem' }],
  'pip that trusts a host': [{ PIP_TRUSTED_HOST: 'pypi.shop.io' }, { PIP_INDEX_URL: 'https://pypi.shop.io' }],
  'Ruby that verifies nothing': [{ RUBYOPT: '-r ssl_VERIFY_NONE -W0' }, { RUBYOPT: '-W0' }],
  'MongoDB that verifies nothing': [
    { DB: 'mongodb://a.shop.io/x?tls=true&tlsAllowInvalidCertificates=true' },
    { DB: 'mongodb://a.shop.io/x?tls=true' },
  ],
  'SQL Server that verifies nothing': [
    { DB: 'jdbc:sqlserver://db.shop.io;encrypt=true;trustServerCertificate=true' },
    { DB: 'jdbc:sqlserver://db.shop.io;encrypt=true;trustServerCertificate=false' },
  ],
  'Node.js with old TLS': [{ NODE_OPTIONS: '--tls-min-v1.0' }, { NODE_OPTIONS: '--tls-min-v1.2' }],
  'Java with old TLS': [
    { JAVA_TOOL_OPTIONS: '-Djdk.tls.client.protocols=TLSv1' },
    { JAVA_TOOL_OPTIONS: '-Djdk.tls.client.protocols=TLSv1.2' },
  ],
  'old TLS by a setting': [{ SSL_PROTOCOLS: 'TLSv1 TLSv1.2' }, { SSL_PROTOCOLS: 'TLSv1.2 TLSv1.3' }],
};
const rows = (all: typeof inEnvironments, expect: typeof plain | typeof weak) =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, [bad, fine]]) => [
      [name, { account: variables(bad), expect }],
      [`${name}, as it should be`, { account: variables(fine), expect: good }],
    ]),
  );

/** What only looks like it. */
const exempt: Readonly<Record<string, Record<string, string>>> = {
  'a name of XML': { NS: 'http://www.w3.org/2001/XMLSchema' },
  'a claim of SAML': { CLAIM: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name' },
  'an agent beside it': { CONFIG: 'http://localhost:2772/applications' },
  'metadata of the task': { METADATA: 'http://169.254.170.2/v4' },
  'metadata over IPv6': { METADATA: 'http://[fd00:ec2::254]/latest' },
};
const noted: Readonly<Record<string, Record<string, string>>> = {
  'a proxy': { HTTPS_PROXY: 'http://proxy.shop.io:3128' },
  'a list of revoked certificates': { CRL: 'http://pki.shop.io/root.crl' },
  'an issuer': { OIDC_ISSUER: 'http://login.shop.io' },
  'a placeholder': { API: 'http://%(host)s/v1' },
  'an example': { API: 'http://api.example.com/' },
};

testRemediation(
  unit,
  anyOf(
    functionType,
    jobDefinitionType,
    projectType,
    launchTemplateType,
    taskDefinitionType,
    environmentType,
    jobType,
    parameterType,
  ),
  {
    // Functions.
    'no environment': { account: lambda(), expect: good },
    ...rows(inEnvironments, plain),
    ...rows(inOptions, weak),
    ...Object.fromEntries(
      Object.entries(exempt).map(([name, of]) => [name, { account: variables(of), expect: good }]),
    ),
    ...Object.fromEntries(
      Object.entries(noted).map(([name, of]) => [name, { account: variables(of), expect: low }]),
    ),
    'one of many, told without what is secret': {
      account: variables({
        A: 'https://api.shop.io',
        CACHE_URL: 'redis://app:pa55word@cache.shop.io:6379/0?client=t0ken',
        Z: 'x',
      }),
      expect: {
        ...plain,
        notes: [only, 'credential-shown'],
        says: [
          'What orders is configured with leads its program to speak plaintext, or lets it: Environment.Variables.CACHE_URL: redis-without-tls (redis://cache.shop.io:6379). In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy. Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.',
          'A user and password stand in an address, where everybody who may read the configuration reads them: Environment.Variables.CACHE_URL. Keep them in AWS Secrets Manager, and change them: they were readable.',
        ],
      },
    },
    'a password alone is told, and is no plaintext': {
      account: variables({ DATABASE_URL: 'postgres://app:pa55@db.shop.io/x?sslmode=verify-full' }),
      expect: { is: 'compliant', notes: [only, 'credential-shown'] },
    },
    'a server of AWS, with what comes before and after': {
      account: variables({
        CACHE: 'redis://master.orders.abc123.euw1.cache.amazonaws.com:6379',
        DATABASE_URL: 'postgres://app@orders.abc123.eu-west-1.rds.amazonaws.com/x',
        SITE: 'http://shop.s3-website-eu-west-1.amazonaws.com',
      }),
      expect: {
        ...plain,
        notes: [only, 'servers-of-aws'],
        says: [
          'By their names AWS runs these servers: orders (DB instance of Amazon RDS): it offers TLS, after the move rds-instance-force-tls or rds-cluster-force-tls; orders (cache of Amazon ElastiCache): before the move elasticache-group-tls or elasticache-memcached-tls, after the move elasticache-group-tls; shop (website of Amazon S3) never speaks TLS: use a distribution of Amazon CloudFront in front of it. Have what is named before the move done first, and what is named after it last.',
        ],
      },
    },
    'more than are told': {
      account: variables(
        Object.fromEntries(
          Array.from({ length: 21 }, (_, at) => [
            `URL_${String(at).padStart(2, '0')}`,
            `http://s${at}.shop.io`,
          ]),
        ),
      ),
      expect: { ...plain, notes: [only, 'more-findings'] },
    },
    'a whole file in a variable': {
      account: variables({ SPRING_APPLICATION_JSON: '{"redis":{"host":"cache.shop.io","ssl":false}}' }),
      expect: {
        ...plain,
        says: [
          'What orders is configured with leads its program to speak plaintext, or lets it: Environment.Variables.SPRING_APPLICATION_JSON (ssl): tls-switched-off. In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy. Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.',
        ],
      },
    },
    'the command of an image': {
      account: lambda({
        ImageConfigResponse: { ImageConfig: { Command: ['curl', '-k', 'https://api.shop.io'] } },
      }),
      expect: weak,
    },
    'the entry point of an image': {
      account: lambda({
        ImageConfigResponse: { ImageConfig: { EntryPoint: ['run', '--to=ftp://files.shop.io'] } },
      }),
      expect: plain,
    },
    'a version that an alias leads to': {
      account: lambda({
        Versions: [
          { Version: '7', Environment: { Variables: { API: 'http://api.shop.io' } } },
          { Version: '6', Environment: { Variables: { OLD: 'http://old.shop.io' } } },
        ],
        Aliases: [
          { Name: 'live', FunctionVersion: '7' },
          { Name: 'blue', FunctionVersion: '7' },
          { Name: 'test', FunctionVersion: '$LATEST' },
        ],
      }),
      expect: {
        ...plain,
        says: [
          'What orders is configured with leads its program to speak plaintext, or lets it: version 7 (alias blue, live): Environment.Variables.API: plaintext-http (http://api.shop.io). In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy. Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.',
        ],
      },
    },
    'a version that an alias leads a part of its calls to': {
      account: lambda({
        Versions: [
          { Version: '7' },
          { Version: '8', Environment: { Variables: { API: 'http://api.shop.io' } } },
        ],
        Aliases: [
          { Name: 'live', FunctionVersion: '7', RoutingConfig: { AdditionalVersionWeights: { '8': 0.1 } } },
        ],
      }),
      expect: plain,
    },
    'a version that nothing leads to': {
      account: lambda({
        Versions: [{ Version: '7', Environment: { Variables: { API: 'http://api.shop.io' } } }],
      }),
      expect: good,
    },
    'an environment that a key closes': {
      account: lambda({ Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'kms' } } }),
      expect: {
        is: 'unknown',
        message: 'not-all-read',
        says: [
          "What orders is configured with could not all be read: Environment (AccessDeniedException). The rest shows no plaintext. Look there yourself. An environment that a key of KMS closes opens by the key's policy; SecureString parameters and files of variables in S3 are never read by Waxseal.",
        ],
      },
    },
    'an image whose configuration could not be read': {
      account: lambda({ ImageConfigResponse: { Error: { ErrorCode: 'E', Message: 'm' } } }),
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'a version that a key closes, and plaintext besides': {
      account: lambda({
        Environment: { Variables: { API: 'http://api.shop.io' } },
        Versions: [
          { Version: '7', Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'kms' } } },
        ],
        Aliases: [{ Name: 'live', FunctionVersion: '7' }],
      }),
      expect: { ...plain, notes: [only, 'unread-too'] },
    },
    'a host that the policy allows': {
      account: variables({ API: 'http://orders.mesh.internal:8080' }),
      settings: { allowedHosts: ['*.mesh.internal'] },
      expect: { is: 'compliant', notes: [only, 'host-allowed'] },
    },
    'the same by its name': {
      account: variables({ API: 'http://Orders.mesh.internal:8080' }),
      settings: { allowedHosts: ['ORDERS.mesh.internal'] },
      expect: { is: 'compliant', notes: [only, 'host-allowed'] },
    },
    'a host that only ends like it': {
      account: variables({ API: 'http://evilmesh.internal:8080' }),
      settings: { allowedHosts: ['*.mesh.internal', 'mesh.internal', ''] },
      expect: plain,
    },
    'one allowed host of two': {
      account: variables({ DB: 'mongodb://a.mesh.internal,b.shop.io/x' }),
      settings: { allowedHosts: ['*.mesh.internal'] },
      expect: plain,
    },
    'a switch, which has no host': {
      account: variables({ VERIFY_SSL: 'false' }),
      settings: { allowedHosts: ['*.mesh.internal'] },
      expect: weak,
    },
    'a function in China': {
      account: variables({ API: 'http://api.shop.io' }),
      location: { partition: 'aws-cn', region: 'cn-north-1' },
      expect: plain,
    },
    'a function that is gone': {
      account: {},
      target: 'arn:aws:lambda:eu-west-1:111122223333:function:gone',
      gone: true,
    },

    // Task definitions.
    'a container without variables': { account: ecs({ name: 'app' }), target: task, expect: good },
    'a container with one': {
      account: ecs({ name: 'side' }, container({ DATABASE_URL: 'postgres://app@db.shop.io/x' })),
      target: task,
      expect: {
        ...plain,
        says: [
          `What ${task} is configured with leads its program to speak plaintext, or lets it: containerDefinitions[app].environment.DATABASE_URL: postgresql-without-tls (postgres://db.shop.io). In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy. Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.`,
        ],
      },
    },
    'a variable beside it, in another container': {
      account: ecs(container({ DATABASE_URL: 'postgres://app@db.shop.io/x' }), {
        ...container({ PGSSLMODE: 'require' }),
        name: 'side',
      }),
      target: task,
      expect: plain,
    },
    'a command': {
      account: ecs(
        container({}, { command: ['sh', '-c', 'wget --no-check-certificate https://api.shop.io'] }),
      ),
      target: task,
      expect: weak,
    },
    'an entry point': {
      account: ecs(container({}, { entryPoint: ['redis-cli', '-h', 'cache.shop.io'] })),
      target: task,
      expect: plain,
    },
    'a health check of its own port': {
      account: ecs(
        container(
          {},
          { healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/ || exit 1'] } },
        ),
      ),
      target: task,
      expect: good,
    },
    'a health check of somebody else': {
      account: ecs(container({}, { healthCheck: { command: ['CMD', 'curl', 'http://api.shop.io/'] } })),
      target: task,
      expect: plain,
    },
    'logs over plain TCP': {
      account: ecs(
        container(
          {},
          {
            logConfiguration: { logDriver: 'syslog', options: { 'syslog-address': 'tcp://log.shop.io:514' } },
          },
        ),
      ),
      target: task,
      expect: plain,
    },
    'secrets, which are not read': {
      account: ecs(container({}, { secrets: [{ name: 'DATABASE_URL', valueFrom: 'arn' }] })),
      target: task,
      expect: { is: 'compliant', notes: [only, 'secrets-not-read'] },
    },
    'a file of variables': {
      account: ecs(container({}, { environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::shop/app.env' }] })),
      target: task,
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'a task definition that is gone': { account: {}, target: task, gone: true },

    // Builds.
    'a build without anything': { account: build({}), target: project, expect: good },
    'a variable of a build': {
      account: built([{ name: 'REGISTRY', value: 'http://registry.shop.io' }]),
      target: project,
      expect: {
        ...plain,
        says: [
          `What ${project} is configured with leads its program to speak plaintext, or lets it: environment.environmentVariables.REGISTRY: plaintext-http (http://registry.shop.io). In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy. Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.`,
        ],
      },
    },
    'the same, said to be plain': {
      account: built([{ name: 'PIP_TRUSTED_HOST', value: 'pypi.shop.io', type: 'PLAINTEXT' }]),
      target: project,
      expect: weak,
    },
    'variables that come from elsewhere': {
      account: built([
        { name: 'A', value: 'http://a.shop.io', type: 'PARAMETER_STORE' },
        { name: 'B', value: 'http://b.shop.io', type: 'SECRETS_MANAGER' },
      ]),
      target: project,
      expect: { is: 'compliant', notes: [only, 'secrets-not-read'] },
    },
    'a source that is fetched in plaintext': {
      account: build({ source: { location: 'http://git.shop.io/orders.git' } }),
      target: project,
      expect: plain,
    },
    'a source that is fetched from whoever answers': {
      account: build({ source: { location: 'https://git.shop.io/orders.git', insecureSsl: true } }),
      target: project,
      expect: weak,
    },
    'another source': {
      account: build({
        source: { location: 'https://git.shop.io/orders.git', insecureSsl: false },
        secondarySources: [
          { sourceIdentifier: 'lib', location: 'https://git.shop.io/lib.git', insecureSsl: true },
        ],
      }),
      target: project,
      expect: weak,
    },
    'a buildspec in the project': {
      account: build({
        source: {
          buildspec:
            'version: 0.2\nphases:\n  build:\n    commands:\n      # - curl http://old.shop.io\n      - curl -k https://api.shop.io\n',
        },
      }),
      target: project,
      expect: weak,
    },
    'a buildspec in the source': {
      account: build({ source: { buildspec: 'ci/build.yml' } }),
      target: project,
      expect: good,
    },
    'a build that is gone': { account: {}, target: project, gone: true },

    // Job definitions of Batch.
    'a job definition without anything': { account: batch({}), target: jobDefinition, expect: good },
    'a variable of a job': {
      account: batch({ containerProperties: { environment: [cache] } }),
      target: jobDefinition,
      expect: plain,
    },
    'a command of a job, and what comes from elsewhere': {
      account: batch({
        containerProperties: {
          command: ['curl', '-k', 'https://api.shop.io'],
          secrets: [{ name: 'TOKEN', valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:t' }],
        },
      }),
      target: jobDefinition,
      expect: { ...weak, notes: [only, 'secrets-not-read'] },
    },
    'a job of several nodes': {
      account: batch({
        type: 'multinode',
        nodeProperties: {
          nodeRangeProperties: [
            {
              targetNodes: '0:0',
              container: { environment: [{ name: 'API', value: 'https://api.shop.io' }] },
            },
            { targetNodes: '1:', container: { environment: [cache] } },
          ],
        },
      }),
      target: jobDefinition,
      expect: plain,
    },
    'a job in tasks of ECS': {
      account: batch({
        ecsProperties: { taskProperties: [{ containers: [{ name: 'app', environment: [cache] }] }] },
      }),
      target: jobDefinition,
      expect: plain,
    },
    'a job in a pod of EKS': {
      account: batch({ eksProperties: { podProperties: { containers: [{ name: 'app', env: [cache] }] } } }),
      target: jobDefinition,
      expect: plain,
    },
    'what begins before the job does in its pod': {
      account: batch({
        eksProperties: {
          podProperties: {
            initContainers: [{ command: ['sh', '-c'], args: ['wget http://files.shop.io/x'] }],
          },
        },
      }),
      target: jobDefinition,
      expect: plain,
    },
    'a job definition that nobody can run any more': {
      account: batch({ status: 'INACTIVE', containerProperties: { environment: [cache] } }),
      target: jobDefinition,
      gone: true,
    },
    'a job definition that is gone': { account: {}, target: jobDefinition, gone: true },

    // User data of launch templates.
    'a launch template that nobody has opened': {
      account: launched({
        Versions: [{ UserData: script('curl http://api.shop.io') }],
        Tags: { team: 'shop' },
      }),
      target: template,
      expect: { is: 'not-applicable', message: 'not-opened' },
    },
    'a tag that says no': {
      account: launched({
        Versions: [{ UserData: script('curl http://api.shop.io') }],
        Tags: { 'waxseal:read-user-data': 'no' },
      }),
      target: template,
      expect: { is: 'not-applicable', message: 'not-opened' },
    },
    'one without user data': { account: launched({}), target: template, expect: good },
    'user data that fetches in plaintext': {
      account: launched({ Versions: [{ UserData: script('curl http://api.shop.io/x') }] }),
      target: template,
      expect: plain,
    },
    'the same, packed': {
      account: launched({ Versions: [{ Base64: packed(script('curl http://api.shop.io/x')) }] }),
      target: template,
      expect: plain,
    },
    'neither the default version nor the latest': {
      account: launched({
        DefaultVersionNumber: 3,
        Versions: [
          { UserData: script('curl http://api.shop.io/x') },
          { UserData: script('curl http://api.shop.io/x') },
          { UserData: script('curl https://api.shop.io/x') },
          { UserData: script('curl https://api.shop.io/x') },
        ],
      }),
      target: template,
      expect: good,
    },
    'the latest version, which is not the default': {
      account: launched({ Versions: [{}, { UserData: script('curl http://api.shop.io/x') }] }),
      target: template,
      expect: plain,
    },
    'what is no text': {
      account: launched({ Versions: [{ Base64: Buffer.from([0xff, 0xfe, 0x00]).toString('base64') }] }),
      target: template,
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'what is packed and broken': {
      account: launched({ Versions: [{ Base64: Buffer.from([0x1f, 0x8b, 0x00]).toString('base64') }] }),
      target: template,
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'a message of parts that are encoded once more': {
      account: launched({
        Versions: [{ UserData: 'MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\naGk=\n' }],
      }),
      target: template,
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'a launch template that is gone': {
      account: {},
      target: 'arn:aws:ec2:eu-west-1:111122223333:launch-template/lt-0123456789abcdef0',
      gone: true,
    },

    // Jobs of Glue.
    'a job without arguments': { account: glue({}), target: 'nightly load', expect: good },
    'an argument of a job': {
      account: glue({
        DefaultArguments: { '--REDIS_URL': 'redis://cache.shop.io', '--job-language': 'python' },
      }),
      target: 'nightly load',
      expect: {
        ...plain,
        says: [
          'What nightly load is configured with leads its program to speak plaintext, or lets it: DefaultArguments.--REDIS_URL: redis-without-tls (redis://cache.shop.io). In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy. Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.',
        ],
      },
    },
    'an argument that no run may override': {
      account: glue({ NonOverridableArguments: { '--PGSSLMODE': 'disable' } }),
      target: 'nightly load',
      expect: plain,
    },
    'arguments that ask for TLS': {
      account: glue({
        DefaultArguments: { '--API': 'https://api.shop.io', '--REDIS_URL': 'rediss://cache.shop.io' },
      }),
      target: 'arn:aws:glue:eu-west-1:111122223333:job/nightly load',
      expect: good,
    },
    'a job that is gone': {
      account: {},
      target: 'arn:aws:glue:eu-west-1:111122223333:job/nightly load',
      gone: true,
    },

    // Environments of Elastic Beanstalk.
    'an environment without variables': { account: beanstalk({}), target: environment, expect: good },
    'an environment with one': {
      account: beanstalk({ [own]: { CACHE: 'redis://cache.shop.io' } }),
      target: environment,
      expect: plain,
    },
    'listeners are told of elsewhere': {
      account: beanstalk({ 'aws:elbv2:listener:default': { Protocol: 'HTTP', TLS: 'false' } }),
      target: environment,
      expect: good,
    },
    'an environment whose secrets come from elsewhere': {
      account: beanstalk({ 'aws:elasticbeanstalk:application:environmentsecrets': { CACHE: 'arn' } }),
      target: environment,
      expect: { is: 'compliant', notes: [only, 'secrets-not-read'] },
    },
    'an update that is on its way': {
      account: beanstalk({ [own]: { CACHE: 'redis://cache.shop.io' } }, { Pending: { [own]: {} } }),
      target: environment,
      expect: plain,
    },
    'an environment of which nothing is deployed': {
      account: beanstalk(null),
      target: environment,
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'an environment that is gone': { account: {}, target: environment, gone: { id: 'e-abcdefghij' } },

    // Parameters.
    'a parameter': { account: ssm('redis://cache.shop.io'), target: named, expect: plain },
    'a parameter that is good': { account: ssm('rediss://cache.shop.io'), target: named, expect: good },
    'a list of them': {
      account: ssm('https://a.shop.io,http://b.shop.io', { Type: 'StringList' }),
      target: named,
      expect: plain,
    },
    'a parameter that says by its last word what it is': {
      account: { ssm: { Parameters: [{ Name: '/shop/prod/VERIFY_SSL', Value: 'false' }] } },
      target: '/shop/prod/VERIFY_SSL',
      expect: weak,
    },
    'a port: TLS may stand in another parameter': {
      account: { ssm: { Parameters: [{ Name: '/shop/prod/SMTP_PORT', Value: '587' }] } },
      target: '/shop/prod/SMTP_PORT',
      expect: low,
    },
    'a parameter that is a file': {
      account: ssm('# http://old.shop.io\nREDIS_URL=redis://cache.shop.io\nSMTP_PORT=587\nSMTP_TLS=true\n'),
      target: named,
      expect: {
        ...plain,
        says: [
          'What /shop/prod/SETTING is configured with leads its program to speak plaintext, or lets it: Value (REDIS_URL): redis-without-tls (redis://cache.shop.io). In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy. Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.',
        ],
      },
    },
    'a parameter that is encrypted': {
      account: ssm('redis://cache.shop.io', { Type: 'SecureString' }),
      target: named,
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'a parameter that is gone': {
      account: {},
      target: 'arn:aws:ssm:eu-west-1:111122223333:parameter/shop/gone',
      gone: true,
    },

    // What may not be read.
    'aliases that may not be read': {
      account: { ...variables({}), denied: ['lambda:ListAliases'] },
      target: 'orders',
      expect: { is: 'unknown', message: 'not-all-read' },
    },
    'aliases that may not be read, and plaintext besides': {
      account: { ...variables({ API: 'http://api.shop.io' }), denied: ['lambda:ListAliases'] },
      target: 'orders',
      expect: { ...plain, notes: [only, 'unread-too'] },
    },
  },
);
