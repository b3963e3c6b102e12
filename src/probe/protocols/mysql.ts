import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import type { Enough, Talk, Heard } from '../talk.ts';

/** Three bytes of length, a number, and as many bytes. */
const packet: Enough = (all) => {
  const length = all.length >= 4 ? 4 + all.readUIntLE(0, 3) : Infinity;
  return all.length >= length ? length : undefined;
};
const packetOf = (number: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  head[3] = number;
  return Buffer.concat([head, body]);
};

const clientSsl = 0x0800;
/** Protocol 4.1, secure connection, plugin auth, long password. */
const capabilities = 0x0008_8201;

const isError = (bytes: Buffer): boolean => bytes[4] === 0xff && bytes.length >= 7;
const errorOf = (bytes: Buffer): string => `${bytes.readUInt16LE(5)} ${quoted(bytes.subarray(7))}`;

type Greeting = { readonly offersTls: boolean; readonly salt: number } | { readonly heard: Heard };

const greetingOf = async (talk: Talk): Promise<Greeting> => {
  const heard = await talk.hear(packet);
  const { bytes } = heard;
  const end = bytes.indexOf(0, 5);
  const at = end + 1 + 4 + 8 + 1;
  if (heard.is !== 'heard' || bytes[4] !== 10 || end < 0 || bytes.length < at + 2) return { heard };
  return { offersTls: (bytes.readUInt16LE(at) & clientSsl) !== 0, salt: at };
};

const fixed = (flags: number): Buffer => {
  const body = Buffer.alloc(32);
  body.writeUInt32LE(flags, 0);
  body.writeUInt32LE(0x00ff_ffff, 4);
  body[8] = 33;
  return body;
};

const withoutTls = 'The greeting offers no TLS: whoever connects does so in plaintext.';

/** https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html */
export const mysql: Protocol = {
  title: 'MySQL, MariaDB',
  ports: [3306],
  tlsPorts: [],
  sends:
    'Nothing: the greeting is read and the connection ended, two to four times, one of them after a TLS handshake; after a fix once, and twice where the greeting offers no TLS. The server counts each towards [`max_connect_errors`](https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_max_connect_errors) (100 by default) until somebody from the same address connects well. With `--login`, also a login of the user `waxseal_probe` without a password, and about 30 connections more, for each TLS version and suite.',
  countsEarlyEnds: true,
  startTls: async (talk) => {
    const greeting = await greetingOf(talk);
    if ('heard' in greeting)
      return { is: 'unclear', says: `The greeting is not MySQL's: ${quoted(greeting.heard.bytes)}.` };
    if (!greeting.offersTls) return { is: 'not-offered', says: withoutTls };
    talk.say(packetOf(1, fixed(capabilities | clientSsl)));
    return { is: 'ready' };
  },
  plain: async (talk, { login }) => {
    const greeting = await greetingOf(talk);
    if ('heard' in greeting) {
      const { bytes } = greeting.heard;
      // 1129: this address is blocked; 1130: not allowed from here; 1040: too many connections.
      if (isError(bytes)) return unknown(`The server refuses everybody from here: ${errorOf(bytes)}.`);
      return unanswered(greeting.heard) ?? notSpoken('MySQL', bytes);
    }
    if (!greeting.offersTls) return accepted(withoutTls);
    if (!login)
      return unknown(
        'The greeting offers TLS and does not say whether it is required. --login asks by a login that fails.',
      );
    talk.say(
      packetOf(
        1,
        Buffer.concat([fixed(capabilities), Buffer.from('waxseal_probe\0\0mysql_native_password\0')]),
      ),
    );
    const heard = await talk.hear(packet);
    const { bytes } = heard;
    if (isError(bytes)) {
      // MySQL looks at the transport only after the password, so that a stranger hears 1045 either way.
      return bytes.readUInt16LE(5) === 3159
        ? refused(`The server refuses plaintext: ${errorOf(bytes)}.`)
        : unknown(`The server looks at the password first and answers ${errorOf(bytes)}.`);
    }
    if (bytes[4] === 0) return accepted('A login without a password and without TLS was let in.');
    if (bytes[4] === 0xfe) return unknown('The server asks for another kind of password first.');
    return unanswered(heard) ?? notSpoken('MySQL', bytes);
  },
};
