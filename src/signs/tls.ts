import { addressesIn, parametersOf, type Address } from './address.ts';

/** What an address says of TLS: it `demands` it, it `refuses` it, or it leaves that to the client. */
export type Tls = 'demands' | 'refuses' | 'open';

/** The first of these parameters that the address has, in lower case. */
export const parameter = ({ parameters }: Address, ...names: readonly string[]): string | undefined =>
  names
    .map((name) => parameters.get(name))
    .find((value) => value !== undefined)
    ?.trim()
    .toLowerCase();

export const isOn = (value: string | undefined): boolean =>
  ['true', '1', 'yes', 'on', 'require', 'required'].includes(value ?? '');
const isOff = (value: string | undefined): boolean => /^(?:false|0|no|off|none|disabled?)$/.test(value ?? '');

type Tells = (address: Address) => Tls;

/** One word that refuses it decides; a client that is told nothing tries TLS and goes on without it, or does not try at all. */
const telling = (demands: boolean, refuses: boolean): Tls =>
  refuses ? 'refuses' : demands ? 'demands' : 'open';

/** https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING */
const postgresql: Tells = (address) => {
  const mode = parameter(address, 'sslmode', 'ssl-mode');
  const tls = parameter(address, 'ssl');
  if (mode !== undefined)
    // `no-verify` is of node-postgres.
    return telling(
      ['require', 'no-verify', 'verify-ca', 'verify-full'].includes(mode),
      mode === 'disable' || isOff(tls),
    );
  return telling(isOn(tls) || address.parameters.has('sslrootcert'), tls !== undefined && !isOn(tls));
};

/**
 * `useSSL=true` alone is a wish: https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-security.html. `ssl={…}` is of
 * Node.js, `tls=custom` of Go.
 */
const mysql: Tells = (address) => {
  const mode = parameter(address, 'sslmode', 'ssl-mode', 'ssl_mode');
  const tls = parameter(address, 'tls', 'ssl');
  const refuses = isOff(tls) || isOff(parameter(address, 'usessl')) || isOff(mode);
  if (mode !== undefined) return telling(/^(required?|verify[_-].*|trust)$/.test(mode), refuses);
  const isTls = (tls !== undefined && tls !== 'preferred') || isOn(parameter(address, 'requiressl'));
  return telling(isTls, refuses);
};

/** MariaDB's driver takes the same word for an order: https://mariadb.com/docs/connectors/mariadb-connector-j */
const mariadb: Tells = (address) => {
  const said = mysql(address);
  return said === 'open' && isOn(parameter(address, 'usessl')) ? 'demands' : said;
};

const sqlServer: Tells = (address) => {
  const encrypt = parameter(address, 'encrypt');
  const isGood = ['true', 'yes', '1', 'mandatory', 'strict'].includes(encrypt ?? '');
  return telling(isGood, encrypt !== undefined && !isGood);
};

const switches = [
  'tls',
  'ssl',
  'use_ssl',
  'usessl',
  'ssl_enabled',
  'sslenabled',
  'secure',
  'ssl_cert_reqs',
  'ssl_ca_certs',
];
const byParameter =
  (silent: 'refuses' | 'open'): Tells =>
  (address) => {
    const values = switches.flatMap((name) => parameter(address, name) ?? []);
    if (values.some((value) => !isOff(value))) return 'demands';
    return values.length > 0 ? 'refuses' : silent;
  };
const plain = byParameter('refuses');

const started: Tells = (address) =>
  telling(
    ['start_tls', 'starttls', 'tls', 'requiretls', 'secure', 'starttls.required'].some((name) =>
      isOn(parameter(address, name)),
    ),
    false,
  );

