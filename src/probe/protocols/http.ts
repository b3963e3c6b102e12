import {
  accepted,
  notSpoken,
  refused,
  unanswered,
  unknown,
  type About,
  type Answer,
  type Protocol,
} from '../protocol.ts';
import type { Enough, Talk } from '../talk.ts';

const userAgent = 'waxseal-probe';

export interface HttpHead {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** Old servers end lines with a line feed alone. RFC 9112, 2.2. */
const wholeHead: Enough = (all) => {
  const found = /\r?\n\r?\n/.exec(all.toString('latin1'));
  return found ? found.index + found[0].length : undefined;
};

const headOf = (bytes: Buffer): HttpHead | undefined => {
  const [first = '', ...lines] = bytes.toString('latin1').split(/\r?\n/);
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1];
  if (status === undefined) return undefined;
  const headers = lines.flatMap((line): readonly (readonly [string, string])[] => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]] : [];
  });
  return { status: Number(status), headers: new Map(headers) };
};

const isDefault = (port: number): boolean => port === 80 || port === 443;
const hostHeader = (host: string, port: number): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return isDefault(port) ? name : `${name}:${port}`;
};

interface Where {
  readonly host: string;
  readonly port: number;
  readonly path?: string;
}

/** Asks for a page, the root unless another is named, and hears the head of the answer. */
export const get = async (
  talk: Talk,
  { host, port, path = '/' }: Where,
  extra: readonly string[] = [],
): Promise<HttpHead | Answer> => {
  const connection = extra.length > 0 ? [] : ['Connection: close'];
  talk.say(
    [
      `GET ${path} HTTP/1.1`,
      `Host: ${hostHeader(host, port)}`,
      `User-Agent: ${userAgent}`,
      'Accept: */*',
      ...connection,
      ...extra,
      '',
      '',
    ].join('\r\n'),
  );
  const heard = await talk.hear(wholeHead);
  const head = headOf(heard.bytes);
  return head ?? unanswered(heard) ?? notSpoken('HTTP', heard.bytes);
};

/** A firewall that knows the probe by its name, or a proxy without its server, has neither let plaintext in nor refused it. */
export const saysNothing = (status: number): boolean => status === 403 || status === 429 || status >= 500;

/** A redirect is no answer in plaintext: it sends the client to TLS. Anything else was taken and answered. */
export const meaningOf = async ({ status, headers }: HttpHead, { overTls }: About): Promise<Answer> => {
  const to = headers.get('location') ?? '';
  if (status >= 300 && status < 400)
    return /^https:/i.test(to)
      ? refused(`Plaintext is sent on to HTTPS (${status}); no other path was asked.`)
      : accepted(`Plaintext is answered with ${status}, and not sent on to HTTPS.`);
  if (saysNothing(status))
    return unknown(`Plaintext is answered with ${status}, perhaps by something in between.`);
  if (status === 426) return refused('Plaintext is answered with 426 Upgrade Required.');
  if (status !== 400) return accepted(`Plaintext is answered with ${status}.`);
  // What balancers and web servers say to plaintext on a port for TLS; and to much else.
  try {
    await overTls();
    return refused('Plaintext is answered with 400 Bad Request: the port is for TLS.');
  } catch {
    return unknown('Plaintext is answered with 400 Bad Request.');
  }
};

export const http: Protocol = {
  title: 'HTTP',
  ports: [80, 8080, 8000],
  tlsPorts: [443, 8443],
  sends: 'One `GET /` with the user agent `waxseal-probe`, without cookies or credentials.',
  alpn: ['h2', 'http/1.1'],
  plain: async (talk, about) => {
    const head = await get(talk, about);
    return 'status' in head ? meaningOf(head, about) : head;
  },
};
