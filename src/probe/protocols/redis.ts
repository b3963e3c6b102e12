import { accepted, notSpoken, unanswered, type Protocol } from '../protocol.ts';
import { until } from '../talk.ts';

export const redis: Protocol = {
  title: 'Redis, Valkey',
  ports: [6379],
  tlsPorts: [6380],
  sends: 'One `PING`.',
  plain: async (talk) => {
    talk.say('PING\r\n');
    const heard = await talk.hear(until('\r\n'));
    const line = heard.bytes.toString('latin1').trim();
    // An error is an answer too: the password, not the transport, is what is missing.
    if (/^[+-]/.test(line))
      return accepted(`Plaintext is answered with ${JSON.stringify(line.slice(0, 40))}.`);
    return unanswered(heard) ?? notSpoken('Redis', heard.bytes);
  },
};
