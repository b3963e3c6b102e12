import type { Ports } from '../core/model/ports.ts';
import { allRooms } from './services.ts';
import type { World } from './world.ts';

/**
 * What a probe of the world's resources meets: what the rooms say of a client that wants the least, read from the account
 * itself. Instead of a socket: the names in an account in memory mean nothing outside.
 */
export const worldProbe =
  (world: () => World): NonNullable<Ports['probe']> =>
  async (endpoint, { type, id }) => {
    for (const [, { probes = {} }] of allRooms) {
      const { asks, gets, refused } = probes[type]?.probe(id, world()) ?? {};
      if (refused !== undefined) return { is: refused ? 'refused' : 'accepted', says: `${asks}: ${gets}.` };
    }
    return { is: 'unknown', says: `The sandbox does not say what answers at ${endpoint.host}.` };
  };
