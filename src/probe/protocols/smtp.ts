import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import type { Talk } from '../talk.ts';
import {
  greeting,
  numbered,
  openKinds,
  say,
  showsPassword,
  turnedAway,
  ungreeted,
  wordsOf,
} from './lines.ts';

const host = 'waxseal-probe.invalid';

/** Many offer what they then refuse with 530 or 538. A login that is begun is given up before anything is said in it. */
const beginsLogin = async (talk: Talk, kinds: readonly string[]): Promise<string | undefined> => {
  // What a server says of one that shows the password it says of the other; those that hide it may be taken all the same.
  const asked = [kinds.find(showsPassword), kinds.find((kind) => !showsPassword(kind))];
  for (const kind of asked) {
    if (kind === undefined) continue;
    const begun = await say(talk, `AUTH ${kind}`, numbered);
    if (!wordsOf(begun).startsWith('334')) continue;
    await say(talk, '*', numbered);
    return kind;
  }
  return undefined;
};

const welcome = /^220/;

/** Submission of mail. The port 25 between mail servers has to take plaintext (RFC 3207). */
export const smtp: Protocol = {
  title: 'SMTP',
  ports: [25, 587, 2587],
  tlsPorts: [465, 2465],
  sends:
    '`EHLO`, `AUTH` of one or two kinds that are offered (given up before a name is said), and `MAIL FROM:<>`; no recipient and no mail follow.',
  startTls: async (talk) => {
    const hello = await greeting(talk, numbered);
    const away = ungreeted('SMTP', hello, welcome);
    if (away) return away;
    const ehlo = await say(talk, `EHLO ${host}`, numbered);
    if (!/^250[ -]STARTTLS\s*$/im.test(wordsOf(ehlo)))
      return { is: 'not-offered', says: 'STARTTLS is not offered.' };
    const begun = await say(talk, 'STARTTLS', numbered);
    return wordsOf(begun).startsWith('220')
      ? { is: 'ready' }
      : { is: 'unclear', says: `STARTTLS was answered ${quoted(begun.bytes)}.` };
  },
  plain: async (talk, { port }) => {
    const hello = await greeting(talk, numbered, { patient: smtp.ports.includes(port) });
    const away = turnedAway('SMTP', hello, welcome);
    if (away) return away;
    const ehlo = await say(talk, `EHLO ${host}`, numbered);
    const words = wordsOf(ehlo);
    if (!words.startsWith('250'))
      return unanswered(ehlo) ?? notSpoken('SMTP', ehlo.bytes.length > 0 ? ehlo.bytes : hello.bytes);
    const [, kinds = ''] = /^250[ -]AUTH[ =]([^\r\n]*)/im.exec(words) ?? [];
    const kind = await beginsLogin(talk, openKinds(kinds.trim().split(/\s+/)));
    if (kind !== undefined) return accepted(`A login is begun before TLS (AUTH ${kind}).`);
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
