import { allOf, bounded } from '../aws/marked-pages.ts';
import type { Aws } from '../core/model/remediation.ts';
import { tlsIn } from '../signs/tls.ts';
import { once } from './hosts.ts';

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

const everywhere = ({
  ConnectionProperties = {},
  SparkProperties = {},
  AthenaProperties = {},
  PythonProperties = {},
}: GlueConnection): readonly Properties[] => [
  ConnectionProperties,
  SparkProperties,
  AthenaProperties,
  PythonProperties,
];

/** By a property: native types call theirs `ENFORCE_SSL`. */
const insistsOnTls = (connection: GlueConnection): boolean =>
  everywhere(connection).some(({ JDBC_ENFORCE_SSL: jdbc, ENFORCE_SSL: native }) =>
    [jdbc, native].some((value) => value?.toLowerCase() === 'true'),
  );

const connectsTo = (isMeant: (text: string) => boolean, connection: GlueConnection): boolean =>
  everywhere(connection).some((properties) => Object.values(properties).some(isMeant));

/**
 * Those that were told to connect there and are not told to insist on TLS. Pure.
 * https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html
 */
export const plaintextGlueConnections = (
  isMeant: (text: string) => boolean,
  connections: readonly GlueConnection[],
): readonly string[] =>
  once(
    connections
      .filter(
        (connection) =>
          !insistsOnTls(connection) &&
          // Or by the address itself, as MongoDB's, DocumentDB's and OpenSearch's do.
          connectsTo((text) => isMeant(text) && tlsIn(text) !== 'demands', connection),
      )
      .map(({ Name }) => Name),
  );

/**
 * Those that connect there over TLS and verify the certificate by one of their own, in S3. Pure.
 * https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html
 */
export const pinnedGlueConnections = (
  isMeant: (text: string) => boolean,
  connections: readonly GlueConnection[],
): readonly string[] =>
  once(
    connections
      .filter(
        (connection) =>
          insistsOnTls(connection) &&
          everywhere(connection).some(({ CUSTOM_JDBC_CERT: pinned = '' }) => pinned !== '') &&
          connectsTo(isMeant, connection),
      )
      .map(({ Name }) => Name),
  );

/** All of the account and Region. The SDK client is loaded only where something would be changed. */
export const glueConnections = async (aws: Aws): Promise<readonly GlueConnection[]> => {
  const { GlueClient, paginateGetConnections } = await import('@aws-sdk/client-glue');
  const paging = { client: aws.use(GlueClient) };
  // Passwords are none of our business.
  const pages = await allOf(bounded(paginateGetConnections(paging, { HidePassword: true })));
  return pages.flatMap(({ ConnectionList = [] }) => ConnectionList);
};
