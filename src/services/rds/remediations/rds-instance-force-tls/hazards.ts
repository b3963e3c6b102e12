import { saying, type Said } from '../../../../core/say/said.ts';
import { listed } from '../../../../families/parameter/plan.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import type { Dependants } from '../../parameters/dependants.ts';
import type { OwnId } from './messages.ts';
import type { Instance } from './read.ts';

type Sayings = readonly Said<OwnId>[];

/** Who may be shut out. */
export const hazards = ({ thing, around }: Open<Instance, Dependants>): Sayings => {
  const { dmsEndpoints, glueConnections, proxies, unseen } = around;
  const named = (message: OwnId, names: readonly string[]): Sayings =>
    saying(message, names.length > 0, { instance: thing.name, names: listed(names) });
  return [
    ...named('dms-without-tls', dmsEndpoints),
    ...named('glue-without-tls', glueConnections),
    ...named('proxy-without-tls', proxies),
    ...saying<OwnId>('dependants-unseen', unseen.length > 0, { instance: thing.name, what: listed(unseen) }),
  ];
};

/** Worth knowing; the gate does not ask because of it. */
export const notes = ({ name, replicaOf, replicas }: Instance): Sayings => [
  ...saying<OwnId>('is-replica', replicaOf !== null, { instance: name, source: replicaOf ?? '' }),
  ...saying<OwnId>('has-replicas', replicas > 0, { instance: name, count: replicas }),
];
