import { isNamed } from '../aws/error-names.ts';
import { allOf, bounded } from '../aws/marked-pages.ts';
import type { Aws } from '../core/model/remediation.ts';
import { once } from './hosts.ts';

/** The parts of a DMS endpoint that say where it connects to, and how. */
export interface DmsEndpoint {
  readonly EndpointIdentifier?: string | undefined;
  readonly ServerName?: string | undefined;
  readonly SslMode?: string | undefined;
  readonly DocDbSettings?: EngineSettings | undefined;
  readonly IBMDb2Settings?: EngineSettings | undefined;
  readonly MicrosoftSQLServerSettings?: EngineSettings | undefined;
  readonly MySQLSettings?: EngineSettings | undefined;
  readonly OracleSettings?: EngineSettings | undefined;
  readonly PostgreSQLSettings?: EngineSettings | undefined;
  readonly ElasticsearchSettings?: { readonly EndpointUri?: string | undefined } | undefined;
  readonly KafkaSettings?: { readonly Broker?: string | undefined } | undefined;
  readonly RedisSettings?: RedisSettings | undefined;
}
interface EngineSettings {
  readonly ServerName?: string | undefined;
  readonly SecretsManagerSecretId?: string | undefined;
}
interface RedisSettings {
  readonly ServerName?: string | undefined;
  readonly SslSecurityProtocol?: string | undefined;
}

/**
 * `SslMode` left out means `none`: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html. Redis and OpenSearch
 * have no such mode: https://docs.aws.amazon.com/dms/latest/APIReference/API_RedisSettings.html and
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_ElasticsearchSettings.html, both TLS unless they say otherwise.
 */
const isWithoutTls = ({ SslMode = 'none', ElasticsearchSettings, RedisSettings }: DmsEndpoint): boolean => {
  if (RedisSettings) return RedisSettings.SslSecurityProtocol === 'plaintext';
  if (ElasticsearchSettings) return /^http:/i.test(ElasticsearchSettings.EndpointUri?.trim() ?? '');
  return SslMode === 'none';
};

/** It verifies the server's certificate by one that was imported for it (`CertificateArn`); `require` does not. */
const isVerifying = ({ SslMode = 'none' }: DmsEndpoint): boolean => SslMode.startsWith('verify-');

const hostsOf = (endpoint: DmsEndpoint): readonly string[] =>
  [
    endpoint.ServerName,
    endpoint.DocDbSettings?.ServerName,
    endpoint.IBMDb2Settings?.ServerName,
    endpoint.MicrosoftSQLServerSettings?.ServerName,
    endpoint.MySQLSettings?.ServerName,
    endpoint.OracleSettings?.ServerName,
    endpoint.PostgreSQLSettings?.ServerName,
    endpoint.RedisSettings?.ServerName,
    endpoint.ElasticsearchSettings?.EndpointUri,
    endpoint.KafkaSettings?.Broker,
  ].filter((host) => host !== undefined);

const namesOf = (endpoints: readonly DmsEndpoint[]): readonly string[] =>
  once(endpoints.map(({ EndpointIdentifier }) => EndpointIdentifier));

const endpointsTo =
  (isConcerned: (endpoint: DmsEndpoint) => boolean) =>
  (isMeant: (text: string) => boolean, endpoints: readonly DmsEndpoint[]): readonly string[] =>
    namesOf(endpoints.filter((endpoint) => isConcerned(endpoint) && hostsOf(endpoint).some(isMeant)));

/** Those that connect there without TLS. Pure. */
export const plaintextDmsEndpoints = endpointsTo(isWithoutTls);

/** Those that connect there and verify the certificate. Pure. */
export const verifyingDmsEndpoints = endpointsTo(isVerifying);

/** What DMS calls the settings of an engine, by the engine's name for people. MariaDB takes MySQL's. */
const settingsOf: Readonly<Record<string, (endpoint: DmsEndpoint) => EngineSettings | undefined>> = {
  PostgreSQL: ({ PostgreSQLSettings }) => PostgreSQLSettings,
  MySQL: ({ MySQLSettings }) => MySQLSettings,
  'Aurora PostgreSQL': ({ PostgreSQLSettings }) => PostgreSQLSettings,
  'Aurora MySQL': ({ MySQLSettings }) => MySQLSettings,
  MariaDB: ({ MySQLSettings }) => MySQLSettings,
  'SQL Server': ({ MicrosoftSQLServerSettings }) => MicrosoftSQLServerSettings,
  Db2: ({ IBMDb2Settings }) => IBMDb2Settings,
  Oracle: ({ OracleSettings }) => OracleSettings,
  DocumentDB: ({ DocDbSettings }) => DocDbSettings,
};

const secretEndpoints =
  (isConcerned: (endpoint: DmsEndpoint) => boolean) =>
  (engine: string, endpoints: readonly DmsEndpoint[]): readonly string[] =>
    namesOf(
      endpoints.filter(
        (endpoint) =>
          isConcerned(endpoint) && settingsOf[engine]?.(endpoint)?.SecretsManagerSecretId !== undefined,
      ),
    );

/**
 * Endpoints of an engine without TLS whose host is in a secret, which nobody reads for this: it may be any. Pure.
 * https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
 */
export const secretDmsEndpoints = secretEndpoints(isWithoutTls);

/** Such endpoints that verify the certificate. Pure. */
export const verifyingSecretDmsEndpoints = secretEndpoints(isVerifying);

/** All of the account and Region. The SDK client is loaded only where something would be changed. */
export const dmsEndpoints = async (aws: Aws): Promise<readonly DmsEndpoint[]> => {
  const { DatabaseMigrationServiceClient, paginateDescribeEndpoints } =
    await import('@aws-sdk/client-database-migration-service');
  try {
    const paging = { client: aws.use(DatabaseMigrationServiceClient) };
    const pages = await allOf(bounded(paginateDescribeEndpoints(paging, {})));
    return pages.flatMap(({ Endpoints = [] }) => Endpoints);
  } catch (error) {
    // DMS says so when there is none: https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpoints.html
    if (isNamed(error, 'ResourceNotFoundFault')) return [];
    throw error;
  }
};
