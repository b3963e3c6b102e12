import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { contentPolicy } from '../../report/html/page.ts';
import { UsageError } from '../input/usage.ts';
import type { Asked } from './guard.ts';

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly type?: 'text/html' | 'text/plain' | 'text/csv' | 'application/json';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request with the fields of its form. */
export interface Sent extends Asked {
  readonly form: URLSearchParams;
}

export const addresses = ['127.0.0.1', '::1'] as const;
export type Address = (typeof addresses)[number];

/** More than any form of ours. */
const mostBytes = 32_768;

/** Milliseconds: a request that is never ended holds a connection no longer. */
const limits = { requestTimeout: 15_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 };

const always = {
  'content-security-policy': `${contentPolicy('self')}; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const plainly = (status: number, body: string): Answer => ({ status, type: 'text/plain', body: `${body}\n` });

/** `undefined`: it is no form, or longer than any of ours. */
const formOf = async (request: IncomingMessage): Promise<URLSearchParams | undefined> => {
  if (request.method !== 'POST') return new URLSearchParams();
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '')) return undefined;
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece)) return undefined;
    bytes += piece.length;
    if (bytes > mostBytes) return undefined;
    pieces.push(piece);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
};

export interface Site {
  /** Before anything of the body is read. */
  refuse(asked: Asked): Answer | undefined;
  answer(sent: Sent): Promise<Answer>;
}

const answerTo = async (request: IncomingMessage, site: Site): Promise<Answer> => {
  const { method = 'GET', url = '/', headers } = request;
  const address = URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : undefined;
  if (!address || !url.startsWith('/') || url.startsWith('//')) return plainly(400, 'This is no address.');
  const asked: Asked = { method, path: address.pathname, query: address.searchParams, headers };
  const refused = site.refuse(asked);
  if (refused) return refused;
  const form = await formOf(request);
  return form ? site.answer({ ...asked, form }) : plainly(400, 'This is no form of this page.');
};

const send = (
  response: ServerResponse,
  { status, type = 'text/html', body = '', headers = {} }: Answer,
): void => {
  response.writeHead(status, { ...always, 'content-type': `${type}; charset=utf-8`, ...headers });
  response.end(body);
};

export interface Serving {
  readonly port: number;
  /** Takes nothing new, and ends when `ended` has and what it came to is sent. */
  close(ended: Promise<void>): Promise<void>;
}

/** For a last page to be sent. */
const grace = 1_000;

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Listens on this machine's own address, which no other machine reaches. Throws `UsageError` where it cannot. */
export const serve = async (
  host: Address,
  port: number,
  siteAt: (port: number) => Site,
  within: typeof limits = limits,
): Promise<Serving> => {
  let site: Site | undefined;
  const server = createServer(within, (request, response) => {
    const asking = site ? answerTo(request, site) : Promise.resolve(plainly(503, 'Not yet.'));
    asking
      .catch((error: unknown) => plainly(500, error instanceof Error ? error.message : 'It failed.'))
      .then(
        (answer) => send(response, answer),
        () => response.destroy(),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, resolve);
  }).catch((cause: unknown) => {
    const why = codeOf(cause);
    const says =
      why === 'EADDRINUSE'
        ? `Port ${port} of ${host} is in use.`
        : why === 'EACCES'
          ? `Port ${port} of ${host} may not be used by you.`
          : `Port ${port} of ${host} cannot be listened on.`;
    throw new UsageError('port-unusable', says, 'Give --port another one, or leave it away.', { cause });
  });
  const bound = server.address();
  const own = bound !== null && typeof bound === 'object' ? bound.port : port;
  site = siteAt(own);
  return {
    port: own,
    close: async (ended) => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      await ended;
      await Promise.race([closed, setTimeout(grace, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
};
