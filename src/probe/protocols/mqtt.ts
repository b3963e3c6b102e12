import { accepted, notSpoken, unanswered, type Protocol } from '../protocol.ts';
import { atLeast } from '../talk.ts';

const client = 'waxseal-probe';

/** CONNECT of MQTT 3.1.1 with a clean session and no credentials. */
const connect = (): Buffer =>
  Buffer.concat([
    Buffer.of(0x10, 12 + client.length, 0, 4),
    Buffer.from('MQTT'),
    Buffer.of(4, 2, 0, 10, 0, client.length),
    Buffer.from(client),
  ]);

export const mqtt: Protocol = {
  title: 'MQTT',
  ports: [1883],
  tlsPorts: [8883],
  sends:
    'One `CONNECT` of the client `waxseal-probe` without credentials; nothing is subscribed or published.',
  plain: async (talk) => {
    talk.say(connect());
    const heard = await talk.hear(atLeast(4));
    if (heard.bytes[0] === 0x20) return accepted('CONNECT is answered in plaintext (CONNACK).');
    return unanswered(heard) ?? notSpoken('MQTT', heard.bytes);
  },
};
