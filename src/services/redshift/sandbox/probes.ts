import type { Probed } from '../../../sandbox/probe.ts';
import { groupOf } from './world.ts';

/** Somebody logs in without TLS. */
export const cluster: Probed = {
  ids: ({ redshift }) => redshift.Clusters.map(({ ClusterIdentifier }) => ClusterIdentifier),
  name: (id) => id,
  probe: (id, { redshift }) => {
    const asks = 'a login without TLS';
    const found = redshift.Clusters.find(({ ClusterIdentifier }) => ClusterIdentifier === id);
    const group = redshift.ParameterGroups.find(
      ({ ParameterGroupName }) => found && ParameterGroupName === groupOf(found),
    );
    const usual = group?.ParameterGroupFamily === 'redshift-2.0' ? 'true' : 'false';
    if ((group?.Set['require_ssl'] ?? usual) !== 'true') return { asks, gets: 'let in', refused: false };
    const isWaiting = found?.ClusterParameterGroups[0]?.ParameterApplyStatus !== 'in-sync';
    return isWaiting
      ? { asks, gets: 'let in until the reboot', refused: false }
      : { asks, gets: 'refused', refused: true };
  },
  maintenance: ({ redshift }) =>
    redshift.Clusters.filter(
      ({ ClusterParameterGroups: [group] }) => group?.ParameterApplyStatus === 'pending-reboot',
    ).map(({ ClusterIdentifier: name }) => ({
      name,
      write: { operation: 'redshift:RebootCluster', input: { ClusterIdentifier: name } },
    })),
};
