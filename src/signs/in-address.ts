import { shownAddress, type Address } from './address.ts';
import { isIdentifier, isLocal, isPlaceholder, isPrivate } from './hosts.ts';
import type { RuleId, Severity, Sign } from './rule.ts';

interface Found {
  readonly rule: RuleId;
  readonly severity: Severity;
}

type Evaluate = (address: Address) => Found | undefined;

const found = (rule: RuleId, severity: Severity): Found => ({ rule, severity });

/** The first of these parameters that the address has, in lower case. */
const parameter = ({ parameters }: Address, ...names: readonly string[]): string | undefined =>
  names
    .map((name) => parameters.get(name))
    .find((value) => value !== undefined)
    ?.toLowerCase();

const isOn = (value: string | undefined): boolean =>
  ['true', '1', 'yes', 'on', 'require', 'required'].includes(value ?? '');

const unless =
  (rule: RuleId, severity: Severity, isGood: (address: Address) => boolean): Evaluate =>
  (address) =>
    isGood(address) ? undefined : found(rule, severity);

const always =
  (rule: RuleId, severity: Severity): Evaluate =>
  () =>
    found(rule, severity);

/** A client that is told nothing tries TLS and goes on without it (libpq's `prefer`), or does not try at all. */
const postgresql: Evaluate = (address) => {
  const mode = parameter(address, 'sslmode', 'ssl-mode');
  if (mode !== undefined) {
    if (['require', 'verify-ca', 'verify-full'].includes(mode)) return undefined;
    return found('postgresql-without-tls', mode === 'disable' ? 'high' : 'medium');
  }
  const tls = parameter(address, 'ssl');
  if (isOn(tls) || address.parameters.has('sslrootcert')) return undefined;
  return found('postgresql-without-tls', tls === undefined ? 'medium' : 'high');
};

const mysql: Evaluate = (address) => {
  const mode = parameter(address, 'sslmode', 'ssl-mode', 'ssl_mode');
  if (mode !== undefined) {
    if (/^(required?|verify[_-].*|trust)$/.test(mode)) return undefined;
    return found('mysql-without-tls', /^disabled?$/.test(mode) ? 'high' : 'medium');
  }
  const tls = parameter(address, 'usessl', 'tls', 'ssl');
  const skips = parameter(address, 'requiressl') === 'false' && !isOn(tls);
  if (tls !== undefined && /^(false|0|no|off)$/.test(tls)) return found('mysql-without-tls', 'high');
  // `ssl={…}` of Node.js, `tls=custom` of Go; MySQL Connector/J of before 8 takes plaintext too unless told `requireSSL`.
  if (tls !== undefined && tls !== 'preferred' && !skips) return undefined;
  return found('mysql-without-tls', 'medium');
};

const sqlServer: Evaluate = (address) => {
  const encrypt = parameter(address, 'encrypt');
  if (['true', 'yes', '1', 'mandatory', 'strict'].includes(encrypt ?? '')) return undefined;
  return found('sqlserver-without-tls', encrypt === undefined ? 'medium' : 'high');
};

const saysTls = (address: Address): boolean =>
  [
    'tls',
    'ssl',
    'use_ssl',
    'usessl',
    'ssl_enabled',
    'ssl_cert_reqs',
    'ssl_ca_certs',
    'sslenabled',
    'secure',
  ].some((name) => {
    const value = parameter(address, name);
    return value !== undefined && !/^(false|0|no|off|none|disabled?)$/.test(value);
  });

const redis = unless('redis-without-tls', 'high', saysTls);
const messaging = unless('messaging-without-tls', 'high', saysTls);

/** `tcp://` says the protocol by its port only. */
const byPort: Readonly<Record<number, Evaluate>> = {
  23: always('plaintext-file-transfer', 'high'),
  514: always('service-without-tls', 'medium'),
  1883: always('messaging-without-tls', 'high'),
  2375: always('docker-without-tls', 'high'),
  5672: always('messaging-without-tls', 'high'),
  6379: always('redis-without-tls', 'high'),
  9000: always('service-without-tls', 'low'),
  9092: always('kafka-without-tls', 'high'),
  11211: always('service-without-tls', 'medium'),
  61613: always('messaging-without-tls', 'high'),
  61616: always('messaging-without-tls', 'high'),
};

