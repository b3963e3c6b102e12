import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { revisionOf } from '../../../sandbox/kit/revision.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Cluster } from './records.ts';

const api = 'https://docs.aws.amazon.com/msk/1.0/apireference/';
const publicAccess = 'https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html';

interface Named {
  readonly ClusterArn?: string;
}

const clusters = recordsOf<Cluster, Named>({
  all: (world) => world.kafka.Clusters,
  with: (world, Clusters): World => ({ ...world, kafka: { ...world.kafka, Clusters } }),
  is: (item, { ClusterArn }, { region }) => item.ClusterArn === ClusterArn && item.Region === region,
  missing: () =>
    refuse('NotFoundException', 404, 'The cluster does not exist.', `${api}clusters-clusterarn.html`),
});

const bad = (why: string, page = 'clusters-clusterarn-security.html'): Refusal =>
  refuse('BadRequestException', 400, why, `${api}${page}`);

/** Of all that a call may change: neither tags nor how far MSK is with it. */
const versionOf = ({ ClusterName, Provisioned, Serverless }: Cluster): string =>
  revisionOf({ ClusterName, Provisioned, Serverless });

const operationArn = (clusterArn: string): string =>
  `${clusterArn.replace(':cluster/', ':cluster-operation/')}/1b2c3d4e-5f60-789a-bcde-f0123456789a`;

/** The last update, while MSK is at work on it, and when it was given up. */
const operationOf = ({ ClusterArn, Arriving, Failed, Provisioned, HidesTargets = false }: Cluster) => {
  const target = Arriving ?? Failed;
  if (!target) return undefined;
  const { EnhancedMonitoring, EncryptionInfo } = target;
  const isSecurity = EnhancedMonitoring === Provisioned?.EnhancedMonitoring;
  const Target = isSecurity ? { EncryptionInfo } : { EnhancedMonitoring };
  return {
    summary: {
      ClusterArn,
      OperationArn: operationArn(ClusterArn),
      OperationType: isSecurity ? 'UPDATE_SECURITY' : 'UPDATE_MONITORING',
      OperationState: Arriving ? 'UPDATE_IN_PROGRESS' : 'UPDATE_FAILED',
    },
    more: {
      ...(!Arriving && { ErrorInfo: { ErrorCode: '500', ErrorString: 'A broker did not come back.' } }),
      Provisioned: { TargetClusterInfo: HidesTargets ? {} : Target },
    },
  };
};

const described = (item: Cluster) => {
  const { ClusterArn, ClusterName, State, Tags, Arriving, Provisioned, Serverless } = item;
  return {
    ClusterArn,
    ClusterName,
    ...(Arriving && { ActiveOperationArn: operationArn(ClusterArn) }),
    ClusterType: Serverless ? 'SERVERLESS' : 'PROVISIONED',
    CurrentVersion: versionOf(item),
    State,
    Tags,
    ...(Provisioned && { Provisioned }),
    ...(Serverless && { Serverless }),
  };
};

type Provisioned = NonNullable<Cluster['Provisioned']>;

/** How long MSK is at work on the brokers of a cluster, one after the other. */
const atWork = 20 * 60;

/** What every update of a provisioned cluster is refused for. */
const notTaken = (item: Cluster, version: string | undefined): Refusal | undefined => {
  if (!item.Provisioned) return bad('This operation cannot be performed on serverless clusters.');
  if (item.State !== 'ACTIVE') return bad(`The cluster is in the state ${item.State} and takes no update.`);
  return version === versionOf(item)
    ? undefined
    : bad('The version of the cluster isn’t current. Check the current version and try again.');
};

/** It is UPDATING for a while, and takes nothing else meanwhile. */
const updated = (item: Cluster, Provisioned: Provisioned) => ({
  item: {
    ...item,
    State: 'UPDATING',
    Arriving: Provisioned,
    ...(!item.ShowsUpdatesLate && { Provisioned }),
  },
  later: [
    {
      seconds: atWork,
      becomes: ({ Arriving: _arrived, Failed: _before, ...one }: Cluster) =>
        item.UpdatesFail
          ? { ...one, State: 'ACTIVE', Provisioned: item.Provisioned, Failed: Provisioned }
          : { ...one, State: 'ACTIVE', Provisioned },
    },
  ],
  output: { ClusterArn: item.ClusterArn, ClusterOperationArn: operationArn(item.ClusterArn) },
});

