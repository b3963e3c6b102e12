import type { Plaintext } from '../core/model/endpoint.ts';
import { dial, type Place } from './dial.ts';
import { saysTls, secured } from './handshake.ts';
import { isDirect } from './begin.ts';
import { refused, unknown, type About, type Protocol } from './protocol.ts';
import { talkOver, type Talk } from './talk.ts';
import { Unreached } from './unreached.ts';

/** The question that matters: is plaintext still accepted? */

export interface Asking {
  readonly place: Place;
  readonly protocol: Protocol;
  /** TLS comes first at this place. */
  readonly direct: boolean;
  readonly login: boolean;
}

/** Whatever a protocol opens over TLS to compare with is ended with its question. */
const overTls = ({ place, protocol, direct }: Asking) => {
  const opened: Talk[] = [];
  const open: About['overTls'] = async (port = place.port) => {
    const other = port === place.port ? direct : isDirect(protocol, port);
    // What is said afterwards is said in the oldest way that HTTP knows.
    const alpn = protocol.alpn?.includes('http/1.1') ? ['http/1.1'] : (protocol.alpn ?? []);
    const met = await secured({ ...place, port }, protocol, other, { alpn });
    if ('is' in met) throw new Unreached('unreachable', met.says);
    const talk = talkOver(met.socket, place.times.answer);
    opened.push(talk);
    return talk;
  };
  return { open, end: () => opened.forEach((talk) => talk.end()) };
};

/** Also a server that refuses this client does so in TLS. */
const speaksTls = async ({ place, protocol, direct }: Asking): Promise<boolean> => {
  const met = await secured(place, protocol, direct);
  if ('is' in met) return saysTls.has(met.is);
  met.socket.destroy();
  return true;
};

/** `before`: what the same question met, if it was taken. A server that answers no more has not refused it. */
const askOnce = async (asking: Asking, before?: Plaintext): Promise<Plaintext> => {
  const { place, protocol, login } = asking;
  const talk = talkOver(await dial(place), place.times.answer);
  const secure = overTls(asking);
  const end = (): void => {
    talk.end();
    secure.end();
  };
  try {
    const about = { host: place.name, port: place.port, login, overTls: secure.open };
    const answer = await protocol.plain(talk, about).finally(end);
    if (answer.is !== 'hung-up') return answer;
    if (before) return unknown('The connection is closed on plaintext, which was answered before.');
    return (await speaksTls(asking))
      ? refused('The connection is closed on plaintext; TLS is spoken at the same place.')
      : unknown('The connection is closed on plaintext, and TLS is not spoken there either.');
  } catch (error) {
    if (error instanceof Unreached) return unknown(error.message);
    throw error;
  }
};

const most = 3;

/** What one question more comes to: that nobody is there any more takes nothing from what was met before. */
const askAgain = async (asking: Asking, before: Plaintext | undefined): Promise<Plaintext> => {
  try {
    return await askOnce(asking, before);
  } catch (error) {
    if (error instanceof Unreached) return unknown(error.message);
    throw error;
  }
};

/**
 * Two equal answers; one alone may be an accident, such as a balancer that does not know its new rule everywhere. What is not known is
 * no answer: plaintext that was taken once stays accepted as long as nobody refuses it. Throws `Unreached` when nobody could be asked.
 */
const askPlaintext = async (asking: Asking): Promise<Plaintext> => {
  const answers: Plaintext[] = [];
  const taken = (): Plaintext | undefined => answers.find(({ is }) => is === 'accepted');
  while (answers.length < most) {
    const answer = await (answers.length === 0 ? askOnce(asking) : askAgain(asking, taken()));
    const isKnown = answer.is !== 'unknown';
    if (answers.some(({ is }) => is === answer.is) && (isKnown || !taken())) return answer;
    // Where connections that end early are held against us, what proves nothing is not asked for again.
    if (!isKnown && asking.protocol.countsEarlyEnds && !asking.login) return taken() ?? answer;
    answers.push(answer);
    if (!isKnown) await asking.place.times.pause(50 + Math.random() * 100);
  }
  const isRefused = answers.some(({ is }) => is === 'refused');
  const differ = unknown(`The answers differ: ${answers.map(({ says }) => says).join(' ')}`);
  return isRefused ? differ : (taken() ?? differ);
};

/** What was found at one address. */
export interface AddressSeen {
  readonly address: string;
  readonly plaintext: Plaintext;
  /** Nobody could be asked there: why. */
  readonly unreached?: Unreached['why'];
}

/** The answer of one address, also when there is none. */
export const seeAddress = async (asking: Asking): Promise<AddressSeen> => {
  const { address } = asking.place;
  try {
    return { address, plaintext: await askPlaintext(asking) };
  } catch (error) {
    if (!(error instanceof Unreached)) throw error;
    return { address, plaintext: unknown(error.message), unreached: error.why };
  }
};

/** Clients go on to the next address where nothing listens, or where they have no way to. */
const isPassedOver = ({ unreached }: AddressSeen): boolean =>
  unreached === 'closed' || unreached === 'no-route';

/** What several addresses of one name come to: one that takes plaintext is one too many. */
export const together = (seen: readonly AddressSeen[]): Plaintext => {
  const met = seen.filter((one) => !isPassedOver(one));
  const answers = (met.length > 0 ? met : seen).map(({ plaintext }) => plaintext);
  return (
    answers.find(({ is }) => is === 'accepted') ??
    answers.find(({ is }) => is === 'unknown') ??
    answers[0] ??
    unknown('There is no address to ask.')
  );
};
