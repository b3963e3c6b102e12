import type { Said } from '../../../../core/say/said.ts';
import { hazardsWithoutDms, type Dependants } from '../../../../dependants/words.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import type { Cluster } from '../../parameters/reading.ts';
import type { OwnId } from './messages.ts';

/** Who may be shut out. */
export const hazards = ({ thing, around }: Open<Cluster, Dependants>): readonly Said<OwnId>[] => {
  const of = { cluster: thing.name };
  return [{ message: 'clients-without-tls', data: of }, ...hazardsWithoutDms(of, around)];
};
