import {
  DescribeClusterOperationV2Command,
  DescribeClusterV2Command,
  KafkaClient,
  ListNodesCommand,
  type Cluster,
} from '@aws-sdk/client-kafka';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';

/** As MSK describes it, of either kind. `undefined`: it is gone. */
export const clusterOf = async (
  { arn: ClusterArn }: Pick<Target, 'arn'>,
  aws: Aws,
): Promise<Cluster | undefined> => {
  const asking = aws.use(KafkaClient).send(new DescribeClusterV2Command({ ClusterArn }));
  return (await unless('NotFoundException', undefined, asking))?.ClusterInfo;
};

/**
 * How clients will speak with a cluster when MSK is done with it. No page says whether it shows the new value before; the operation
 * that is under way does. `undefined`: none is, or it is about something else.
 */
export const arrivingIn = async (
  { State, ActiveOperationArn: ClusterOperationArn }: Cluster,
  aws: Aws,
): Promise<string | undefined> => {
  if (State !== 'UPDATING' || ClusterOperationArn === undefined) return undefined;
  const asking = aws.use(KafkaClient).send(new DescribeClusterOperationV2Command({ ClusterOperationArn }));
  const operation = (await unless('NotFoundException', undefined, asking))?.ClusterOperationInfo;
  const { EncryptionInfo } = operation?.Provisioned?.TargetClusterInfo ?? {};
  return EncryptionInfo?.EncryptionInTransit?.ClientBroker;
};

/**
 * The network interfaces that its brokers keep, sorted. None unless MSK shows one for each of so many brokers: of a part of them
 * nobody could say that no client came.
 */
export const interfacesOf = async (
  { arn: ClusterArn }: Target,
  brokers: number,
  aws: Aws,
): Promise<readonly string[]> => {
  const pages = everyPage(async (NextToken) => {
    const asking = aws
      .use(KafkaClient)
      .send(new ListNodesCommand({ ClusterArn, MaxResults: 100, NextToken }));
    const answer = await unless('NotFoundException', undefined, asking);
    return { items: answer?.NodeInfoList, next: answer?.NextToken };
  });
  const nodes = await allOf(pages);
  const found = new Set(nodes.flatMap(({ BrokerNodeInfo: { AttachedENIId: id } = {} }) => id ?? []));
  return found.size === brokers ? [...found].toSorted() : [];
};
