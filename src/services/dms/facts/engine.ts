/**
 * How DMS is told to speak TLS with an engine.
 * - `mode`: by SslMode. `weakest` is the first mode that encrypts; all but `require` need a certificate.
 * - `redis`, `kafka`, `opensearch`: by settings of their own.
 * - `always`: DMS speaks TLS with it whatever SslMode says.
 */
export type EngineTls =
  | { readonly by: 'mode'; readonly weakest: 'require' | 'verify-ca' | 'verify-full' }
  | { readonly by: 'redis' | 'kafka' | 'opensearch' | 'always' };

const mode = (weakest: 'require' | 'verify-ca' | 'verify-full'): EngineTls => ({ by: 'mode', weakest });

/**
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html; DocumentDB has a page of its own
 * (CHAP_Source.DocumentDB.html), and Neptune takes nothing else (neptune/latest/userguide/security-ssl.html).
 */
const engines: Readonly<Record<string, EngineTls>> = {
  mysql: mode('verify-ca'),
  mariadb: mode('verify-ca'),
  aurora: mode('verify-ca'),
  'aurora-serverless': mode('verify-ca'),
  postgres: mode('require'),
  'aurora-postgresql': mode('require'),
  'aurora-postgresql-serverless': mode('require'),
  babelfish: mode('require'),
  sqlserver: mode('require'),
  mongodb: mode('require'),
  docdb: mode('verify-full'),
  oracle: mode('verify-ca'),
  db2: mode('verify-ca'),
  sybase: mode('verify-full'),
  redis: { by: 'redis' },
  kafka: { by: 'kafka' },
  elasticsearch: { by: 'opensearch' },
  opensearch: { by: 'opensearch' },
  dynamodb: { by: 'always' },
  kinesis: { by: 'always' },
  neptune: { by: 'always' },
  redshift: { by: 'always' },
  'redshift-serverless': { by: 'always' },
  s3: { by: 'always' },
};

/** By `EngineName`. `undefined`: which modes it takes is not known here. */
export const engineTlsOf = (name: string): EngineTls | undefined =>
  Object.hasOwn(engines, name) ? engines[name] : undefined;

/** Statuses in which nothing runs; any other counts as running, the ones that no page has as well. */
const idle: ReadonlySet<string> = new Set(['created', 'failed', 'failed-move', 'ready', 'stopped']);

/** Of a replication task, or of a serverless replication, which has them in capitals in some pages. */
export const isIdle = (status: string): boolean => idle.has(status.toLowerCase());
