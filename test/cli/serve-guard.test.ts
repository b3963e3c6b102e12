import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type Asked, cookieName, isStart, newSecrets, refusalOf } from '../../src/cli/serve/guard.ts';
import { serve, type Serving } from '../../src/cli/serve/server.ts';

/** Who may ask, each header by itself; and what a connection that never ends its request may hold. */

const port = 40_177;
const secrets = newSecrets();
const own = { host: `127.0.0.1:${port}`, cookie: `${cookieName(port)}=${secrets.session}` };
const refusedFor = (
  { headers = {}, query = '', ...asked }: Partial<Omit<Asked, 'query'>> & { query?: string } = {},
  allSent = true,
): string | undefined =>
  refusalOf(
    {
      method: 'GET',
      path: '/',
      query: new URLSearchParams(query),
      ...asked,
      headers: { ...(allSent && own), ...headers },
    },
    secrets,
    port,
  )?.says;

const host = 'The address names another host than this machine.';
const cookie = 'This browser has not begun with the address that was printed.';
const token = 'The token in the address is not the one of this process.';
const page = 'Another page asks for this, not this one.';
const sent = (headers: Asked['headers']) => refusedFor({ method: 'POST', path: '/answer', headers });
const origin = `http://${own.host}`;

describe('a read', () => {
  test('of who has the cookie is served, typed or from our own page', () => {
    expect(refusedFor()).toBeUndefined();
    expect(refusedFor({ headers: { 'sec-fetch-site': 'none' } })).toBeUndefined();
    expect(refusedFor({ headers: { 'sec-fetch-site': 'same-origin' } })).toBeUndefined();
    expect(refusedFor({ headers: { cookie: `other=1; ${own.cookie}; more=2` } })).toBeUndefined();
  });

  test.each<[string, Asked['headers'], string]>([
    ['no name', { host: undefined }, host],
    ['two names', { host: [own.host, 'evil.example'] }, host],
    ['a name that ends like ours', { host: 'evil-127.0.0.1' }, host],
    ['a name that begins like ours', { host: 'localhost.evil.example' }, host],
    ['a user before ours', { host: '127.0.0.1@evil.example' }, host],
    ['any address', { host: '0.0.0.0' }, host],
    ['another loopback address', { host: '127.0.0.2' }, host],
    ['a name with another dot', { host: '127x0x0x1' }, host],
    ['the cookie of another port', { cookie: `${cookieName(1)}=${secrets.session}` }, cookie],
    ['a cookie whose name ends like ours', { cookie: `x${own.cookie}` }, cookie],
    ['the token as cookie', { cookie: `${cookieName(port)}=${secrets.token}` }, cookie],
    ['the proof as cookie', { cookie: `${cookieName(port)}=${secrets.proof}` }, cookie],
    ['part of the cookie', { cookie: own.cookie.slice(0, -1) }, cookie],
    ['more than the cookie', { cookie: `${own.cookie}x` }, cookie],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, page],
    ['a page of another port', { 'sec-fetch-site': 'same-site' }, page],
    ['a site that no browser says', { 'sec-fetch-site': '' }, page],
  ])('with %s is not', (_, headers, says) => {
    expect(refusedFor({ headers })).toBe(says);
  });
});

describe('the token', () => {
  const start = (query: string, more: Partial<Omit<Asked, 'query'>> = {}) =>
    refusedFor({ query, headers: { host: own.host }, ...more }, false);
  test('begins, without a cookie, from anywhere that somebody clicks', () => {
    expect(start(`token=${secrets.token}`)).toBeUndefined();
    expect(
      start(`token=${secrets.token}`, { headers: { host: own.host, 'sec-fetch-site': 'cross-site' } }),
    ).toBeUndefined();
  });

  test.each(['', 'x', secrets.session, secrets.proof, `${secrets.token}x`])('%s is another', (given) => {
    expect(start(`token=${given}`)).toBe(token);
  });

  test('does nothing by another name, at another page or in a form', () => {
    const query = `token=${secrets.token}`;
    expect(start(query, { headers: { host: 'evil.example' } })).toBe(host);
    expect(start(query, { path: '/report.csv' })).toBe(cookie);
    expect(start(query, { method: 'POST' })).toBe(cookie);
    expect(isStart({ method: 'GET', path: '/', query: new URLSearchParams(), headers: {} })).toBe(false);
  });

  test('cookie and proof are three secrets, of each process', () => {
    const all = [...Object.values(secrets), ...Object.values(newSecrets())];
    expect(new Set(all).size).toBe(6);
    for (const one of all) expect(one).toMatch(/^[\w-]{43}$/);
  });
});

