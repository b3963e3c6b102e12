import { after } from '../../../sandbox/kit/records.ts';
import {
  refuse,
  type Context,
  type Done,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../../../sandbox/world.ts';
import { engineParameters, isAllowed, type EngineParameter } from './parameters.ts';
import type { Group } from './records.ts';
import {
  api,
  applyStatusOf,
  attachedTo,
  groupNamed,
  invalid,
  isDefault,
  noGroup,
  notToldYet,
  paged,
  parametersPageSize,
  toldAfterSeconds,
  withApplyStatus,
  withGroup,
  withInstances,
  type OfGroup,
  type Paging,
} from './world.ts';

/** One parameter of a request. */
interface Setting {
  readonly ParameterName?: string;
  readonly ParameterValue?: string;
  readonly ApplyMethod?: string;
}

const impossible = (page: string, message: string): Refusal =>
  refuse('InvalidParameterCombination', 400, message, `${api}${page}`);

/**
 * Whoever sets what holds by default anyway is not told as the one who did.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Parameter.html
 */
const sourceOf = (byDefault: string | undefined, set: string | undefined): string => {
  if (set === undefined) return 'engine-default';
  return set === byDefault ? 'system' : 'user';
};

const describeDBParameters: Operation<OfGroup & Paging & { readonly Source?: string }> = (world, input) => {
  const group = groupNamed(world, input.DBParameterGroupName);
  if (!group) return noGroup(input.DBParameterGroupName);
  const all = engineParameters(group.DBParameterGroupFamily).map((parameter) => {
    const set = group.set[parameter.ParameterName];
    return {
      ...parameter,
      ...(set !== undefined && { ParameterValue: set }),
      Source: sourceOf(parameter.ParameterValue, set),
      IsModifiable: parameter.IsModifiable && !group.fixed.includes(parameter.ParameterName),
    };
  });
  const wanted = all.filter(({ Source }) => input.Source === undefined || Source === input.Source);
  const page = paged(wanted, input, parametersPageSize, 'API_DescribeDBParameters.html');
  if ('refusal' in page) return page;
  return { world, output: { Parameters: page.items, ...page.next } };
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

/** A dynamic change takes a moment; a static one waits for a reboot, which is told late. Who waits already goes on waiting. */
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
    world: show(isStatic ? notToldYet : 'applying', 'in-sync')(world),
    output: { DBParameterGroupName: group },
    later: [
      isStatic
        ? after(now, toldAfterSeconds, show('pending-reboot', notToldYet))
        : after(now, 20, show('in-sync', 'applying')),
    ],
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

const modifyDBParameterGroup: Operation<OfGroup & { readonly Parameters?: readonly Setting[] }> = (
  world,
  { DBParameterGroupName: name, Parameters = [] },
  context,
) => {
  const page = 'API_ModifyDBParameterGroup.html';
  if (Parameters.some(({ ParameterValue }) => ParameterValue === undefined))
    return invalid(page, 'A parameter name, value and apply method must be supplied.');
  return changed(world, name, Parameters, page, context);
};

interface Reset extends OfGroup {
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

export const rdsSettings: Operations = {
  DescribeDBParameters: describeDBParameters,
  ModifyDBParameterGroup: modifyDBParameterGroup,
  ResetDBParameterGroup: resetDBParameterGroup,
};
