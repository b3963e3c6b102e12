import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may ask. Any page that is open in the same browser can send requests to a port of this machine, and any user of the
 * machine can connect to it: so the name that was asked for must be this machine's, the page that asks must be ours, and
 * the browser must have begun with the address that was printed.
 */

export interface Secrets {
  /** In the address that is printed. */
  readonly token: string;
  /** In the cookie that it is exchanged for. */
  readonly session: string;
  /** In every form. */
  readonly proof: string;
}

const secret = (): string => randomBytes(32).toString('base64url');
export const newSecrets = (): Secrets => ({ token: secret(), session: secret(), proof: secret() });

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Takes as long whether they are alike or not. */
export const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(hashed(given), hashed(wanted));

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A request that is not served, and what a person can do. */
export interface Refusal {
  readonly status: 403 | 405;
  readonly says: string;
  readonly todo: string;
}

const refusal = (says: string, todo: string): Refusal => ({ status: 403, says, todo });

const header = ({ headers }: Asked, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** A name that somebody else's DNS answers with our address is none of these. */
const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

export const cookieName = (port: number): string => `waxseal-${port}`;

const cookieOf = (asked: Asked, name: string): string | undefined =>
  (header(asked, 'cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The address that was printed: the one request that needs no cookie. */
export const isStart = ({ method, path, query }: Asked): boolean =>
  method === 'GET' && path === '/' && query.has('token');

const openAnew = 'Open the address that waxseal serve printed when it started.';

/** Whether a page of ours sends it, as browsers say it and pages cannot. With `no-referrer` a form's origin is `null`. */
const isOurs = (asked: Asked): boolean => {
  const site = header(asked, 'sec-fetch-site');
  const origin = header(asked, 'origin');
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === `http://${header(asked, 'host')}` || (origin === 'null' && site === 'same-origin');
};

/** Why a request is not served; nothing for one that is. What a form carries is checked with its fields. */
export const refusalOf = (asked: Asked, { token, session }: Secrets, port: number): Refusal | undefined => {
  const host = header(asked, 'host') ?? '';
  if (!loopback.test(host)) return refusal('The address names another host than this machine.', openAnew);
  if (!['GET', 'POST'].includes(asked.method))
    return { status: 405, says: `${asked.method} is not understood here.`, todo: openAnew };
  if (isStart(asked))
    return isSame(asked.query.get('token') ?? '', token)
      ? undefined
      : refusal('The token in the address is not the one of this process.', openAnew);
  if (!isSame(cookieOf(asked, cookieName(port)) ?? '', session))
    return refusal('This browser has not begun with the address that was printed.', openAnew);
  const site = header(asked, 'sec-fetch-site');
  const isRead = asked.method === 'GET' && (site === undefined || site === 'none' || site === 'same-origin');
  if (!isRead && !(asked.method === 'POST' && isOurs(asked)))
    return refusal('Another page asks for this, not this one.', openAnew);
  return undefined;
};