describe('a form', () => {
  test('of our page is taken', () => {
    expect(sent({ origin, 'sec-fetch-site': 'same-origin' })).toBeUndefined();
    expect(sent({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBeUndefined();
    expect(sent({ origin })).toBeUndefined();
  });

  test.each<[string, Asked['headers']]>([
    ['no origin', { 'sec-fetch-site': 'same-origin' }],
    ['no origin and no site', {}],
    ['the origin of nobody', { origin: 'null' }],
    ['another origin', { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['our name at another port', { origin: 'http://127.0.0.1:1' }],
    ['another name of this machine', { origin: `http://localhost:${port}` }],
    ['an origin that begins like ours', { origin: `${origin}1` }],
    ['a typed address', { origin, 'sec-fetch-site': 'none' }],
    ['another port, as browsers say it', { origin, 'sec-fetch-site': 'same-site' }],
    ['another site', { origin, 'sec-fetch-site': 'cross-site' }],
  ])('with %s is not', (_, headers) => {
    expect(sent(headers)).toBe(page);
  });

  test('without the cookie is not', () => {
    expect(sent({ cookie: undefined, origin, 'sec-fetch-site': 'same-origin' })).toBe(cookie);
  });
});

test.each(['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'get'])('%s is not understood', (method) => {
  expect(refusedFor({ method })).toBe(`${method} is not understood here.`);
});

describe('a connection', () => {
  const answering = (): Promise<Serving> =>
    serve(
      '127.0.0.1',
      0,
      () => ({ refuse: () => undefined, answer: async () => ({ status: 200, body: 'served' }) }),
      { requestTimeout: 300, headersTimeout: 200, connectionsCheckingInterval: 50 },
    );
  const heardOf = async (socket: Socket, said: string): Promise<string> => {
    let heard = '';
    socket.on('data', (piece: Buffer) => {
      heard += piece.toString();
    });
    socket.on('error', () => undefined);
    socket.write(said);
    await new Promise((resolve) => {
      socket.once('close', resolve);
    });
    return heard;
  };
  const form = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n';

  test.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: x\r\n'],
    ['form', `${form}Content-Length: 100\r\n\r\na=`],
  ])('whose %s never end is ended', async (_, said) => {
    const serving = await answering();
    const heard = await heardOf(connect(serving.port, '127.0.0.1'), said);
    expect(heard).not.toContain('served');
    await serving.close(Promise.resolve());
  });

  test('with more than any form is ended, and others are served', async () => {
    const serving = await answering();
    const length = 'Content-Length: 1000000000\r\n\r\n';
    const heard = await heardOf(connect(serving.port, '127.0.0.1'), `${form}${length}${'x'.repeat(100_000)}`);
    expect(heard).not.toContain('served');
    expect(await (await fetch(`http://127.0.0.1:${serving.port}/`)).text()).toBe('served');
    await serving.close(Promise.resolve());
  });

  test('that says nothing does not keep it from ending', async () => {
    const serving = await answering();
    const socket = connect(serving.port, '127.0.0.1');
    const closed = heardOf(socket, 'GET / HT');
    await new Promise((resolve) => {
      socket.once('ready', resolve);
    });
    await serving.close(Promise.resolve());
    expect(await closed).not.toContain('served');
  });
});
