import { environmentHazards } from '../../../dependants/words.ts';
import { saying, type Said } from '../../../core/say/said.ts';
import type { BlueGreen } from './blue-green.ts';
import { isUnderWay } from '../facts/blue-green.ts';
import type { DependantId } from './dependant-words.ts';
import type { Dependants } from './dependants.ts';

/** Who connects, and whether it is about to be replaced. */
export interface Around extends Dependants {
  readonly blueGreen: BlueGreen;
}
type Sayings = readonly Said<DependantId>[];
/** Such as `{ instance: 'orders' }`. */
type Of = Readonly<Record<string, string>>;

/** While RDS copies something or renames it, nobody knows which of both a change is of. */
export const waitsFor = (of: Of, { blueGreen }: Around): Said<DependantId> | undefined => {
  const passing = blueGreen === 'unseen' ? undefined : blueGreen.find(isUnderWay);
  const { name: deployment = '', status = '' } = passing ?? {};
  return passing && { message: 'blue-green-busy', data: { ...of, deployment, status } };
};

/** Two sides, and after the switchover the other one is production. */
const besidesIts = (of: Of, { blueGreen }: Around): Sayings => {
  if (blueGreen === 'unseen') return saying('blue-green-unseen', true, of);
  return blueGreen.map(({ name: deployment, side, status }) => ({
    message: side === 'blue' ? 'is-blue' : 'is-green',
    data: { ...of, deployment, status: status || '(nothing)' },
  }));
};

/** Who may be shut out. */
export const dependantHazards = (of: Of, around: Around): Sayings => {
  const { dmsEndpoints, glueConnections, proxies, unseen } = around;
  const named = (message: DependantId, names: readonly string[]): Sayings =>
    saying(message, names.length > 0, { ...of, names: names.join(', ') });
  return [
    ...named('dms-without-tls', dmsEndpoints),
    ...named('glue-without-tls', glueConnections),
    ...named('proxy-without-tls', proxies),
    ...environmentHazards(of, around),
    ...saying<DependantId>('dependants-unseen', unseen.length > 0, { ...of, what: unseen.join(', ') }),
    ...besidesIts(of, around),
  ];
};
