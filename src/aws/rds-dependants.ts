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
  readonly ConnectionProperties?: Readonly<Record<string, string>> | undefined;
}

const named = (name: string | undefined): string => name ?? '(no name)';
const isHost = (text: string | undefined, address: string): boolean =>
  text?.toLowerCase() === address.toLowerCase();

/**
 * DMS endpoints that connect to this host without TLS: `SslMode` left out means `none`. An endpoint that takes its
 * host from a secret, or names it by another DNS name, is not found this way.
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
      ].some((host) => isHost(host, address)),
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
    .filter(({ ConnectionProperties: properties = {} }) => {
      const texts = Object.values(properties).map((text) => text.toLowerCase());
      return (
        properties['JDBC_ENFORCE_SSL']?.toLowerCase() !== 'true' &&
        texts.some((text) => text.includes(address.toLowerCase()))
      );
    })
    .map(({ Name }) => named(Name))
    .toSorted();
