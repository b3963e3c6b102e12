import { accepted, unanswered, type Protocol } from '../protocol.ts';
import { any } from '../talk.ts';

/** Something within TLS of which no more is known. */
export const tls: Protocol = {
  title: 'TLS',
  ports: [],
  tlsPorts: [],
  sends: 'Two empty lines.',
  plain: async (talk) => {
    talk.say('\r\n\r\n');
    const heard = await talk.hear(any);
    return unanswered(heard) ?? accepted('Plaintext is answered in plaintext.');
  },
};
