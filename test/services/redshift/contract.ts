import type { Location, Target } from '../../../src/core/model/target.ts';
import type { Host } from '../../../src/sandbox/host.ts';
import type { Contract, Neighbour, Writer } from '../../kit/contract.ts';

/** Which group was tuned: after a fix the cluster may have another one. */
const tunedGroups = new WeakMap<Host, string>();

const tuned = { ParameterName: 'statement_timeout', ParameterValue: '4711' };

/** The owner keeps snapshots for longer and, where Redshift lets them, tunes the group. */
const neighbour = (host: Host, { id, region }: Target): Neighbour => {
  const live = () => host.world().redshift.Clusters.find(({ ClusterIdentifier }) => ClusterIdentifier === id);
  return {
    work: () => {
      const input = { ClusterIdentifier: id, AutomatedSnapshotRetentionPeriod: 30 };
      host.write({ operation: 'redshift:ModifyCluster', input, region });
      const group = live()?.ClusterParameterGroups[0]?.ParameterGroupName ?? '';
      if (group.startsWith('default.')) return;
      tunedGroups.set(host, group);
      const asked = { ParameterGroupName: group, Parameters: [tuned] };
      host.write({ operation: 'redshift:ModifyClusterParameterGroup', input: asked, region });
    },
    kept: () => {
      const group = tunedGroups.get(host);
      const found = host
        .world()
        .redshift.ParameterGroups.find(({ ParameterGroupName }) => ParameterGroupName === group);
      const isTuned = group === undefined || found?.Set[tuned.ParameterName] === tuned.ParameterValue;
      return isTuned && live()?.AutomatedSnapshotRetentionPeriod === 30;
    },
  };
};

/** Another group of the same family, made by somebody else for whatever they need it. */
const somebodysGroup = (host: Host, after: unknown, { region }: Target): string => {
  const ParameterGroupName = 'somebodys-group';
  const groups = host.world().redshift.ParameterGroups;
  const family = groups.find((one) => one.ParameterGroupName === after)?.ParameterGroupFamily;
  const input = { ParameterGroupName, ParameterGroupFamily: family, Description: 'theirs' };
  host.write({ operation: 'redshift:CreateClusterParameterGroup', input, region });
  return ParameterGroupName;
};

const sets =
  (parameter: typeof tuned): Writer =>
  ({ redshift: { ParameterGroups } }) => {
    const group = ParameterGroups.find((one) => !one.ParameterGroupName.startsWith('default.'));
    return (
      group && {
        operation: 'redshift:ModifyClusterParameterGroup',
        input: { ParameterGroupName: group.ParameterGroupName, Parameters: [parameter] },
      }
    );
  };

const named =
  (kind: string) =>
  (name: string, { partition, region, account }: Location): string =>
    `arn:${partition}:redshift:${region}:${account}:${kind}:${name}`;

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const arn = named('cluster')('orders', at);
const group = {
  on: 'waxseal-orders-1a2b3c4d',
  before: null,
  after: { family: 'redshift-1.0', copyOf: null },
};

/** The parameter in whatever group. */
const isIt = (path: string): boolean => /^redshift\.ParameterGroups\[[^\]]+\]\.Set\.require_ssl$/.test(path);
/** What Redshift itself does to a cluster when its group changes. */
const isConsequence = (path: string): boolean =>
  /^redshift\.Clusters\[[^\]]+\]\..*(?:ParameterApplyStatus|ParameterName|ClusterStatus|PendingModifiedValues)/.test(
    path,
  );
const groupAt = /^redshift\.Clusters\[([^\]]+)\]\.ClusterParameterGroups\[([^\]]+)\]/;

