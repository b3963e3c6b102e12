import { isIP } from 'node:net';
import { dial, type Place } from './dial.ts';
import { addressesOf, type Allowing, type Lookup } from './guard.ts';
import { secured } from './handshake.ts';
import { get, http, saysNothing, type HttpHead } from './protocols/http.ts';
import { talkOver } from './talk.ts';
import type { Times } from './times.ts';
import { Unreached } from './unreached.ts';

/** Where a browser is sent on to, hop by hop. */

interface Hop {
  /** Without what may be secret in it: query, fragment, user. */
  readonly url: string;
  readonly status?: number;
  /** Why it was not asked, or not understood. */
  readonly says?: string;
}

/** What a browser is told to remember: only TLS for this name. Told over plaintext it counts for nothing. */
export interface Hsts {
  /** Seconds. */
  readonly maxAge: number;
  readonly includeSubDomains: boolean;
  readonly preload: boolean;
}

export interface Chain {
  readonly hops: readonly Hop[];
  /** Of the last hop, if that was over TLS. */
  readonly hsts?: Hsts;
  readonly problems: readonly string[];
  /** Worth knowing; no client is worse off now. */
  readonly notes: readonly string[];
}

export interface Following extends Allowing {
  readonly lookup: Lookup;
  readonly times: Times;
}

const most = 5;
const year = 31_536_000;

export const hstsOf = (header: string | undefined): Hsts | undefined => {
  if (header === undefined) return undefined;
  const words = header.split(';').map((word) => word.trim().toLowerCase());
  const age = words
    .map((word) => /^max-age\s*=\s*"?(\d+)"?$/.exec(word)?.[1])
    .find((found) => found !== undefined);
  if (age === undefined) return undefined;
  return {
    maxAge: Number(age),
    includeSubDomains: words.includes('includesubdomains'),
    preload: words.includes('preload'),
  };
};

const shown = (url: URL): string => `${url.protocol}//${url.host}${url.pathname}`;
const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const ask = async (url: URL, place: Place): Promise<HttpHead | string> => {
  const met =
    url.protocol === 'https:'
      ? await secured(place, http, true, { alpn: ['http/1.1'] })
      : { socket: await dial(place) };
  if ('is' in met) return met.says;
  const talk = talkOver(met.socket, place.times.answer);
  try {
    const head = await get(talk, {
      host: hostOf(url),
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
    });
    if ('status' in head) return head;
    return head.is === 'hung-up' ? 'The connection is closed without an answer.' : head.says;
  } finally {
    talk.end();
  }
};

/**
 * Follows redirects from one page. Each hop is evaluated by the guard like the first; private addresses only under the name
 * that was asked for: no answer from outside leads inside.
 */
export const follow = async (from: URL, { inside, lookup, times }: Following): Promise<Chain> => {
  const hops: Hop[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  let url = from;
  for (;;) {
    if (seen.has(url.href))
      return { hops, problems: [...problems, `It turns in a circle at ${shown(url)}.`], notes: [] };
    if (hops.length === most)
      return { hops, problems: [...problems, `It does not end within ${most} hops.`], notes: [] };
    seen.add(url.href);
    const [name, port] = [hostOf(url), portOf(url)];
    let head: HttpHead | string;
    try {
      const within = inside && name === hostOf(from);
      const [address = name] = await addressesOf(name, port, { inside: within, lookup, wait: times.dns });
      head = await ask(url, { address, port, name, times });
    } catch (error) {
      if (!(error instanceof Unreached)) throw error;
      head = error.message;
    }
    if (typeof head === 'string') {
      hops.push({ url: shown(url), says: head });
      return { hops, problems, notes: [] };
    }
    hops.push({ url: shown(url), status: head.status });
    const to = head.status >= 300 && head.status < 400 ? head.headers.get('location') : undefined;
    const next = to === undefined ? undefined : URL.parse(to, url.href);
    if (!next) return ended(url, head, hops, problems);
    if (next.protocol !== 'https:' && next.protocol !== 'http:')
      return {
        hops,
        problems: [...problems, `It is sent on to ${next.protocol} at ${shown(url)}.`],
        notes: [],
      };
    if (url.protocol === 'https:' && next.protocol === 'http:')
      problems.push(`It is sent from HTTPS back to HTTP at ${shown(url)}.`);
    url = next;
  }
};

const ended = (
  url: URL,
  { headers, status }: HttpHead,
  hops: readonly Hop[],
  problems: readonly string[],
): Chain => {
  if (url.protocol !== 'https:' && saysNothing(status))
    return {
      hops,
      problems,
      notes: [`Whether it ends in plaintext is not known: ${status} may come from something in between.`],
    };
  if (url.protocol !== 'https:')
    return { hops, problems: [...problems, `It ends in plaintext at ${shown(url)}.`], notes: [] };
  const hsts = hstsOf(headers.get('strict-transport-security'));
  // Browsers remember names only.
  if (isIP(hostOf(url)) !== 0) return { hops, problems, notes: [], ...(hsts && { hsts }) };
  if (!hsts) return { hops, problems, notes: ['There is no HSTS: the next visit may begin in plaintext.'] };
  const notes = hsts.maxAge < year ? [`HSTS lasts ${hsts.maxAge} s, less than a year.`] : [];
  return { hops, hsts, problems, notes };
};
