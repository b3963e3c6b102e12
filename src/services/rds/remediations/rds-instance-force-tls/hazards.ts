import { saying, type Said } from '../../../../core/say/said.ts';
import { environmentNotes } from '../../../../dependants/words.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import { dependantHazards, followers, waitsFor, type Around } from '../../parameters/dependant-hazards.ts';
import type { Instance } from '../../parameters/instance-reading.ts';
import type { OwnId } from './messages.ts';

type Sayings = readonly Said<OwnId>[];

/** While RDS copies an instance or renames it, nobody knows which of both a change is of. */
export const waits = ({ thing, around }: Open<Instance, Around>): Said<OwnId> | undefined =>
  waitsFor({ instance: thing.name }, around);

/** Who may be shut out. */
export const hazards = ({ thing, around }: Open<Instance, Around>): Sayings =>
  dependantHazards({ instance: thing.name }, around);

/** Worth knowing; the gate does not ask because of it. */
export const notes = (open: Open<Instance, Around>): Sayings => {
  const { name, backupDays, replicaOf, replicas } = open.thing;
  return [
    ...environmentNotes({ instance: name }, open.around),
    ...followers({ instance: name }, open, backupDays),
    ...saying<OwnId>('is-replica', replicaOf !== null, { instance: name, source: replicaOf ?? '' }),
    ...saying<OwnId>('has-replicas', replicas > 0, { instance: name, count: replicas }),
  ];
};
