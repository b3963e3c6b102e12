/** The parts of a DMS endpoint that say where it connects to, and how. */
export interface DmsEndpoint {
  readonly EndpointIdentifier?: string | undefined;
  readonly ServerName?: string | undefined;
  readonly SslMode?: string | undefined;
  readonly PostgreSQLSettings?: EngineSettings | undefined;
  readonly MySQLSettings?: EngineSettings | undefined;
  readonly MicrosoftSQLServerSettings?: EngineSettings | undefined;
  readonly IBMDb2Settings?: EngineSettings | undefined;
  readonly DocDbSettings?: EngineSettings | undefined;
}
interface EngineSettings {
  readonly ServerName?: string | undefined;
  readonly SecretsManagerSecretId?: string | undefined;
}

/** The parts of a Glue connection that say where it connects to, and how. */
export interface GlueConnection {
  readonly Name?: string | undefined;
  readonly ConnectionProperties?: Properties | undefined;
  /** A connection of schema 2 may name its host for each compute environment. */
  readonly SparkProperties?: Properties | undefined;
  readonly AthenaProperties?: Properties | undefined;
  readonly PythonProperties?: Properties | undefined;
}
type Properties = Readonly<Record<string, string>>;

const named = (name: string | undefined): string => name ?? '(no name)';
/** DNS names compare in any letter case and with or without the dot at their end. */
const dnsName = (text: string): string => text.toLowerCase().replace(/\.+$/, '');

/**
 * Whether a text names a host: alone, with a port or an instance (`host,1433`, `host\\name`), or anywhere in a URL.
 * Whole names only: `preorders.example` is not `orders.example`.
 */
const namesHost = (text: string | undefined, address: string): boolean =>
  (text?.match(/[\w.-]+/g) ?? []).some((word) => dnsName(word) === dnsName(address));

const namesOf = (endpoints: readonly DmsEndpoint[]): readonly string[] =>
  endpoints.map(({ EndpointIdentifier }) => named(EndpointIdentifier)).toSorted();

/** `SslMode` left out means `none`: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html */
const withoutTls = (endpoints: readonly DmsEndpoint[]): readonly DmsEndpoint[] =>
  endpoints.filter(({ SslMode = 'none' }) => SslMode === 'none');

/**
 * DMS endpoints that connect to this host without TLS. One that names it by another DNS name (a CNAME) or by an
 * address is not found this way.
 */
export const plaintextDmsEndpoints = (
  address: string,
  endpoints: readonly DmsEndpoint[],
): readonly string[] =>
  namesOf(
    withoutTls(endpoints).filter(
      ({
        ServerName,
        PostgreSQLSettings,
        MySQLSettings,
        MicrosoftSQLServerSettings,
        IBMDb2Settings,
        DocDbSettings,
      }) =>
        [
          ServerName,
          PostgreSQLSettings?.ServerName,
          MySQLSettings?.ServerName,
          MicrosoftSQLServerSettings?.ServerName,
          IBMDb2Settings?.ServerName,
          DocDbSettings?.ServerName,
        ].some((host) => namesHost(host, address)),
    ),
  );

/** What DMS calls the settings of an engine, by the engine's name for people. MariaDB takes MySQL's. */
const settingsOf: Readonly<Record<string, (endpoint: DmsEndpoint) => EngineSettings | undefined>> = {
  PostgreSQL: ({ PostgreSQLSettings }) => PostgreSQLSettings,
  MySQL: ({ MySQLSettings }) => MySQLSettings,
  'Aurora PostgreSQL': ({ PostgreSQLSettings }) => PostgreSQLSettings,
  'Aurora MySQL': ({ MySQLSettings }) => MySQLSettings,
  MariaDB: ({ MySQLSettings }) => MySQLSettings,
  'SQL Server': ({ MicrosoftSQLServerSettings }) => MicrosoftSQLServerSettings,
  Db2: ({ IBMDb2Settings }) => IBMDb2Settings,
  DocumentDB: ({ DocDbSettings }) => DocDbSettings,
};

/**
 * DMS endpoints of an engine without TLS whose host is in a secret, which nobody reads for this: it may be any.
 * https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
 */
export const secretDmsEndpoints = (engine: string, endpoints: readonly DmsEndpoint[]): readonly string[] =>
  namesOf(
    withoutTls(endpoints).filter(
      (endpoint) => settingsOf[engine]?.(endpoint)?.SecretsManagerSecretId !== undefined,
    ),
  );

/**
 * Glue connections to this host that are not told to insist on TLS.
 * https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html
 */
export const plaintextGlueConnections = (
  address: string,
  connections: readonly GlueConnection[],
): readonly string[] =>
  connections
    .filter(({ ConnectionProperties = {}, SparkProperties, AthenaProperties, PythonProperties }) => {
      const everywhere = [ConnectionProperties, SparkProperties, AthenaProperties, PythonProperties];
      return (
        ConnectionProperties['JDBC_ENFORCE_SSL']?.toLowerCase() !== 'true' &&
        everywhere.some((properties = {}) =>
          Object.values(properties).some((text) => namesHost(text, address)),
        )
      );
    })
    .map(({ Name }) => named(Name))
    .toSorted();