interface UpdateSecurity extends Named {
  readonly CurrentVersion?: string;
  readonly ClientAuthentication?: Provisioned['ClientAuthentication'];
  readonly EncryptionInfo?: Provisioned['EncryptionInfo'];
}

/** msk-update-security.html and the page of ClientAuthentication: what goes together. */
const combined = ({
  ClientAuthentication: by,
  EncryptionInfo,
  BrokerNodeGroupInfo,
}: Provisioned): Refusal | undefined => {
  const { ClientBroker, InCluster } = EncryptionInfo?.EncryptionInTransit ?? {};
  const isSasl = by?.Sasl?.Iam?.Enabled === true || by?.Sasl?.Scram?.Enabled === true;
  const isProven = isSasl || by?.Tls?.Enabled === true;
  if (isProven && InCluster === false) return bad('Authentication needs encryption between brokers.');
  if (isProven && ClientBroker === 'PLAINTEXT')
    return bad('Authentication needs TLS between clients and brokers.');
  const isPublic = BrokerNodeGroupInfo.ConnectivityInfo?.PublicAccess.Type === 'SERVICE_PROVIDED_EIPS';
  if (isPublic && ClientBroker !== 'TLS')
    return refuse('BadRequestException', 400, 'Public access goes with TLS alone.', publicAccess);
  if (isSasl && ClientBroker === 'TLS_PLAINTEXT' && by?.Unauthenticated?.Enabled !== true)
    return bad('Plaintext beside SASL needs unauthenticated access.');
  if (!isProven && by?.Unauthenticated?.Enabled === false)
    return bad('Some way of authentication must be on.');
  return undefined;
};

