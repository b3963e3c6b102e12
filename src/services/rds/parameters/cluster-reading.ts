import { stackNameOf } from '../../../aws/ownership.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import type { TlsParameter } from '../../../families/parameter/groups.ts';
import type { Found } from '../../../families/parameter/read.ts';
import type { Thing } from '../../../families/parameter/state.ts';
import { applyStatusOf } from '../facts/cluster-statuses.ts';
import { clusterById } from './cluster-pages.ts';
import { queuedIn } from './instance-reading.ts';
import { tagsIn } from './parameter-groups.ts';

export interface Cluster extends Thing {
  /** Every host by which clients may reach it, but for those of single instances. */
  readonly addresses: readonly string[];
  /** Names of its instances, sorted; none has a parameter of its own for this. */
  readonly members: readonly string[];
  /** Its name; `null`: it is in no global database. */
  readonly global: string | null;
  /** `serverless` is Aurora Serverless v1; v2 is `provisioned`. */
  readonly mode: string;
  readonly replicaOf: string | null;
  readonly replicas: number;
}

/** A cluster with its parameter group, and the parameter that its engine has. */
export const findCluster =
  (tlsOf: (engine: string) => TlsParameter | undefined) =>
  async ({ id }: Target, aws: Aws): Promise<Found<Cluster> | undefined> => {
    const found = await clusterById(id, aws);
    if (!found) return undefined;
    const { Engine: engine = '', DBClusterMembers: members = [] } = found;
    const hosts = [found.Endpoint, found.ReaderEndpoint, ...(found.CustomEndpoints ?? [])];
    const thing: Cluster = {
      name: found.DBClusterIdentifier ?? id,
      engine,
      version: found.EngineVersion ?? '',
      status: found.Status ?? '',
      queued: queuedIn(found.PendingModifiedValues),
      stack: stackNameOf(tagsIn(found.TagList)) ?? null,
      addresses: hosts.flatMap((host) => host ?? []).toSorted(),
      members: members.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? '(no name)').toSorted(),
      global: found.GlobalClusterIdentifier ?? null,
      mode: found.EngineMode ?? 'provisioned',
      replicaOf: found.ReplicationSourceIdentifier ?? null,
      replicas: (found.ReadReplicaIdentifiers ?? []).length,
    };
    const applyStatus = applyStatusOf(
      members.map(({ DBClusterParameterGroupStatus: status }) => status ?? 'unknown'),
    );
    const { DBClusterParameterGroup: name } = found;
    return { thing, groups: name === undefined ? [] : [{ name, applyStatus }], tls: tlsOf(engine) };
  };
