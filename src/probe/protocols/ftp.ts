import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import { greeting, numbered, say, turnedAway, ungreeted, wordsOf } from './lines.ts';

/** Refused for want of protection, whatever it says besides. RFC 2228, 5.2; RFC 4217, 9. */
const isPolicy = /^(?:522|533|534)/;
const namesTls = /tls|ssl|secur|encrypt|\buse auth\b/i;

const welcome = /^220/;

/** RFC 4217. */
export const ftp: Protocol = {
  title: 'FTP',
  ports: [21],
  tlsPorts: [990],
  sends: '`USER anonymous` and `QUIT`; no password.',
  startTls: async (talk) => {
    const hello = await greeting(talk, numbered);
    const away = ungreeted('FTP', hello, welcome);
    if (away) return away;
    const begun = await say(talk, 'AUTH TLS', numbered);
    if (wordsOf(begun).startsWith('234')) return { is: 'ready' };
    return /^[45]/.test(wordsOf(begun))
      ? { is: 'not-offered', says: `AUTH TLS is not offered: ${quoted(begun.bytes)}.` }
      : { is: 'unclear', says: `AUTH TLS was answered ${quoted(begun.bytes)}.` };
  },
  plain: async (talk, { port }) => {
    const hello = await greeting(talk, numbered, { patient: ftp.ports.includes(port) });
    const away = turnedAway('FTP', hello, welcome);
    if (away) return away;
    const user = await say(talk, 'USER anonymous', numbered);
    const words = wordsOf(user);
    talk.say('QUIT\r\n');
    if (/^(?:331|332|230)/.test(words))
      return accepted(`A user name is taken before TLS (${words.slice(0, 3)}).`);
    if (isPolicy.test(words) || (/^(?:421|503|530|550)/.test(words) && namesTls.test(words)))
      return refused(`Logins are refused before TLS: ${quoted(user.bytes)}.`);
    // 530 alone also means that there is no anonymous user.
    if (/^[45]\d\d/.test(words))
      return unknown(`USER was answered ${quoted(user.bytes)}, which says nothing of TLS.`);
    return unanswered(user) ?? notSpoken('FTP', user.bytes.length > 0 ? user.bytes : hello.bytes);
  },
};
