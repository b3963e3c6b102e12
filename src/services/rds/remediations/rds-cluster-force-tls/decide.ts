import type { Verdict } from '../../../../core/model/remediation.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import { environmentNotes } from '../../../../dependants/words.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import { serviceOf } from '../../facts/clusters.ts';
import type { Cluster } from '../../parameters/cluster-reading.ts';
import { dependantHazards, followers, waitsFor, type Around } from '../../parameters/dependant-hazards.ts';
import type { OwnId } from './messages.ts';

type Sayings = readonly Said<OwnId>[];
type Opened = Open<Cluster, Around>;

/** DocumentDB, Neptune; or an engine that nobody knows here. */
export const outside = ({ name, engine }: Cluster): Verdict<OwnId, never> => {
  const data = { cluster: name, engine: engine || '(nothing)' };
  return serviceOf(engine) === undefined
    ? { is: 'unknown', message: 'engine-unknown', data }
    : { is: 'not-applicable', message: 'other-service', data };
};

export const waits = ({ thing, around }: Opened): Said<OwnId> | undefined =>
  waitsFor({ cluster: thing.name }, around);

/**
 * The first version of Aurora Serverless restarts by itself when its group changes.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBClusterParameterGroup.html
 */
export const obstacle = ({ thing, tls }: Opened): Said<OwnId> | undefined =>
  thing.mode === 'serverless'
    ? { message: 'serverless-v1', data: { cluster: thing.name, parameter: tls.name } }
    : undefined;

/** Who may be shut out. */
export const hazards = ({ thing, around }: Opened): Sayings => {
  const { name: cluster, replicas: count } = thing;
  return [
    ...dependantHazards({ cluster }, around),
    ...saying<OwnId>('has-replicas', count > 0, { cluster, count }),
  ];
};

/** Worth knowing; the gate does not ask because of it. */
export const notes = (open: Opened): Sayings => {
  const { name: cluster, replicaOf, global } = open.thing;
  return [
    ...environmentNotes({ cluster }, open.around),
    ...followers({ cluster }, open, null),
    ...saying<OwnId>('is-replica', replicaOf !== null, { cluster, source: replicaOf ?? '' }),
    ...saying<OwnId>('in-global-database', global !== null, { cluster, global: global ?? '' }),
  ];
};
