import { accepted, notSpoken, unanswered, type Protocol } from '../protocol.ts';
import { atLeast } from '../talk.ts';

const correlation = 0x7761_7873;
const client = 'waxseal-probe';

/** ApiVersions, version 0: what every client asks first. https://kafka.apache.org/protocol */
const apiVersions = (): Buffer => {
  const head = Buffer.alloc(14);
  head.writeInt32BE(10 + client.length, 0);
  head.writeInt16BE(18, 4);
  head.writeInt16BE(0, 6);
  head.writeInt32BE(correlation, 8);
  head.writeInt16BE(client.length, 12);
  return Buffer.concat([head, Buffer.from(client)]);
};

export const kafka: Protocol = {
  title: 'Kafka',
  ports: [9092],
  tlsPorts: [9093, 9094, 9096, 9098],
  sends: 'One `ApiVersions` request of the client `waxseal-probe`.',
  plain: async (talk) => {
    talk.say(apiVersions());
    const heard = await talk.hear(atLeast(8));
    if (heard.bytes.length >= 8 && heard.bytes.readInt32BE(4) === correlation)
      return accepted('ApiVersions is answered in plaintext.');
    return unanswered(heard) ?? notSpoken('Kafka', heard.bytes);
  },
};
