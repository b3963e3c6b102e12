import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { beforeAll, describe, expect, test } from 'vitest';
import { follow, hstsOf, type Chain } from '../../src/probe/redirects.ts';
import { certified, type Certified } from '../kit/probe/certificates.ts';
import { frugal, listening, quick } from '../kit/probe/servers.ts';

let own: Certified;
beforeAll(async () => {
  own = await certified();
});

type Pages = Readonly<Record<string, { readonly to?: string }>>;

const serving = (pages: Pages) =>
  createHttp((wanted, answer) => {
    const { to } = pages[wanted.url ?? ''] ?? {};
    answer.writeHead(to === undefined ? 200 : 302, to === undefined ? {} : { location: to });
    answer.end();
  });
const from = (url: string, inside = true): Promise<Chain> =>
  follow(new URL(url), {
    inside,
    times: quick,
    lookup: async (host) => (host === 'metadata.example' ? ['169.254.169.254'] : ['127.0.0.1']),
  });

test('from HTTP to HTTPS, with HSTS at the end', async () => {
  const secure = createHttps(frugal(own), (_asked, answer) => {
    answer.writeHead(200, { 'strict-transport-security': 'max-age=31536000; includeSubDomains; preload' });
    answer.end();
  });
  const to = `https://localhost:${await listening(secure)}/in?token=secret#part`;
  const port = await listening(serving({ '/': { to } }));
  const chain = await from(`http://localhost:${port}/`);
  expect(chain.hops.map(({ status }) => status)).toEqual([302, 200]);
  expect(chain.problems).toEqual([]);
  expect(chain.hsts).toEqual({ maxAge: 31_536_000, includeSubDomains: true, preload: true });
  // What may be secret in an address is shown to nobody.
  expect(JSON.stringify(chain)).not.toContain('secret');
});

test('from HTTPS back to HTTP', async () => {
  const port = await listening(serving({}));
  const secure = createHttps(frugal(own), (_asked, answer) => {
    answer.writeHead(302, { location: `http://localhost:${port}/` });
    answer.end();
  });
  const { problems } = await from(`https://localhost:${await listening(secure)}/`);
  expect(problems).toEqual([
    expect.stringContaining('back to HTTP'),
    expect.stringContaining('ends in plaintext'),
  ]);
});

test('an answer that proves nothing is no end in plaintext', async () => {
  const port = await listening(
    createHttp((_asked, answer) => {
      answer.writeHead(503);
      answer.end();
    }),
  );
  const { problems, notes } = await from(`http://localhost:${port}/`);
  expect([problems, notes]).toEqual([[], [expect.stringContaining('503')]]);
});

test('in a circle, and without end', async () => {
  const turning = await listening(serving({ '/': { to: '/a' }, '/a': { to: '/' } }));
  expect((await from(`http://localhost:${turning}/`)).problems).toEqual([expect.stringContaining('circle')]);
  const steps = Object.fromEntries(Array.from({ length: 9 }, (_, nth) => [`/${nth}`, { to: `/${nth + 1}` }]));
  const long = await listening(serving({ '/': { to: '/0' }, ...steps }));
  const chain = await from(`http://localhost:${long}/`);
  expect(chain.hops).toHaveLength(5);
  expect(chain.problems).toEqual([expect.stringContaining('5 hops')]);
});

describe('no answer from outside leads inside', () => {
  test.each([
    ['metadata by its address', 'http://169.254.169.254/latest/meta-data/'],
    ['metadata as a number', 'http://2852039166/latest/meta-data/'],
    ['metadata by a name', 'http://metadata.example/'],
    ['a private address', 'http://10.0.0.1/'],
    ['this machine by another name', 'http://other.example:8080/'],
    ['a shell', 'http://localhost:22/'],
  ])('%s', async (_says, to) => {
    const port = await listening(serving({ '/': { to } }));
    const { hops } = await from(`http://localhost:${port}/`);
    expect(hops).toHaveLength(2);
    expect(hops[1]?.says).toMatch(/^Not probed|never probed/);
    expect(hops[1]).not.toHaveProperty('status');
  });
  test('nor does anything else than HTTP', async () => {
    const port = await listening(serving({ '/': { to: 'file:///etc/passwd' } }));
    expect((await from(`http://localhost:${port}/`)).problems).toEqual([expect.stringContaining('file:')]);
  });
  test('nor the first page, where nobody allowed it', async () => {
    const port = await listening(serving({}));
    const { hops } = await from(`http://localhost:${port}/`, false);
    expect(hops[0]?.says).toContain('private');
  });
});

test.each([
  [
    'max-age=63072000; includeSubDomains; preload',
    { maxAge: 63_072_000, includeSubDomains: true, preload: true },
  ],
  ['MAX-AGE="300"', { maxAge: 300, includeSubDomains: false, preload: false }],
  ['includeSubDomains', undefined],
  ['max-age=soon', undefined],
  [undefined, undefined],
])('HSTS %s', (header, expected) => {
  expect(hstsOf(header)).toEqual(expected);
});
