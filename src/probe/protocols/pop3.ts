import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import { until, type Talk } from '../talk.ts';
import { greeting, line, openKinds, say, turnedAway, ungreeted, wordsOf } from './lines.ts';

/** A login that is begun is given up before anything is said in it. */
const beginsLogin = async (talk: Talk, kind: string): Promise<boolean> => {
  const begun = await say(talk, `AUTH ${kind}`, line);
  if (!/^\+(?!OK)/.test(wordsOf(begun))) return false;
  await say(talk, '*', line);
  return true;
};

const welcome = /^\+OK/;

/** RFC 2449 and 2595. */
export const pop3: Protocol = {
  title: 'POP3',
  ports: [110],
  tlsPorts: [995],
  sends:
    '`CAPA`, and where the capabilities leave it open `AUTH` (given up before a name is said) or `USER waxseal_probe`; no password.',
  startTls: async (talk) => {
    const hello = await greeting(talk, line);
    const away = ungreeted('POP3', hello, welcome);
    if (away) return away;
    const begun = await say(talk, 'STLS', line);
    if (wordsOf(begun).startsWith('+OK')) return { is: 'ready' };
    return wordsOf(begun).startsWith('-ERR')
      ? { is: 'not-offered', says: 'STLS is not offered.' }
      : { is: 'unclear', says: `STLS was answered ${quoted(begun.bytes)}.` };
  },
  plain: async (talk, { port }) => {
    const hello = await greeting(talk, line, { patient: pop3.ports.includes(port) });
    const away = turnedAway('POP3', hello, welcome);
    if (away) return away;
    talk.say('CAPA\r\n');
    const capabilities = await talk.hear((all) =>
      all.toString('latin1').startsWith('-ERR') ? line(all) : until('\r\n.\r\n')(all),
    );
    const words = wordsOf(capabilities);
    if (!/^(?:\+OK|-ERR)/.test(words))
      return unanswered(capabilities) ?? notSpoken('POP3', capabilities.bytes);
    if (/^USER\s*$/im.test(words) || /^SASL .*\b(?:PLAIN|LOGIN)\b/im.test(words))
      return accepted('A login is offered before TLS.');
    const [, kinds = ''] = /^SASL ([^\r\n]*)/im.exec(words) ?? [];
    const [kind] = openKinds(kinds.trim().split(/\s+/));
    if (kind !== undefined && (await beginsLogin(talk, kind)))
      return accepted(`A login is begun before TLS (AUTH ${kind}).`);
    const user = await say(talk, 'USER waxseal_probe', line);
    talk.say('QUIT\r\n');
    if (wordsOf(user).startsWith('+OK')) return accepted('A user name is taken before TLS.');
    if (wordsOf(user).startsWith('-ERR'))
      return refused(`Logins are refused before TLS: ${quoted(user.bytes)}.`);
    return unanswered(user) ?? unknown(`USER was answered ${quoted(user.bytes)}.`);
  },
};
