import {
  refuse,
  type Context,
  type Done,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../world.ts';
import { engineParameters, isAllowed, type EngineParameter } from './rds-parameters.ts';
import type { Group } from './rds-records.ts';
import {
  after,
  api,
  applyStatusOf,
  attachedTo,
  groupArn,
  groupNamed,
  isName,
  noGroup,
  paged,
  pageSize,
  parametersPageSize,
  withApplyStatus,
  withGroup,
  withInstances,
  type Paging,
} from './rds-world.ts';

interface Named {
  readonly DBParameterGroupName: string;
}
interface Tagged {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}
interface Setting {
  readonly ParameterName?: string;
  readonly ParameterValue?: string;
  readonly ApplyMethod?: string;
}

const isDefault = ({ DBParameterGroupName }: Group): boolean => DBParameterGroupName.startsWith('default.');
const described = ({ set: _set, fixed: _fixed, TagList: _tags, ...rest }: Group) => rest;
const invalid = (page: string, message: string): Refusal =>
  refuse('InvalidParameterValue', 400, message, `${api}${page}`);
const impossible = (page: string, message: string): Refusal =>
  refuse('InvalidParameterCombination', 400, message, `${api}${page}`);

const describeDBParameterGroups: Operation<Partial<Named> & Paging> = (world, input) => {
  const { DBParameterGroupName: name } = input;
  const found = name === undefined ? undefined : groupNamed(world, name);
  if (name !== undefined && !found) return noGroup(name);
  const all = found ? [found] : world.rds.DBParameterGroups;
  const page = paged(all, input, pageSize, 'API_DescribeDBParameterGroups.html');
  if ('refusal' in page) return page;
  return { world, output: { DBParameterGroups: page.items.map(described), ...page.next } };
};

const describeDBParameters: Operation<Named & Paging & { readonly Source?: string }> = (world, input) => {
  const group = groupNamed(world, input.DBParameterGroupName);
  if (!group) return noGroup(input.DBParameterGroupName);
  const all = engineParameters(group.DBParameterGroupFamily).map((parameter) => {
    const set = group.set[parameter.ParameterName];
    return {
      ...parameter,
      ...(set !== undefined && { ParameterValue: set }),
      Source: set === undefined ? 'engine-default' : 'user',
      IsModifiable: parameter.IsModifiable && !group.fixed.includes(parameter.ParameterName),
    };
  });
  const wanted = all.filter(({ Source }) => input.Source === undefined || Source === input.Source);
  const page = paged(wanted, input, parametersPageSize, 'API_DescribeDBParameters.html');
  if ('refusal' in page) return page;
  return { world, output: { Parameters: page.items, ...page.next } };
};

const listTagsForResource: Operation<{ readonly ResourceName: string }> = (world, { ResourceName: arn }) => {
  const group = world.rds.DBParameterGroups.find((one) => one.DBParameterGroupArn === arn);
  const instance = world.rds.DBInstances.find((one) => one.DBInstanceArn === arn);
  const TagList = group?.TagList ?? instance?.TagList;
  return TagList ? { world, output: { TagList } } : noGroup(arn);
};

/** A family is one that an engine has: in the sandbox, one that some group of the account is of. */
const isFamily = (world: World, family: string): boolean =>
  world.rds.DBParameterGroups.some(({ DBParameterGroupFamily }) => DBParameterGroupFamily === family);

const made = (
  world: World,
  { region }: Context,
  group: Omit<Group, 'DBParameterGroupArn' | 'fixed'>,
  page: string,
): Done | Refusal => {
  const name = group.DBParameterGroupName.toLowerCase();
  if (!isName(name, 255))
    return invalid(page, `The parameter DBParameterGroupName is not a valid identifier.`);
  if (group.Description === '') return invalid(page, 'The parameter Description must be provided.');
  if (groupNamed(world, name))
    return refuse(
      'DBParameterGroupAlreadyExistsFault',
      400,
      `A DB parameter group named ${name} already exists.`,
      `${api}${page}`,
    );
  const { account, partition } = world;
  const whole: Group = {
    ...group,
    DBParameterGroupName: name,
    DBParameterGroupArn: groupArn(name, { account, partition, region }),
    fixed: [],
  };
  return { world: withGroup(world, name, whole), output: { DBParameterGroup: described(whole) } };
};

interface Create extends Named, Tagged {
  readonly DBParameterGroupFamily: string;
  readonly Description: string;
}
const createDBParameterGroup: Operation<Create> = (world, { Tags = [], ...input }, context) => {
  const page = 'API_CreateDBParameterGroup.html';
  if (!isFamily(world, input.DBParameterGroupFamily))
    return invalid(
      page,
      `ParameterGroupFamily ${input.DBParameterGroupFamily} is not a valid parameter group family`,
    );
  return made(world, context, { ...input, set: {}, TagList: Tags }, page);
};

interface Copy extends Tagged {
  readonly SourceDBParameterGroupIdentifier: string;
  readonly TargetDBParameterGroupIdentifier: string;
  readonly TargetDBParameterGroupDescription: string;
}
const copyDBParameterGroup: Operation<Copy> = (world, input, context) => {
  const page = 'API_CopyDBParameterGroup.html';
  const source = groupNamed(world, input.SourceDBParameterGroupIdentifier);
  if (!source) return noGroup(input.SourceDBParameterGroupIdentifier);
  if (isDefault(source))
    return refuse(
      'InvalidParameterValue',
      400,
      'Default parameter groups can not be copied.',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.Copying.html',
    );
  const copy = {
    DBParameterGroupName: input.TargetDBParameterGroupIdentifier,
    DBParameterGroupFamily: source.DBParameterGroupFamily,
    Description: input.TargetDBParameterGroupDescription,
    set: source.set,
    TagList: input.Tags ?? [],
  };
  return made(world, context, copy, page);
};

const deleteDBParameterGroup: Operation<Named> = (world, { DBParameterGroupName: name }) => {
  const group = groupNamed(world, name);
  if (!group) return noGroup(name);
  const users = world.rds.DBInstances.filter((one) => attachedTo(one, group.DBParameterGroupName));
  if (isDefault(group) || users.length > 0)
    return refuse(
      'InvalidDBParameterGroupStateFault',
      400,
      isDefault(group)
        ? 'Default parameter groups can not be deleted.'
        : 'One or more database instances are still members of this parameter group, so the group cannot be deleted',
      `${api}API_DeleteDBParameterGroup.html`,
    );
  return { world: withGroup(world, group.DBParameterGroupName, undefined), output: {} };
};

/** What RDS refuses about one parameter of a request. */
const settingRefusal = (
  { ParameterName: name, ParameterValue: value, ApplyMethod: method }: Setting,
  known: EngineParameter | undefined,
  group: Group,
  page: string,
): Refusal | undefined => {
  if (!known) return invalid(page, `Could not find parameter with name: ${name}`);
  if (!known.IsModifiable || group.fixed.includes(known.ParameterName))
    return invalid(page, `The parameter ${name} cannot be modified.`);
  if (value !== undefined && !isAllowed(known, value))
    return invalid(
      page,
      `Invalid parameter value: ${value} for: ${name} allowed values are: ${known.AllowedValues}`,
    );
  if (method !== 'immediate' && method !== 'pending-reboot')
    return invalid(page, `The value ${method} is not a valid apply method.`);
  if (known.ApplyType === 'static' && method === 'immediate')
    return impossible(page, 'cannot use immediate apply method for static parameter');
  if (
    known.ApplyType === 'dynamic' &&
    method === 'pending-reboot' &&
    group.DBParameterGroupFamily.startsWith('sqlserver')
  )
    return impossible(page, 'cannot use pending-reboot apply method for dynamic parameter');
  return undefined;
};

/** A dynamic change takes a moment; a static one waits for a reboot. Who waits already goes on waiting. */
const applied = (world: World, group: string, settings: readonly Setting[], now: Date): Done => {
  const isStatic = settings.some(({ ApplyMethod }) => ApplyMethod === 'pending-reboot');
  const touched = new Set(
    world.rds.DBInstances.filter(
      (instance) => attachedTo(instance, group) && applyStatusOf(instance) === 'in-sync',
    ).map(({ DbiResourceId }) => DbiResourceId),
  );
  const show =
    (status: string, instead: string) =>
    (later: World): World =>
      withInstances(later, (instance) =>
        touched.has(instance.DbiResourceId) &&
        attachedTo(instance, group) &&
        applyStatusOf(instance) === instead
          ? withApplyStatus(instance, status)
          : instance,
      );
  return {
    world: show(isStatic ? 'pending-reboot' : 'applying', 'in-sync')(world),
    output: { DBParameterGroupName: group },
    later: isStatic ? [] : [after(now, 20, show('in-sync', 'applying'))],
  };
};

const changed = (
  world: World,
  name: string,
  settings: readonly Setting[],
  page: string,
  { now }: Context,
): Done | Refusal => {
  const group = groupNamed(world, name);
  if (!group) return noGroup(name);
  if (isDefault(group))
    return refuse(
      'InvalidDBParameterGroupStateFault',
      400,
      `Default parameter groups cannot be modified: ${name}`,
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html',
    );
  if (settings.length === 0 || settings.length > 20)
    return invalid(page, 'A request modifies one to 20 parameters.');
  const known = engineParameters(group.DBParameterGroupFamily);
  for (const setting of settings) {
    const parameter = known.find(({ ParameterName }) => ParameterName === setting.ParameterName);
    const refusal = settingRefusal(setting, parameter, group, page);
    if (refusal) return refusal;
  }
  const names = new Set(settings.map(({ ParameterName }) => ParameterName));
  const kept = Object.entries(group.set).filter(([parameter]) => !names.has(parameter));
  const set = settings.flatMap(({ ParameterName = '', ParameterValue }) =>
    ParameterValue === undefined ? [] : [[ParameterName, ParameterValue] as const],
  );
  const next = withGroup(world, group.DBParameterGroupName, {
    ...group,
    set: Object.fromEntries([...kept, ...set]),
  });
  return applied(next, group.DBParameterGroupName, settings, now);
};

const modifyDBParameterGroup: Operation<Named & { readonly Parameters?: readonly Setting[] }> = (
  world,
  { DBParameterGroupName: name, Parameters = [] },
  context,
) => {
  const page = 'API_ModifyDBParameterGroup.html';
  if (Parameters.some(({ ParameterValue }) => ParameterValue === undefined))
    return invalid(page, 'A parameter name, value and apply method must be supplied.');
  return changed(world, name, Parameters, page, context);
};

interface Reset extends Named {
  readonly ResetAllParameters?: boolean;
  readonly Parameters?: readonly Setting[];
}
/** Resets everything unless it is told not to. */
const resetDBParameterGroup: Operation<Reset> = (
  world,
  { DBParameterGroupName: name, ResetAllParameters: everything = true, Parameters = [] },
  context,
) => {
  const page = 'API_ResetDBParameterGroup.html';
  const group = groupNamed(world, name);
  if (!everything || !group)
    return changed(
      world,
      name,
      Parameters.map(({ ParameterValue: _value, ...one }) => one),
      page,
      context,
    );
  const types = new Map(
    engineParameters(group.DBParameterGroupFamily).map((one) => [one.ParameterName, one.ApplyType] as const),
  );
  const all = Object.keys(group.set).map((ParameterName) => ({
    ParameterName,
    ApplyMethod: types.get(ParameterName) === 'static' ? 'pending-reboot' : 'immediate',
  }));
  return changed(world, name, all, page, context);
};

export const rdsGroups: Operations = {
  CopyDBParameterGroup: copyDBParameterGroup,
  CreateDBParameterGroup: createDBParameterGroup,
  DeleteDBParameterGroup: deleteDBParameterGroup,
  DescribeDBParameterGroups: describeDBParameterGroups,
  DescribeDBParameters: describeDBParameters,
  ListTagsForResource: listTagsForResource,
  ModifyDBParameterGroup: modifyDBParameterGroup,
  ResetDBParameterGroup: resetDBParameterGroup,
};