/** What the tests must know of each cluster. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  sets: {
    'redshift:DescribeClusters': [
      'Clusters',
      'Clusters.ClusterParameterGroups',
      'Clusters.ClusterParameterGroups.ClusterParameterStatusList',
      'Clusters.Tags',
    ],
    'redshift:DescribeClusterParameterGroups': ['ParameterGroups', 'ParameterGroups.Tags'],
    'redshift:DescribeClusterParameters': 'Parameters',
  },
  named: { ClusterIdentifier: named('cluster'), ParameterGroupName: named('parametergroup') },
  neighbours: { 'AWS::Redshift::Cluster': neighbour },
  otherValues: {
    parameter: () => 'false',
    parameterGroup: ({ after }) => ({ ...Object(after), description: 'theirs' }),
    clusterGroup: ({ after }, host, target) => somebodysGroup(host, after, target),
  },
  ownersPart: {
    'AWS::Redshift::Cluster': {
      operation: 'redshift:RebootCluster',
      input: ({ redshift: { Clusters } }, { id }) => {
        const cluster = Clusters.find(({ ClusterIdentifier }) => ClusterIdentifier === id);
        return cluster?.ClusterParameterGroups[0]?.ParameterApplyStatus === 'pending-reboot'
          ? { ClusterIdentifier: id }
          : undefined;
      },
    },
  },
  withoutEvidence: {
    'redshift-cluster-require-tls': {
      not: 'SYS_CONNECTION_LOG tells who comes without TLS, to superusers of the database alone; of the connection log in S3 and CloudWatch AWS does not say how a line is written.',
    },
  },
  resolvedBy: [],
  seed: { not: 'A server knows no parameters of a family, and reboots nothing.' },
  attempted: ({ set, on }) => {
    const [name = '', parameter = ''] = on.split('/');
    if (set === 'clusterGroup')
      return { under: `redshift.Clusters[${on.split(':').at(-1)}].ClusterParameterGroups` };
    if (set === 'parameter') return { under: `redshift.ParameterGroups[${name}].Set.${parameter}` };
    return set === 'parameterGroup' ? { under: `redshift.ParameterGroups[${on}]` } : undefined;
  },
  writers: {
    'tunes the group': sets(tuned),
    'switches TLS off': sets({ ParameterName: 'require_ssl', ParameterValue: 'false' }),
  },
  promises: {
    'redshift-cluster-require-tls': {
      readBefore: {
        'redshift:ModifyClusterParameterGroup': 'redshift:DescribeClusterParameters',
        'redshift:ResetClusterParameterGroup': 'redshift:DescribeClusterParameters',
        'redshift:ModifyCluster': 'redshift:DescribeClusters',
        'redshift:CreateClusterParameterGroup': 'redshift:DescribeClusterParameterGroups',
        'redshift:DeleteClusterParameterGroup': 'redshift:DescribeClusterParameterGroups',
      },
      mayFix: (operation, { path, before, after }) => {
        switch (operation) {
          case 'redshift:ModifyClusterParameterGroup':
            return (isIt(path) && after === '"true"') || isConsequence(path);
          case 'redshift:CreateClusterParameterGroup':
            return before === undefined && path.startsWith('redshift.ParameterGroups[');
          case 'redshift:ModifyCluster':
            return groupAt.test(path) || isConsequence(path);
          default:
            return false;
        }
      },
      isRemediated: ({ id }, account) => {
        const groups = [...account.keys()].flatMap((path) => {
          const [, cluster, name] = groupAt.exec(path) ?? [];
          return cluster === id && name !== undefined ? [name] : [];
        });
        return (
          ![...account.keys()].some((path) => path.startsWith(`redshift.Clusters[${id}]`)) ||
          groups.some((name) => account.get(`redshift.ParameterGroups[${name}].Set.require_ssl`) === '"true"')
        );
      },
      disaster: { not: 'What a fix may change is said whole, and takes no client away that speaks TLS.' },
      isConsequence,
      // A group of ours in which somebody has switched the demand for TLS off, which is what it is without the setting.
      goesWithIt: (operation, { path, before, after }) =>
        operation === 'redshift:DeleteClusterParameterGroup' &&
        isIt(path) &&
        before === '"false"' &&
        after === undefined,
      // The parameters of a group are many pages.
      longLook: true,
      meddlers: ['tunes the group', 'switches TLS off'],
      scene: {
        target: 'orders',
        account: {
          redshift: {
            Clusters: [
              {
                ClusterIdentifier: 'orders',
                ClusterParameterGroups: [
                  { ParameterGroupName: 'orders-group', ParameterApplyStatus: 'in-sync' },
                ],
                Tags: { team: 'orders' },
              },
            ],
            ParameterGroups: [{ ParameterGroupName: 'orders-group' }],
          },
        },
      },
    },
  },
  aims: {
    'AWS::Redshift::Cluster': [
      { ...at, arn, changes: [{ on: 'orders-group/require_ssl', before: null, after: 'true' }] },
      { ...at, arn, changes: [group, { on: arn, before: null, after: group.on }] },
      { ...at, arn, changes: [{ on: arn, before: 'a', after: group.on }] },
    ],
  },
};
