import {
  DescribeClusterV2Command,
  GetBootstrapBrokersCommand,
  KafkaClient,
  ListClustersV2Command,
  type ClusterType,
} from '@aws-sdk/client-kafka';
import { isNamed, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Endpoint } from '../../../core/model/endpoint.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { clusterIn, isClusterOf } from '../facts/cluster.ts';
import { endpointsIn } from '../facts/endpoints.ts';

type TargetOf = (arn: string, place: Location) => Target;

const listing = (targetOf: TargetOf, ClusterTypeFilter: ClusterType) =>
  async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
    const pages = everyPage(async (NextToken) => {
      const answer = await aws
        .use(KafkaClient)
        .send(new ListClustersV2Command({ ClusterTypeFilter, MaxResults: 100, NextToken }));
      return { items: answer.ClusterInfoList, next: answer.NextToken };
    });
    for await (const { ClusterArn: arn } of pages) if (arn !== undefined) yield targetOf(arn, place);
  };

/** MSK tells no addresses of a cluster that is being made, or that has failed. */
const endpoints = async ({ arn: ClusterArn }: Target, aws: Aws): Promise<readonly Endpoint[]> => {
  try {
    const asking = aws.use(KafkaClient).send(new GetBootstrapBrokersCommand({ ClusterArn }));
    return endpointsIn({ ...(await asking) });
  } catch (error) {
    if (isNamed(error, 'BadRequestException', 'NotFoundException')) return [];
    throw error;
  }
};

/** What the types of MSK do not share. */
interface Kind extends Pick<Resource, 'type' | 'arn' | 'configRecords'> {
  readonly lists: ClusterType;
  /** Whether one of this kind may be named by this type. */
  readonly takes: (kind: ClusterType | undefined) => boolean;
}

/** Clusters of one type, by their ARN. */
export const clustersOf = ({ lists, takes, ...kind }: Kind): Resource => {
  const targetOf = targetsOf(kind.type, (_place, arn) => arn);
  const found = async (arn: string, aws: Aws) => {
    const asking = aws.use(KafkaClient).send(new DescribeClusterV2Command({ ClusterArn: arn }));
    const cluster = (await unless('NotFoundException', undefined, asking))?.ClusterInfo;
    return cluster && takes(cluster.ClusterType) ? cluster : undefined;
  };
  return {
    ...kind,
    permissions: ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers', 'kafka:ListClustersV2'],
    idOf: (arn) => (clusterIn(arn)?.isServerless === (lists === 'SERVERLESS') ? arn : undefined),
    resolve: async (id, place, aws) =>
      isClusterOf(id, place) && (await found(id, aws)) ? targetOf(id, place) : undefined,
    list: listing(targetOf, lists),
    root: ({ arn }) => arn,
    // What tells of a cluster tells of its tags, too.
    tags: async ({ arn }, aws) => (await found(arn, aws))?.Tags ?? {},
    endpoints,
  };
};

/**
 * Provisioned clusters, of standard and of Express brokers. AWS Config names one by its ARN; one of a serverless cluster that it
 * should name so is found, and units say that they are not about it.
 */
const cluster: Resource = clustersOf({
  type: 'AWS::MSK::Cluster',
  arn: 'arn:{partition}:kafka:{region}:{account}:cluster/{cluster}/{id}',
  configRecords: true,
  lists: 'PROVISIONED',
  takes: () => true,
});

export default cluster;
