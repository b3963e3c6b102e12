import type { Enough, Heard, Talk } from '../talk.ts';

/** Protocols that are made of lines. */

/** The last line of an answer of SMTP or FTP has a space after its number; those before it a hyphen. */
export const numbered: Enough = (all) => {
  const found = /^\d{3}(?: [^\r\n]*)?\r?\n/m.exec(all.toString('latin1'));
  return found ? found.index + found[0].length : undefined;
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

/** Servers of TLS wait for the client to begin, and so does the probe: then it speaks first. */
const greetingWait = 1500;

/** The greeting, or what there was instead of it. */
export const greeting = async (talk: Talk, enough: Enough): Promise<Heard> => talk.hear(enough, greetingWait);

/** Says a line, and hears the answer. */
export const say = async (talk: Talk, words: string, enough: Enough): Promise<Heard> => {
  talk.say(`${words}\r\n`);
  return talk.hear(enough);
};
