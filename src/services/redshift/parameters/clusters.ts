import { paginateDescribeClusters, RedshiftClient, type Cluster } from '@aws-sdk/client-redshift';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/** Clusters page by page; none where Redshift knows no such cluster. */
export async function* clusters(
  asked: { readonly ClusterIdentifier?: string },
  aws: Aws,
): AsyncGenerator<Cluster> {
  try {
    const pages = paginateDescribeClusters({ client: aws.use(RedshiftClient), stopOnSameToken: true }, asked);
    for await (const { Clusters = [] } of bounded(pages)) yield* Clusters;
  } catch (error) {
    if (!isNamed(error, 'ClusterNotFoundFault', 'ClusterNotFound')) throw error;
  }
}

export const clusterNamed = async (name: string, aws: Aws): Promise<Cluster | undefined> => {
  for await (const cluster of clusters({ ClusterIdentifier: name }, aws))
    if (cluster.ClusterIdentifier === name) return cluster;
  return undefined;
};
