import { accepted, notSpoken, unanswered, type Protocol } from '../protocol.ts';
import { atLeast } from '../talk.ts';

/** AMQP 0-9-1, 4.2.2: who does not speak the version that is offered answers with the header of its own. */
export const amqp: Protocol = {
  title: 'AMQP',
  ports: [5672],
  tlsPorts: [5671],
  sends: 'The header of AMQP 0-9-1; no login follows.',
  plain: async (talk) => {
    talk.say(Buffer.from('AMQP\0\0\x09\x01', 'latin1'));
    const heard = await talk.hear(atLeast(8));
    const { bytes } = heard;
    // A method frame on channel 0: Connection.Start.
    if (bytes.length >= 3 && bytes[0] === 1 && bytes.readUInt16BE(1) === 0)
      return accepted('The broker opens a connection in plaintext (Connection.Start).');
    if (bytes.subarray(0, 4).toString('latin1') === 'AMQP')
      return accepted('The broker answers in plaintext with the version that it speaks.');
    return unanswered(heard) ?? notSpoken('AMQP', bytes);
  },
};
