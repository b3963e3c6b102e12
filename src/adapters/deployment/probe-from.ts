import { isIP } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Lookup } from '../../probe/guard.ts';
import { once } from '../aws/once.ts';
import type { LambdaIn } from '../aws/vpc-probes.ts';
import { ownEndpoints } from '../aws/own-endpoints.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Plaintext } from '../../core/model/endpoint.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { AskedInVpc } from './probe-in-vpc.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const forms = ['off', 'public', 'private', 'vpc'] as const;
export type Probes = (typeof forms)[number];

/** A run holds its lease meanwhile. */
const longest = 20_000;

const late: Plaintext = { is: 'unknown', says: `It did not answer within ${longest / 1000} s in all.` };

type Asking = NonNullable<Ports['probe']>;

/** What probes need of the world outside. */
interface Outside {
  readonly lookup?: Lookup;
  readonly lambdaIn?: LambdaIn;
}

const fromHere =
  (inside: boolean, now: () => Date, { lookup }: Outside): Asking =>
  async (endpoint) => {
    const [{ probing }, { probePlaintext }] = await Promise.all([
      import('../../probe/places.ts'),
      import('../../probe/probe-plaintext.ts'),
    ]);
    return probePlaintext(endpoint, { ...probing, inside, now: now(), ...(lookup && { lookup }) });
  };

/**
 * What is internal or has private addresses alone is asked by the function of its VPC, with the addresses of IPv4 that are found
 * here: the one that is evaluated is the one that is connected to. All else is asked from here.
 */
const fromVpc = (env: Environment, now: () => Date, outside: Outside): Asking => {
  const asking = fromHere(false, now, outside);
  const lambda = once(async () => outside.lambdaIn ?? (await import('../aws/vpc-probes.ts')).lambdaFrom(env));
  return async (endpoint, target) => {
    const { internal, ...reached } = endpoint;
    const { vpc, port, protocol } = reached;
    if (vpc === undefined) return asking(endpoint, target);
    const [{ mostAddresses, placesOf, probing }, { isInside }, { Unreached }] = await Promise.all([
      import('../../probe/places.ts'),
      import('../../probe/guard.ts'),
      import('../../probe/unreached.ts'),
    ]);
    const { lookup = probing.lookup } = outside;
    try {
      const places = await placesOf(reached, { ...probing, inside: true, lookup });
      if (!internal && !places.every(({ address }) => isInside(address)))
        return await asking(endpoint, target);
      const ofVersion4 = places.map(({ address }) => address).filter((address) => isIP(address) === 4);
      if (ofVersion4.length === 0)
        return { is: 'unknown', says: 'It has no address of IPv4, and within a VPC IPv4 alone is probed.' };
      const { askVpc } = await import('../aws/vpc-probes.ts');
      const addresses = ofVersion4.slice(0, mostAddresses);
      const asked: AskedInVpc = { addresses, port, name: places[0]?.name ?? endpoint.host, protocol };
      return await askVpc(asked, vpc, target, await lambda());
    } catch (error) {
      if (error instanceof Unreached) return { is: 'unknown', says: error.message };
      throw error;
    }
  };
};

/**
 * Probes after a fix. `WAXSEAL_PROBE`: `off`, `public` (what the internet sees), `vpc` (that, and private addresses by a function
 * in each VPC; `WAXSEAL_PROBE_ROLE` is the role that may call it) or `private` (private addresses from here, for whoever runs where they
 * can be reached). Unset, nobody is probed where calls go to another endpoint than AWS's: names of AWS are
 * somebody else's resources there. Throws `WaxsealError` `bad-environment`.
 */
export const probeFrom = (
  env: Environment,
  { now, otherwise }: { readonly now: () => Date; readonly otherwise: Probes },
  outside: Outside = {},
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
  const asking = wanted === 'vpc' ? fromVpc(env, now, outside) : fromHere(wanted === 'private', now, outside);
  return {
    probe: async (endpoint, target) => {
      const stop = new AbortController();
      const waiting = setTimeout(longest, late, { signal: stop.signal }).catch(() => late);
      return Promise.race([asking(endpoint, target), waiting]).finally(() => stop.abort());
    },
  };
};
