import type { Change, Impact } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';
import { parameterOn, type Attaching, type OwnGroup } from './fields.ts';
import type { ParameterGroups } from './groups.ts';
import type { Open } from './state.ts';

export type GroupChange<Attachment extends string> =
  | Change<'parameterGroup', OwnGroup>
  | Change<'parameter', string>
  | Change<Attachment, string>;

/** How the parameter gets its value. */
export type Way = 'in place' | 'new group' | 'copied group';
/** A group that others use too: for all of them, or a copy for this one. */
export type Sharing = 'ask' | 'copy';

export const wayFor = (
  { isDefault, copies }: ParameterGroups,
  { group, sharedWith }: Open,
  sharing: Sharing,
): Way => {
  if (isDefault(group.name)) return 'new group';
  return sharedWith.length > 0 && sharing === 'copy' && copies ? 'copied group' : 'in place';
};

/** When these take effect, which code has to say: nothing of them is known where nothing was read. */
const inCode = ({ applies }: Open, names: readonly string[]): Pick<Change, 'inCode'> => {
  const known = names.flatMap((name) => (applies[name] ? [[name, applies[name]] as const] : []));
  return known.length > 0 ? { inCode: Object.fromEntries(known) } : {};
};

const setOn = (
  group: string,
  before: string | null,
  state: Open,
  impact: readonly Impact[],
): Change<'parameter', string> => ({
  set: 'parameter',
  on: parameterOn(group, state.tls.name),
  before,
  after: state.tls.wanted,
  impact,
  ...inCode(state, [state.tls.name]),
});

const inPlace = (state: Open): readonly Change<'parameter', string>[] => {
  const { group, parameter: one, tls } = state;
  const impact: readonly Impact[] = one?.isStatic ? [tls.breaks, 'restarts'] : [tls.breaks];
  return [setOn(group.name, one?.set ?? null, state, impact)];
};

const ownGroupFor = ({ group, besides }: Open, way: Way, { arn }: Target): OwnGroup => ({
  family: group.family,
  description: 'Made by Waxseal: demands TLS',
  createdFor: arn,
  copyOf: way === 'copied group' ? group.name : null,
  parameters: way === 'copied group' ? besides : {},
});

const madeGroup = (name: string, after: OwnGroup, state: Open): Change<'parameterGroup', OwnGroup> => ({
  set: 'parameterGroup',
  on: name,
  before: null,
  after,
  impact: ['none'],
  ...inCode(state, Object.keys(after.parameters)),
});

/** What a group of its own is attached by. */
export interface ByAttaching<Attachment extends string> extends Pick<Attaching, 'groups' | 'defaultOf'> {
  /** The field that holds which group is attached. */
  readonly attachment: Attachment;
}

/** Set before it is attached, the parameter shuts nobody out until the owner's reboot. */
const byOwnGroup = <Attachment extends string>(
  { groups, defaultOf, attachment }: ByAttaching<Attachment>,
  state: Open,
  way: Way,
  target: Target,
): readonly GroupChange<Attachment>[] => {
  const { group, own, parameter: one, tls } = state;
  const name = groups.ownName(target.arn, group.family);
  // A group that is made says of it what a default group of the same family does.
  const set = own ? own.set : (one?.set ?? null);
  return [
    ...(own ? [] : [madeGroup(name, ownGroupFor(state, way, target), state)]),
    ...(tls.ownIsOn ? [] : [setOn(name, set, state, ['none'])]),
    {
      set: attachment,
      on: target.arn,
      before: group.name === defaultOf(group.family) ? null : group.name,
      after: name,
      impact: [tls.breaks, 'restarts'],
    },
  ];
};

/** The group of that name was made by us, for this thing and in this way. What is set in it may have changed. */
export const isTaken = (state: Open, way: Way, target: Target): boolean => {
  if (!state.own || way === 'in place') return false;
  const { family, createdFor, copyOf } = ownGroupFor(state, way, target);
  const { group } = state.own;
  return group.family !== family || group.createdFor !== createdFor || group.copyOf !== copyOf;
};

export const changesFor = <Attachment extends string>(
  attaching: ByAttaching<Attachment>,
  state: Open,
  way: Way,
  target: Target,
): readonly GroupChange<Attachment>[] =>
  way === 'in place' ? inPlace(state) : byOwnGroup(attaching, state, way, target);
