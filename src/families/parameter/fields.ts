import { WaxsealError } from '../../core/model/errors.ts';
import { partOf, type Aws, type Document, type Field } from '../../core/model/remediation.ts';
import { demands, setBesides, type ParameterGroups } from './groups.ts';

/** `group/parameter`: neither name may hold a slash. */
export const parameterOn = (group: string, parameter: string): string => `${group}/${parameter}`;

const split = (on: string): readonly [group: string, parameter: string] => {
  const slash = on.indexOf('/');
  return [on.slice(0, slash), on.slice(slash + 1)];
};

/** What people have set in a group, by parameter; `null`: they have not, and the engine decides. */
type Sets = Readonly<Record<string, { readonly set: string | null; readonly applies: 'static' | 'dynamic' }>>;

const portions = <Some>(all: readonly Some[], size: number): readonly (readonly Some[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** The parameters of a group. A call names those that it changes, and leaves the others as they are. */
export const parametersDocument = (groups: ParameterGroups): Document<Sets> => ({
  type: groups.type,
  name: (on) => split(on)[0],
  batches: (changes) => [
    ...portions(
      changes.filter(({ after }) => after !== null),
      groups.parametersPerCall,
    ),
    ...portions(
      changes.filter(({ after }) => after === null),
      groups.parametersPerCall,
    ),
  ],
  get: async (group, _target, aws) => {
    const found = await groups.parametersOf(group, aws);
    if (!found) return { value: null };
    const parameters = [...found].map(
      ([name, { set, isStatic }]) => [name, { set, applies: isStatic ? 'static' : 'dynamic' }] as const,
    );
    return { value: Object.fromEntries(parameters) };
  },
  put: async (group, next, { value: seen }, _target, aws) => {
    const changed = Object.entries(next ?? {}).filter(([name, { set }]) => seen?.[name]?.set !== set);
    const named = changed.map(([name, { set, applies }]) => ({
      name,
      value: set,
      isStatic: applies === 'static',
    }));
    const sets = named.flatMap(({ value, ...one }) => (value === null ? [] : [{ ...one, value }]));
    const resets = named.flatMap(({ value, ...one }) => (value === null ? [one] : []));
    if (sets.length > 0 && resets.length > 0) throw new TypeError('one call either sets or resets');
    if (sets.length > 0) await groups.set(group, sets, aws);
    if (resets.length > 0) await groups.reset(group, resets, aws);
  },
});

/** One parameter of a group, as people have set it; `null`: they have not, and the engine decides. */
export const parameterField = (document: Document<Sets>): Field<string> =>
  partOf<string, Sets>({
    document,
    from: (parameters, on) => parameters?.[split(on)[1]]?.set ?? null,
    into: (parameters, on, set) => {
      const [group, name] = split(on);
      const known = parameters?.[name];
      if (!known) throw new TypeError(`${group} has no parameter ${name} that could be put`);
      return { ...parameters, [name]: { ...known, set } };
    },
  });

/** Whose group it is, by tags: only what carries the first one for the target is ever deleted. */
const createdForTag = 'waxseal:created-for';
const copyOfTag = 'waxseal:copy-of';

/** A parameter group as far as it was made by us. */
export interface OwnGroup {
  readonly family: string;
  readonly description: string;
  /** The ARN of the thing that it was made for; `null`: it is not ours. */
  readonly createdFor: string | null;
  readonly copyOf: string | null;
  /** What is set in it besides the TLS parameter. Undo deletes no group in which somebody has set more since. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** `null`: there is no such group. */
export const ownGroupOf = async (
  groups: ParameterGroups,
  name: string,
  aws: Aws,
): Promise<OwnGroup | null> => {
  const [group, parameters] = await Promise.all([groups.groupOf(name, aws), groups.parametersOf(name, aws)]);
  if (!group || !parameters) return null;
  const { family, description, tags } = group;
  return {
    family,
    description,
    createdFor: tags[createdForTag] ?? null,
    copyOf: tags[copyOfTag] ?? null,
    parameters: setBesides(groups.tlsParameterOfFamily(family)?.name, parameters),
  };
};

const notOurs = ({ type, thing }: ParameterGroups, name: string): WaxsealError =>
  new WaxsealError({
    code: 'group-not-ours',
    says: `${type} ${name} does not carry the tag ${createdForTag} of this ${thing}, so it is not deleted.`,
    todo: 'Delete it by hand if nobody needs it.',
  });

const inUse = ({ type }: ParameterGroups, name: string, users: readonly string[]): WaxsealError =>
  new WaxsealError({
    code: 'group-in-use',
    says: `${type} ${name} is attached to ${users.join(', ')}, so it is not deleted.`,
    todo: 'Attach another group there first.',
  });

const stillOn = ({ type }: ParameterGroups, name: string, parameter: string): WaxsealError =>
  new WaxsealError({
    code: 'group-still-on',
    says: `In ${type} ${name} somebody else has set ${parameter}, so it is not deleted.`,
    todo: 'Delete it by hand if nobody needs it.',
  });

/** Whatever speaks against deleting a group, the plainest first. */
const objections = async (
  groups: ParameterGroups,
  name: string,
  { family }: OwnGroup,
  aws: Aws,
): Promise<readonly WaxsealError[]> => {
  const users = await groups.usersOf(name, aws);
  const tls = groups.tlsParameterOfFamily(family);
  const set = (await groups.parametersOf(name, aws))?.get(tls?.name ?? '')?.set;
  return [
    ...(users.length > 0 ? [inUse(groups, name, users)] : []),
    // Ours was reset before; what is left was set by somebody else, who may want to attach it again.
    ...(set != null && demands(tls, set) ? [stillOn(groups, name, tls?.name ?? '')] : []),
  ];
};

/** A whole parameter group. Its token is what speaks against deleting it. */
export const ownGroupField = (groups: ParameterGroups): Field<OwnGroup> => ({
  get: async (name, _target, aws) => {
    const value = await ownGroupOf(groups, name, aws);
    return value ? { value, token: await objections(groups, name, value, aws) } : { value };
  },
  put: async (name, value, seen, target, aws) => {
    if (value === null) {
      if (seen.value?.createdFor !== target.arn) throw notOurs(groups, name);
      if (!Array.isArray(seen.token)) throw new TypeError('a put needs what get has seen');
      const [objection] = seen.token;
      if (objection !== undefined) throw objection;
      return groups.drop(name, aws);
    }
    const { family, description, copyOf } = value;
    const tags = { [createdForTag]: target.arn, ...(copyOf !== null && { [copyOfTag]: copyOf }) };
    return groups.make(name, { family, description, tags, copyOf }, aws);
  },
});

/** How a thing gets another parameter group. */
export interface Attaching {
  readonly groups: ParameterGroups;
  /** The default group that a thing gets by its family alone. Some families have more, such as one for sharded ones. */
  readonly defaultOf: (family: string) => string;
  /** The group that it has; `undefined`: none is answered. */
  readonly attached: (arn: string, aws: Aws) => Promise<string | undefined>;
  /** Never at once: with that AWS would also carry out whatever the owner has queued for the maintenance window. */
  readonly attach: (arn: string, group: string, aws: Aws) => Promise<void>;
}

/** The parameter group of a thing; `null`: none of its own, that is, the default group that its family gives it. */
export const attachedField = ({ groups, defaultOf, attached, attach }: Attaching): Field<string> => ({
  get: async (arn, _target, aws) => {
    const group = await attached(arn, aws);
    if (group === undefined) return { value: null };
    const family = (await groups.groupOf(group, aws))?.family;
    const isGiven = family !== undefined && group === defaultOf(family);
    return { value: isGiven ? null : group, token: family };
  },
  put: async (arn, value, { token: family }, _target, aws) => {
    if (typeof family !== 'string') throw new TypeError('a put needs what get has seen');
    await attach(arn, value ?? defaultOf(family), aws);
  },
});
