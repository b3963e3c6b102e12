/** The parts of a DMS endpoint that say where it connects to, and how. */
export interface DmsEndpoint {
  readonly EndpointIdentifier?: string | undefined;
  readonly ServerName?: string | undefined;
  readonly SslMode?: string | undefined;
  readonly PostgreSQLSettings?: { readonly ServerName?: string | undefined } | undefined;
  readonly MySQLSettings?: { readonly ServerName?: string | undefined } | undefined;
  readonly MicrosoftSQLServerSettings?: { readonly ServerName?: string | undefined } | undefined;
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

/**
 * DMS endpoints that connect to this host without TLS: `SslMode` left out means `none`. An endpoint that takes its
 * host from a secret, or names it by another DNS name (a CNAME, an address), is not found this way.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
 */
export const plaintextDmsEndpoints = (
  address: string,
  endpoints: readonly DmsEndpoint[],
): readonly string[] =>
  endpoints
    .filter(({ SslMode = 'none' }) => SslMode === 'none')
    .filter(({ ServerName, PostgreSQLSettings, MySQLSettings, MicrosoftSQLServerSettings }) =>
      [
        ServerName,
        PostgreSQLSettings?.ServerName,
        MySQLSettings?.ServerName,
        MicrosoftSQLServerSettings?.ServerName,
      ].some((host) => namesHost(host, address)),
    )
    .map(({ EndpointIdentifier }) => named(EndpointIdentifier))
    .toSorted();

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
