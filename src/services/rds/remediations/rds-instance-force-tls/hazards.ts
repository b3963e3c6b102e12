import { saying, type Said } from '../../../../core/say/said.ts';
import { listed } from '../../../../families/parameter/plan.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import { isUnderWay } from '../../facts/blue-green.ts';
import type { OwnId } from './messages.ts';
import type { Instance } from '../../parameters/instance-reading.ts';
import type { Around } from './read.ts';

type Sayings = readonly Said<OwnId>[];

/** While RDS copies an instance or renames it, nobody knows which of both a change is of. */
export const waits = ({ thing, around: { blueGreen } }: Open<Instance, Around>): Said<OwnId> | undefined => {
  const passing = blueGreen === 'unseen' ? undefined : blueGreen.find(isUnderWay);
  const { name: deployment = '', status = '' } = passing ?? {};
  return passing && { message: 'blue-green-busy', data: { instance: thing.name, deployment, status } };
};

/** Two sides, and after the switchover the other one is production. */
const besidesIts = ({ thing, around: { blueGreen } }: Open<Instance, Around>): Sayings => {
  const { name: instance } = thing;
  if (blueGreen === 'unseen') return saying('blue-green-unseen', true, { instance });
  return blueGreen.map(({ name: deployment, side, status }) => ({
    message: side === 'blue' ? 'is-blue' : 'is-green',
    data: { instance, deployment, status: status || '(nothing)' },
  }));
};

/** Who may be shut out. */
export const hazards = (open: Open<Instance, Around>): Sayings => {
  const { thing, around } = open;
  const { dmsEndpoints, glueConnections, proxies, unseen } = around;
  const named = (message: OwnId, names: readonly string[]): Sayings =>
    saying(message, names.length > 0, { instance: thing.name, names: listed(names) });
  return [
    ...named('dms-without-tls', dmsEndpoints),
    ...named('glue-without-tls', glueConnections),
    ...named('proxy-without-tls', proxies),
    ...saying<OwnId>('dependants-unseen', unseen.length > 0, { instance: thing.name, what: listed(unseen) }),
    ...besidesIts(open),
  ];
};

/** Worth knowing; the gate does not ask because of it. */
export const notes = ({ name, replicaOf, replicas }: Instance): Sayings => [
  ...saying<OwnId>('is-replica', replicaOf !== null, { instance: name, source: replicaOf ?? '' }),
  ...saying<OwnId>('has-replicas', replicas > 0, { instance: name, count: replicas }),
];
