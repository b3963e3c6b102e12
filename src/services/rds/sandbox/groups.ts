import {
  refuse,
  type Context,
  type Done,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../../../sandbox/world.ts';
import type { Group } from './records.ts';
import {
  api,
  attachedTo,
  groupArn,
  groupNamed,
  invalid,
  isDefault,
  isName,
  noGroup,
  paged,
  pageSize,
  withGroup,
  type OfGroup,
  type Paging,
} from './world.ts';

interface Tagged {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const described = ({ set: _set, fixed: _fixed, TagList: _tags, ...rest }: Group) => rest;

const describeDBParameterGroups: Operation<Partial<OfGroup> & Paging> = (world, input) => {
  const { DBParameterGroupName: name } = input;
  const found = name === undefined ? undefined : groupNamed(world, name);
  if (name !== undefined && !found) return noGroup(name);
  const all = found ? [found] : world.rds.DBParameterGroups;
  const page = paged(all, input, pageSize, 'API_DescribeDBParameterGroups.html');
  if ('refusal' in page) return page;
  return { world, output: { DBParameterGroups: page.items.map(described), ...page.next } };
};

const listTagsForResource: Operation<{ readonly ResourceName: string }> = (world, { ResourceName: arn }) => {
  const group = world.rds.DBParameterGroups.find((one) => one.DBParameterGroupArn === arn);
  const instance = world.rds.DBInstances.find((one) => one.DBInstanceArn === arn);
  const proxy = world.rds.DBProxies.find((one) => one.DBProxyArn === arn);
  const clusterGroup = world.rds.DBClusterParameterGroups.find((one) => one.DBParameterGroupArn === arn);
  const TagList = group?.TagList ?? clusterGroup?.TagList ?? instance?.TagList ?? proxy?.TagList;
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

interface Create extends OfGroup, Tagged {
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

const deleteDBParameterGroup: Operation<OfGroup> = (world, { DBParameterGroupName: name }) => {
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

export const rdsGroups: Operations = {
  CopyDBParameterGroup: copyDBParameterGroup,
  CreateDBParameterGroup: createDBParameterGroup,
  DeleteDBParameterGroup: deleteDBParameterGroup,
  DescribeDBParameterGroups: describeDBParameterGroups,
  ListTagsForResource: listTagsForResource,
};
