import type { Connection } from '@aws-sdk/client-glue';
import type { Onward } from '../../../core/model/onward.ts';
import { waysIn } from '../../../signs/onward.ts';
import { tlsIn, type Tls } from '../../../signs/tls.ts';
import { holdsPassword } from './url.ts';

type Properties = Readonly<Record<string, string | undefined>>;

/** Maps of a connection. The last three are of schema 2 and hold what is otherwise for one compute environment. */
const maps = ['ConnectionProperties', 'SparkProperties', 'AthenaProperties', 'PythonProperties'] as const;
type MapName = (typeof maps)[number];

const mapOf = (connection: Connection, map: MapName): Properties => connection[map] ?? {};
const mapsOf = (connection: Connection): readonly Properties[] => maps.map((map) => mapOf(connection, map));

/** `ConnectionProperties.JDBC_ENFORCE_SSL` → both. */
const partsOf = (at: string): { readonly map: MapName; readonly property: string } => {
  const [name, property = ''] = at.split('.');
  return { map: maps.find((map) => map === name) ?? 'ConnectionProperties', property };
};

/** By the type of a connection. https://docs.aws.amazon.com/glue/latest/webapi/API_ConnectionInput.html */
const propertyOf: Readonly<Record<string, string>> = { JDBC: 'JDBC_ENFORCE_SSL', KAFKA: 'KAFKA_SSL_ENABLED' };

/** Where it says whether it insists on TLS. One that says nothing of its own in a compute environment is there as everywhere. */
export const places = (
  connection: Connection,
): readonly { readonly at: string; readonly value: string | null }[] => {
  const property = propertyOf[connection.ConnectionType ?? ''];
  if (property === undefined) return [];
  return maps.flatMap((map) => {
    const value = mapOf(connection, map)[property] ?? null;
    return map === 'ConnectionProperties' || value !== null ? [{ at: `${map}.${property}`, value }] : [];
  });
};

/** The connection with this value in that place, and all else as it was; `null` leaves it out. */
export const into = (connection: Connection, at: string, value: string | null): Connection => {
  const { map, property } = partsOf(at);
  const { [property]: _before, ...others } = mapOf(connection, map);
  return { ...connection, [map]: value === null ? others : { ...others, [property]: value } };
};

/**
 * Letters do not matter. Left out, JDBC is not enforced and Kafka is:
 * https://docs.aws.amazon.com/glue/latest/webapi/API_Connection.html
 */
export const insists = (at: string, value: string | null): boolean | undefined => {
  switch ((value ?? String(at.endsWith('KAFKA_SSL_ENABLED'))).toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return undefined;
  }
};

const urls = (connection: Connection): readonly string[] =>
  mapsOf(connection).flatMap((map) =>
    Object.entries(map).flatMap(([name, text]) => (/URL$/i.test(name) && text !== undefined ? [text] : [])),
  );

/** Servers that it leads to, without what its URLs say of TLS: the finding puts that together with what it insists on. */
export const serversOf = (connection: Connection): readonly Onward[] => {
  const { HOST: to, PORT, KAFKA_BOOTSTRAP_SERVERS = '' } = mapOf(connection, 'ConnectionProperties');
  const named = urls(connection)
    .flatMap(waysIn)
    .map(({ encrypted: _encrypted, ...way }) => way);
  const brokers = KAFKA_BOOTSTRAP_SERVERS.split(',').flatMap((one) => {
    const [, host, port] = /^\s*([\w.-]+):(\d{1,5})\s*$/.exec(one) ?? [];
    return host === undefined ? [] : [{ to: host, port: Number(port) }];
  });
  const port = /^\d{1,5}$/.test(PORT ?? '') ? Number(PORT) : undefined;
  const own = to === undefined || to === '' ? [] : [{ to, ...(port !== undefined && { port }) }];
  return [...named, ...brokers, ...(named.length === 0 ? own : [])];
};

/** What its URLs say together: one that refuses it decides. */
export const urlTlsOf = (connection: Connection): Tls => {
  const all = new Set(urls(connection).map(tlsIn));
  if (all.has('refuses')) return 'refuses';
  return all.has('demands') ? 'demands' : 'open';
};

/**
 * Why what GetConnection shows of it is less than all of it, in words: UpdateConnection takes a connection whole, and would lose
 * the rest. A password is hidden when it is asked for so, and nothing tells that there is one but what stands beside it.
 */
export const hiddenIn = (connection: Connection): string | undefined => {
  const { AuthenticationConfiguration: authentication } = connection;
  const names = mapsOf(connection).flatMap((map) => Object.keys(map));
  const held = names.find((name) => /PASSWORD|USER_?NAME|ACCESS_?KEY|TOKEN/i.test(name));
  if (held !== undefined) return `it has ${held}`;
  if (urls(connection).some(holdsPassword)) return 'its URL names a user or a password';
  if (authentication && authentication.AuthenticationType !== 'BASIC')
    return `its authentication is ${authentication.AuthenticationType ?? 'of no type that is told'}`;
  if (authentication?.OAuth2Properties !== undefined) return 'it has properties of OAuth 2';
  const secrets = [...mapsOf(connection).map((map) => map['SECRET_ID']), authentication?.SecretArn];
  return secrets.some((secret) => (secret ?? '') !== '')
    ? undefined
    : 'it names no secret of Secrets Manager';
};

/** What a JDBC connection leads to: the engine in its URL, or as it is named; in small letters. */
export const serverOf = ({ ConnectionProperties = {} }: Connection): { engine: string; host: string } => {
  const { JDBC_CONNECTION_URL: url, JDBC_ENGINE = '', HOST = '' } = ConnectionProperties;
  const [, engine = '', rest = ''] = /^jdbc:(\w+):(.*)$/i.exec(url ?? '') ?? [];
  // After two slashes, or as Oracle has it without them.
  const host = (/\/\/(?:[^@/?;]*@)?([\w.-]+)/.exec(rest) ?? /@([\w.-]+)/.exec(rest))?.[1] ?? '';
  return url === undefined
    ? { engine: JDBC_ENGINE.toLowerCase(), host: HOST.toLowerCase() }
    : { engine: engine.toLowerCase(), host: host.toLowerCase() };
};

const isOf = (service: string, host: string): boolean =>
  // In China the Region stands behind the service.
  new RegExp(String.raw`\.${service}(?:\.[\w-]+)?\.amazonaws\.com(?:\.cn)?\.?$`).test(host);
/** The CA of these is among those that Glue brings. */
export const isOfAws = (host: string): boolean =>
  isOf('rds', host) || isOf('redshift', host) || isOf('redshift-serverless', host);

/**
 * Whether Glue can speak TLS with it when it must.
 * https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html#connection-properties-SSL
 */
export const canInsist = ({ engine, host }: { engine: string; host: string }): boolean =>
  ['oracle', 'sqlserver', 'postgresql', 'redshift'].includes(engine) ||
  (engine === 'mysql' && isOf('rds', host));
