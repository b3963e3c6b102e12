import { stackNameOf } from '../../aws/ownership.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';
import { ownGroupOf } from './fields.ts';
import { admits, appliesOf, demands, isBefore, setBesides, wantedOf } from './groups.ts';
import type { ParameterGroups, TlsParameter } from './groups.ts';
import type { Attached, State, Thing } from './state.ts';

/** What one Describe of a thing answers. */
export interface Found<T extends Thing> {
  readonly thing: T;
  /** `undefined`: such a thing is not ours to evaluate. */
  readonly tls: TlsParameter | undefined;
  readonly groups: readonly Attached[];
}

export interface Reading<T extends Thing, Around> {
  readonly groups: ParameterGroups;
  /** `undefined`: the thing is gone. */
  readonly find: (target: Target, aws: Aws) => Promise<Found<T> | undefined>;
  /** Who connects to a thing that would be changed. */
  readonly around: (
    found: Found<T> & { readonly tls: TlsParameter },
    aws: Aws,
    target: Target,
  ) => Promise<Around>;
}

/** Everything that the decision needs; `undefined`: the thing is gone. */
export const readParameter = async <T extends Thing, Around>(
  { groups, find, around }: Reading<T, Around>,
  target: Target,
  aws: Aws,
): Promise<State<T, Around> | undefined> => {
  const found = await find(target, aws);
  if (!found) return undefined;
  const { thing, tls } = found;
  if (!tls) return { is: 'outside', thing };
  const groupless = { is: 'groupless' as const, thing, groups: found.groups };
  const [attached] = found.groups;
  if (!attached || found.groups.length > 1) return groupless;
  const { name, applyStatus } = attached;
  const parameters = await groups.parametersOf(name, aws);
  if (!parameters) return groupless;

  const named = { name: tls.name, engine: tls.engine, upgradeTo: tls.upgradeTo };
  const listed = parameters.get(tls.name);
  const one = listed && !isBefore(thing.version, listed.sinceVersion) ? listed : null;
  const on = one?.value == null ? one !== null && tls.onByDefault(thing.version) : demands(tls, one.value);
  if (on) return { is: 'forced', thing, tls: named, group: attached, isStatic: one?.isStatic ?? true };

  const group = await groups.groupOf(name, aws);
  if (!group) return groupless;
  const own = groups.ownName(target.arn, group.family);
  const [sharers, ownGroup, ownParameters, surroundings] = await Promise.all([
    groups.isDefault(name) ? [] : groups.usersOf(name, aws),
    own === name ? null : ownGroupOf(groups, own, aws),
    own === name ? undefined : groups.parametersOf(own, aws),
    around({ ...found, tls }, aws, target),
  ]);
  const besides = setBesides(tls.name, parameters);
  const set = ownParameters?.get(tls.name)?.set ?? null;
  return {
    is: 'open',
    thing,
    tls: {
      ...named,
      wanted: wantedOf(tls, thing.version),
      breaks: tls.breaks?.(one?.value ?? null) ?? 'breaks-plaintext',
      isOff: one?.value == null || admits(tls, one.value),
      ownIsOn: set !== null && demands(tls, set),
    },
    group: { name, applyStatus, family: group.family, stack: stackNameOf(group.tags) ?? null },
    parameter: one,
    besides,
    applies: appliesOf([tls.name, ...Object.keys(besides)], parameters),
    sharedWith: sharers.filter((user) => user !== thing.name),
    own: ownGroup && { group: ownGroup, set },
    around: surroundings,
  };
};
