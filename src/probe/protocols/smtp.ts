import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import type { Talk } from '../talk.ts';
import { greeting, numbered, say, wordsOf } from './lines.ts';

const host = 'waxseal-probe.invalid';

/** Many offer what they then refuse with 530 or 538. A login that is begun is given up before anything is said in it. */
const beginsLogin = async (talk: Talk, kinds: string): Promise<boolean> => {
  const kind = ['PLAIN', 'LOGIN'].find((one) => new RegExp(`\\b${one}\\b`, 'i').test(kinds));
  // Other kinds do not show the password, and what else there is shows in the answer to MAIL FROM.
  if (kind === undefined) return false;
  const begun = await say(talk, `AUTH ${kind}`, numbered);
  if (!wordsOf(begun).startsWith('334')) return false;
  await say(talk, '*', numbered);
  return true;
};

/** Submission of mail. The port 25 between mail servers has to take plaintext (RFC 3207). */
export const smtp: Protocol = {
  title: 'SMTP',
  ports: [25, 587, 2587],
  tlsPorts: [465, 2465],
  sends:
    '`EHLO`, `AUTH PLAIN` where it is offered (given up before a name is said), and `MAIL FROM:<>`; no recipient and no mail follow.',
  startTls: async (talk) => {
    const hello = await greeting(talk, numbered);
    if (!wordsOf(hello).startsWith('220'))
      return { is: 'unclear', says: `The greeting is not SMTP: ${quoted(hello.bytes)}.` };
    const ehlo = await say(talk, `EHLO ${host}`, numbered);
    if (!/^250[ -]STARTTLS\s*$/im.test(wordsOf(ehlo)))
      return { is: 'not-offered', says: 'STARTTLS is not offered.' };
    const begun = await say(talk, 'STARTTLS', numbered);
    return wordsOf(begun).startsWith('220')
      ? { is: 'ready' }
      : { is: 'unclear', says: `STARTTLS was answered ${quoted(begun.bytes)}.` };
  },
  plain: async (talk) => {
    const hello = await greeting(talk, numbered);
    const ehlo = await say(talk, `EHLO ${host}`, numbered);
    const words = wordsOf(ehlo);
    if (!words.startsWith('250'))
      return unanswered(ehlo) ?? notSpoken('SMTP', ehlo.bytes.length > 0 ? ehlo.bytes : hello.bytes);
    const [, kinds] = /^250[ -]AUTH[ =]([^\r\n]*)/im.exec(words) ?? [];
    if (kinds !== undefined && (await beginsLogin(talk, kinds)))
      return accepted('A login is begun before TLS (AUTH).');
    const mail = await say(talk, 'MAIL FROM:<>', numbered);
    talk.say('QUIT\r\n');
    const answer = wordsOf(mail);
    if (answer.startsWith('250')) return accepted('Mail is taken before TLS (MAIL FROM).');
    // 530 is also "Authentication required", which is no word about TLS.
    if (/^530.*(?:starttls|tls)/is.test(answer))
      return refused(`Mail is refused before TLS: ${quoted(mail.bytes)}.`);
    if (answer.startsWith('530') && /STARTTLS/i.test(words))
      return refused(`Neither login nor mail is possible before TLS: ${quoted(mail.bytes)}.`);
    return unanswered(mail) ?? unknown(`MAIL FROM was answered ${quoted(mail.bytes)}.`);
  },
};
