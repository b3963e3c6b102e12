import { stackNameOf } from '../../../../aws/ownership.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readParameter, type Found, type Reading } from '../../../../families/parameter/read.ts';
import type { State, Thing } from '../../../../families/parameter/state.ts';
import { tlsParameterOf } from '../../facts/engines.ts';
import { dbParameterGroups } from '../../parameters/db-parameter-groups.ts';
import { blueGreenOf, type BlueGreen } from '../../parameters/blue-green.ts';
import { dependantsOf, type Dependants } from '../../parameters/dependants.ts';
import { instanceById, tagsIn } from '../../parameters/parameter-groups.ts';

/** Who connects to an instance, and whether it is about to be replaced. */
export interface Around extends Dependants {
  readonly blueGreen: BlueGreen;
}

export interface Instance extends Thing {
  readonly cluster: string | null;
  /** `null`: RDS did not say. */
  readonly address: string | null;
  readonly replicaOf: string | null;
  readonly replicas: number;
}

/** Lists and structures that are there but hold nothing are not queued. */
const isQueued = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  (typeof value !== 'object' || Object.values(value).some((part) => part !== undefined));

const find = async ({ id }: Target, aws: Aws): Promise<Found<Instance> | undefined> => {
  const found = await instanceById(id, aws);
  if (!found) return undefined;
  const { Engine: engine = '', DBClusterIdentifier: cluster = null } = found;
  const thing: Instance = {
    name: found.DBInstanceIdentifier ?? id,
    engine,
    version: found.EngineVersion ?? '',
    status: found.DBInstanceStatus ?? '',
    queued: Object.entries(found.PendingModifiedValues ?? {})
      .flatMap(([name, value]) => (isQueued(value) ? [name] : []))
      .toSorted(),
    stack: stackNameOf(tagsIn(found.TagList)) ?? null,
    cluster,
    address: found.Endpoint?.Address ?? null,
    replicaOf:
      found.ReadReplicaSourceDBInstanceIdentifier ?? found.ReadReplicaSourceDBClusterIdentifier ?? null,
    replicas:
      (found.ReadReplicaDBInstanceIdentifiers ?? []).length +
      (found.ReadReplicaDBClusterIdentifiers ?? []).length,
  };
  const groups = (found.DBParameterGroups ?? []).map((one) => ({
    name: one.DBParameterGroupName ?? '(no name)',
    applyStatus: one.ParameterApplyStatus ?? 'unknown',
  }));
  return { thing, groups, tls: cluster === null ? tlsParameterOf(engine) : undefined };
};

export const reading: Reading<Instance, Around> = {
  groups: dbParameterGroups,
  find,
  around: async ({ thing: { name, address }, tls }, aws, { arn }) => {
    const [dependants, blueGreen] = await Promise.all([
      dependantsOf({ name, address: address ?? undefined, engine: tls.engine }, aws),
      blueGreenOf(arn, aws),
    ]);
    return { ...dependants, blueGreen };
  },
};

/** Everything that the decision needs; `undefined`: the instance is gone. */
export const read = (target: Target, aws: Aws): Promise<State<Instance, Around> | undefined> =>
  readParameter(reading, target, aws);
