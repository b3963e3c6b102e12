import {
  paginateDescribeDBClusters,
  RDSClient,
  type DBCluster,
  type DescribeDBClustersMessage,
} from '@aws-sdk/client-rds';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/** Clusters page by page, those of Aurora, DocumentDB and Neptune too; none when RDS knows no such cluster. */
export async function* clusterPages(asked: DescribeDBClustersMessage, aws: Aws): AsyncGenerator<DBCluster> {
  try {
    const pages = paginateDescribeDBClusters({ client: aws.use(RDSClient), stopOnSameToken: true }, asked);
    for await (const { DBClusters = [] } of bounded(pages)) yield* DBClusters;
  } catch (error) {
    if (!isNamed(error, 'DBClusterNotFoundFault', 'DBClusterNotFound')) throw error;
  }
}

/** By `DbClusterResourceId`, so that another cluster under an old name is not mistaken for it. */
export const clusterById = async (id: string, aws: Aws): Promise<DBCluster | undefined> => {
  const Filters = [{ Name: 'db-cluster-resource-id', Values: [id] }];
  for await (const cluster of clusterPages({ Filters }, aws))
    if (cluster.DbClusterResourceId === id) return cluster;
  return undefined;
};
