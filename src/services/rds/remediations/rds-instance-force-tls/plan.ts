import { isOff, worksOtherwise } from '../../facts/engines.ts';
import { ownGroupName } from '../../facts/names.ts';
import { meaningOf } from '../../facts/statuses.ts';
import type { Verdict } from '../../../../core/model/remediation.ts';
import type { Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { changesFor, isTaken, wayFor, type GroupChange, type Way } from './changes.ts';
import { hazardsOf, listed, notesOf } from './hazards.ts';
import type { Id } from './messages.ts';
import type { Attached, Forced, Instance, Open, State } from './state.ts';

type Sharing = 'ask' | 'copy';
type Decision = Verdict<Id, GroupChange>;

/** Why nothing can be planned; people have to do something first. */
const obstacleTo = (state: Open, way: Way, target: Target): Said<Id> | undefined => {
  const { instance, tls, group } = state;
  const { name: parameterName, engine, upgradeTo } = tls;
  const data = { instance: instance.name, parameter: parameterName, upgradeTo };
  if (!state.parameter)
    return { message: 'parameter-missing', data: { ...data, engine, version: instance.version } };
  if (!state.parameter.isModifiable)
    return { message: 'parameter-fixed', data: { ...data, group: group.name } };
  const own = ownGroupName(target.arn, group.family);
  if (isTaken(state, way, target))
    return { message: 'group-name-taken', data: { instance: instance.name, own } };
  return undefined;
};

const planFor = (state: Open, target: Target, sharing: Sharing): Decision => {
  const { instance, group, tls } = state;
  const way = wayFor(state, sharing);
  const obstacle = obstacleTo(state, way, target);
  if (obstacle) return { is: 'violation', ...obstacle, changes: [], notes: notesOf(state, false) };
  const reboots = way !== 'in place' || state.parameter?.isStatic === true;
  return {
    is: 'violation',
    message: 'plaintext-accepted',
    data: { instance: instance.name, engine: tls.engine, parameter: tls.name, group: group.name },
    changes: changesFor(state, way, target),
    hazards: hazardsOf(state, way, reboots),
    notes: notesOf(state, reboots),
  };
};

/** Oracle, Db2, RDS Custom and members of clusters; or an engine that nobody knows here. */
const outside = ({ instance: { name, engine }, cluster }: Extract<State, { is: 'outside' }>): Decision => {
  const of = { instance: name };
  if (cluster !== null) return { is: 'inapplicable', message: 'cluster-member', data: { ...of, cluster } };
  const data = { ...of, engine: engine || '(nothing)' };
  return worksOtherwise(engine)
    ? { is: 'inapplicable', message: 'engine-not-covered', data }
    : { is: 'unknown', message: 'engine-unknown', data };
};

/** Why an instance takes no change now. `undefined`: it does. */
const unready = ({ name, status }: Instance): Decision | undefined => {
  const data = { instance: name, status: status || '(nothing)' };
  const meaning = meaningOf(status);
  switch (meaning.is) {
    case 'ready':
      return undefined;
    case 'passing':
      return { is: 'pending', message: 'instance-busy', data };
    case 'stopped':
      return { is: 'pending', message: 'instance-stopped', data: { instance: name } };
    case 'people':
      return {
        is: 'violation',
        message: 'instance-needs-people',
        data: { ...data, remedy: meaning.remedy },
        changes: [],
      };
    case 'unheard':
      return { is: 'unknown', message: 'status-unknown', data };
  }
};

const unclear = ({ name }: Instance, groups: readonly Attached[]): Decision => {
  const named = groups.length === 0 ? [{ name: '(none)', applyStatus: 'nothing' }] : groups;
  const data = {
    instance: name,
    group: listed(named.map((group) => group.name)),
    status: listed(named.map(({ applyStatus }) => applyStatus)),
  };
  return { is: 'unknown', message: 'apply-status-unknown', data };
};

/**
 * Why what the group says need not be what holds. `undefined`: it holds, but for what waits for a reboot.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html
 */
const unsettled = (instance: Instance, group: Attached): Decision | undefined => {
  const data = { instance: instance.name, group: group.name };
  switch (group.applyStatus) {
    case 'in-sync':
    case 'pending-reboot':
      return undefined;
    case 'applying':
      return { is: 'pending', message: 'group-applying', data };
    case 'pending-database-upgrade':
      return { is: 'pending', message: 'group-awaits-upgrade', data };
    case 'failed-to-apply':
      return { is: 'violation', message: 'group-failed', data, changes: [] };
    default:
      return unclear(instance, [group]);
  }
};

/**
 * The group demands TLS and waits for a reboot: RDS says so of the group as a whole, never of one parameter. A
 * dynamic one holds at once where the group was attached before; of a group attached since, nothing holds yet.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html
 */
const awaitingReboot = ({ instance, group, tls, isStatic }: Forced): Decision => {
  const data = { instance: instance.name, group: group.name };
  if (!isStatic)
    return { is: 'pending', message: 'reboot-due-dynamic', data: { ...data, parameter: tls.name } };
  return instance.queued.length === 0
    ? { is: 'pending', message: 'reboot-needed', data }
    : {
        is: 'pending',
        message: 'reboot-needed-others-queued',
        data: { ...data, changes: listed(instance.queued) },
      };
};

/** Decides; pure. */
export const plan = (
  state: State,
  target: Target,
  { sharedGroup }: { readonly sharedGroup: Sharing },
): Decision => {
  if (state.is === 'outside') return outside(state);
  const { instance } = state;
  if (state.is === 'groupless') {
    const waiting = unready(instance);
    return waiting?.is === 'pending' ? waiting : unclear(instance, state.groups);
  }
  if (state.is === 'forced')
    return (
      unsettled(instance, state.group) ??
      (state.group.applyStatus === 'in-sync' ? { is: 'compliant' } : awaitingReboot(state))
    );
  const { group, tls } = state;
  const value = state.parameter?.value ?? null;
  if (value !== null && !isOff(value)) {
    const data = { instance: instance.name, group: group.name, parameter: tls.name, value };
    return { is: 'unknown', message: 'value-unknown', data };
  }
  return unready(instance) ?? unsettled(instance, group) ?? planFor(state, target, sharedGroup);
};
