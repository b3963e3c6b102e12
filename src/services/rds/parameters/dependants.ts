import { paginateDescribeDBProxies, paginateDescribeDBProxyTargets, RDSClient } from '@aws-sdk/client-rds';
import { isNamed, orUnseen } from '../../../aws/error-names.ts';
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

const once = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

/** What a proxy has a cluster as a whole for, and a single instance. */
export type ProxyTarget = 'RDS_INSTANCE' | 'TRACKED_CLUSTER';

/** Proxies in front of it that do not enforce TLS. */
const proxiesTo = async (name: string, kind: ProxyTarget, aws: Aws): Promise<readonly string[]> => {
  const paging = { client: aws.use(RDSClient) };
  const found: string[] = [];
  for await (const { DBProxies = [] } of bounded(paginateDescribeDBProxies(paging, {})))
    for (const { DBProxyName, RequireTLS } of DBProxies) {
      if (DBProxyName === undefined || RequireTLS === true) continue;
      for await (const { Targets = [] } of bounded(paginateDescribeDBProxyTargets(paging, { DBProxyName })))
        if (Targets.some(({ Type, RdsResourceId }) => Type === kind && RdsResourceId === name))
          found.push(DBProxyName);
    }
  return once(found);
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

const glueConnectionsTo = async (addresses: readonly string[], aws: Aws): Promise<readonly string[]> => {
  const { GlueClient, paginateGetConnections } = await import('@aws-sdk/client-glue');
  const connections: GlueConnection[] = [];
  const paging = { client: aws.use(GlueClient) };
  // Passwords are none of our business.
  for await (const { ConnectionList = [] } of bounded(paginateGetConnections(paging, { HidePassword: true })))
    connections.push(...ConnectionList);
  return once(addresses.flatMap((address) => plaintextGlueConnections(address, connections)));
};

type Found<Item> = readonly Item[] | 'unseen';
const seen = <Item>(found: Found<Item>): readonly Item[] => (found === 'unseen' ? [] : found);

/** What can be read of who connects to an instance or a cluster; what cannot be read is named, not failed upon. */
export const dependantsOf = async (
  {
    name,
    address,
    others = [],
    engine,
    proxied,
    kind = 'RDS_INSTANCE',
  }: {
    readonly name: string;
    readonly address: string | undefined;
    /** More hosts by which it is reached: those of readers. */
    readonly others?: readonly string[];
    /** Its name for people. */
    readonly engine: string;
    /** RDS Proxy does not know the engine. */
    readonly proxied?: false;
    readonly kind?: ProxyTarget;
  },
  aws: Aws,
): Promise<Dependants> => {
  // Without its address nobody can be compared with it.
  const incomparable: Found<never> = 'unseen';
  const addresses = address === undefined ? [] : [address, ...others];
  const [proxies, dms, glue] = await Promise.all([
    proxied === false ? [] : orUnseen(proxiesTo(name, kind, aws)),
    address === undefined ? incomparable : orUnseen(dmsEndpoints(aws)),
    address === undefined ? incomparable : orUnseen(glueConnectionsTo(addresses, aws)),
  ]);
  const secret = secretDmsEndpoints(engine, seen(dms));
  const sources = { 'RDS proxies': proxies, 'DMS endpoints': dms, 'Glue connections': glue };
  return {
    proxies: seen(proxies),
    dmsEndpoints: once(addresses.flatMap((one) => plaintextDmsEndpoints(one, seen(dms)))),
    glueConnections: seen(glue),
    unseen: [
      ...Object.entries(sources).flatMap(([what, found]) => (found === 'unseen' ? [what] : [])),
      ...(secret.length > 0
        ? [`DMS endpoints that take their host from a secret (${secret.join(', ')})`]
        : []),
    ],
  };
};
