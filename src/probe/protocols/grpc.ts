import { accepted, notSpoken, unanswered, type Protocol } from '../protocol.ts';
import { atLeast } from '../talk.ts';

const emptySettings = Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0);

/** HTTP/2 without TLS, of which both sides must know beforehand: RFC 9113, 3.3. */
export const grpc: Protocol = {
  title: 'HTTP/2',
  ports: [50_051],
  tlsPorts: [],
  sends: 'The preface of HTTP/2 and an empty SETTINGS frame; no request.',
  alpn: ['h2'],
  plain: async (talk) => {
    talk.say(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), emptySettings]));
    const heard = await talk.hear(atLeast(9));
    // The first frame of a server is SETTINGS, on stream 0.
    if (heard.bytes[3] === 4 && heard.bytes.length >= 9 && heard.bytes.readUInt32BE(5) === 0)
      return accepted('HTTP/2 is spoken in plaintext (SETTINGS).');
    return unanswered(heard) ?? notSpoken('HTTP/2', heard.bytes);
  },
};
