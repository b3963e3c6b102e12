import {
  DescribeClusterV2Command,
  GetBootstrapBrokersCommand,
  KafkaClient,
  ListClustersV2Command,
} from '@aws-sdk/client-kafka';
import { isNamed, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Endpoint } from '../../../core/model/endpoint.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { clusterIn, isClusterOf } from '../facts/cluster.ts';
import { endpointsIn } from '../facts/endpoints.ts';

const type = 'AWS::MSK::ServerlessCluster';

const targetOf = targetsOf(type, (_place, arn) => arn);

/** One that is provisioned is another type. */
const clusterOf = async (ClusterArn: string, aws: Aws) => {
  const asking = aws.use(KafkaClient).send(new DescribeClusterV2Command({ ClusterArn }));
  const found = (await unless('NotFoundException', undefined, asking))?.ClusterInfo;
  return found?.ClusterType === 'SERVERLESS' ? found : undefined;
};

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws
      .use(KafkaClient)
      .send(new ListClustersV2Command({ ClusterTypeFilter: 'SERVERLESS', MaxResults: 100, NextToken }));
    return { items: answer.ClusterInfoList, next: answer.NextToken };
  });
  for await (const { ClusterArn: arn } of pages) if (arn !== undefined) yield targetOf(arn, place);
}

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

/** Clusters of MSK Serverless, by their ARN. */
const cluster: Resource = {
  type,
  arn: 'arn:{partition}:kafka:{region}:{account}:cluster/{cluster}/{id}-s{number}',
  permissions: ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers', 'kafka:ListClustersV2'],
  idOf: (arn) => (clusterIn(arn)?.isServerless ? arn : undefined),
  resolve: async (id, place, aws) =>
    isClusterOf(id, place) && (await clusterOf(id, aws)) ? targetOf(id, place) : undefined,
  list,
  root: ({ arn }) => arn,
  // What tells of a cluster tells of its tags, too.
  tags: async ({ arn }, aws) => (await clusterOf(arn, aws))?.Tags ?? {},
  endpoints,
};

export default cluster;
