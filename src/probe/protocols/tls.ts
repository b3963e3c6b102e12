import { accepted, unanswered, type Protocol } from '../protocol.ts';
import { any } from '../talk.ts';

/** Something within TLS of which no more is known. */
export const tls: Protocol = {
  title: 'TLS',
  ports: [],
  tlsPorts: [],
  sends: 'Four empty lines.',
  plain: async (talk) => {
    // Less than a record's head would only make a server of TLS wait for more.
    talk.say('\r\n'.repeat(4));
    const heard = await talk.hear(any);
    return unanswered(heard) ?? accepted('Plaintext is answered in plaintext.');
  },
};
