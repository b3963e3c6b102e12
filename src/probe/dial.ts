import { connect, isIP, type Socket } from 'node:net';
import type { Times } from './times.ts';
import { Unreached } from './unreached.ts';

/** Where to connect, and as whom to ask. The address has been evaluated by the guard; the name is only said, never looked up. */
export interface Place {
  readonly address: string;
  readonly port: number;
  readonly name: string;
  readonly times: Times;
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** This machine has no way to such an address, as most have none to IPv6. */
const noRoute: ReadonlySet<string> = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTUNREACH']);

const failure = (where: string, cause: Error, family: number): Unreached => {
  const code = codeOf(cause);
  if (code === 'ECONNREFUSED') return new Unreached('closed', `Nothing listens on ${where}.`, { cause });
  if (family === 6 && noRoute.has(code))
    return new Unreached('no-route', `From here there is no way to ${where}.`, { cause });
  return new Unreached('unreachable', `${where} cannot be reached (${code || cause.message}).`, { cause });
};

/** A connection to the address. Throws `Unreached`. */
export const dial = ({ address, port, times: { connect: wait } }: Place): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const where = isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
    const socket = connect({ host: address, port, autoSelectFamily: false });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Unreached('timeout', `${where} did not answer within ${wait} ms.`));
    }, wait);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      // Whoever listens later hears of it; nobody must fall over it.
      socket.on('error', () => undefined);
      socket.setNoDelay(true);
      resolve(socket);
    });
    socket.once('error', (cause) => {
      clearTimeout(timer);
      reject(failure(where, cause, isIP(address)));
    });
  });

/** The name for SNI; an address is none. */
export const serverName = (name: string): string | undefined => (isIP(name) === 0 ? name : undefined);
