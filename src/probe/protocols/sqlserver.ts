import { Duplex } from 'node:stream';
import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import type { Enough, Heard, Talk } from '../talk.ts';

/** Eight bytes before each packet: type, whether it is the last, its length with these, and more. */
const headed = (type: number, body: Buffer): Buffer => {
  const head = Buffer.of(type, 1, 0, 0, 0, 0, 1, 0);
  head.writeUInt16BE(body.length + 8, 2);
  return Buffer.concat([head, body]);
};
const packet: Enough = (all) => {
  const length = all.length >= 4 ? all.readUInt16BE(2) : Infinity;
  return all.length >= length ? length : undefined;
};

const encryption = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

/** Version and encryption, as [MS-TDS] 2.2.6.5 has them: a table of offsets and lengths, and the values. */
const preLogin = (asked: number): Buffer =>
  headed(0x12, Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 0x0f, 0, 0, 0, 0, 0, asked]));

const answeredEncryption = ({ is, bytes }: Heard): number | undefined => {
  if (is !== 'heard' || bytes[0] !== 4) return undefined;
  const body = bytes.subarray(8);
  for (let at = 0; at + 5 <= body.length && body[at] !== 0xff; at += 5)
    if (body[at] === 1) return body[body.readUInt16BE(at + 1)];
  return undefined;
};

const ask = async (talk: Talk, encrypt: number): Promise<Heard> => {
  talk.say(preLogin(encrypt));
  return talk.hear(packet);
};

/** Each flight of the handshake travels in packets of type PRELOGIN. */
export const inPackets = (stream: Duplex): Duplex => {
  let come = Buffer.alloc(0);
  const wrapped = new Duplex({
    read: () => {
      stream.resume();
    },
    write: (chunk: Buffer, _encoding, done) => {
      stream.write(headed(0x12, chunk), () => done());
    },
    final: (done) => {
      stream.end(() => done());
    },
    destroy: (error, done) => {
      stream.destroy();
      done(error);
    },
  });
  stream.on('data', (part: Buffer) => {
    come = Buffer.concat([come, part]);
    for (let length = packet(come); length !== undefined && length >= 8; length = packet(come)) {
      wrapped.push(come.subarray(8, length));
      come = come.subarray(length);
    }
  });
  stream.on('end', () => wrapped.push(null)).on('close', () => wrapped.destroy());
  stream.on('error', (error) => wrapped.destroy(error));
  return wrapped;
};

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-tds */
export const sqlserver: Protocol = {
  title: 'SQL Server',
  ports: [1433],
  tlsPorts: [],
  sends: 'A PRELOGIN packet that says the client has no encryption; no login follows.',
  alpn: ['tds/8.0'],
  startTls: async (talk) => {
    const heard = await ask(talk, encryption.on);
    const answer = answeredEncryption(heard);
    if (answer === undefined)
      return { is: 'unclear', says: `The answer is not SQL Server's: ${quoted(heard.bytes)}.` };
    if (answer === encryption.notSupported)
      return { is: 'not-offered', says: 'The server says that it has no encryption.' };
    return { is: 'ready', wrapped: inPackets };
  },
  plain: async (talk) => {
    const heard = await ask(talk, encryption.notSupported);
    const answer = answeredEncryption(heard);
    if (answer === undefined) return unanswered(heard) ?? notSpoken('SQL Server', heard.bytes);
    if (answer === encryption.required || answer === encryption.on)
      return refused('The server requires encryption of a client that has none.');
    if (answer === encryption.notSupported || answer === encryption.off)
      return accepted('The server goes on without encryption.');
    return unknown(`The server answered ${answer} about encryption.`);
  },
};
