import { stackNameOf } from '../../../aws/ownership.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import type { TlsParameter } from '../../../families/parameter/groups.ts';
import type { Found } from '../../../families/parameter/read.ts';
import type { Thing } from '../../../families/parameter/state.ts';
import { instanceById, tagsIn } from './parameter-groups.ts';

export interface Instance extends Thing {
  readonly cluster: string | null;
  /** `null`: RDS did not say. */
  readonly address: string | null;
  readonly port: number | null;
  readonly replicaOf: string | null;
  readonly replicas: number;
  /** For how many days backups are kept; `null`: RDS did not say. */
  readonly backupDays: number | null;
}

/** Lists and structures that are there but hold nothing are not queued. */
const isQueued = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  (typeof value !== 'object' || Object.values(value).some((part) => part !== undefined));

/** What is queued, by name, sorted. */
export const queuedIn = (pending: object = {}): readonly string[] =>
  Object.entries(pending)
    .flatMap(([name, value]) => (isQueued(value) ? [name] : []))
    .toSorted();

/** An instance with its parameter group, and the parameter that its engine has; a member of a cluster has none of its own. */
export const findInstance =
  (tlsOf: (engine: string) => TlsParameter | undefined) =>
  async ({ id }: Target, aws: Aws): Promise<Found<Instance> | undefined> => {
    const found = await instanceById(id, aws);
    if (!found) return undefined;
    const { Engine: engine = '', DBClusterIdentifier: cluster = null } = found;
    const thing: Instance = {
      name: found.DBInstanceIdentifier ?? id,
      engine,
      version: found.EngineVersion ?? '',
      status: found.DBInstanceStatus ?? '',
      queued: queuedIn(found.PendingModifiedValues),
      stack: stackNameOf(tagsIn(found.TagList)) ?? null,
      cluster,
      address: found.Endpoint?.Address ?? null,
      port: found.Endpoint?.Port ?? null,
      replicaOf:
        found.ReadReplicaSourceDBInstanceIdentifier ?? found.ReadReplicaSourceDBClusterIdentifier ?? null,
      replicas:
        (found.ReadReplicaDBInstanceIdentifiers ?? []).length +
        (found.ReadReplicaDBClusterIdentifiers ?? []).length,
      backupDays: found.BackupRetentionPeriod ?? null,
    };
    const groups = (found.DBParameterGroups ?? []).map((one) => ({
      name: one.DBParameterGroupName ?? '(no name)',
      applyStatus: one.ParameterApplyStatus ?? 'unknown',
    }));
    return { thing, groups, tls: cluster === null ? tlsOf(engine) : undefined };
  };
