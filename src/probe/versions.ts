import { begin } from './begin.ts';
import { idOf, nameOf, suitesOf, type Version, versions } from './ciphers.ts';
import { clientHello, helloAnswer, isOf, recordLength } from './client-hello.ts';
import { serverName, type Place } from './dial.ts';
import type { Protocol } from './protocol.ts';
import { talkOver } from './talk.ts';
import { Unreached } from './unreached.ts';

/** One version of TLS at one place. `ciphers`: all that were taken, in the order in which the server chose them. */
export interface VersionSeen {
  readonly version: Version;
  readonly is: 'accepted' | 'refused' | 'unknown';
  readonly ciphers: readonly string[];
  /** Why it is unknown. */
  readonly says?: string;
}

/** A version that was spoken with this server, and a suite of it. */
export interface Spoken {
  readonly version: Version;
  readonly cipher: string;
}

type One =
  | { readonly is: 'suite'; readonly id: number }
  /** `unsaid`: the connection was ended, and not a word of what was wrong with the offer. */
  | { readonly is: 'refused' | 'unknown' | 'unsaid'; readonly says: string };

/** Alerts that are about the server or the connection: close_notify and internal_error. RFC 8446, 6. */
const saysNothing: ReadonlySet<number> = new Set([0, 80]);

interface Asked {
  readonly place: Place;
  readonly protocol: Protocol;
  readonly direct: boolean;
}

/** One ClientHello. */
const offered = async (
  { place, protocol, direct }: Asked,
  version: Version,
  ids: readonly number[],
): Promise<One> => {
  const ready = await begin(place, protocol, direct);
  if (ready.is !== 'ready') return { is: 'unsaid', says: ready.says };
  const talk = talkOver(ready.stream, place.times.answer);
  try {
    talk.say(clientHello(version, ids, serverName(place.name)));
    const heard = await talk.hear(recordLength);
    if (heard.is === 'closed' && heard.bytes.length === 0)
      return { is: 'unsaid', says: 'closed without a word' };
    if (heard.is === 'silent') return { is: 'unknown', says: 'not answered' };
    const answer = helloAnswer(heard.bytes);
    // A server that knows only lower versions answers with one of these: that is for another question.
    if (answer.is === 'hello')
      return isOf(answer, version) && ids.includes(answer.suite)
        ? { is: 'suite', id: answer.suite }
        : { is: 'refused', says: 'another version was chosen' };
    return answer.is === 'alert'
      ? { is: saysNothing.has(answer.code) ? 'unsaid' : 'refused', says: `alert ${answer.code}` }
      : { is: 'unknown', says: 'the answer is not TLS' };
  } finally {
    talk.end();
  }
};

const offer = async (asked: Asked, version: Version, ids: readonly number[]): Promise<One> => {
  try {
    return await offered(asked, version, ids);
  } catch (error) {
    if (error instanceof Unreached) return { is: 'unsaid', says: error.message };
    throw error;
  }
};

/** Whoever counts connections mostly counts those of ten seconds. */
const pause = 10_000;
const mostPauses = 3;

/**
 * Offers to one server. A connection that is ended without a word refuses the offer only while what was taken before is still taken;
 * otherwise the server has had enough of us, which proves nothing. Then it is left alone for a while, and in the end altogether.
 */
const offersTo = (asked: Asked, spoken: Spoken | undefined) => {
  const first = spoken && idOf(spoken.cipher);
  let taken = spoken && first !== undefined ? { version: spoken.version, id: first } : undefined;
  let pauses = mostPauses;
  const isStillTaken = async ({ version, id }: NonNullable<typeof taken>): Promise<boolean> =>
    (await offer(asked, version, [id])).is === 'suite';
  return async (version: Version, ids: readonly number[]): Promise<One> => {
    for (;;) {
      const one = await offer(asked, version, ids);
      if (one.is === 'suite') taken = { version, id: one.id };
      if (one.is !== 'unsaid') return one;
      if (!taken) return { is: 'unknown', says: `nothing was taken before to compare with (${one.says})` };
      // Asked twice around what is known to be taken: who lets every second connection through does not pass for a refusal.
      if ((await isStillTaken(taken)) && (await isStillTaken(taken))) {
        const again = await offer(asked, version, ids);
        return again.is === 'unsaid' ? { is: 'refused', says: again.says } : again;
      }
      if (pauses === 0)
        return { is: 'unknown', says: `the server hangs up on what it took before (${one.says})` };
      pauses -= 1;
      await asked.place.times.pause(pause);
    }
  };
};

/** Offers all, takes away what was chosen, and offers the rest, until nothing is chosen any more. */
const seeVersion = async (
  offering: ReturnType<typeof offersTo>,
  version: Version,
  spoken: Spoken | undefined,
): Promise<VersionSeen> => {
  const chosen: number[] = [];
  for (;;) {
    const left = suitesOf(version).filter((id) => !chosen.includes(id));
    const one: One =
      left.length > 0 ? await offering(version, left) : { is: 'refused', says: 'nothing is left' };
    if (one.is === 'suite') {
      chosen.push(one.id);
      continue;
    }
    const ciphers = chosen.map(nameOf);
    if (one.is === 'unknown') return { version, is: 'unknown', ciphers, says: one.says };
    // Refused now, and taken before: one of both was not said to the offer.
    if (spoken?.version === version && idOf(spoken.cipher) !== undefined && !ciphers.includes(spoken.cipher))
      return {
        version,
        is: 'unknown',
        ciphers: [...ciphers, spoken.cipher],
        says: `${spoken.cipher} was spoken before, and is refused now (${one.says})`,
      };
    return { version, is: chosen.length > 0 ? 'accepted' : 'refused', ciphers };
  }
};

/** All versions, one after the other: never two connections at once. `spoken`: what a whole handshake has shown. */
export const seeVersions = async (
  place: Place,
  protocol: Protocol,
  direct: boolean,
  spoken?: Spoken,
): Promise<readonly VersionSeen[]> => {
  const offering = offersTo({ place, protocol, direct }, spoken);
  const seen: VersionSeen[] = [];
  for (const version of versions) seen.push(await seeVersion(offering, version, spoken));
  return seen;
};
