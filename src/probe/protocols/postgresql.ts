import { accepted, notSpoken, quoted, refused, unanswered, unknown, type Protocol } from '../protocol.ts';
import { any, type Enough, type Heard, type Talk } from '../talk.ts';

/** A message is a letter, its length in four bytes with these included, and the rest. */
const message: Enough = (all) => {
  const length = all.length >= 5 ? 1 + all.readUInt32BE(1) : Infinity;
  return all.length >= length ? length : undefined;
};

const sslRequest = Buffer.from('0000000804d2162f', 'hex');

const [user, database] = ['waxseal_probe', 'postgres'];

const startup = (): Buffer => {
  const words = ['user', user, 'database', database, 'application_name', 'waxseal-probe', '', ''];
  const rest = Buffer.concat([Buffer.from('00030000', 'hex'), Buffer.from(words.join('\0'))]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(rest.length + 4);
  return Buffer.concat([length, rest]);
};

/** Fields of an ErrorResponse: a letter and a text that ends with a zero byte. */
const errorOf = (bytes: Buffer): ReadonlyMap<string, string> =>
  new Map(
    bytes
      .subarray(5)
      .toString('latin1')
      .split('\0')
      .filter((field) => field !== '')
      .map((field) => [field.charAt(0), field.slice(1)] as const),
  );

interface Started {
  readonly is: 'goes on' | 'wants TLS' | 'not so' | 'failed' | 'no answer';
  readonly says: string;
  readonly heard: Heard;
}

/**
 * Poolers and proxies say it in words of their own, under whichever code: PgBouncer `SSL required` (08P01), RDS Proxy that it
 * `requires TLS connections`.
 */
const wantsTls = /\b(?:ssl|tls)(?: connections?)?(?: is)? required\b|\brequires (?:an? )?(?:ssl|tls)\b/i;

/** `rds.force_ssl` and `RequireTLS` are for everybody who connects; a line of pg_hba.conf is for some users and databases. */
const isOfRds = (host: string): boolean => /\.rds\.(?:[\w-]+\.)?amazonaws\.com(?:\.cn)?$/i.test(host);

/** Begins a session as far as the server's first question. `not so`: not from here, not this user, not in this way. */
const started = async (talk: Talk): Promise<Started> => {
  talk.say(startup());
  const heard = await talk.hear(message);
  const [letter] = heard.bytes.toString('latin1');
  if (heard.is !== 'heard' || (letter !== 'R' && letter !== 'E')) return { is: 'no answer', says: '', heard };
  if (letter === 'R') return { is: 'goes on', says: 'authentication', heard };
  const error = errorOf(heard.bytes);
  const [state = '', says = ''] = [error.get('C'), error.get('M')];
  // A password that is wrong, a database and a role that are not there: all come after who may connect has been decided.
  const decided = ['28P01', '3D000'].includes(state) || error.get('R') === 'InitializeSessionUserId';
  if (decided) return { is: 'goes on', says: state, heard };
  if (wantsTls.test(says)) return { is: 'wants TLS', says: `${state} ${quoted(Buffer.from(says))}`, heard };
  // pg_hba.conf has no line for this, or one that rejects it; the encryption is told in the server's own language.
  return {
    is: state === '28000' ? 'not so' : 'failed',
    says: `${state} ${quoted(Buffer.from(says))}`,
    heard,
  };
};

/** https://www.postgresql.org/docs/current/protocol-flow.html */
export const postgresql: Protocol = {
  title: 'PostgreSQL',
  ports: [5432],
  tlsPorts: [],
  sends:
    'A StartupMessage of the user `waxseal_probe`; no password. What the server logs of it stands below.',
  alpn: ['postgresql'],
  startTls: async (talk) => {
    talk.say(sslRequest);
    const heard = await talk.hear(any);
    const { bytes } = heard;
    if (bytes.length === 1 && bytes[0] === 0x53) return { is: 'ready' };
    if (bytes[0] === 0x4e) return { is: 'not-offered', says: 'The server says that it has no TLS.' };
    if (bytes.length > 1 && bytes[0] === 0x53)
      return { is: 'unclear', says: 'More than one byte came before TLS: somebody may be in between.' };
    return { is: 'unclear', says: `The answer is not PostgreSQL: ${quoted(bytes)}.` };
  },
  plain: async (talk, { host, overTls }) => {
    const { is, says, heard } = await started(talk);
    if (is === 'goes on') return accepted(`The server goes on without TLS (${says}).`);
    if (is === 'no answer') return unanswered(heard) ?? notSpoken('PostgreSQL', heard.bytes);
    if (is === 'wants TLS') return refused(`The server refuses plaintext: ${says}.`);
    if (is === 'failed') return unknown(`The server answered ${says}.`);
    // The same is said of a user who may not connect at all. With TLS the same user must get further.
    const secure = await started(await overTls());
    const others = isOfRds(host)
      ? ''
      : ` Only the user ${user} and the database ${database} were asked. Others may have a line of pg_hba.conf that lets them in.`;
    return secure.is === 'goes on'
      ? refused(`The server refuses plaintext, and goes on with TLS: ${says}.${others}`)
      : unknown(`The user of the probe is refused with TLS as well as without: ${says}.`);
  },
};
