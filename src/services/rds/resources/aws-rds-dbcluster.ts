import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  RDSClient,
  type DBCluster,
  type DBInstance,
} from '@aws-sdk/client-rds';
import { isArnIn } from '../../../aws/arn.ts';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { clusterNameOf, isClusterId, isClusterName } from '../facts/clusters.ts';
import { protocolOf } from '../facts/engines.ts';

const type = 'AWS::RDS::DBCluster';

type Asked =
  | { readonly DBClusterIdentifier: string }
  | { readonly Filters: { Name: string; Values: string[] }[] };

/** Clusters page by page; none when RDS knows no such cluster. */
async function* clusters(asked: Asked | object, aws: Aws): AsyncGenerator<DBCluster> {
  try {
    const pages = paginateDescribeDBClusters({ client: aws.use(RDSClient), stopOnSameToken: true }, asked);
    for await (const { DBClusters = [] } of bounded(pages)) yield* DBClusters;
  } catch (error) {
    if (!isNamed(error, 'DBClusterNotFoundFault', 'DBClusterNotFound')) throw error;
  }
}

const byId = async (id: string, aws: Aws): Promise<DBCluster | undefined> => {
  const Filters = [{ Name: 'db-cluster-resource-id', Values: [id] }];
  for await (const cluster of clusters({ Filters }, aws))
    if (cluster.DbClusterResourceId === id) return cluster;
  return undefined;
};

/** Writer and readers: they say where the cluster is reached. */
const membersOf = async (cluster: string, aws: Aws): Promise<readonly DBInstance[]> => {
  const members: DBInstance[] = [];
  const Filters = [{ Name: 'db-cluster-id', Values: [cluster] }];
  const pages = paginateDescribeDBInstances({ client: aws.use(RDSClient) }, { Filters });
  for await (const { DBInstances = [] } of bounded(pages)) members.push(...DBInstances);
  return members;
};

const targetOf = (
  { DbClusterResourceId: id, DBClusterArn: arn }: DBCluster,
  { account, region, partition }: Location,
): Target | undefined =>
  id === undefined || arn === undefined ? undefined : { account, region, partition, type, id, arn };

/** `id`: what an event carries (`cluster-…`), the cluster's own name, or its ARN. */
const find = async (id: string, place: Location, aws: Aws): Promise<DBCluster | undefined> => {
  if (isClusterId(id)) return byId(id, aws);
  if (id.startsWith('arn:')) {
    if (!isArnIn(id, place) || clusterNameOf(id) === undefined) return undefined;
  } else if (!isClusterName(id)) return undefined;
  for await (const cluster of clusters({ DBClusterIdentifier: id }, aws)) return cluster;
  return undefined;
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const cluster of clusters({}, aws)) {
    const target = targetOf(cluster, place);
    if (target) yield target;
  }
}

/**
 * DB clusters: Aurora, Multi-AZ DB clusters, DocumentDB and Neptune. RDS lists them together, and AWS Config has one type
 * for all; which engine it is, each look says. AWS Config names them by `DbClusterResourceId`, people by name or ARN.
 */
const dbCluster: Resource = {
  type,
  arn: 'arn:{partition}:rds:{region}:{account}:cluster:{lower}',
  configRecords: true,
  permissions: ['rds:DescribeDBClusters', 'rds:DescribeDBInstances'],
  idOf: clusterNameOf,
  resolve: async (id, location, aws) => {
    const found = await find(id, location, aws);
    return found && targetOf(found, location);
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await byId(id, aws))?.TagList ?? []),
  endpoints: async ({ id }, aws) => {
    const found = await byId(id, aws);
    const { Endpoint, ReaderEndpoint, Port: port, Engine = '', DBClusterIdentifier: name } = found ?? {};
    const protocol = protocolOf(Engine);
    // There is none while the cluster is being made.
    if (!protocol || port === undefined || name === undefined) return [];
    const members = await membersOf(name, aws);
    // A cluster without instances is reached by nobody.
    if (members.length === 0) return [];
    const vpc = members.find(({ DBSubnetGroup }) => DBSubnetGroup?.VpcId !== undefined)?.DBSubnetGroup?.VpcId;
    const internal = !members.every(({ PubliclyAccessible }) => PubliclyAccessible === true);
    return [Endpoint, ReaderEndpoint].flatMap((host) =>
      host === undefined
        ? []
        : [{ host, port, protocol, ...(vpc !== undefined && { vpc }), ...(internal && { internal }) }],
    );
  },
};

export default dbCluster;
