import { accepted, notSpoken, quoted, refused, unanswered, type Protocol } from '../protocol.ts';
import { greeting, line, say, tagged, wordsOf } from './lines.ts';

/** RFC 9051. */
export const imap: Protocol = {
  title: 'IMAP',
  ports: [143],
  tlsPorts: [993],
  sends: '`CAPABILITY` and `LOGOUT`.',
  startTls: async (talk) => {
    const hello = await greeting(talk, line);
    if (!wordsOf(hello).startsWith('* OK'))
      return { is: 'unclear', says: `The greeting is not IMAP: ${quoted(hello.bytes)}.` };
    if (!/STARTTLS/i.test(wordsOf(await say(talk, 'a CAPABILITY', tagged('a')))))
      return { is: 'not-offered', says: 'STARTTLS is not offered.' };
    const begun = await say(talk, 'b STARTTLS', tagged('b'));
    return wordsOf(begun).startsWith('b OK')
      ? { is: 'ready' }
      : { is: 'unclear', says: `STARTTLS was answered ${quoted(begun.bytes)}.` };
  },
  plain: async (talk) => {
    await greeting(talk, line);
    const heard = await say(talk, 'a CAPABILITY', tagged('a'));
    const words = wordsOf(heard);
    if (!/^\* CAPABILITY /im.test(words)) return unanswered(heard) ?? notSpoken('IMAP', heard.bytes);
    talk.say('c LOGOUT\r\n');
    return /\bLOGINDISABLED\b/i.test(words) && !/\bAUTH=(?:PLAIN|LOGIN)\b/i.test(words)
      ? refused('Logins are disabled before TLS (LOGINDISABLED).')
      : accepted('A login is offered before TLS.');
  },
};
