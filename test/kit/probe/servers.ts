import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket, type TlsOptions } from 'node:tls';
import type { Duplex } from 'node:stream';
import { afterAll } from 'vitest';
import type { ProtocolName } from '../../../src/core/model/endpoint.ts';
import { probing, type Probing } from '../../../src/probe/places.ts';
import { probe, type Probed } from '../../../src/probe/probe.ts';

/** Servers on loopback, each on a port of its own, gone when the file is done. */

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});
export const atEnd = (close: () => unknown): void => {
  closing.push(close);
};

interface Listens {
  listen(port: number, host: string, ready: () => void): unknown;
  address(): AddressInfo | string | null;
}

/** The port that a server got. */
export const listening = async (server: Listens & { close(): unknown }): Promise<number> => {
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  closing.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** For servers that want to be told. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      ready(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise((closed) => {
    server.close(closed);
  });
  return port;
};

/** One suite of each version: how many there are is not what most tests ask, and each is a connection. */
export const frugal = ({ key, cert }: { readonly key: string; readonly cert: string }): TlsOptions => ({
  key,
  cert,
  ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256',
});

export type Speaks = (socket: Socket) => void;

const quietly =
  (speaks: Speaks): Speaks =>
  (socket) => {
    socket.on('error', () => undefined);
    closing.push(() => socket.destroy());
    speaks(socket);
  };

export const plainServer = async (speaks: Speaks): Promise<number> => {
  const server: Server = createServer(quietly(speaks));
  return listening(server);
};

export const tlsServer = async (options: TlsOptions, speaks: Speaks): Promise<number> => {
  const server = createTlsServer(options, quietly(speaks));
  server.on('tlsClientError', () => undefined);
  return listening(server);
};

/** Begins TLS on a connection that was plain. */
export const upgraded = (socket: Duplex, options: TlsOptions, speaks: Speaks): void => {
  socket.removeAllListeners('data');
  const secure = new TLSSocket(socket, { isServer: true, ...options });
  secure.on('error', () => undefined);
  speaks(secure);
};

/** Calls back for each line. */
export const lines = (socket: Socket, heard: (line: string) => void): void => {
  let rest = '';
  socket.on('data', (part: Buffer) => {
    const all = (rest + part.toString('latin1')).split('\r\n');
    rest = all.pop() ?? '';
    for (const line of all) heard(line);
  });
};

/** Short waits: what does not answer here never will. */
export const quick: Probing['times'] = { dns: 500, connect: 500, answer: 700, pause: async () => {} };

export const probed = (
  protocol: ProtocolName,
  port: number,
  given: Partial<Probing & { host: string }> = {},
): Promise<Probed> =>
  probe(
    { host: given.host ?? 'localhost', port, protocol },
    {
      ...probing,
      inside: true,
      now: new Date(),
      // Whatever this machine's hosts file says of IPv6.
      lookup: async () => ['127.0.0.1'],
      times: quick,
      ...given,
    },
  );

export const versionsOf = ({ tls }: Probed): readonly string[] =>
  tls.is === 'spoken' ? tls.versions.filter(({ is }) => is === 'accepted').map(({ version }) => version) : [];
