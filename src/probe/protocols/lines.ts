import { quoted, unknown, type Answer } from '../protocol.ts';
import type { Enough, Heard, Talk } from '../talk.ts';

/** Protocols that are made of lines. */

/**
 * The last line of an answer of SMTP or FTP has a space after its number; the first has a hyphen, if it is another. In between
 * anything may stand, also other numbers. RFC 959, 4.2.
 */
export const numbered: Enough = (all) => {
  const found = /^(\d{3})(?:-[^]*?\n\1)?(?: [^\r\n]*)?\r?\n/.exec(all.toString('latin1'));
  return found?.[0].length;
};

/** Up to the line that carries the tag of the question (IMAP). */
export const tagged =
  (tag: string): Enough =>
  (all) => {
    const found = new RegExp(`^${tag} [^\r\n]*\r?\n`, 'm').exec(all.toString('latin1'));
    return found ? found.index + found[0].length : undefined;
  };

export const line: Enough = (all) => {
  const at = all.indexOf('\n');
  return at < 0 ? undefined : at + 1;
};

export const wordsOf = ({ bytes }: Heard): string => bytes.toString('latin1');

/** Servers of TLS wait for the client to begin, and so does the probe where TLS may come first: then it speaks first. */
const silence = 1500;

/**
 * The greeting, or what there was instead of it. What has begun is heard to its end: some keep clients waiting in the middle of it,
 * and whoever speaks before the end is turned away, or takes its end for an answer. RFC 5321, 4.3.1.
 */
export const greeting = async (talk: Talk, enough: Enough, { patient = true } = {}): Promise<Heard> => {
  const begun = await talk.hear((all) => (all.length > 0 ? 0 : undefined), patient ? undefined : silence);
  return begun.is === 'heard' ? talk.hear(enough) : begun;
};

/** Why nothing follows from a greeting; `undefined`: it is one. */
const strange = (title: string, { is, bytes }: Heard, welcome: RegExp): string | undefined => {
  if (is === 'silent')
    return bytes.length > 0 ? 'The greeting does not end in time.' : 'No greeting comes in time.';
  if (bytes.length === 0) return 'The connection is closed before anything was said.';
  return is === 'heard' && welcome.test(bytes.toString('latin1'))
    ? undefined
    : `The greeting lets nobody in, or is not ${title}: ${quoted(bytes)}.`;
};

/** Why TLS cannot be begun; `undefined`: it can. */
export const ungreeted = (title: string, hello: Heard, welcome: RegExp) => {
  const says = strange(title, hello, welcome);
  return says === undefined ? undefined : ({ is: 'unclear', says } as const);
};

/**
 * A server that sends everybody away, as one that is too busy, has not refused plaintext. Where nothing was said at all, TLS may come
 * first: that shows when plaintext is spoken.
 */
export const turnedAway = (title: string, hello: Heard, welcome: RegExp): Answer | undefined => {
  const says = strange(title, hello, welcome);
  const isSilent = hello.is === 'silent' && hello.bytes.length === 0;
  return says === undefined || isSilent ? undefined : unknown(says);
};

/**
 * Ways to log in that need no TLS. That some of them hide the password does not hide what is said afterwards. Left out: what needs a
 * certificate of the client, and what is bound to the channel of TLS (RFC 5802).
 */
export const openKinds = (kinds: readonly string[]): readonly string[] =>
  kinds.filter((kind) => /^[\w-]+$/.test(kind) && !/^EXTERNAL$|-PLUS$/i.test(kind));

/** Whether a kind of login puts the password on the wire. */
export const showsPassword = (kind: string): boolean => /^(?:PLAIN|LOGIN)$/i.test(kind);

/** Says a line, and hears the answer. */
export const say = async (talk: Talk, words: string, enough: Enough): Promise<Heard> => {
  talk.say(`${words}\r\n`);
  return talk.hear(enough);
};
