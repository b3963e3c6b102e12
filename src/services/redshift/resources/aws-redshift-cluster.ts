import { paginateDescribeClusters, RedshiftClient, type Cluster } from '@aws-sdk/client-redshift';
import { isArnIn } from '../../../aws/arn.ts';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { clusterArn, clusterNameIn, isClusterName } from '../facts/names.ts';

const type = 'AWS::Redshift::Cluster';

const targetOf = targetsOf(type, clusterArn);

async function* clusters(ClusterIdentifier: string | undefined, aws: Aws): AsyncGenerator<Cluster> {
  try {
    const paging = { client: aws.use(RedshiftClient), stopOnSameToken: true };
    const pages = paginateDescribeClusters(paging, ClusterIdentifier ? { ClusterIdentifier } : {});
    for await (const { Clusters = [] } of bounded(pages)) yield* Clusters;
  } catch (error) {
    if (!isNamed(error, 'ClusterNotFoundFault', 'ClusterNotFound')) throw error;
  }
}

const clusterNamed = async (name: string, aws: Aws): Promise<Cluster | undefined> => {
  for await (const cluster of clusters(name, aws)) if (cluster.ClusterIdentifier === name) return cluster;
  return undefined;
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const { ClusterIdentifier: name } of clusters(undefined, aws))
    if (name !== undefined) yield targetOf(name, place);
}

/** Clusters that somebody provisions. AWS Config names them by their identifier. */
const cluster: Resource = {
  type,
  arn: 'arn:{partition}:redshift:{region}:{account}:cluster:{lower}',
  configRecords: true,
  permissions: ['redshift:DescribeClusters'],
  idOf: clusterNameIn,
  resolve: async (id, place, aws) => {
    if (id.startsWith('arn:') && !isArnIn(id, place)) return undefined;
    const name = (clusterNameIn(id) ?? id).toLowerCase();
    if (!isClusterName(name)) return undefined;
    return (await clusterNamed(name, aws)) && targetOf(name, place);
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await clusterNamed(id, aws))?.Tags ?? []),
  endpoints: async ({ id }, aws) => {
    const { Endpoint, VpcId: vpc, PubliclyAccessible } = (await clusterNamed(id, aws)) ?? {};
    // There is none while it is being made, or paused.
    if (Endpoint?.Address === undefined || Endpoint.Port === undefined) return [];
    return [
      {
        host: Endpoint.Address,
        port: Endpoint.Port,
        protocol: 'postgresql',
        ...(vpc !== undefined && { vpc }),
        ...(PubliclyAccessible !== true && { internal: true }),
      },
    ];
  },
};

export default cluster;
