import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import { noGroup, redshiftGroups } from './groups.ts';
import type { Cluster } from './records.ts';
import { api, groupOf, invalid, paging } from './world.ts';

interface Named {
  readonly ClusterIdentifier?: string;
}

const noCluster = (page: string): Refusal =>
  refuse('ClusterNotFoundFault', 404, 'Cluster not found.', `${api}${page}#Errors`);

const clusters = recordsOf<Cluster, Named>({
  all: (world) => world.redshift.Clusters,
  with: (world, Clusters): World => ({ ...world, redshift: { ...world.redshift, Clusters } }),
  is: ({ ClusterIdentifier, Region }, input, { region }) =>
    ClusterIdentifier === input.ClusterIdentifier?.toLowerCase() && Region === region,
  missing: () => noCluster('API_ModifyCluster.html'),
});

const told = ({ Region: _region, Tags, ...rest }: Cluster) => ({ ...rest, Tags: tagList(Tags) });

const busy = ({ ClusterStatus }: Cluster, page: string): Refusal | undefined =>
  ClusterStatus === 'available'
    ? undefined
    : refuse('InvalidClusterStateFault', 400, `The cluster is ${ClusterStatus}.`, `${api}${page}#Errors`);

interface Modify extends Named {
  readonly ClusterParameterGroupName?: string;
  readonly AutomatedSnapshotRetentionPeriod?: number;
  readonly NumberOfNodes?: number;
}

/** What the sandbox plays of it. */
export const redshift: Operations = {
  ...redshiftGroups,
  // API_DescribeClusters.html
  DescribeClusters: lists({
    as: 'Clusters',
    ...paging,
    wrong: (message) => invalid(message, 'API_DescribeClusters.html'),
    items: (world, { ClusterIdentifier: name }: Named, { region }) => {
      const found = world.redshift.Clusters.filter(
        ({ ClusterIdentifier, Region }) =>
          Region === region && (name === undefined || ClusterIdentifier === name.toLowerCase()),
      );
      return name !== undefined && found.length === 0
        ? noCluster('API_DescribeClusters.html')
        : found.map(told);
    },
  }),
  // API_ModifyCluster.html: the group changes at once, its parameters with a reboot; a number of nodes waits.
  ModifyCluster: clusters.changes((before, input: Modify, context, world) => {
    const page = 'API_ModifyCluster.html';
    const refusal = busy(before, page);
    if (refusal) return refusal;
    const { ClusterParameterGroupName, AutomatedSnapshotRetentionPeriod, NumberOfNodes } = input;
    const name = ClusterParameterGroupName?.toLowerCase();
    const group = world.redshift.ParameterGroups.find(
      ({ ParameterGroupName, Region }) => ParameterGroupName === name && Region === context.region,
    );
    if (name !== undefined && !group) return noGroup(page);
    const item: Cluster = {
      ...before,
      ...(AutomatedSnapshotRetentionPeriod !== undefined && { AutomatedSnapshotRetentionPeriod }),
      ...(NumberOfNodes !== undefined && {
        PendingModifiedValues: { ...before.PendingModifiedValues, NumberOfNodes },
      }),
      ...(group &&
        group.ParameterGroupName !== groupOf(before) && {
          ClusterParameterGroups: [
            { ParameterGroupName: group.ParameterGroupName, ParameterApplyStatus: 'pending-reboot' },
          ],
        }),
    };
    return { item, output: { Cluster: told(item) } };
  }),
  // API_RebootCluster.html: what is queued is carried out with it, but for a track: that waits for maintenance (API_ModifyCluster.html).
  RebootCluster: clusters.changes((before) => {
    const refusal = busy(before, 'API_RebootCluster.html');
    if (refusal) return refusal;
    const item = { ...before, ClusterStatus: 'rebooting' };
    return {
      item,
      output: { Cluster: told(item) },
      later: [
        {
          seconds: 180,
          becomes: ({ PendingModifiedValues: { MaintenanceTrackName, ...queued }, ...one }) => ({
            ...one,
            ...queued,
            PendingModifiedValues: MaintenanceTrackName === undefined ? {} : { MaintenanceTrackName },
            ClusterStatus: 'available',
            ClusterParameterGroups: one.ClusterParameterGroups.map(({ ParameterGroupName }) => ({
              ParameterGroupName,
              ParameterApplyStatus: 'in-sync',
            })),
          }),
        },
      ],
    };
  }),
};
