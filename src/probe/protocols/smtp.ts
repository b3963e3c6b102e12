import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import { greeting, numbered, say, wordsOf } from './lines.ts';

const host = 'waxseal-probe.invalid';

/** Submission of mail. The port 25 between mail servers has to take plaintext (RFC 3207). */
export const smtp: Protocol = {
  title: 'SMTP',
  ports: [25, 587, 2587],
  tlsPorts: [465, 2465],
  sends: '`EHLO`, and `MAIL FROM:<>` where no login is offered; no recipient and no mail follow.',
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
    if (/^250[ -]AUTH\b/im.test(words)) return accepted('A login is offered before TLS (AUTH).');
    const mail = await say(talk, 'MAIL FROM:<>', numbered);
    talk.say('QUIT\r\n');
    const answer = wordsOf(mail);
    if (answer.startsWith('250')) return accepted('Mail is taken before TLS (MAIL FROM).');
    // 530 is also "Authentication required", which is no word about TLS.
    if (/^530.*(?:starttls|tls)/is.test(answer))
      return refused(`Mail is refused before TLS: ${quoted(mail.bytes)}.`);
    if (/^530/.test(answer) && !/^250[ -]AUTH\b/im.test(words) && /STARTTLS/i.test(words))
      return refused(`Neither login nor mail is possible before TLS: ${quoted(mail.bytes)}.`);
    return unanswered(mail) ?? unknown(`MAIL FROM was answered ${quoted(mail.bytes)}.`);
  },
};
