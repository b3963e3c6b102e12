import { isOn } from '../../facts/engines.ts';
import { isDefaultGroup, ownGroupName } from '../../facts/names.ts';
import type { Change, Impact } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { parameterOn } from '../../parameters/parameter-field.ts';
import type { OwnGroup } from '../../parameters/parameter-group-field.ts';
import type { Open } from './state.ts';

export type GroupChange = Change<'parameterGroup', OwnGroup> | Change<'parameter' | 'instanceGroup', string>;

/** How the parameter gets its value. */
export type Way = 'in place' | 'new group' | 'copied group';

export const wayFor = ({ group, sharedWith }: Open, sharing: 'ask' | 'copy'): Way => {
  if (isDefaultGroup(group.name)) return 'new group';
  return sharedWith.length > 0 && sharing === 'copy' ? 'copied group' : 'in place';
};

const setOn = (
  group: string,
  before: string | null,
  { tls }: Open,
  impact: readonly Impact[],
): GroupChange => ({
  set: 'parameter',
  on: parameterOn(group, tls.name),
  before,
  after: '1',
  impact,
});

const inPlace = (state: Open): readonly GroupChange[] => {
  const { group, parameter: one } = state;
  const impact: readonly Impact[] = one?.isStatic ? ['breaks-plaintext', 'restarts'] : ['breaks-plaintext'];
  return [setOn(group.name, one?.set ?? null, state, impact)];
};

const ownGroupFor = ({ group, besides }: Open, way: Way, { arn }: Target): OwnGroup => ({
  family: group.family,
  description: 'Made by Waxseal: demands TLS',
  createdFor: arn,
  copyOf: way === 'copied group' ? group.name : null,
  parameters: way === 'copied group' ? besides : {},
});

const madeGroup = (name: string, after: OwnGroup): GroupChange => ({
  set: 'parameterGroup',
  on: name,
  before: null,
  after,
  impact: ['none'],
});

/** Set before it is attached, the parameter shuts nobody out until the owner's reboot. */
const byOwnGroup = (state: Open, way: Way, target: Target): readonly GroupChange[] => {
  const { group, own, parameter: one } = state;
  const name = ownGroupName(target.arn, group.family);
  const set = own ? own.set : way === 'copied group' ? (one?.set ?? null) : null;
  return [
    ...(own ? [] : [madeGroup(name, ownGroupFor(state, way, target))]),
    ...(set !== null && isOn(set) ? [] : [setOn(name, set, state, ['none'])]),
    {
      set: 'instanceGroup',
      on: target.arn,
      before: isDefaultGroup(group.name) ? null : group.name,
      after: name,
      impact: ['breaks-plaintext', 'restarts'],
    },
  ];
};

/** The group of that name was made by us, for this instance and in this way. What is set in it may have changed. */
export const isTaken = (state: Open, way: Way, target: Target): boolean => {
  if (!state.own || way === 'in place') return false;
  const { family, createdFor, copyOf } = ownGroupFor(state, way, target);
  const { group } = state.own;
  return group.family !== family || group.createdFor !== createdFor || group.copyOf !== copyOf;
};

export const changesFor = (state: Open, way: Way, target: Target): readonly GroupChange[] =>
  way === 'in place' ? inPlace(state) : byOwnGroup(state, way, target);
