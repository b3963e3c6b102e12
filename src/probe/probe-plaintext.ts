import type { Endpoint, Plaintext, ProtocolName } from '../core/model/endpoint.ts';
import { isDirect } from './begin.ts';
import type { Place } from './dial.ts';
import { mostAddresses, placesOf, type Probing } from './places.ts';
import { seeAddress, together, type AddressSeen } from './plaintext.ts';
import { unknown } from './protocol.ts';
import { spoken } from './protocols/index.ts';
import { Unreached } from './unreached.ts';

/** Plaintext alone at addresses that have been evaluated, as many as are asked, one after the other. */
export const probePlaces = async (
  places: readonly Place[],
  name: ProtocolName,
  login: boolean,
): Promise<Plaintext> => {
  const protocol = spoken[name];
  const seen: AddressSeen[] = [];
  for (const place of places.slice(0, mostAddresses))
    seen.push(await seeAddress({ place, protocol, direct: isDirect(protocol, place.port), login }));
  return together(seen);
};

/** Plaintext alone: what is asked after a fix. */
export const probePlaintext = async (endpoint: Endpoint, options: Probing): Promise<Plaintext> => {
  try {
    return await probePlaces(await placesOf(endpoint, options), endpoint.protocol, options.login);
  } catch (error) {
    if (error instanceof Unreached) return unknown(error.message);
    throw error;
  }
};
