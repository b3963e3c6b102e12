import { begin } from './begin.ts';
import { nameOf, suitesOf, type Version, versions } from './ciphers.ts';
import { clientHello, helloAnswer, isOf, recordLength } from './client-hello.ts';
import { serverName, type Place } from './dial.ts';
import type { Protocol } from './protocol.ts';
import { talkOver } from './talk.ts';

/** One version of TLS at one place. `ciphers`: all that were taken, in the order in which the server chose them. */
export interface VersionSeen {
  readonly version: Version;
  readonly is: 'accepted' | 'refused' | 'unknown';
  readonly ciphers: readonly string[];
  /** Why it is unknown. */
  readonly says?: string;
}

type One =
  | { readonly is: 'suite'; readonly id: number }
  | { readonly is: 'refused' | 'unknown'; readonly says: string };

/** One ClientHello. A connection that is closed without a word is tried once more: it may have been an accident. */
const offer = async (
  place: Place,
  protocol: Protocol,
  direct: boolean,
  version: Version,
  ids: readonly number[],
  again = true,
): Promise<One> => {
  const ready = await begin(place, protocol, direct);
  if (ready.is !== 'ready') return { is: 'unknown', says: ready.says };
  const talk = talkOver(ready.stream, place.times.answer);
  try {
    talk.say(clientHello(version, ids, serverName(place.name)));
    const heard = await talk.hear(recordLength);
    if (heard.is === 'closed' && heard.bytes.length === 0)
      return again
        ? await offer(place, protocol, direct, version, ids, false)
        : { is: 'refused', says: 'closed without a word' };
    if (heard.is === 'silent') return { is: 'unknown', says: 'not answered' };
    const answer = helloAnswer(heard.bytes);
    // A server that knows only lower versions answers with one of these: that is for another question.
    if (answer.is === 'hello')
      return isOf(answer, version) && ids.includes(answer.suite)
        ? { is: 'suite', id: answer.suite }
        : { is: 'refused', says: 'another version was chosen' };
    return answer.is === 'alert'
      ? { is: 'refused', says: `alert ${answer.code}` }
      : { is: 'unknown', says: 'the answer is not TLS' };
  } finally {
    talk.end();
  }
};

/** Offers all, takes away what was chosen, and offers the rest, until nothing is chosen any more. */
const seeVersion = async (
  place: Place,
  protocol: Protocol,
  direct: boolean,
  version: Version,
): Promise<VersionSeen> => {
  const chosen: number[] = [];
  for (let left = suitesOf(version); left.length > 0; left = left.filter((id) => !chosen.includes(id))) {
    const one = await offer(place, protocol, direct, version, left);
    const ciphers = chosen.map(nameOf);
    if (one.is === 'suite') chosen.push(one.id);
    else if (one.is === 'unknown') return { version, is: 'unknown', ciphers, says: one.says };
    else return { version, is: chosen.length > 0 ? 'accepted' : 'refused', ciphers };
  }
  return { version, is: 'accepted', ciphers: chosen.map(nameOf) };
};

/** All versions, one after the other: never two connections at once. */
export const seeVersions = async (
  place: Place,
  protocol: Protocol,
  direct: boolean,
): Promise<readonly VersionSeen[]> => {
  const seen: VersionSeen[] = [];
  for (const version of versions) seen.push(await seeVersion(place, protocol, direct, version));
  return seen;
};
