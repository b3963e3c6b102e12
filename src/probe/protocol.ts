import type { Duplex } from 'node:stream';
import type { Plaintext } from '../core/model/endpoint.ts';
import type { Heard, Talk } from './talk.ts';

/** `hung-up`: no word, the connection was ended. Whether that refuses plaintext shows when TLS is tried at the same place. */
export type Answer = Plaintext | { readonly is: 'hung-up' };

type Begun =
  /** TLS may begin, on another stream where the protocol wraps the handshake. */
  | { readonly is: 'ready'; readonly wrapped?: (stream: Duplex) => Duplex }
  | { readonly is: 'not-offered' | 'unclear'; readonly says: string };

export interface About {
  readonly host: string;
  readonly port: number;
  /** A login may be begun where this leaves more than a line in a log. */
  readonly login: boolean;
  /** The same place over TLS, or another port of it; ended by whoever asks. Throws where it cannot be had. */
  readonly overTls: (port?: number) => Promise<Talk>;
}

/** One protocol: how TLS begins in it, and how to see whether plaintext is taken. No password is ever sent. */
export interface Protocol {
  readonly title: string;
  /** Where it is spoken in plaintext or with TLS begun later, and where TLS comes first. */
  readonly ports: readonly number[];
  readonly tlsPorts: readonly number[];
  /** For `docs/probe.md`: what the other side gets to see. */
  readonly sends: string;
  readonly alpn?: readonly string[];
  /** Left out: TLS begins with the first byte. */
  readonly startTls?: (talk: Talk) => Promise<Begun>;
  /** A server shuts out an address after so many connections that end early: versions are asked one by one only with `login`. */
  readonly countsEarlyEnds?: true;
  readonly plain: (talk: Talk, about: About) => Promise<Answer>;
}

export const accepted = (says: string): Plaintext => ({ is: 'accepted', says });
export const refused = (says: string): Plaintext => ({ is: 'refused', says });
export const unknown = (says: string): Plaintext => ({ is: 'unknown', says });

/** A TLS record that carries an alert: whoever answers plaintext with it speaks nothing but TLS. */
const isAlert = (bytes: Buffer): boolean => bytes[0] === 0x15 && bytes[1] === 3;

/** What plaintext met, if that was not an answer in the protocol itself. */
export const unanswered = ({ is, bytes }: Heard): Answer | undefined => {
  if (isAlert(bytes)) return refused('Plaintext is answered with a TLS alert.');
  if (is === 'closed' && bytes.length === 0) return { is: 'hung-up' };
  if (is === 'silent' && bytes.length === 0) return unknown('Plaintext is not answered at all.');
  return undefined;
};

/** What a server said, fit for one line. */
export const quoted = (bytes: Buffer): string =>
  JSON.stringify(
    bytes
      .toString('latin1')
      .replaceAll(/[^\x20-\x7e]+/g, ' ')
      .trim()
      .slice(0, 80),
  );

export const notSpoken = (title: string, bytes: Buffer): Plaintext =>
  unknown(`The answer is not ${title}: ${quoted(bytes)}.`);
