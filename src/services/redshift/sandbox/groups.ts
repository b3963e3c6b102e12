import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagMap } from '../../../sandbox/kit/tags.ts';
import {
  refuse,
  type Context,
  type Done,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../../../sandbox/world.ts';
import { isAllowed, parametersOf } from './parameters.ts';
import type { Cluster, Group } from './records.ts';
import { api, groupOf, invalid, paging, withClusters } from './world.ts';

interface Named {
  readonly ParameterGroupName?: string;
}

const here = (world: World, { region }: Context): readonly Group[] =>
  world.redshift.ParameterGroups.filter(({ Region }) => Region === region);
const named = (world: World, name: string | undefined, context: Context): Group | undefined =>
  here(world, context).find(({ ParameterGroupName }) => ParameterGroupName === name?.toLowerCase());

export const noGroup = (page: string): Refusal =>
  refuse('ClusterParameterGroupNotFoundFault', 404, 'ParameterGroup not found', `${api}${page}#Errors`);
const notNow = (why: string, page: string): Refusal =>
  refuse('InvalidClusterParameterGroupStateFault', 400, why, `${api}${page}#Errors`);

const isDefault = ({ ParameterGroupName }: Group): boolean => ParameterGroupName.startsWith('default.');

/** Replaces, adds or, with `undefined`, removes a group. */
const withGroup = (world: World, old: Group | undefined, next: Group | undefined): World => ({
  ...world,
  redshift: {
    ...world.redshift,
    ParameterGroups: [
      ...world.redshift.ParameterGroups.filter((one) => one !== old),
      ...(next ? [next] : []),
    ],
  },
});

const told = ({ ParameterGroupName, ParameterGroupFamily, Description, Tags }: Group) => ({
  ParameterGroupName,
  ParameterGroupFamily,
  Description,
  Tags: tagList(Tags),
});

/** What a change of these parameters makes of a cluster with the group: each waits for a reboot. */
const waiting = (cluster: Cluster, names: readonly string[]): Cluster => ({
  ...cluster,
  ClusterParameterGroups: cluster.ClusterParameterGroups.map((group) => ({
    ...group,
    ParameterApplyStatus: 'pending-reboot',
    ClusterParameterStatusList: [
      ...(group.ClusterParameterStatusList ?? []).filter(
        ({ ParameterName }) => !names.includes(ParameterName),
      ),
      ...names.map((ParameterName) => ({ ParameterName, ParameterApplyStatus: 'pending-reboot' })),
    ],
  })),
});

interface Setting {
  readonly ParameterName?: string;
  readonly ParameterValue?: string;
}
interface Settings extends Named {
  readonly Parameters?: readonly Setting[];
  readonly ResetAllParameters?: boolean;
}

/** Sets parameters that have a value, and resets the others. */
const changed = (
  world: World,
  { ParameterGroupName, Parameters = [] }: Settings,
  page: string,
  context: Context,
): Done | Refusal => {
  const group = named(world, ParameterGroupName, context);
  if (!group) return noGroup(page);
  if (isDefault(group)) return notNow('Default parameter groups cannot be modified.', page);
  if (Parameters.length === 0 || Parameters.length > 20)
    return invalid('A request changes one to 20 parameters.', page);
  const known = parametersOf(group.ParameterGroupFamily) ?? [];
  const Set = { ...group.Set };
  for (const { ParameterName = '', ParameterValue } of Parameters) {
    const parameter = known.find((one) => one.ParameterName === ParameterName);
    if (!parameter) return invalid(`Could not find parameter with name: ${ParameterName}`, page);
    if (group.Fixed.includes(ParameterName))
      return invalid(`The parameter ${ParameterName} cannot be modified.`, page);
    if (ParameterValue !== undefined && !isAllowed(parameter, ParameterValue))
      return invalid(`Invalid value ${ParameterValue} for ${ParameterName}.`, page);
    if (ParameterValue === undefined) Reflect.deleteProperty(Set, ParameterName);
    else Set[ParameterName] = ParameterValue;
  }
  const names = Parameters.flatMap(({ ParameterName }) => ParameterName ?? []);
  const next = withGroup(world, group, { ...group, Set });
  return {
    world: withClusters(next, (one) =>
      one.Region === context.region && groupOf(one) === group.ParameterGroupName ? waiting(one, names) : one,
    ),
    output: { ParameterGroupName: group.ParameterGroupName },
  };
};

interface Create extends Named {
  readonly ParameterGroupFamily?: string;
  readonly Description?: string;
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}
const create: Operation<Create> = (world, input, context) => {
  const page = 'API_CreateClusterParameterGroup.html';
  const { ParameterGroupName = '', ParameterGroupFamily = '', Description = '', Tags = [] } = input;
  const name = ParameterGroupName.toLowerCase();
  if (!/^[a-z](-?[a-z0-9]){0,254}$/.test(name)) return invalid(`${name} is no name of a group.`, page);
  if (!parametersOf(ParameterGroupFamily))
    return invalid(`There is no family ${ParameterGroupFamily}.`, page);
  if (named(world, name, context))
    return refuse(
      'ClusterParameterGroupAlreadyExistsFault',
      400,
      `ParameterGroup ${name} already exists.`,
      `${api}${page}#Errors`,
    );
  const group: Group = {
    ParameterGroupName: name,
    ParameterGroupFamily,
    Region: context.region,
    Description,
    Set: {},
    Fixed: [],
    Unlisted: [],
    Tags: tagMap(Tags),
  };
  return {
    world: withGroup(world, undefined, group),
    output: { ClusterParameterGroup: told(group) },
  };
};

const remove: Operation<Named> = (world, { ParameterGroupName }, context) => {
  const page = 'API_DeleteClusterParameterGroup.html';
  const group = named(world, ParameterGroupName, context);
  if (!group) return noGroup(page);
  if (isDefault(group)) return notNow('Default parameter groups cannot be deleted.', page);
  const isUsed = world.redshift.Clusters.some(
    (one) => one.Region === context.region && groupOf(one) === group.ParameterGroupName,
  );
  if (isUsed) return notNow('The parameter group is associated with a cluster.', page);
  return { world: withGroup(world, group, undefined), output: {} };
};

/** What the sandbox plays of parameter groups. */
export const redshiftGroups: Operations = {
  // API_DescribeClusterParameterGroups.html
  DescribeClusterParameterGroups: lists({
    as: 'ParameterGroups',
    ...paging,
    wrong: (message) => invalid(message, 'API_DescribeClusterParameterGroups.html'),
    items: (world, { ParameterGroupName: name }: Named, context) => {
      if (name === undefined) return here(world, context).map(told);
      const group = named(world, name, context);
      return group ? [told(group)] : noGroup('API_DescribeClusterParameterGroups.html');
    },
  }),
  // API_DescribeClusterParameters.html
  DescribeClusterParameters: lists({
    as: 'Parameters',
    ...paging,
    wrong: (message) => invalid(message, 'API_DescribeClusterParameters.html'),
    items: (world, { ParameterGroupName: name }: Named, context) => {
      const group = named(world, name, context);
      if (!group) return noGroup('API_DescribeClusterParameters.html');
      return (parametersOf(group.ParameterGroupFamily) ?? [])
        .filter(({ ParameterName }) => !group.Unlisted.includes(ParameterName))
        .map((one) => {
          const set = group.Set[one.ParameterName];
          return {
            ...one,
            ...(set !== undefined && { ParameterValue: set }),
            Source: set === undefined ? 'engine-default' : 'user',
            ApplyType: 'static',
            IsModifiable: !group.Fixed.includes(one.ParameterName),
          };
        });
    },
  }),
  CreateClusterParameterGroup: create,
  DeleteClusterParameterGroup: remove,
  // API_ModifyClusterParameterGroup.html: a value for each.
  ModifyClusterParameterGroup: (world, input: Settings, context) => {
    const page = 'API_ModifyClusterParameterGroup.html';
    return input.Parameters?.some(({ ParameterValue }) => ParameterValue === undefined)
      ? invalid('Each parameter has a name and a value.', page)
      : changed(world, input, page, context);
  },
  // API_ResetClusterParameterGroup.html: everything unless it is told not to.
  ResetClusterParameterGroup: (world, input: Settings, context) => {
    const { ResetAllParameters = true, Parameters = [] } = input;
    const set = named(world, input.ParameterGroupName, context)?.Set ?? {};
    const asked = ResetAllParameters
      ? Object.keys(set).map((ParameterName) => ({ ParameterName }))
      : Parameters.map(({ ParameterName = '' }) => ({ ParameterName }));
    const page = 'API_ResetClusterParameterGroup.html';
    return changed(world, { ...input, Parameters: asked }, page, context);
  },
};
