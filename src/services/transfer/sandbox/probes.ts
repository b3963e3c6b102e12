import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody logs in by FTP. */
export const server: Probed = {
  ids: ({ transfer }) => transfer.Servers.map(({ ServerId }) => ServerId),
  name: (id) => id,
  probe: (id, { transfer }) => {
    const asks = 'login by FTP';
    const found = transfer.Servers.find(({ ServerId }) => ServerId === id);
    const refused = found?.Protocols.includes('FTP') !== true;
    return { asks, gets: refused ? 'nobody listens' : 'let in', refused };
  },
};
