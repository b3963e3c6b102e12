import { ownGroupName } from '../../aws/rds-names.ts';
import type { Verdict } from '../../core/remediation.ts';
import type { Said } from '../../core/said.ts';
import type { Target } from '../../core/target.ts';
import { changesFor, isTaken, wayFor, type GroupChange, type Way } from './changes.ts';
import { hazardsOf, listed, notesOf } from './hazards.ts';
import type { Id } from './messages.ts';
import type { Open, State } from './state.ts';

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

/** Decides; pure. */
export const plan = (
  state: State,
  target: Target,
  { sharedGroup }: { readonly sharedGroup: Sharing },
): Decision => {
  const { instance } = state;
  const of = { instance: instance.name };
  if (state.is === 'outside') {
    const { cluster } = state;
    return cluster === null
      ? { is: 'inapplicable', message: 'engine-not-covered', data: { ...of, engine: instance.engine } }
      : { is: 'inapplicable', message: 'cluster-member', data: { ...of, cluster } };
  }
  const isAvailable = instance.status === 'available';
  const busy: Decision = {
    is: 'pending',
    message: 'instance-busy',
    data: { ...of, status: instance.status },
  };
  const unclear = (group: string, status: string): Decision => ({
    is: 'unknown',
    message: 'apply-status-unknown',
    data: { ...of, group, status },
  });
  if (state.is === 'groupless') return isAvailable ? unclear('(none)', 'nothing') : busy;
  const { name: group, applyStatus } = state.group;
  if (applyStatus === 'applying') return { is: 'pending', message: 'group-applying', data: { ...of, group } };
  if (applyStatus !== 'in-sync' && applyStatus !== 'pending-reboot') return unclear(group, applyStatus);
  if (state.is === 'open') return isAvailable ? planFor(state, target, sharedGroup) : busy;
  if (applyStatus === 'in-sync') return { is: 'compliant' };
  return instance.queued.length === 0
    ? { is: 'pending', message: 'reboot-needed', data: { ...of, group } }
    : {
        is: 'pending',
        message: 'reboot-needed-others-queued',
        data: { ...of, group, changes: listed(instance.queued) },
      };
};
