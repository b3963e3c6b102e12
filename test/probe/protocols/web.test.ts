import { once } from 'node:events';
import { createServer as createHttp2Plain, createSecureServer } from 'node:http2';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { certified, type Certified } from '../../kit/probe/certificates.ts';
import {
  atEnd,
  frugal,
  listening,
  plainServer,
  probed,
  quick,
  tlsServer,
  versionsOf,
} from '../../kit/probe/servers.ts';

let own: Certified;
beforeAll(async () => {
  own = await certified();
});

const answers =
  (status: number, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_asked, answer) => {
    answer.writeHead(status, headers);
    answer.end('hello');
  };

describe('HTTP without TLS', () => {
  test.each([
    ['a page', 200, {}, 'accepted'],
    ['a page for which somebody must sign in', 401, {}, 'accepted'],
    ['a page that is not there', 404, {}, 'accepted'],
    ['a refusal, which may come from a firewall', 403, {}, 'unknown'],
    ['too many requests, which may come from a firewall', 429, {}, 'unknown'],
    ['a fault, which may come from a proxy', 503, {}, 'unknown'],
    ['a fault of a proxy', 502, {}, 'unknown'],
    ['a redirect to HTTPS', 301, { location: 'https://localhost/' }, 'refused'],
    ['a redirect that keeps the method', 308, { location: 'HTTPS://localhost/' }, 'refused'],
    ['a redirect within HTTP', 302, { location: '/login' }, 'accepted'],
    ['a redirect without an aim', 302, {}, 'accepted'],
    ['a demand for an upgrade', 426, {}, 'refused'],
    ['a bad request, where TLS is not spoken', 400, {}, 'unknown'],
  ])('%s', async (_says, status, headers, is) => {
    const port = await listening(createHttp(answers(status, headers)));
    const seen = await probed('http', port, { times: { ...quick, answer: 300 } });
    expect(seen.plaintext).toMatchObject({ is });
    expect(seen.tls.is).toBe('not-spoken');
  });

  test.each([
    ['a redirect to HTTPS', 'HTTP/1.1 301 Moved\nLocation: https://localhost/\n\n', 'refused'],
    ['a page', 'HTTP/1.0 200 OK\n\nhello', 'accepted'],
  ])('%s, by a server that ends lines with a line feed alone', async (_says, says, is) => {
    const port = await plainServer((socket) => socket.once('data', () => socket.write(says)));
    expect((await probed('http', port)).plaintext).toMatchObject({ is });
  });

  test('what is no HTTP proves nothing', async () => {
    const port = await plainServer((socket) =>
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n')),
    );
    const { plaintext } = await probed('http', port);
    expect(plaintext).toMatchObject({ is: 'unknown', says: expect.stringContaining('not HTTP') });
  });
});

describe('HTTPS', () => {
  test('refuses plaintext, and shows how it speaks', async () => {
    const server = createHttps(
      frugal(own),
      answers(200, { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
    );
    const seen = await probed('http', await listening(server), { ca: [own.cert] });
    expect(seen.plaintext.is).toBe('refused');
    expect(versionsOf(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
    expect(seen.tls).toMatchObject({ version: 'TLSv1.3', alpn: 'http/1.1', begun: 'first', problems: [] });
    expect(seen.http).toMatchObject({ problems: [], hsts: { maxAge: 63_072_000, includeSubDomains: true } });
  });

  test('a bad request in plaintext, where TLS is spoken, is how balancers refuse it', async () => {
    const web = createHttps(frugal(own), answers(200));
    const secure = await listening(web);
    // As an ALB does: it looks at the first byte.
    const ended: Promise<unknown>[] = [];
    const port = await plainServer((socket) => {
      ended.push(once(socket, 'close'));
      socket.once('data', (first: Buffer) => {
        if (first[0] !== 0x16) {
          socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
          return;
        }
        socket.pause();
        socket.unshift(first);
        web.emit('connection', socket);
      });
    });
    expect(secure).toBeGreaterThan(0);
    const seen = await probed('http', port);
    expect(seen.plaintext).toMatchObject({ is: 'refused', says: expect.stringContaining('400') });
    expect(seen.tls.is).toBe('spoken');
    // Also those over TLS that were only opened to compare with: a server has few places.
    await Promise.all(ended);
  });
});

describe('HTTP/2', () => {
  test('over TLS it is agreed on, and plaintext is refused', async () => {
    const server = createSecureServer(frugal(own));
    const seen = await probed('grpc', await listening(server));
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls).toMatchObject({ alpn: 'h2' });
  });

  test('without TLS its preface is answered', async () => {
    const server = createHttp2Plain();
    server.on('session', (session) => {
      session.on('error', () => undefined);
      atEnd(() => session.destroy());
    });
    const seen = await probed('grpc', await listening(server));
    expect(seen.plaintext).toMatchObject({ is: 'accepted', says: expect.stringContaining('SETTINGS') });
  });

  test('a server of HTTP/1.1 alone proves nothing about it', async () => {
    const seen = await probed('grpc', await listening(createHttp(answers(200))));
    expect(seen.plaintext.is).toBe('unknown');
  });
});

describe('WebSocket', () => {
  test('ws:// is upgraded', async () => {
    const server = createHttp(answers(404));
    const sockets = new WebSocketServer({ server });
    atEnd(() => sockets.close());
    expect((await probed('websocket', await listening(server))).plaintext).toMatchObject({
      is: 'accepted',
      says: expect.stringContaining('101'),
    });
  });

  test('wss:// refuses plaintext', async () => {
    const server = createHttps(frugal(own), answers(404));
    const sockets = new WebSocketServer({ server });
    atEnd(() => sockets.close());
    const seen = await probed('websocket', await listening(server));
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls.is).toBe('spoken');
  });
});

describe('TLS around something unknown', () => {
  test('refuses plaintext with an alert or by hanging up', async () => {
    const port = await tlsServer(frugal(own), (socket) => socket.write('hello'));
    const seen = await probed('tls', port);
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls.is).toBe('spoken');
  });
  test('an answer in plaintext is accepted plaintext', async () => {
    const port = await plainServer((socket) => socket.once('data', () => socket.end('what?\r\n')));
    expect((await probed('tls', port)).plaintext.is).toBe('accepted');
  });
});
