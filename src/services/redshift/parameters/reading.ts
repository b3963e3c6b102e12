import { stackNameOf } from '../../../aws/ownership.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import type { Found } from '../../../families/parameter/read.ts';
import type { Thing } from '../../../families/parameter/state.ts';
import { requireSsl } from '../facts/require-ssl.ts';
import { applyStatusOf } from '../facts/statuses.ts';
import { clusterNamed } from './clusters.ts';

export interface Cluster extends Thing {
  /** Every name by which clients may reach it; its own first. Empty: AWS did not say. */
  readonly addresses: readonly string[];
}

/** A cluster with its parameter group. */
export const findCluster = async ({ id }: Target, aws: Aws): Promise<Found<Cluster> | undefined> => {
  const found = await clusterNamed(id, aws);
  if (!found) return undefined;
  const { ClusterParameterGroups = [], Endpoint, CustomDomainName, PendingModifiedValues = {} } = found;
  const address = Endpoint?.Address;
  const thing: Cluster = {
    name: id,
    engine: requireSsl.engine,
    version: found.ClusterVersion ?? '',
    // In maintenance it is available now and then.
    status: found.ClusterAvailabilityStatus === 'Maintenance' ? 'maintenance' : (found.ClusterStatus ?? ''),
    queued: Object.entries(PendingModifiedValues)
      .flatMap(([name, value]) => (value === undefined ? [] : [name]))
      .toSorted(),
    stack: stackNameOf(tagsByKey(found.Tags ?? [])) ?? null,
    addresses: address === undefined ? [] : [address, ...(CustomDomainName ? [CustomDomainName] : [])],
  };
  const groups = ClusterParameterGroups.map((group) => ({
    name: group.ParameterGroupName ?? '(no name)',
    applyStatus: applyStatusOf(group, requireSsl.name),
  })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { thing, groups, tls: requireSsl };
};
