import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  type CacheCluster,
  type ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readinessBy, type Readiness } from '../../../../families/steps.ts';
import { noDependants, type Dependants } from '../../../../dependants/words.ts';
import { hostsOf } from '../../facts/endpoints.ts';
import { arrivingModeOf, transitModeOf } from '../../facts/transit-mode.ts';

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html */
const ofGroup = readinessBy({
  ready: ['available'],
  busy: ['creating', 'deleting', 'modifying', 'snapshotting'],
  people: { 'create-failed': 'Delete it and make it anew.' },
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html */
const ofNode = readinessBy({
  ready: ['available'],
  busy: ['creating', 'deleted', 'deleting', 'modifying', 'rebooting cluster nodes', 'snapshotting'],
  people: {
    'incompatible-network': 'Look at the subnets of its nodes: they need free addresses.',
    'restore-failed': 'Make it anew from another snapshot.',
  },
});

/** One that another group has the name of by now is not it. `undefined`: it is gone. */
const groupOf = async ({ id, arn }: Target, aws: Aws): Promise<ReplicationGroup | undefined> => {
  const asked = new DescribeReplicationGroupsCommand({ ReplicationGroupId: id });
  const answer = await unless(
    'ReplicationGroupNotFoundFault',
    undefined,
    aws.use(ElastiCacheClient).send(asked),
  );
  return answer?.ReplicationGroups?.find(({ ARN }) => ARN === undefined || ARN === arn);
};

/** Its nodes, each asked by its name. `undefined` in the place of one that is gone. */
const nodesOf = async ({ MemberClusters = [] }: ReplicationGroup, aws: Aws) => {
  const nodes: (CacheCluster | undefined)[] = [];
  for (const CacheClusterId of MemberClusters.toSorted()) {
    const asking = aws.use(ElastiCacheClient).send(new DescribeCacheClustersCommand({ CacheClusterId }));
    const answer = await unless('CacheClusterNotFoundFault', undefined, asking);
    nodes.push(answer?.CacheClusters?.find((one) => one.CacheClusterId === CacheClusterId));
  }
  return nodes;
};
type Nodes = Awaited<ReturnType<typeof nodesOf>>;

const isSomething = (value: unknown): boolean => {
  if (value === undefined || value === null) return false;
  return typeof value === 'object' ? Object.values(value).some(isSomething) : true;
};

const ofTls = new Set(['TransitEncryptionEnabled', 'TransitEncryptionMode']);
const namesIn = (pending: object = {}): readonly string[] =>
  Object.entries(pending).flatMap(([name, value]) => (isSomething(value) ? [name] : []));

/**
 * What is queued besides TLS, by name, sorted: of the group, and of its nodes, where an upgrade of the engine waits. What is
 * queued of TLS and nobody knows is among it.
 */
const queuedIn = (group: ReplicationGroup, nodes: Nodes): readonly string[] => {
  const { PendingModifiedValues: pending = {} } = group;
  const isKnown = arrivingModeOf(group, pending) !== null;
  const own = namesIn(pending).filter((name) => !isKnown || !ofTls.has(name));
  const theirs = nodes.flatMap((node) => namesIn(node?.PendingModifiedValues));
  return [...new Set([...own, ...theirs.filter((name) => !ofTls.has(name))])].toSorted();
};

/** How clients sign in. Nobody does before `required`, and AWS changes TLS of no group where somebody does. */
const accessOf = ({ AuthTokenEnabled: auth, UserGroupIds = [] }: ReplicationGroup) =>
  auth === undefined
    ? null
    : [...(auth ? ['AUTH'] : []), ...UserGroupIds.toSorted().map((group) => `the user group ${group}`)].join(
        ' and ',
      );

/** What AWS is at work on below: what is worst first. */
const readinessOf = (group: ReplicationGroup, nodes: Nodes): Readiness => {
  const whole = ofGroup(group.Status ?? '');
  if (whole.is !== 'ready') return whole;
  if (isSomething(group.PendingModifiedValues?.Resharding))
    return { is: 'busy', status: 'moving slots between shards' };
  if (nodes.length === 0) return { is: 'unheard', status: 'without nodes' };
  if (nodes.includes(undefined)) return { is: 'busy', status: 'losing a node' };
  if (nodes.some((node) => namesIn(node?.PendingModifiedValues).some((name) => ofTls.has(name))))
    return { is: 'busy', status: 'about to change' };
  const statuses = [...new Set(nodes.map((node) => node?.CacheClusterStatus ?? ''))].toSorted();
  const all = statuses.map((status) => ofNode(status));
  const kinds = ['people', 'unheard', 'busy'] as const;
  const [worst] = kinds.flatMap((kind) => all.filter(({ is }) => is === kind));
  return worst ?? whole;
};

/** Who was told to connect to it. Glue knows no such connections. */
const dependantsOf = async (group: ReplicationGroup, aws: Aws): Promise<Dependants> => {
  // Loaded only for what would be changed.
  const { dependantsOn, namesHost } = await import('../../../../dependants/dependants.ts');
  const hosts = hostsOf(group);
  return dependantsOn({ isMeant: hosts.length === 0 ? undefined : namesHost(hosts), not: ['glue'] }, aws);
};

/** What ElastiCache holds of TLS, and what the next step must know. */
export const readGroup = async (target: Target, aws: Aws) => {
  const group = await groupOf(target, aws);
  if (!group) return undefined;
  const value = transitModeOf(group);
  const arriving = arrivingModeOf(group, group.PendingModifiedValues ?? {}) ?? undefined;
  // Where nothing is to be changed, its nodes are not asked.
  const isStepping = value === 'off' || value === 'preferred';
  const nodes = isStepping ? await nodesOf(group, aws) : [];
  const readiness = isStepping ? readinessOf(group, nodes) : ofGroup(group.Status ?? '');
  // Only the last step shuts anybody out: only then it is asked who that is.
  const isLast = value === 'preferred' && arriving === undefined && readiness.is === 'ready';
  return {
    held: [{ on: target.arn, value, ...(arriving !== undefined && { arriving }) }],
    readiness,
    around: {
      engine: group.Engine ?? '',
      versions: [...new Set(nodes.map((node) => node?.EngineVersion ?? ''))].toSorted(),
      queued: queuedIn(group, nodes),
      access: accessOf(group),
      dependants: isLast ? await dependantsOf(group, aws) : noDependants,
      global: group.GlobalReplicationGroupInfo?.GlobalReplicationGroupId ?? null,
      // Older answers have the flag alone.
      clusterMode:
        group.ClusterMode ??
        (group.ClusterEnabled === undefined ? null : group.ClusterEnabled ? 'enabled' : 'disabled'),
    },
  };
};

/** What the next put must not run into: what somebody has queued, and how clients sign in, by now. */
export interface Token {
  readonly queued: readonly string[];
  readonly access: string | null;
}

export const getMode = async (target: Target, aws: Aws) => {
  const group = await groupOf(target, aws);
  if (!group) return { value: null };
  const ordered = arrivingModeOf(group, group.PendingModifiedValues ?? {});
  // What is under way is not put upon: its nodes are not asked.
  const nodes = ordered === undefined ? await nodesOf(group, aws) : [];
  const token: Token = { queued: queuedIn(group, nodes), access: accessOf(group) };
  return { value: ordered ?? transitModeOf(group), token };
};
