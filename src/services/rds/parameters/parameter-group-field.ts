import {
  CopyDBParameterGroupCommand,
  CreateDBParameterGroupCommand,
  DeleteDBParameterGroupCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { isOn, tlsParameterOfFamily } from '../facts/engines.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws, Field } from '../../../core/model/remediation.ts';
import { groupOf, parametersOf, setBesides, usersOf } from './parameter-groups.ts';

/** Whose group it is, by tags: only what carries the first one for the target is ever deleted. */
const createdForTag = 'waxseal:created-for';
const copyOfTag = 'waxseal:copy-of';

/** A DB parameter group as far as it was made by us. */
export interface OwnGroup {
  readonly family: string;
  readonly description: string;
  /** The ARN of the instance that it was made for; `null`: it is not ours. */
  readonly createdFor: string | null;
  readonly copyOf: string | null;
  /** What is set in it besides the TLS parameter. Undo deletes no group in which somebody has set more since. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** `null`: there is no such group. */
export const ownGroupOf = async (name: string, aws: Aws): Promise<OwnGroup | null> => {
  const [group, parameters] = await Promise.all([groupOf(name, aws), parametersOf(name, aws)]);
  if (!group || !parameters) return null;
  const { family, description, tags } = group;
  return {
    family,
    description,
    createdFor: tags[createdForTag] ?? null,
    copyOf: tags[copyOfTag] ?? null,
    parameters: setBesides(tlsParameterOfFamily(family)?.name, parameters),
  };
};

const isOurs = (group: OwnGroup | null, arn: string): boolean => group?.createdFor === arn;

const notOurs = (name: string): WaxsealError =>
  new WaxsealError({
    code: 'group-not-ours',
    says: `DB parameter group ${name} does not carry the tag ${createdForTag} of this instance, so it is not deleted.`,
    todo: 'Delete it by hand if nobody needs it.',
  });

const inUse = (name: string, users: readonly string[]): WaxsealError =>
  new WaxsealError({
    code: 'group-in-use',
    says: `DB parameter group ${name} is attached to ${users.join(', ')}, so it is not deleted.`,
    todo: 'Attach another group there first.',
  });

const stillOn = (name: string, parameter: string): WaxsealError =>
  new WaxsealError({
    code: 'group-still-on',
    says: `In DB parameter group ${name} somebody else has set ${parameter}, so it is not deleted.`,
    todo: 'Delete it by hand if nobody needs it.',
  });

/** Whatever speaks against deleting a group, the plainest first. */
const objections = async (name: string, group: OwnGroup, aws: Aws): Promise<readonly WaxsealError[]> => {
  const users = await usersOf(name, aws);
  const tls = tlsParameterOfFamily(group.family)?.name ?? '';
  const set = (await parametersOf(name, aws))?.get(tls)?.set;
  return [
    ...(users.length > 0 ? [inUse(name, users)] : []),
    // Ours was reset before; what is left was set by somebody else, who may want to attach it again.
    ...(set != null && isOn(set) ? [stillOn(name, tls)] : []),
  ];
};

/** A whole DB parameter group. Its token is what speaks against deleting it. */
export const parameterGroup: Field<OwnGroup> = {
  get: async (name, _target, aws) => {
    const value = await ownGroupOf(name, aws);
    return value ? { value, token: await objections(name, value, aws) } : { value };
  },
  put: async (name, value, seen, target, aws) => {
    const rds = aws.use(RDSClient);
    if (value === null) {
      if (!isOurs(seen.value, target.arn)) throw notOurs(name);
      if (!Array.isArray(seen.token)) throw new TypeError('a put needs what get has seen');
      const [objection] = seen.token;
      if (objection !== undefined) throw objection;
      await rds.send(new DeleteDBParameterGroupCommand({ DBParameterGroupName: name }));
      return;
    }
    const Tags = [
      { Key: createdForTag, Value: target.arn },
      ...(value.copyOf === null ? [] : [{ Key: copyOfTag, Value: value.copyOf }]),
    ];
    await (value.copyOf === null
      ? rds.send(
          new CreateDBParameterGroupCommand({
            DBParameterGroupName: name,
            DBParameterGroupFamily: value.family,
            Description: value.description,
            Tags,
          }),
        )
      : rds.send(
          new CopyDBParameterGroupCommand({
            SourceDBParameterGroupIdentifier: value.copyOf,
            TargetDBParameterGroupIdentifier: name,
            TargetDBParameterGroupDescription: value.description,
            Tags,
          }),
        ));
  },
};
