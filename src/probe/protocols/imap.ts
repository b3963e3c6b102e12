import { accepted, notSpoken, quoted, refused, unanswered, type Protocol } from '../protocol.ts';
import {
  greeting,
  line,
  openKinds,
  say,
  showsPassword,
  tagged,
  turnedAway,
  ungreeted,
  wordsOf,
} from './lines.ts';
import type { Talk } from '../talk.ts';

/** A login that is begun is given up before anything is said in it. */
const beginsLogin = async (talk: Talk, kind: string): Promise<boolean> => {
  const begun = await say(talk, `l AUTHENTICATE ${kind}`, line);
  if (!wordsOf(begun).startsWith('+')) return false;
  await say(talk, '*', tagged('l'));
  return true;
};

const welcome = /^\* (?:OK|PREAUTH)/i;

/** RFC 9051. */
export const imap: Protocol = {
  title: 'IMAP',
  ports: [143],
  tlsPorts: [993],
  sends:
    '`CAPABILITY`, `AUTHENTICATE` where nothing else is offered (given up before a name is said), and `LOGOUT`.',
  startTls: async (talk) => {
    const hello = await greeting(talk, line);
    const away = ungreeted('IMAP', hello, welcome);
    if (away) return away;
    if (!/STARTTLS/i.test(wordsOf(await say(talk, 'a CAPABILITY', tagged('a')))))
      return { is: 'not-offered', says: 'STARTTLS is not offered.' };
    const begun = await say(talk, 'b STARTTLS', tagged('b'));
    return wordsOf(begun).startsWith('b OK')
      ? { is: 'ready' }
      : { is: 'unclear', says: `STARTTLS was answered ${quoted(begun.bytes)}.` };
  },
  plain: async (talk, { port }) => {
    const hello = await greeting(talk, line, { patient: imap.ports.includes(port) });
    const away = turnedAway('IMAP', hello, welcome);
    if (away) return away;
    const heard = await say(talk, 'a CAPABILITY', tagged('a'));
    const words = wordsOf(heard);
    if (!/^\* CAPABILITY /im.test(words)) return unanswered(heard) ?? notSpoken('IMAP', heard.bytes);
    const kinds = openKinds([...words.matchAll(/\bAUTH=([\w-]+)/gi)].map(([, kind = '']) => kind));
    const isDisabled = /\bLOGINDISABLED\b/i.test(words);
    // With passwords hidden a login may be taken all the same, or be offered and then refused.
    const hiding = kinds.find((kind) => !showsPassword(kind));
    const isOpen = !isDisabled || kinds.some(showsPassword);
    const begun = !isOpen && hiding !== undefined && (await beginsLogin(talk, hiding));
    talk.say('c LOGOUT\r\n');
    if (begun) return accepted(`A login is begun before TLS (AUTH=${hiding}).`);
    return isOpen
      ? accepted('A login is offered before TLS.')
      : refused('Logins are disabled before TLS (LOGINDISABLED).');
  },
};
