import { paginateDescribeClusters, RedshiftClient, type Cluster } from '@aws-sdk/client-redshift';
import { isArnIn } from '../../../aws/arn.ts';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { clusterArn, clusterNameIn, groupNameIn, isClusterName, isGroupName } from '../facts/names.ts';

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

/** All that have it, since the rule reports the groups of which require_ssl is not true as well. */
const usersOfGroup = async (
  id: string,
  place: Location,
  aws: Aws,
): Promise<readonly Target[] | undefined> => {
  if (id.startsWith('arn:') && !isArnIn(id, place)) return undefined;
  const name = id.startsWith('arn:') ? groupNameIn(id) : id;
  if (name === undefined || !isGroupName(name)) return undefined;
  const found: Target[] = [];
  for await (const { ClusterIdentifier, ClusterParameterGroups = [] } of clusters(undefined, aws))
    if (
      ClusterIdentifier !== undefined &&
      ClusterParameterGroups.some(({ ParameterGroupName }) => ParameterGroupName === name.toLowerCase())
    )
      found.push(targetOf(ClusterIdentifier, place));
  return found;
};

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
  // https://docs.aws.amazon.com/config/latest/developerguide/redshift-require-tls-ssl.html
  through: [{ type: 'AWS::Redshift::ClusterParameterGroup', users: usersOfGroup }],
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
