import type { Duplex } from 'node:stream';
import { dial, type Place } from './dial.ts';
import type { Protocol } from './protocol.ts';
import { talkOver } from './talk.ts';

/** Whether TLS comes first at a place. A guess by the port; where it is wrong, the other way is tried. */
export const isDirect = (protocol: Protocol, port: number): boolean =>
  protocol.startTls === undefined || protocol.tlsPorts.includes(port);

export type Ready =
  | { readonly is: 'ready'; readonly stream: Duplex }
  | { readonly is: 'not-offered' | 'unclear'; readonly says: string };

/** A fresh connection on which TLS may begin. Throws `Unreached`. */
export const begin = async (place: Place, protocol: Protocol, direct: boolean): Promise<Ready> => {
  const socket = await dial(place);
  const { startTls } = protocol;
  if (direct || startTls === undefined) return { is: 'ready', stream: socket };
  const talk = talkOver(socket, place.times.answer);
  const begun = await startTls(talk);
  if (begun.is !== 'ready') {
    talk.end();
    return begun;
  }
  const stream = talk.release();
  return { is: 'ready', stream: begun.wrapped ? begun.wrapped(stream) : stream };
};
