import { setTimeout } from 'node:timers/promises';
import { ownEndpoints } from '../aws/own-endpoints.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Plaintext } from '../../core/model/endpoint.ts';
import type { Ports } from '../../core/model/ports.ts';

const forms = ['off', 'public', 'private'] as const;
export type Probes = (typeof forms)[number];

/** A run holds its lease meanwhile. */
const longest = 20_000;

const late: Plaintext = { is: 'unknown', says: `It did not answer within ${longest / 1000} s in all.` };

/**
 * Probes after a fix. `WAXSEAL_PROBE`: `off`, `public` (what the internet sees) or `private` (private addresses too, for
 * whoever runs where they can be reached). Unset, nobody is probed where calls go to another endpoint than AWS's: names of AWS are
 * somebody else's resources there. Throws `WaxsealError` `bad-environment`.
 */
export const probeFrom = (
  env: Readonly<Record<string, string | undefined>>,
  { now, otherwise }: { readonly now: () => Date; readonly otherwise: Probes },
): Pick<Ports, 'probe'> => {
  const unasked = ownEndpoints(env).length > 0 ? 'off' : otherwise;
  const value = env['WAXSEAL_PROBE'] || unasked;
  const wanted = forms.find((one) => one === value);
  if (!wanted)
    throw new WaxsealError({
      code: 'bad-environment',
      says: `WAXSEAL_PROBE is "${value}", which is not understood.`,
      todo: `Set it to ${forms.join(', ')}.`,
    });
  if (wanted === 'off') return {};
  return {
    probe: async (endpoint) => {
      const { probePlaintext, probing } = await import('../../probe/probe.ts');
      const stop = new AbortController();
      const waiting = setTimeout(longest, late, { signal: stop.signal }).catch(() => late);
      const asking = probePlaintext(endpoint, { ...probing, inside: wanted === 'private', now: now() });
      return Promise.race([asking, waiting]).finally(() => stop.abort());
    },
  };
};
