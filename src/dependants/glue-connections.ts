import { allOf, bounded } from '../aws/marked-pages.ts';
import type { Aws } from '../core/model/remediation.ts';
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
      .filter(({ ConnectionProperties = {}, SparkProperties, AthenaProperties, PythonProperties }) => {
        const everywhere = [ConnectionProperties, SparkProperties, AthenaProperties, PythonProperties];
        return (
          ConnectionProperties['JDBC_ENFORCE_SSL']?.toLowerCase() !== 'true' &&
          everywhere.some((properties = {}) => Object.values(properties).some(isMeant))
        );
      })
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
