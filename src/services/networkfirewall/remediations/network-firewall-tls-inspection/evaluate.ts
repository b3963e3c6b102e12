import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { firewallNameOf } from '../../facts/firewall.ts';
import type { messages } from './messages.ts';
import type { Seen } from './read.ts';
import { updateCommand } from './write.ts';

const refuses = (action: string): boolean => action === 'DROP' || action === 'REJECT';
const listed = (all: readonly string[]): string => [...new Set(all)].toSorted().join(', ') || 'none';

export const evaluate = (
  { state, sync, policy, inspection }: Seen,
  target: Target,
): Evaluated<keyof typeof messages> => {
  const name = firewallNameOf(target.arn);
  if (state !== 'READY' || sync === 'PENDING')
    return { is: 'pending', message: 'at-work', data: { name, state, sync } };
  if (inspection === 'unseen') return { is: 'unknown', message: 'not-seen', data: { name, policy } };
  if (inspection === null) return { is: 'good', notes: [{ message: 'not-inspected', data: { name } }] };

  const { arn: on, uses, parts, certificates } = inspection;
  const outbound = parts.filter(({ isOutbound }) => isOutbound);
  const directions = listed([
    ...parts.flatMap(({ isInbound }) => (isInbound ? ['inbound'] : [])),
    ...outbound.map(() => 'outbound'),
  ]);
  const scopes = parts.reduce((sum, part) => sum + part.scopes, 0);
  const unsure = outbound.map((part) => part.unsure).filter((action) => !refuses(action));
  const notes = [
    { message: 'inspected', data: { name, directions, scopes, certificates: listed(certificates) } } as const,
    ...saying('unsure-pass' as const, unsure.length > 0, { name, unsure: listed(unsure) }),
  ];
  const passing = outbound.map((part) => part.revoked).filter((action) => !refuses(action));
  if (passing.length === 0) return { is: 'good', notes };
  const revoked = listed(passing);
  const shared =
    uses === null
      ? 'maybe several firewall policies'
      : `${uses} firewall ${uses === 1 ? 'policy' : 'policies'}`;
  const data = { name, revoked, shared, command: updateCommand(target, on, 'REJECT') };
  const advises = [{ set: 'RevokedStatusAction', on, before: revoked, after: 'REJECT' }];
  return { is: 'advised', message: 'revoked-pass', data, advises, notes };
};
