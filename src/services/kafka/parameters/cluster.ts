import {
  DescribeClusterOperationV2Command,
  DescribeClusterV2Command,
  KafkaClient,
  ListClusterOperationsV2Command,
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

/** A change of how clients speak with a cluster, or prove who they are, that MSK took, worked on, and gave up. */
export interface GivenUp {
  readonly operation: string;
  /** What ClientBroker was to become. `null`: MSK does not say, or it was about something else. */
  readonly clientBroker: string | null;
  readonly why: string;
}

const timeOf = ({ StartTime }: { readonly StartTime?: Date | undefined }): number =>
  StartTime?.getTime() ?? 0;

/**
 * The last operation upon a cluster, where it changed its security and failed: the cluster is as it was before, and says nothing
 * of it. Whatever went well since lets it be forgotten. https://docs.aws.amazon.com/msk/2.0/apireference/v2-clusters-clusterarn-operations.html
 */
export const givenUpIn = async (
  { arn: ClusterArn }: Pick<Target, 'arn'>,
  aws: Aws,
): Promise<GivenUp | undefined> => {
  const client = aws.use(KafkaClient);
  const pages = everyPage(async (NextToken) => {
    const asking = client.send(
      new ListClusterOperationsV2Command({ ClusterArn, MaxResults: 100, NextToken }),
    );
    const answer = await unless('NotFoundException', undefined, asking);
    return { items: answer?.ClusterOperationInfoList, next: answer?.NextToken };
  });
  const all = await allOf(pages);
  const last = Math.max(...all.map(timeOf));
  const operation = all.find(
    (one) =>
      timeOf(one) === last &&
      one.OperationType === 'UPDATE_SECURITY' &&
      one.OperationState === 'UPDATE_FAILED',
  )?.OperationArn;
  if (operation === undefined) return undefined;
  const asking = client.send(new DescribeClusterOperationV2Command({ ClusterOperationArn: operation }));
  const { ErrorInfo, Provisioned } =
    (await unless('NotFoundException', undefined, asking))?.ClusterOperationInfo ?? {};
  const { EncryptionInfo } = Provisioned?.TargetClusterInfo ?? {};
  return {
    operation,
    clientBroker: EncryptionInfo?.EncryptionInTransit?.ClientBroker ?? null,
    why: ErrorInfo?.ErrorString ?? 'no reason is told',
  };
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
