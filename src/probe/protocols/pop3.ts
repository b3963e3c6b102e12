import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import { until } from '../talk.ts';
import { greeting, line, say, wordsOf } from './lines.ts';

/** RFC 2449 and 2595. */
export const pop3: Protocol = {
  title: 'POP3',
  ports: [110],
  tlsPorts: [995],
  sends: '`CAPA`, and `USER waxseal_probe` where the capabilities leave it open; no password.',
  startTls: async (talk) => {
    const hello = await greeting(talk, line);
    if (!wordsOf(hello).startsWith('+OK'))
      return { is: 'unclear', says: `The greeting is not POP3: ${quoted(hello.bytes)}.` };
    const begun = await say(talk, 'STLS', line);
    if (wordsOf(begun).startsWith('+OK')) return { is: 'ready' };
    return wordsOf(begun).startsWith('-ERR')
      ? { is: 'not-offered', says: 'STLS is not offered.' }
      : { is: 'unclear', says: `STLS was answered ${quoted(begun.bytes)}.` };
  },
  plain: async (talk) => {
    await greeting(talk, line);
    talk.say('CAPA\r\n');
    const capabilities = await talk.hear((all) =>
      all.toString('latin1').startsWith('-ERR') ? line(all) : until('\r\n.\r\n')(all),
    );
    const words = wordsOf(capabilities);
    if (!/^(?:\+OK|-ERR)/.test(words))
      return unanswered(capabilities) ?? notSpoken('POP3', capabilities.bytes);
    if (/^USER\s*$/im.test(words) || /^SASL .*\b(?:PLAIN|LOGIN)\b/im.test(words))
      return accepted('A login is offered before TLS.');
    const user = await say(talk, 'USER waxseal_probe', line);
    talk.say('QUIT\r\n');
    if (wordsOf(user).startsWith('+OK')) return accepted('A user name is taken before TLS.');
    if (wordsOf(user).startsWith('-ERR'))
      return refused(`Logins are refused before TLS: ${quoted(user.bytes)}.`);
    return unanswered(user) ?? unknown(`USER was answered ${quoted(user.bytes)}.`);
  },
};