/** What the sandbox plays of it. */
export const kafka: Operations = {
  // v2/clusters.html
  ListClustersV2: lists({
    as: 'ClusterInfoList',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 100 },
    wrong: (message) => bad(message, 'clusters.html'),
    items: (world, { ClusterTypeFilter: kind }: { readonly ClusterTypeFilter?: string }, { region }) =>
      world.kafka.Clusters.filter(({ Region }) => Region === region)
        .map(described)
        .filter(({ ClusterType }) => kind === undefined || ClusterType === kind),
  }),
  // v2/clusters-clusterarn.html
  DescribeClusterV2: clusters.reads((item) => ({ ClusterInfo: described(item) })),
  // v2/operations-clusteroperationarn.html
  DescribeClusterOperationV2: (
    world,
    { ClusterOperationArn: arn }: { readonly ClusterOperationArn?: string },
  ) => {
    const found = world.kafka.Clusters.map(operationOf).find((one) => one?.summary.OperationArn === arn);
    if (!found)
      return refuse(
        'NotFoundException',
        404,
        'The cluster operation does not exist.',
        `${api}operations-clusteroperationarn.html`,
      );
    return { world, output: { ClusterOperationInfo: { ...found.summary, ...found.more } } };
  },
  // v2/clusters-clusterarn-operations.html
  ListClusterOperationsV2: (
    world,
    input: Named & { readonly NextToken?: string; readonly MaxResults?: number },
    context,
  ) => {
    const found = clusters.reads((item) => item)(world, input, context);
    if ('refusal' in found) return found;
    const item = world.kafka.Clusters.find(({ ClusterArn }) => ClusterArn === input.ClusterArn);
    return lists({
      as: 'ClusterOperationInfoList',
      token: 'NextToken',
      most: { as: 'MaxResults', largest: 100 },
      wrong: (message) => bad(message, 'clusters-clusterarn-operations.html'),
      items: () => [item && operationOf(item)?.summary].flatMap((one) => one ?? []),
    })(world, input, context);
  },
  // clusters-clusterarn-bootstrap-brokers.html
  GetBootstrapBrokers: clusters.reads((item) => {
    const { State, Region, ClusterName, Provisioned } = item;
    if (State === 'CREATING' || State === 'FAILED')
      return bad(
        `You can't get bootstrap broker nodes for a cluster in ${State} state.`,
        'clusters-clusterarn-bootstrap-brokers.html',
      );
    if (!Provisioned)
      return { BootstrapBrokerStringSaslIam: `boot-1a2b3c.c2.kafka-serverless.${Region}.amazonaws.com:9098` };
    const at = (port: number): string =>
      Array.from(
        { length: Provisioned.NumberOfBrokerNodes },
        (_none, index) =>
          `b-${index + 1}.${ClusterName.toLowerCase()}.1a2b3c.c2.kafka.${Region}.amazonaws.com:${port}`,
      ).join(',');
    const { ClientBroker } = Provisioned.EncryptionInfo?.EncryptionInTransit ?? {};
    const { Sasl } = Provisioned.ClientAuthentication ?? {};
    return {
      ...(ClientBroker !== 'TLS' && { BootstrapBrokerString: at(9092) }),
      ...(ClientBroker !== 'PLAINTEXT' && { BootstrapBrokerStringTls: at(9094) }),
      ...(Sasl?.Scram?.Enabled && { BootstrapBrokerStringSaslScram: at(9096) }),
      ...(Sasl?.Iam?.Enabled && { BootstrapBrokerStringSaslIam: at(9098) }),
    };
  }),
  // clusters-clusterarn-nodes.html
  ListNodes: (
    world,
    input: Named & { readonly NextToken?: string; readonly MaxResults?: number },
    context,
  ) => {
    const found = clusters.reads((item) => item)(world, input, context);
    if ('refusal' in found) return found;
    const item = world.kafka.Clusters.find(({ ClusterArn }) => ClusterArn === input.ClusterArn);
    const { Provisioned, ClusterArn = '', InterfacesShown } = item ?? {};
    if (!Provisioned) return bad('This operation cannot be performed on serverless clusters.');
    const { NumberOfBrokerNodes: brokers } = Provisioned;
    return lists({
      as: 'NodeInfoList',
      token: 'NextToken',
      most: { as: 'MaxResults', largest: 100 },
      wrong: (message) => bad(message, 'clusters-clusterarn-nodes.html'),
      items: () =>
        Array.from({ length: brokers }, (_none, index) => ({
          NodeARN: `${ClusterArn.replace(':cluster/', ':broker/')}/${index + 1}`,
          NodeType: 'BROKER',
          BrokerNodeInfo: {
            BrokerId: index + 1,
            ...(index < (InterfacesShown ?? brokers) && {
              AttachedENIId: `eni-0a1b2c3d4e5f0000${index + 1}`,
            }),
          },
        })),
    })(world, input, context);
  },
  // clusters-clusterarn-security.html: what it does not name stays.
  UpdateSecurity: clusters.changes((item, input: UpdateSecurity) => {
    const refusal = notTaken(item, input.CurrentVersion);
    if (refusal || !item.Provisioned) return refusal ?? bad('There is nothing to update.');
    const { EncryptionInTransit: asked, EncryptionAtRest } = input.EncryptionInfo ?? {};
    const { EncryptionInTransit: now } = item.Provisioned.EncryptionInfo ?? {};
    if (EncryptionAtRest)
      return bad('Updating encryption-at-rest settings on your cluster is not currently supported.');
    if (asked?.InCluster !== undefined)
      return bad('Updating the inter-broker encryption setting on your cluster is not currently supported.');
    if (
      asked?.ClientBroker !== undefined &&
      !['PLAINTEXT', 'TLS_PLAINTEXT', 'TLS'].includes(asked.ClientBroker)
    )
      return bad(`${asked.ClientBroker} is no ClientBroker.`);
    const next = {
      ...item.Provisioned,
      ...(input.ClientAuthentication && {
        ClientAuthentication: { ...item.Provisioned.ClientAuthentication, ...input.ClientAuthentication },
      }),
      ...(asked && {
        EncryptionInfo: { ...item.Provisioned.EncryptionInfo, EncryptionInTransit: { ...now, ...asked } },
      }),
    };
    if (revisionOf(next) === revisionOf(item.Provisioned))
      return bad('The request does not include any updates to the security setting of the cluster.');
    return (item.TakesAnyCombination ? undefined : combined(next)) ?? updated(item, next);
  }),
  // clusters-clusterarn-monitoring.html
  UpdateMonitoring: clusters.changes(
    (item, input: Named & { readonly CurrentVersion?: string; readonly EnhancedMonitoring?: string }) => {
      const refusal = notTaken(item, input.CurrentVersion);
      if (refusal || !item.Provisioned) return refusal ?? bad('There is nothing to update.');
      const { EnhancedMonitoring = item.Provisioned.EnhancedMonitoring } = input;
      return updated(item, { ...item.Provisioned, EnhancedMonitoring });
    },
  ),
  // tags-resourcearn.html: no update of the cluster.
  TagResource: (
    world,
    { ResourceArn, Tags }: { readonly ResourceArn: string; readonly Tags: Cluster['Tags'] },
    context,
  ) =>
    clusters.changes((item) => ({ item: { ...item, Tags: { ...item.Tags, ...Tags } } }))(
      world,
      { ClusterArn: ResourceArn },
      context,
    ),
};