/** Schemes that say what another one does: with the name of a driver, or by another word. */
const dialects: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  redshift: 'postgresql',
  postgis: 'postgresql',
  mysql2: 'mysql',
  mysqlgis: 'mysql',
  mssql: 'sqlserver',
  pyamqp: 'amqp',
  valkey: 'redis',
  bolt: 'neo4j',
  clickhousedb: 'clickhouse',
  'clickhouse+native': 'clickhouse',
  'clickhouse+asynch': 'clickhouse',
  'clickhouse+http': 'clickhouse',
  'grpc+tcp': 'grpc',
};
/** The driver behind the plus is nobody's protocol: `postgresql+psycopg`. */
const withoutDriver = (scheme: string): string =>
  scheme.replace(/^(postgres(?:ql)?|redshift|mysql|mariadb|mssql)\+\w+$/, '$1');
export const dialectOf = (scheme: string): string => {
  const name = withoutDriver(scheme);
  return dialects[name] ?? name;
};

const tellsOf: Readonly<Record<string, Tells>> = {
  postgresql,
  mysql,
  mariadb,
  sqlserver: sqlServer,
  redis: plain,
  amqp: plain,
  mqtt: plain,
  stomp: plain,
  nats: plain,
  mongodb: byParameter('open'),
  cassandra: plain,
  neo4j: plain,
  clickhouse: plain,
  grpc: plain,
  ldap: started,
  smtp: started,
};

/** Schemes that stand for TLS, whatever else the address says; MongoDB's alone lets a parameter take it back. */
export const schemesWithTls =
  /^(?:https|wss|rediss|valkeys|amqps|mqtts|mongodb\+srv|ldaps|smtps|ftps|sftp|bolt\+s|neo4j\+s|bolt\+ssc|neo4j\+ssc|tcps|clickhouses|clickhouse\+https|grpcs|grpc\+tls)$/;
const schemesWithout =
  /^(?:http|ws|kafka|plaintext|sasl_plaintext|ftp|tftp|telnet|rsh|nfs|memcached?|syslog|git|svn)$/;

/** Words of no scheme that is known: `Server=db;Encrypt=true`. */
const inOptions: Tells = (address) => {
  const all = new Set([postgresql, mysql, sqlServer].map((tells) => tells(address)));
  return telling(all.has('demands'), all.has('refuses'));
};

export const tlsOf = (address: Address): Tls => {
  const { scheme } = address;
  if (schemesWithTls.test(scheme))
    return scheme === 'mongodb+srv' && byParameter('open')(address) === 'refuses' ? 'refuses' : 'demands';
  return schemesWithout.test(scheme) ? 'refuses' : (tellsOf[dialectOf(scheme)] ?? inOptions)(address);
};

/** Whether one of its own words switches TLS off, and not silence or the scheme. */
export const isSwitchedOff = (address: Address): boolean =>
  !schemesWithout.test(address.scheme) &&
  tlsOf(address) === 'refuses' &&
  ['sslmode', 'ssl-mode', 'ssl_mode', 'encrypt', ...switches].some((name) => address.parameters.has(name));

/** What a text says, by every address in it, or by its words where it holds none: `host;encrypt=true`. */
export const tlsIn = (text: string): Tls => {
  // Oracle says it by the protocol.
  if (/@tcps:|\bprotocol\s*=\s*tcps\b/i.test(text)) return 'demands';
  const tight = text.replaceAll(/\s*([;&?=])\s*/g, '$1');
  const addresses = addressesIn(tight);
  const all =
    addresses.length > 0
      ? addresses.map(tlsOf)
      : [
          tlsOf({
            at: 0,
            scheme: '',
            hosts: [],
            path: '',
            parameters: parametersOf(tight),
            hasPassword: false,
          }),
        ];
  return telling(
    all.every((one) => one === 'demands'),
    all.includes('refuses'),
  );
};

/**
 * Whether libpq is told to demand TLS beside an address that leaves it open. It and node-postgres ask the environment where the
 * address is silent; JDBC does not. https://www.postgresql.org/docs/current/libpq-envars.html
 */
export const isSaidToLibpq = (
  address: string,
  all: readonly { readonly name: string; readonly value: string }[],
): boolean =>
  !/^\s*jdbc:|ssl-?(?:mode)?=/i.test(address) &&
  all.some(
    ({ name, value }) => name === 'PGSSLMODE' && /^(?:require|verify-(?:ca|full))$/.test(value.trim()),
  );
