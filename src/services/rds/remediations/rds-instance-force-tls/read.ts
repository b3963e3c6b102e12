import { stackNameOf } from '../../../../aws/ownership.ts';
import { isBefore, isOn, tlsParameterOf } from '../../facts/engines.ts';
import { isDefaultGroup, ownGroupName } from '../../facts/names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { dependantsOf } from '../../parameters/dependants.ts';
import { ownGroupOf } from '../../parameters/parameter-group-field.ts';
import {
  groupOf,
  instanceById,
  parametersOf,
  setBesides,
  tagsIn,
  usersOf,
} from '../../parameters/parameter-groups.ts';
import type { Instance, Named, State } from './state.ts';

/** Lists and structures that are there but hold nothing are not queued. */
const isQueued = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  (typeof value !== 'object' || Object.values(value).some((part) => part !== undefined));

/** Everything that the decision needs; `undefined`: the instance is gone. */
export const read = async (target: Target, aws: Aws): Promise<State | undefined> => {
  const found = await instanceById(target.id, aws);
  if (!found) return undefined;
  const instance: Instance = {
    name: found.DBInstanceIdentifier ?? target.id,
    engine: found.Engine ?? '',
    version: found.EngineVersion ?? '',
    status: found.DBInstanceStatus ?? '',
    queued: Object.entries(found.PendingModifiedValues ?? {})
      .flatMap(([name, value]) => (isQueued(value) ? [name] : []))
      .toSorted(),
    stack: stackNameOf(tagsIn(found.TagList)) ?? null,
    replicaOf:
      found.ReadReplicaSourceDBInstanceIdentifier ?? found.ReadReplicaSourceDBClusterIdentifier ?? null,
    replicas:
      (found.ReadReplicaDBInstanceIdentifiers ?? []).length +
      (found.ReadReplicaDBClusterIdentifiers ?? []).length,
  };
  const cluster = found.DBClusterIdentifier ?? null;
  const known = tlsParameterOf(instance.engine);
  if (!known || cluster !== null) return { is: 'outside', instance, cluster };
  const groups = (found.DBParameterGroups ?? []).map((one) => ({
    name: one.DBParameterGroupName ?? '(no name)',
    applyStatus: one.ParameterApplyStatus ?? 'unknown',
  }));
  const groupless: State = { is: 'groupless', instance, groups };
  const [attached] = groups;
  if (!attached || groups.length > 1) return groupless;
  const { name, applyStatus } = attached;
  const parameters = await parametersOf(name, aws);
  if (!parameters) return groupless;

  const tls: Named = { name: known.name, engine: known.engine, upgradeTo: known.upgradeTo };
  const listed = parameters.get(tls.name);
  const one = listed && !isBefore(instance.version, listed.sinceVersion) ? listed : null;
  const on = one?.value == null ? one !== null && known.onByDefault(instance.version) : isOn(one.value);
  if (on) return { is: 'forced', instance, tls, group: attached, isStatic: one?.isStatic ?? true };

  const group = await groupOf(name, aws);
  if (!group) return groupless;
  const own = ownGroupName(target.arn, group.family);
  const [sharers, ownGroup, ownParameters, dependants] = await Promise.all([
    isDefaultGroup(name) ? [] : usersOf(name, aws),
    own === name ? null : ownGroupOf(own, aws),
    own === name ? undefined : parametersOf(own, aws),
    dependantsOf({ name: instance.name, address: found.Endpoint?.Address, engine: tls.engine }, aws),
  ]);
  return {
    is: 'open',
    instance,
    tls,
    group: { name, applyStatus, family: group.family, stack: stackNameOf(group.tags) ?? null },
    parameter: one,
    besides: setBesides(tls.name, parameters),
    sharedWith: sharers.filter((user) => user !== instance.name),
    own: ownGroup && { group: ownGroup, set: ownParameters?.get(tls.name)?.set ?? null },
    dependants,
  };
};
