import { Server, Socket } from 'node:net';
import { createServer as createMysql } from 'mysql2';
import { beforeAll, describe, expect, test } from 'vitest';
import { probing } from '../../../src/probe/places.ts';
import { probePlaintext } from '../../../src/probe/probe-plaintext.ts';
import { inPackets } from '../../../src/probe/protocols/sqlserver.ts';
import { certified, type Certified } from '../../kit/probe/certificates.ts';
import {
  frugal,
  listening,
  plainServer,
  probed,
  tlsServer,
  upgraded,
  versionsOf,
  type Speaks,
} from '../../kit/probe/servers.ts';

let own: Certified;
beforeAll(async () => {
  own = await certified();
});

const pause = (socket: Socket): void => {
  socket.on('data', () => undefined);
};

/** Sends one answer to whatever comes first. */
const saying =
  (answer: Uint8Array | string): Speaks =>
  (socket) => {
    socket.once('data', () => socket.write(answer));
    pause(socket);
  };

describe.each([
  ['redis', '+PONG\r\n', 'answers'],
  ['redis', '-NOAUTH Authentication required.\r\n', 'asks for a password'],
  ['redis', '-DENIED Redis is running in protected mode\r\n', 'is in protected mode'],
  // The head of an OP_MSG that answers our request 1, and its empty body.
  [
    'mongodb',
    Buffer.from('1a0000002a00000001000000dd070000000000000005000000 00'.replaceAll(' ', ''), 'hex'),
    'answers',
  ],
  [
    'kafka',
    Buffer.concat([Buffer.from('0000000a77617873', 'hex'), Buffer.from('000000000000', 'hex')]),
    'answers',
  ],
  // A method frame on channel 0 with Connection.Start (10, 10).
  ['amqp', Buffer.from('01000000000010000a000a0009000000000000000000000000', 'hex'), 'opens a connection'],
  ['amqp', Buffer.from('414d515003010000', 'hex'), 'speaks AMQP 1.0 with SASL'],
] as const)('%s', (protocol, answer, says) => {
  test(`that ${says} in plaintext accepts it`, async () => {
    const seen = await probed(protocol, await plainServer(saying(answer)));
    expect(seen.plaintext.is).toBe('accepted');
    expect(seen.tls.is).not.toBe('spoken');
  });
  test(`that ${says} within TLS refuses plaintext`, async () => {
    const seen = await probed(protocol, await tlsServer(frugal(own), saying(answer)));
    expect(seen.plaintext.is).toBe('refused');
    expect(versionsOf(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
  });
  test('something else on the port proves nothing', async () => {
    const { plaintext } = await probed(protocol, await plainServer(saying('220 mail.example.com ESMTP\r\n')));
    expect(plaintext.is).toBe('unknown');
  });
});

describe('SQL Server', () => {
  /** A PRELOGIN answer: a table of version and encryption, and their values. */
  const preLogin = (encryption: number): Buffer =>
    Buffer.from([
      4,
      1,
      0,
      26,
      0,
      0,
      1,
      0,
      0,
      0,
      11,
      0,
      6,
      1,
      0,
      17,
      0,
      1,
      0xff,
      16,
      0,
      0,
      0,
      0,
      0,
      encryption,
    ]);
  const answering =
    (answer: (asked: number) => number): Speaks =>
    (socket) => {
      socket.once('data', (first: Buffer) => {
        const asked = first[first.length - 1] ?? 0;
        socket.write(preLogin(answer(asked)));
        if (asked !== 1 || answer(asked) === 2) return pause(socket);
        socket.pause();
        const secure = inPackets(socket);
        // Its own end of the same wrapping.
        upgraded(secure, frugal(own), pause);
      });
    };
  test.each([
    ['off', () => 2, 'accepted', 'not-spoken'],
    ['optional', (asked: number) => (asked === 2 ? 2 : 1), 'accepted', 'spoken'],
    ['required', (asked: number) => (asked === 2 ? 3 : 1), 'refused', 'spoken'],
  ] as const)('encryption %s', async (_says, answer, plaintext, tls) => {
    const seen = await probed('sqlserver', await plainServer(answering(answer)));
    expect([seen.plaintext.is, seen.tls.is]).toEqual([plaintext, tls]);
    if (seen.tls.is === 'spoken') expect(seen.tls).toMatchObject({ begun: 'within' });
  });
  test('strict encryption (TDS 8) is TLS from the first byte', async () => {
    const port = await tlsServer({ ...frugal(own), ALPNProtocols: ['tds/8.0'] }, pause);
    const seen = await probed('sqlserver', port);
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls).toMatchObject({ is: 'spoken', begun: 'first', alpn: 'tds/8.0' });
  });
});

describe('MySQL', () => {
  const clientSsl = 0x0800;
  /** mysql2's own server, which speaks as an old MySQL does. */
  const mysql = async (
    flags: number,
    refuses?: { readonly code: number; readonly message: string },
  ): Promise<number> => {
    const server = createMysql((connection) => {
      connection.on('error', () => undefined);
      connection.serverHandshake({
        protocolVersion: 10,
        serverVersion: '8.0.40',
        connectionId: 1,
        statusFlags: 2,
        characterSet: 33,
        capabilityFlags: 0x0008_a203 | flags,
        authCallback: (_asked: unknown, done: (error: unknown, refusal?: unknown) => void) =>
          done(null, refuses),
      });
    });
    // Its own server is a server of Node with one listener; the types do not know.
    const inner: unknown = Reflect.get(server, '_server');
    if (!(inner instanceof Server)) throw new Error("mysql2's server is made in another way now");
    return listening(inner);
  };

  test('a greeting without TLS accepts plaintext', async () => {
    const seen = await probed('mysql', await mysql(0));
    expect(seen.plaintext).toMatchObject({ is: 'accepted', says: expect.stringContaining('no TLS') });
    expect(seen.tls.is).toBe('not-spoken');
  });
  test('a greeting without TLS counts, though the server greets nobody afterwards', async () => {
    const greets = await mysql(0);
    let met = 0;
    const port = await plainServer((socket) => {
      met += 1;
      // The first two look for TLS.
      if (met > 3) socket.end();
      else socket.pipe(new Socket().connect(greets, '127.0.0.1')).pipe(socket);
    });
    expect((await probed('mysql', port)).plaintext).toMatchObject({ is: 'accepted' });
  });
  test('a greeting with TLS says nothing of whether it is required', async () => {
    const { plaintext } = await probed('mysql', await mysql(clientSsl));
    expect(plaintext).toMatchObject({ is: 'unknown', says: expect.stringContaining('--login') });
  });
  test.each([
    ['3159: it is required', 3159, 'refused'],
    ['1045: MySQL looks at the password first', 1045, 'unknown'],
  ])('a login that ends with %s', async (_says, code, is) => {
    const port = await mysql(clientSsl, { code, message: 'no' });
    expect((await probed('mysql', port, { login: true })).plaintext).toMatchObject({
      is,
      says: expect.stringContaining(String(code)),
    });
  });
  test('a login without a password that is let in', async () => {
    expect((await probed('mysql', await mysql(clientSsl), { login: true })).plaintext.is).toBe('accepted');
  });
  test('TLS begins after the greeting', async () => {
    const greeting = Buffer.concat([
      Buffer.from([10]),
      Buffer.from('8.0.40\0'),
      Buffer.from('01000000', 'hex'),
      Buffer.alloc(8, 1),
      Buffer.from([0, 0x00, 0xaa, 33, 2, 0, 0x0f, 0x80, 21]),
      Buffer.alloc(10),
      Buffer.from('123456789012\0mysql_native_password\0'),
    ]);
    let met = 0;
    const port = await plainServer((socket) => {
      met += 1;
      socket.write(Buffer.concat([Buffer.from([greeting.length, 0, 0, 0]), greeting]));
      socket.once('data', (asked: Buffer) => {
        // An SSLRequest has 32 bytes, and TLS follows, often at once.
        if (asked.length < 36) return;
        socket.pause();
        socket.unshift(asked.subarray(36));
        upgraded(socket, frugal(own), pause);
      });
    });
    const little = await probed('mysql', port);
    expect(little.tls).toMatchObject({ is: 'spoken', version: 'TLSv1.3' });
    // A hundred of them in a row, and the server shuts this address out.
    expect(met).toBe(2);
    met = 0;
    const after = await probePlaintext(
      { host: '127.0.0.1', port, protocol: 'mysql' },
      { ...probing, inside: true, now: new Date() },
    );
    expect([after.is, met]).toEqual(['unknown', 1]);
    const seen = await probed('mysql', port, { login: true });
    expect(met).toBeGreaterThan(10);
    expect(seen.tls).toMatchObject({
      is: 'spoken',
      begun: 'within',
      problems: [expect.objectContaining({ check: 'chain' })],
    });
    expect(versionsOf(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
  });
  test('a host that is blocked', async () => {
    const port = await plainServer((socket) => {
      const error = Buffer.concat([Buffer.from([0xff, 0x69, 0x04]), Buffer.from('Host is blocked')]);
      socket.end(Buffer.concat([Buffer.from([error.length, 0, 0, 0]), error]));
    });
    expect((await probed('mysql', port)).plaintext).toMatchObject({
      is: 'unknown',
      says: expect.stringContaining('1129'),
    });
  });
});
