import { addressesIn } from './address.ts';
import { isLocal, isPlaceholder } from './hosts.ts';
import { tlsOf } from './tls.ts';

/** Where a text leads, without user, path and query. */
export interface Way {
  readonly to: string;
  readonly port?: number;
  readonly speaks?: string;
  /** Left out: it depends on what the server demands. */
  readonly encrypted?: boolean;
}

const encrypted = { demands: { encrypted: true }, refuses: { encrypted: false }, open: {} } as const;

/** Nothing but a name that AWS gave, with or without a port: what variables such as `DB_HOST` hold. */
const bare = /^\s*(?<to>[a-z\d][a-z\d.-]*\.amazonaws\.com(?:\.cn)?)(?::(?<port>\d{1,5}))?\s*$/i;

/** Every server that a value of a configuration leads to, but for this machine and names still to be filled in. */
export const waysIn = (text: string): readonly Way[] => {
  const { to, port } = bare.exec(text)?.groups ?? {};
  if (to !== undefined) return [{ to: to.toLowerCase(), ...(port !== undefined && { port: Number(port) }) }];
  return addressesIn(text).flatMap((address) =>
    address.hosts
      .filter((host) => !isLocal(host) && !isPlaceholder(host))
      .map((host) => ({
        to: host.host,
        ...(host.port !== undefined && { port: host.port }),
        speaks: address.scheme,
        ...encrypted[tlsOf(address)],
      })),
  );
};
