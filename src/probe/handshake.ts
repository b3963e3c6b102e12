import type { X509Certificate } from 'node:crypto';
import { connect, getCACertificates, type TLSSocket } from 'node:tls';
import { begin } from './begin.ts';
import { serverName, type Place } from './dial.ts';
import type { Protocol } from './protocol.ts';

/** What one handshake with a present-day client came to. */
export interface Shaken {
  readonly is: 'tls';
  readonly version: string;
  /** By its name at IANA. */
  readonly cipher: string;
  /** Of the key exchange, such as `X25519MLKEM768`. */
  readonly group?: string;
  readonly alpn?: string;
  /** The server has said by itself whether its certificate is revoked. */
  readonly stapled: boolean;
  /** The leaf first. */
  readonly chain: readonly X509Certificate[];
  /** Why the chain is not trusted, in the words of OpenSSL. */
  readonly untrusted?: string;
}

export interface NotShaken {
  readonly is:
    | 'refused-version'
    | 'refused-cipher-or-client'
    | 'not-tls'
    | 'closed'
    | 'silent'
    | 'not-offered'
    | 'unclear'
    | 'failed';
  readonly says: string;
  /** What the server had shown when it ended the handshake: version, suite and certificate are known before it refuses a client. */
  readonly shown?: Shaken;
}

/** Answers that say that there is TLS, although not for this client. */
export const saysTls: ReadonlySet<NotShaken['is']> = new Set(['refused-version', 'refused-cipher-or-client']);

const codes: readonly (readonly [pattern: RegExp, is: NotShaken['is'], says: string])[] = [
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/,
    'refused-version',
    'No version of TLS from 1.0 to 1.3 is common.',
  ],
  [
    /HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|ALERT_(?:NO|BAD)_CERTIFICATE|CERTIFICATE_REQUIRED/,
    'refused-cipher-or-client',
    'No cipher is common, or a certificate of the client is required.',
  ],
  [/WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH|UNEXPECTED_MESSAGE/, 'not-tls', 'The answer is not TLS.'],
  [/ECONNRESET|EPIPE/, 'closed', 'The connection is closed when TLS begins.'],
];

const notShaken = (error: Error & { readonly code?: unknown }): NotShaken => {
  const code = typeof error.code === 'string' ? error.code : '';
  // A mistake of ours, which is no answer of the server.
  if (code === 'ERR_SSL_NO_PROTOCOLS_AVAILABLE') throw error;
  const [, is, says] = codes.find(([pattern]) => pattern.test(code)) ?? [];
  return is && says !== undefined
    ? { is, says }
    : { is: 'failed', says: `TLS failed: ${code || error.message}.` };
};

/** Leaf first; to be asked once, because Node takes what it gives away from its own list. An issuer that was not sent but is known here stands in it too, as OpenSSL has put it together. */
const chainOf = (socket: TLSSocket): readonly X509Certificate[] => {
  const chain: X509Certificate[] = [];
  for (
    let next = socket.getPeerX509Certificate();
    next !== undefined &&
    chain.length < 10 &&
    !chain.some((one) => one.fingerprint256 === next?.fingerprint256);
    next = next.issuerCertificate
  )
    chain.push(next);
  return chain;
};

const nameIn = (value: object | null): string | undefined =>
  value !== null && 'name' in value && typeof value.name === 'string' ? value.name : undefined;

const shownBy = (
  socket: TLSSocket,
  {
    chain,
    stapled,
    untrusted,
  }: Pick<Shaken, 'chain' | 'stapled'> & { readonly untrusted: string | undefined },
): Shaken => {
  const group = nameIn(socket.getEphemeralKeyInfo());
  return {
    is: 'tls',
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    ...(group !== undefined && { group }),
    ...(typeof socket.alpnProtocol === 'string' && { alpn: socket.alpnProtocol }),
    stapled,
    chain,
    ...(untrusted !== undefined && { untrusted }),
  };
};

/** Of a handshake that did not end, OpenSSL is not asked what it thinks of the chain. */
const unverified = 'UNVERIFIED';

/** A server of TLS 1.2 refuses a client after its own certificate. Before that nothing is shown. */
const refusedLate = (socket: TLSSocket, stapled: boolean, why: NotShaken): NotShaken => {
  if (why.is !== 'refused-cipher-or-client') return why;
  const chain = chainOf(socket);
  if (chain.length === 0) return why;
  return {
    is: 'refused-cipher-or-client',
    says: 'The handshake is ended after the certificate of the server: a certificate of the client is required, or refused.',
    shown: shownBy(socket, { chain, stapled, untrusted: unverified }),
  };
};

export interface Offer {
  /** Certificates in PEM that are trusted besides those that Node brings. */
  readonly ca?: readonly string[];
  readonly alpn?: readonly string[];
}

/** Shakes hands as clients of today do, except that it takes weak keys and every certificate: these are what is looked at. */
export const secured = async (
  place: Place,
  protocol: Protocol,
  direct: boolean,
  { ca = [], alpn = protocol.alpn ?? [] }: Offer = {},
): Promise<{ readonly socket: TLSSocket; readonly stapled: () => boolean } | NotShaken> => {
  const ready = await begin(place, protocol, direct);
  if (ready.is !== 'ready') return ready;
  const name = serverName(place.name);
  return new Promise((resolve, reject) => {
    let stapled = false;
    const socket = connect({
      socket: ready.stream,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
      requestOCSP: true,
      ALPNProtocols: [...alpn],
      ca: [...getCACertificates('default'), ...ca],
      ...(name !== undefined && { servername: name }),
      // Names are looked at apart, each of them.
      checkServerIdentity: () => undefined,
    });
    const done = (answer: NotShaken): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(
      () => done({ is: 'silent', says: `TLS was not answered within ${place.times.answer} ms.` }),
      place.times.answer,
    );
    socket.on('OCSPResponse', (response) => {
      stapled = response !== null && response.length > 0;
    });
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error').on('error', () => undefined);
      resolve({ socket, stapled: () => stapled });
    });
    socket.once('close', () => done({ is: 'closed', says: 'The connection is closed when TLS begins.' }));
    socket.on('error', (error) => {
      try {
        done(refusedLate(socket, stapled, notShaken(error)));
      } catch (mistake) {
        clearTimeout(timer);
        socket.destroy();
        reject(mistake instanceof Error ? mistake : new Error(String(mistake)));
      }
    });
  });
};

/** One whole handshake, and what it shows. */
export const shake = async (
  place: Place,
  protocol: Protocol,
  direct: boolean,
  offer: Offer = {},
): Promise<Shaken | NotShaken> => {
  const met = await secured(place, protocol, direct, offer);
  if ('is' in met) return met;
  const { socket, stapled } = met;
  const untrusted: unknown = socket.authorizationError;
  const shaken = shownBy(socket, {
    chain: chainOf(socket),
    stapled: stapled(),
    untrusted: socket.authorized ? undefined : wordsOf(untrusted),
  });
  socket.destroy();
  return shaken;
};

const wordsOf = (untrusted: unknown): string => {
  if (untrusted instanceof Error) return 'code' in untrusted ? String(untrusted.code) : untrusted.message;
  return typeof untrusted === 'string' && untrusted !== '' ? untrusted : 'UNSPECIFIED';
};
