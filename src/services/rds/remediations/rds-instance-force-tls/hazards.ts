import type { Said, SaidData } from '../../../../core/say/said.ts';
import type { Way } from './changes.ts';
import type { Id } from './messages.ts';
import type { Open } from './state.ts';

type Sayings = readonly Said<Id>[];
const say = (message: Id, when: boolean, data: SaidData): Sayings => (when ? [{ message, data }] : []);
/** Names, as a sentence lists them. */
export const listed = (names: readonly string[]): string => names.join(', ');

const dependantHazards = ({ instance: { name }, dependants }: Open): Sayings => {
  const { dmsEndpoints, glueConnections, proxies, unseen } = dependants;
  return [
    ...say('dms-without-tls', dmsEndpoints.length > 0, { instance: name, names: listed(dmsEndpoints) }),
    ...say('glue-without-tls', glueConnections.length > 0, {
      instance: name,
      names: listed(glueConnections),
    }),
    ...say('proxy-without-tls', proxies.length > 0, { instance: name, names: listed(proxies) }),
    ...say('dependants-unseen', unseen.length > 0, { instance: name, what: listed(unseen) }),
  ];
};

/** Who may be shut out, and what may keep us from finishing. */
export const hazardsOf = (state: Open, way: Way, reboots: boolean): Sayings => {
  const { instance, group, sharedWith, tls } = state;
  const [what, stack] =
    way === 'in place'
      ? [`Parameter group ${group.name}`, group.stack]
      : [`Instance ${instance.name}`, instance.stack];
  return [
    ...say('group-shared', way === 'in place' && sharedWith.length > 0, {
      group: group.name,
      count: sharedWith.length,
      instances: listed(sharedWith),
    }),
    ...say('queued-changes', reboots && instance.queued.length > 0, {
      instance: instance.name,
      changes: listed(instance.queued),
    }),
    ...say('owned-by-cloudformation', stack !== null, { what, stack: stack ?? '', parameter: tls.name }),
    ...dependantHazards(state),
  ];
};

/** Worth knowing; the gate does not ask because of it. */
export const notesOf = ({ instance, group }: Open, reboots: boolean): Sayings => {
  const { name, replicaOf, replicas } = instance;
  const due = !reboots && group.applyStatus === 'pending-reboot';
  return [
    ...say('reboot-follows', reboots, { instance: name }),
    ...say('reboot-due', due, { instance: name, group: group.name }),
    ...say('is-replica', replicaOf !== null, { instance: name, source: replicaOf ?? '' }),
    ...say('has-replicas', replicas > 0, { instance: name, count: replicas }),
  ];
};
