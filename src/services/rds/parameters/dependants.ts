import { paginateDescribeDBProxies, paginateDescribeDBProxyTargets, RDSClient } from '@aws-sdk/client-rds';
import { isDenied, isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import {
  plaintextDmsEndpoints,
  plaintextGlueConnections,
  secretDmsEndpoints,
  type DmsEndpoint,
  type GlueConnection,
} from '../facts/dependants.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/** Other AWS services that may speak plaintext to an instance. Names, sorted. */
export interface Dependants {
  readonly dmsEndpoints: readonly string[];
  readonly glueConnections: readonly string[];
  readonly proxies: readonly string[];
  /** What we could not read, in words. */
  readonly unseen: readonly string[];
}

/** Proxies in front of the instance that do not enforce TLS. */
const proxiesTo = async (instance: string, aws: Aws): Promise<readonly string[]> => {
  const paging = { client: aws.use(RDSClient) };
  const found: string[] = [];
  for await (const { DBProxies = [] } of bounded(paginateDescribeDBProxies(paging, {})))
    for (const { DBProxyName, RequireTLS } of DBProxies) {
      if (DBProxyName === undefined || RequireTLS === true) continue;
      for await (const { Targets = [] } of bounded(paginateDescribeDBProxyTargets(paging, { DBProxyName })))
        if (Targets.some(({ Type, RdsResourceId }) => Type === 'RDS_INSTANCE' && RdsResourceId === instance))
          found.push(DBProxyName);
    }
  return [...new Set(found)].toSorted();
};

/** The SDK clients of DMS and Glue are loaded only for an instance that would be changed. */
const dmsEndpoints = async (aws: Aws): Promise<readonly DmsEndpoint[]> => {
  const { DatabaseMigrationServiceClient, paginateDescribeEndpoints } =
    await import('@aws-sdk/client-database-migration-service');
  const endpoints: DmsEndpoint[] = [];
  try {
    const paging = { client: aws.use(DatabaseMigrationServiceClient) };
    for await (const page of bounded(paginateDescribeEndpoints(paging, {})))
      endpoints.push(...(page.Endpoints ?? []));
  } catch (error) {
    // DMS says so when there is none: https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpoints.html
    if (!isNamed(error, 'ResourceNotFoundFault')) throw error;
  }
  return endpoints;
};

const glueConnectionsTo = async (address: string, aws: Aws): Promise<readonly string[]> => {
  const { GlueClient, paginateGetConnections } = await import('@aws-sdk/client-glue');
  const connections: GlueConnection[] = [];
  const paging = { client: aws.use(GlueClient) };
  // Passwords are none of our business.
  for await (const { ConnectionList = [] } of bounded(paginateGetConnections(paging, { HidePassword: true })))
    connections.push(...ConnectionList);
  return plaintextGlueConnections(address, connections);
};

type Found<Item> = readonly Item[] | 'unseen';
const orUnseen = async <Item>(reading: Promise<readonly Item[]>): Promise<Found<Item>> => {
  try {
    return await reading;
  } catch (error) {
    if (isDenied(error)) return 'unseen';
    throw error;
  }
};
const seen = <Item>(found: Found<Item>): readonly Item[] => (found === 'unseen' ? [] : found);

/** What can be read of who connects to an instance; what cannot be read is named, not failed upon. */
export const dependantsOf = async (
  {
    name,
    address,
    engine,
    proxied,
  }: {
    readonly name: string;
    readonly address: string | undefined;
    /** Its name for people. */
    readonly engine: string;
    /** RDS Proxy does not know the engine. */
    readonly proxied?: false;
  },
  aws: Aws,
): Promise<Dependants> => {
  // Without its address nobody can be compared with it.
  const incomparable: Found<never> = 'unseen';
  const [proxies, dms, glue] = await Promise.all([
    proxied === false ? [] : orUnseen(proxiesTo(name, aws)),
    address === undefined ? incomparable : orUnseen(dmsEndpoints(aws)),
    address === undefined ? incomparable : orUnseen(glueConnectionsTo(address, aws)),
  ]);
  const secret = secretDmsEndpoints(engine, seen(dms));
  const sources = { 'RDS proxies': proxies, 'DMS endpoints': dms, 'Glue connections': glue };
  return {
    proxies: seen(proxies),
    dmsEndpoints: address === undefined ? [] : plaintextDmsEndpoints(address, seen(dms)),
    glueConnections: seen(glue),
    unseen: [
      ...Object.entries(sources).flatMap(([what, found]) => (found === 'unseen' ? [what] : [])),
      ...(secret.length > 0
        ? [`DMS endpoints that take their host from a secret (${secret.join(', ')})`]
        : []),
    ],
  };
};
