import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import type { Enough, Heard } from '../talk.ts';

/** One BER value: a tag, a length in one byte or more, and the rest. */
const message: Enough = (all) => {
  const first = all[1];
  if (first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (all.length < 2 + more || more > 4) return more > 4 ? all.length : undefined;
  const length = 2 + more + (more === 0 ? first : all.readUIntBE(2, more));
  return all.length >= length ? length : undefined;
};

const startTlsRequest = Buffer.concat([
  Buffer.from('301d02010177188016', 'hex'),
  Buffer.from('1.3.6.1.4.1.1466.20037'),
]);
/** Version 3, no name, no password. */
const anonymousBind = Buffer.from('300c020101600702010304008000', 'hex');

const bindResponse = 0x61;
const extendedResponse = 0x78;

/** The result code of a response of one kind. */
const resultOf = ({ is, bytes }: Heard, kind: number): number | undefined => {
  if (is !== 'heard' || bytes[0] !== 0x30) return undefined;
  // The message id comes first: 02 01 01.
  const at = bytes.indexOf(Buffer.of(0x02, 0x01, 0x01));
  if (at < 0 || bytes[at + 3] !== kind) return undefined;
  const result = bytes.indexOf(Buffer.of(0x0a, 0x01), at + 4);
  return result < 0 ? undefined : bytes[result + 2];
};

/** RFC 4511, 4.2 and 4.14. */
export const ldap: Protocol = {
  title: 'LDAP',
  ports: [389, 3268],
  tlsPorts: [636, 3269],
  sends: 'One anonymous bind; nothing is searched.',
  startTls: async (talk) => {
    talk.say(startTlsRequest);
    const heard = await talk.hear(message);
    const result = resultOf(heard, extendedResponse);
    if (result === 0) return { is: 'ready' };
    return result === undefined
      ? { is: 'unclear', says: `The answer is not LDAP: ${quoted(heard.bytes)}.` }
      : { is: 'not-offered', says: `StartTLS was refused (result code ${result}).` };
  },
  plain: async (talk) => {
    talk.say(anonymousBind);
    const heard = await talk.hear(message);
    const result = resultOf(heard, bindResponse);
    switch (result) {
      case undefined:
        return unanswered(heard) ?? notSpoken('LDAP', heard.bytes);
      case 0:
        return accepted('An anonymous bind is taken without TLS.');
      case 13:
        return refused('The bind is refused without TLS (confidentialityRequired).');
      default:
        return unknown(`The bind was answered with result code ${result}.`);
    }
  },
};
