import { saying, type Said } from '../../../../core/say/said.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import type { Cluster } from '../../parameters/reading.ts';
import type { OwnId } from './messages.ts';

/** Who connects. */
interface Around {
  readonly glue: readonly string[] | 'unseen';
}

/** Who may be shut out. */
export const hazards = ({ thing, around: { glue } }: Open<Cluster, Around>): readonly Said<OwnId>[] => {
  const of = { cluster: thing.name };
  const names = glue === 'unseen' ? [] : glue;
  return [
    { message: 'clients-without-tls', data: of },
    ...saying<OwnId>('glue-without-tls', names.length > 0, { ...of, connections: names.join(', ') }),
    ...saying<OwnId>('glue-unseen', glue === 'unseen', of),
  ];
};
