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

/** The root of the directory itself, without any attribute of it. */
const rootSearch = Buffer.concat([
  Buffer.from('302a020102632504000a01000a0100020100020100010100870b', 'hex'),
  Buffer.from('objectClass'),
  Buffer.from('30050403312e31', 'hex'),
]);

const kinds = { bind: 0x61, entry: 0x64, searched: 0x65, extended: 0x78 } as const;

/** Kind and result code of a response to one message. */
const responseOf = (
  { is, bytes }: Heard,
  id: number,
): { readonly kind: number; readonly result: number } | undefined => {
  if (is !== 'heard' || bytes[0] !== 0x30) return undefined;
  const at = bytes.indexOf(Buffer.of(0x02, 0x01, id));
  const kind = at < 0 ? undefined : bytes[at + 3];
  if (kind === undefined) return undefined;
  const result = bytes.indexOf(Buffer.of(0x0a, 0x01), at + 4);
  return { kind, result: bytes[result + 2] ?? -1 };
};

const confidentialityRequired = 13;

/** RFC 4511, 4.2 and 4.14. */
export const ldap: Protocol = {
  title: 'LDAP',
  ports: [389, 3268],
  tlsPorts: [636, 3269],
  sends: 'One anonymous bind, and one search for the root of the directory (root DSE) without attributes.',
  startTls: async (talk) => {
    talk.say(startTlsRequest);
    const heard = await talk.hear(message);
    const { kind, result } = responseOf(heard, 1) ?? {};
    if (kind !== kinds.extended)
      return { is: 'unclear', says: `The answer is not LDAP: ${quoted(heard.bytes)}.` };
    return result === 0
      ? { is: 'ready' }
      : { is: 'not-offered', says: `StartTLS was refused (result code ${result}).` };
  },
  plain: async (talk) => {
    talk.say(anonymousBind);
    const bound = await talk.hear(message);
    const bind = responseOf(bound, 1);
    if (bind?.kind !== kinds.bind) return unanswered(bound) ?? notSpoken('LDAP', bound.bytes);
    if (bind.result === confidentialityRequired)
      return refused('The bind is refused without TLS (confidentialityRequired).');
    if (bind.result !== 0) return unknown(`The bind was answered with result code ${bind.result}.`);
    // OpenLDAP lets nobody in particular bind without TLS even where it then answers nothing.
    talk.say(rootSearch);
    const found = responseOf(await talk.hear(message), 2);
    if (found?.kind === kinds.entry) return accepted('A search is answered without TLS.');
    return found?.kind === kinds.searched && found.result === confidentialityRequired
      ? refused('A search is refused without TLS (confidentialityRequired).')
      : unknown(
          `An anonymous bind is taken without TLS; a search was answered with result code ${found?.result ?? 'none'}.`,
        );
  },
};
