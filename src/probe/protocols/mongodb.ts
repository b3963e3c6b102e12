import { accepted, notSpoken, unanswered, type Protocol } from '../protocol.ts';
import { atLeast } from '../talk.ts';

const opMsg = 2013;

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};

/** `{ hello: 1, $db: 'admin' }` in BSON, within one OP_MSG. */
const hello = (): Buffer => {
  const fields = Buffer.concat([
    Buffer.from('\x10hello\0', 'latin1'),
    int32(1),
    Buffer.from('\x02$db\0', 'latin1'),
    int32(6),
    Buffer.from('admin\0'),
    Buffer.of(0),
  ]);
  const body = Buffer.concat([int32(0), Buffer.of(0), int32(fields.length + 4), fields]);
  return Buffer.concat([int32(16 + body.length), int32(1), int32(0), int32(opMsg), body]);
};

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol */
export const mongodb: Protocol = {
  title: 'MongoDB, DocumentDB',
  ports: [27_017],
  tlsPorts: [],
  sends: 'One `hello` command, as every driver sends it before it logs in.',
  plain: async (talk) => {
    talk.say(hello());
    const heard = await talk.hear(atLeast(16));
    const { bytes } = heard;
    if (bytes.length >= 16 && [opMsg, 1].includes(bytes.readInt32LE(12)) && bytes.readInt32LE(8) === 1)
      return accepted('hello is answered in plaintext.');
    return unanswered(heard) ?? notSpoken('MongoDB', bytes);
  },
};
