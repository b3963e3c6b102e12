import { shownAddress, type Address } from './address.ts';
import { isIdentifier, isLocal, isPlaceholder, isPrivate, isToRead, isUnknown } from './hosts.ts';
import type { RuleId, Severity, Sign } from './rule.ts';
import { dialectOf, isOn, isSwitchedOff, parameter, schemesWithTls, tlsOf } from './tls.ts';

interface Found {
  readonly rule: RuleId;
  readonly severity: Severity;
}

type Evaluate = (address: Address) => Found | undefined;

const found = (rule: RuleId, severity: Severity): Found => ({ rule, severity });

/** One severity where TLS is refused, one where it is left to the client. */
const by =
  (rule: RuleId, refuses: Severity, open: Severity = refuses): Evaluate =>
  (address) => {
    const tls = tlsOf(address);
    return tls === 'demands' ? undefined : found(rule, tls === 'refuses' ? refuses : open);
  };

const always =
  (rule: RuleId, severity: Severity): Evaluate =>
  () =>
    found(rule, severity);

const mysql = by('mysql-without-tls', 'high', 'medium');
const messaging = by('messaging-without-tls', 'high');

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

/** Lists of revoked certificates and authorities are fetched by HTTP, and signed; types of documents are mostly names. */
const isNote = ({ path, hosts }: Address): boolean =>
  /\.(?:crl|crt|cer|p7c|dtd|xsd)$|\/ocsp\b/i.test(path) || hosts.every(isToRead);

const http: Evaluate = (address) => {
  if (isNote(address)) return found('plaintext-http', 'low');
  return found('plaintext-http', address.hosts.some((host) => !isPrivate(host)) ? 'high' : 'medium');
};

const evaluations: Readonly<Record<string, Evaluate>> = {
  http,
  ws: http,
  postgresql: by('postgresql-without-tls', 'high', 'medium'),
  mysql,
  mariadb: mysql,
  sqlserver: by('sqlserver-without-tls', 'high', 'medium'),
  redis: by('redis-without-tls', 'high'),
  amqp: messaging,
  mqtt: messaging,
  stomp: messaging,
  nats: messaging,
  mongodb: by('mongodb-without-tls', 'high'),
  kafka: always('kafka-without-tls', 'high'),
  plaintext: always('kafka-without-tls', 'high'),
  sasl_plaintext: always('kafka-without-tls', 'high'),
  ldap: by('ldap-without-tls', 'medium'),
  ftp: always('plaintext-file-transfer', 'high'),
  tftp: always('plaintext-file-transfer', 'high'),
  telnet: always('plaintext-file-transfer', 'high'),
  rsh: always('plaintext-file-transfer', 'high'),
  smtp: by('smtp-without-tls', 'medium'),
  nfs: always('nfs-without-tls', 'medium'),
  memcached: always('service-without-tls', 'medium'),
  memcache: always('service-without-tls', 'medium'),
  cassandra: by('service-without-tls', 'medium'),
  neo4j: by('service-without-tls', 'medium'),
  clickhouse: by('service-without-tls', 'medium'),
  grpc: by('service-without-tls', 'medium'),
  syslog: always('service-without-tls', 'medium'),
  git: always('service-without-tls', 'medium'),
  svn: always('service-without-tls', 'medium'),
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
  ['trust', 'no-verify'].includes(parameter(address, 'sslmode') ?? '');

/** What an address tells, none of it about a machine's own sockets or a name that nobody connects to. */
export const signsInAddress = (address: Address): readonly Sign[] => {
  const { at, hosts, path } = address;
  if (hosts.every(isLocal) || hosts.some((host) => isIdentifier(host, path))) return [];
  const evaluate = evaluations[dialectOf(address.scheme)];
  const isKnown = evaluate !== undefined || schemesWithTls.test(address.scheme);
  if (!isKnown) return [];
  const all = [
    evaluate?.(address),
    skipsVerification(address) && found('verification-off', 'high'),
    address.scheme.endsWith('+ssc') && found('verification-off', 'high'),
    address.hasPassword && found('credential-in-address', 'medium'),
  ].filter((one) => one !== undefined && one !== false);
  // Who wrote no host yet, or an example's, connects to nobody; but a word against TLS counts wherever the host comes from.
  const isVague = hosts.every(isPlaceholder);
  const isMeant = hosts.some(isUnknown) && isSwitchedOff(address);
  const isWord = (rule: RuleId): boolean =>
    rule === 'verification-off' ? hosts.some(isUnknown) : rule !== 'credential-in-address' && isMeant;
  return all.map(({ rule, severity }) => ({
    rule,
    severity: isVague && !isWord(rule) ? 'low' : severity,
    at,
    address: shownAddress(address),
  }));
};
