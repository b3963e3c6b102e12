import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import type { messages } from './messages.ts';
import type { Seen } from './read.ts';
import { keyCommand, modeCommand } from './write.ts';

const up = 'Encryption Up';
const modes: ReadonlySet<unknown> = new Set(['no_encrypt', 'should_encrypt', 'must_encrypt']);

export const evaluate = (seen: Seen, target: Target): Evaluated<keyof typeof messages> => {
  const { kind, state, capable, mode, lag, host, hostCapable, ports } = seen;
  const { id: name, arn: on, region } = target;
  const data = {
    kind,
    name,
    region,
    state,
    mode: mode ?? 'not told',
    capable: String(capable ?? 'not told'),
    bandwidth: seen.bandwidth,
    ports: ports?.map(({ id, status }) => `${id}: ${status}`).join(', ') ?? 'connections not told',
    keys: seen.keys.join(', ') || 'none',
    keyCommand: keyCommand(target),
    should: modeCommand(target, 'should_encrypt'),
  };
  const notTold = { is: 'unknown', message: 'not-told', data } as const;
  const advised = (message: keyof typeof messages, after?: string): Evaluated<keyof typeof messages> => ({
    is: 'advised',
    message,
    data,
    advises: after === undefined ? [] : [{ set: 'encryptionMode', on, before: mode, after }],
  });

  if (state === 'unknown') return notTold;
  if (state !== 'available' && state !== 'down') return { is: 'pending', message: 'at-work', data };
  // What a partner hosts may be on a LAG of the partner's, which nobody sees here.
  if (host !== null) {
    const hosted = { ...data, host, hostCapable: String(hostCapable ?? 'not told') };
    return { is: 'advised', message: 'hosted', data: hosted, advises: [] };
  }
  if (lag !== null) return { is: 'not-applicable', message: 'member', data: { ...data, lag } };
  if (ports?.length === 0) return { is: 'not-applicable', message: 'empty', data };
  if (capable === false) return advised('not-capable');
  if (capable === null || !modes.has(mode)) return notTold;
  if (mode === 'no_encrypt') return advised('no-encryption', 'should_encrypt');

  const statuses = ports?.map(({ status }) => status) ?? [];
  if (!ports || statuses.some((status) => status !== up && status !== 'Encryption Down')) return notTold;
  const isUp = statuses.every((status) => status === up);
  const hasKey = seen.keys.includes('associated');
  if (mode === 'should_encrypt')
    return isUp && hasKey ? advised('may-fall-back', 'must_encrypt') : advised('plaintext-now');
  if (!hasKey) return advised('no-key');
  const hop = { message: 'one-hop', data } as const;
  return { is: 'good', notes: [hop, ...saying('nothing-goes' as const, !isUp, data)] };
};