/** Lists of revoked certificates and authorities are fetched by HTTP, and signed. */
const isSigned = ({ path }: Address): boolean => /\.(?:crl|crt|cer|p7c)$|\/ocsp\b/i.test(path);

const http: Evaluate = (address) => {
  if (isSigned(address)) return found('plaintext-http', 'low');
  return found('plaintext-http', address.hosts.some((host) => !isPrivate(host)) ? 'high' : 'medium');
};

const evaluations: Readonly<Record<string, Evaluate>> = {
  http,
  ws: http,
  postgres: postgresql,
  postgresql,
  redshift: postgresql,
  'postgresql+psycopg': postgresql,
  'postgresql+psycopg2': postgresql,
  'postgresql+asyncpg': postgresql,
  mysql,
  mariadb: mysql,
  'mysql+pymysql': mysql,
  'mysql+mysqldb': mysql,
  'mysql+mysqlconnector': mysql,
  sqlserver: sqlServer,
  mssql: sqlServer,
  'mssql+pyodbc': sqlServer,
  redis,
  valkey: redis,
  amqp: messaging,
  mqtt: messaging,
  stomp: messaging,
  nats: messaging,
  mongodb: unless('mongodb-without-tls', 'high', saysTls),
  kafka: always('kafka-without-tls', 'high'),
  plaintext: always('kafka-without-tls', 'high'),
  sasl_plaintext: always('kafka-without-tls', 'high'),
  ldap: unless('ldap-without-tls', 'medium', (address) =>
    isOn(parameter(address, 'start_tls', 'starttls', 'tls')),
  ),
  ftp: always('plaintext-file-transfer', 'high'),
  tftp: always('plaintext-file-transfer', 'high'),
  telnet: always('plaintext-file-transfer', 'high'),
  rsh: always('plaintext-file-transfer', 'high'),
  smtp: unless('smtp-without-tls', 'medium', (address) =>
    isOn(parameter(address, 'requiretls', 'starttls', 'tls', 'secure', 'starttls.required')),
  ),
  nfs: always('nfs-without-tls', 'medium'),
  memcached: always('service-without-tls', 'medium'),
  memcache: always('service-without-tls', 'medium'),
  cassandra: unless('service-without-tls', 'medium', saysTls),
  neo4j: unless('service-without-tls', 'medium', saysTls),
  bolt: unless('service-without-tls', 'medium', saysTls),
  syslog: always('service-without-tls', 'medium'),
  tcp: (address) => byPort[address.hosts[0]?.port ?? 0]?.(address),
};

/** Whether certificates are verified is asked of every scheme. */
const skipsVerification = (address: Address): boolean =>
  [
    'trustservercertificate',
    'tlsallowinvalidcertificates',
    'tlsallowinvalidhostnames',
    'tlsinsecure',
    'sslinvalidhostnameallowed',
  ].some((name) => isOn(parameter(address, name))) ||
  parameter(address, 'ssl_cert_reqs') === 'none' ||
  parameter(address, 'verifyservercertificate') === 'false' ||
  parameter(address, 'tls') === 'skip-verify' ||
  parameter(address, 'sslmode') === 'trust';

const schemesWithTls =
  /^(https|wss|rediss|valkeys|amqps|mqtts|mongodb\+srv|ldaps|smtps|ftps|sftp|bolt\+s|neo4j\+s|bolt\+ssc|neo4j\+ssc)$/;

/** What an address tells, none of it about a machine's own sockets or a name that nobody connects to. */
export const signsInAddress = (address: Address): readonly Sign[] => {
  const { at, hosts, path } = address;
  if (hosts.every(isLocal) || hosts.some((host) => isIdentifier(host, path))) return [];
  const evaluate = evaluations[address.scheme];
  const isKnown = evaluate !== undefined || schemesWithTls.test(address.scheme);
  if (!isKnown) return [];
  const all = [
    evaluate?.(address),
    skipsVerification(address) && found('verification-off', 'high'),
    address.scheme.endsWith('+ssc') && found('verification-off', 'high'),
    address.hasPassword && found('credential-in-address', 'medium'),
  ].filter((one) => one !== undefined && one !== false);
  // Who wrote no host yet, or an example's, connects to nobody.
  const isVague = hosts.every(isPlaceholder);
  return all.map(({ rule, severity }) => ({
    rule,
    severity: isVague ? 'low' : severity,
    at,
    address: shownAddress(address),
  }));
};
