import { createServer as createTls, type TlsOptions } from 'node:tls';
import { Socket } from 'node:net';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { together } from '../../src/probe/plaintext.ts';
import type { Probed } from '../../src/probe/probe.ts';
import { certified, type Certified } from '../kit/probe/certificates.ts';
import {
  listening,
  plainServer,
  probed,
  quick,
  tlsServer,
  versionsOf,
  type Speaks,
} from '../kit/probe/servers.ts';

/** What a server may do on the way, and what it may be taken for. */

let own: Certified;
let rsa: Certified;
beforeAll(async () => {
  own = await certified();
  rsa = await certified({ key: 'RSA 2048' });
});

const drain: Speaks = (socket) => {
  socket.on('data', () => undefined);
};
const fast = { times: { ...quick, answer: 250 } };

describe('what proves nothing is not known', () => {
  test('nothing listens', async () => {
    const port = await plainServer(drain);
    const { plaintext, tls, addresses } = await probed('redis', port, { lookup: async () => ['127.0.0.2'] });
    expect([plaintext.is, tls.is, addresses[0]?.unreached]).toEqual(['unknown', 'unknown', 'closed']);
  });
  test('no answer to the first packet: a firewall drops it', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect').mockReturnThis();
    const { plaintext, tls, addresses } = await probed('redis', 6379, { times: { ...quick, connect: 50 } });
    connect.mockRestore();
    expect([plaintext.is, tls.is, addresses[0]?.unreached]).toEqual(['unknown', 'unknown', 'timeout']);
    expect(plaintext.says).toContain('did not answer');
  });
  test('connected, and then silent', async () => {
    const { plaintext, tls } = await probed('redis', await plainServer(drain), fast);
    expect([plaintext.is, tls.is]).toEqual(['unknown', 'unknown']);
  });
  test('hangs up on plaintext and on TLS alike', async () => {
    const port = await plainServer((socket) => socket.once('data', () => socket.destroy()));
    const { plaintext, tls } = await probed('redis', port, fast);
    expect(plaintext).toMatchObject({
      is: 'unknown',
      says: expect.stringContaining('TLS is not spoken there either'),
    });
    expect(tls.is).toBe('unknown');
  });
  test('resets every connection', async () => {
    const port = await plainServer((socket) => socket.resetAndDestroy());
    expect((await probed('postgresql', port, fast)).plaintext.is).toBe('unknown');
  });
  test('answers that differ', async () => {
    let nth = 0;
    const answers = [
      'HTTP/1.1 200 OK\r\n\r\n',
      'HTTP/1.1 301 Moved\r\nLocation: https://x/\r\n\r\n',
      'SSH-2.0\r\n\r\n',
    ];
    const port = await plainServer((socket) =>
      socket.once('data', (first: Buffer) =>
        socket.end(first[0] === 0x16 ? 'no' : (answers[nth++ % 3] ?? '')),
      ),
    );
    const { plaintext } = await probed('http', port, fast);
    expect(plaintext).toMatchObject({ is: 'unknown', says: expect.stringContaining('differ') });
  });
  test('one answer that was an accident does not decide', async () => {
    let nth = 0;
    const answers = ['HTTP/1.1 200 OK\r\n\r\n', 'HTTP/1.1 301 Moved\r\nLocation: https://x/\r\n\r\n'];
    const port = await plainServer((socket) =>
      socket.once('data', (first: Buffer) =>
        socket.end(first[0] === 0x16 ? 'no' : (answers[Math.min(nth++, 1)] ?? '')),
      ),
    );
    expect((await probed('http', port, fast)).plaintext.is).toBe('refused');
  });
});

describe('several addresses', () => {
  const seen = (is: 'accepted' | 'refused' | 'unknown', unreached?: 'closed' | 'timeout' | 'no-route') => ({
    address: '192.0.2.1',
    plaintext: { is, says: is },
    ...(unreached && { unreached }),
  });
  test.each([
    ['one that accepts is one too many', [seen('refused'), seen('accepted')], 'accepted'],
    ['one that is not known', [seen('refused'), seen('unknown')], 'unknown'],
    ['one behind a firewall', [seen('refused'), seen('unknown', 'timeout')], 'unknown'],
    ['clients pass over one where nothing listens', [seen('unknown', 'closed'), seen('refused')], 'refused'],
    ['and one without a route', [seen('unknown', 'no-route'), seen('refused')], 'refused'],
    ['but nothing listening anywhere proves nothing', [seen('unknown', 'closed')], 'unknown'],
    ['none at all', [], 'unknown'],
  ])('%s', (_says, all, is) => {
    expect(together(all).is).toBe(is);
  });
});

describe('versions and ciphers', () => {
  const tls = async (options: TlsOptions): Promise<number> => {
    const server = createTls({ key: rsa.key, cert: rsa.cert, ...options }, drain);
    server.on('tlsClientError', () => undefined);
    return listening(server);
  };
  const all = 'ALL:@SECLEVEL=0';
  test.each([
    ['TLSv1', 'TLSv1.3', ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']],
    ['TLSv1', 'TLSv1', ['TLSv1']],
    ['TLSv1.1', 'TLSv1.2', ['TLSv1.1', 'TLSv1.2']],
    ['TLSv1.2', 'TLSv1.2', ['TLSv1.2']],
    ['TLSv1.3', 'TLSv1.3', ['TLSv1.3']],
  ] as const)('%s to %s', async (minVersion, maxVersion, expected) => {
    const port = await tls({
      minVersion,
      maxVersion,
      ciphers: 'ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256:@SECLEVEL=0',
    });
    expect(versionsOf(await probed('tls', port))).toEqual(expected);
  });
  test('each suite that the server takes, and no other', async () => {
    const ciphers = 'AES128-SHA:DHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:NULL-SHA:@SECLEVEL=0';
    const { tls: seen } = await probed(
      'tls',
      await tls({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers, dhparam: 'auto' }),
    );
    if (seen.is !== 'spoken') throw new Error(seen.says);
    const found = seen.versions.find(({ is }) => is === 'accepted');
    expect(found?.ciphers.toSorted()).toEqual([
      'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_RSA_WITH_AES_128_CBC_SHA',
      'TLS_RSA_WITH_NULL_SHA',
    ]);
    expect(seen.grade).toMatchObject({ profile: 'none', s3: false });
  });
  test('a server that takes only what no client of today offers is seen all the same', async () => {
    const port = await tls({ minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'NULL-SHA:@SECLEVEL=0' });
    const seen = await probed('tls', port);
    expect(seen.tls).toMatchObject({ is: 'spoken', cipher: 'none' });
    expect(versionsOf(seen)).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2']);
  });
  test('RC4, export ciphers and SSL 3.0, which no TLS library of today speaks', async () => {
    const chosen: number[] = [];
    const port = await plainServer((socket) =>
      socket.once('data', (hello: Buffer) => {
        if (hello[0] !== 0x16) {
          socket.destroy();
          return;
        }
        const version = hello.readUInt16BE(9);
        const at = 44 + (hello[43] ?? 0);
        const offered = new Set(
          Array.from({ length: hello.readUInt16BE(at) / 2 }, (_, nth) =>
            hello.readUInt16BE(at + 2 + nth * 2),
          ),
        );
        const suite = version <= 0x0301 ? [0x0005, 0x0003].find((id) => offered.has(id)) : undefined;
        if (suite === undefined) {
          socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, version > 0x0301 ? 70 : 40]));
          return;
        }
        chosen.push(suite);
        const body = Buffer.concat([
          Buffer.from([version >> 8, version & 255]),
          Buffer.alloc(32),
          Buffer.from([0, 0, suite, 0]),
        ]);
        const message = Buffer.concat([Buffer.from([2, 0, 0, body.length]), body]);
        socket.write(Buffer.concat([Buffer.from([0x16, 3, version & 255, 0, message.length]), message]));
      }),
    );
    const seen = await probed('tls', port);
    expect(versionsOf(seen)).toEqual(['SSLv3', 'TLSv1']);
    if (seen.tls.is !== 'spoken') throw new Error(seen.tls.says);
    expect(seen.tls.versions.find(({ version }) => version === 'TLSv1')?.ciphers).toEqual([
      'TLS_RSA_WITH_RC4_128_SHA',
      'TLS_RSA_EXPORT_WITH_RC4_40_MD5',
    ]);
    expect(chosen.length).toBeGreaterThan(2);
  });
  test('a client certificate that is required', async () => {
    const port = await tls({
      requestCert: true,
      rejectUnauthorized: true,
      ca: [own.cert],
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256',
    });
    const seen = await probed('tls', port);
    // By then the server has shown all but that it would go on.
    expect(seen.tls).toMatchObject({
      is: 'spoken',
      version: 'TLSv1.2',
      cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      chain: [{ key: 'RSA 2048' }],
      problems: expect.arrayContaining([
        expect.objectContaining({
          check: 'chain',
          weighs: 'problem',
          says: expect.stringContaining('Whether the chain is trusted is not known'),
        }),
        expect.objectContaining({
          weighs: 'note',
          says: expect.stringContaining('certificate of the client'),
        }),
      ]),
    });
    expect(versionsOf(seen)).toEqual(['TLSv1.2']);
    expect(seen.plaintext.is).toBe('refused');
  });
  test('the name that clients use is what the server is told', async () => {
    const names: string[] = [];
    const port = await tls({
      ciphers: all,
      maxVersion: 'TLSv1.3',
      minVersion: 'TLSv1.3',
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    await probed('tls', port, { names: ['shop.example.com'] });
    expect(new Set(names)).toEqual(new Set(['shop.example.com']));
  });
});

describe('a server that wears out', () => {
  /** Lets so many connections through to a server of TLS 1.2 and 1.3, then ends each in its way, until somebody waits. */
  const limited = async (most: number, ends: (socket: Socket) => void, options: TlsOptions = {}) => {
    const behind = createTls(
      {
        key: rsa.key,
        cert: rsa.cert,
        minVersion: 'TLSv1.2',
        ciphers:
          'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA:TLS_AES_128_GCM_SHA256:@SECLEVEL=0',
        ...options,
      },
      drain,
    );
    behind.on('tlsClientError', () => undefined);
    let left = most;
    const port = await plainServer((socket) => {
      left -= 1;
      if (left < 0) ends(socket);
      else behind.emit('connection', socket);
    });
    return {
      port,
      rest: () => {
        left = most;
      },
    };
  };
  const passedOn = (socket: Socket, first: Buffer, port: number): void => {
    const to = new Socket().connect(port, '127.0.0.1');
    to.on('error', () => socket.destroy());
    to.write(first);
    socket.pipe(to).pipe(socket);
  };
  const tls13 = () => {
    const server = createTls(
      { key: rsa.key, cert: rsa.cert, minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' },
      drain,
    );
    server.on('tlsClientError', () => undefined);
    return listening(server);
  };
  const closes = (socket: Socket): void => {
    socket.once('data', () => socket.end());
  };
  const resets = (socket: Socket): void => {
    socket.resetAndDestroy();
  };
  const says = (seen: Probed, version: string) =>
    seen.tls.is === 'spoken' ? seen.tls.versions.find((one) => one.version === version) : undefined;

  test.each([
    ['closes', closes],
    ['resets', resets],
  ])('%s after so many connections: nothing more is known, and it is not good', async (_how, ends) => {
    for (const most of [4, 6, 8, 9, 10, 11]) {
      const { port } = await limited(most, ends);
      const pauses: number[] = [];
      const pause = async (milliseconds: number): Promise<void> => {
        pauses.push(milliseconds);
      };
      const seen = await probed('tls', port, { times: { ...quick, pause } });
      if (seen.tls.is !== 'spoken') throw new Error(seen.tls.says);
      expect(seen.tls.versions.filter(({ is }) => is === 'unknown')).not.toEqual([]);
      expect(says(seen, 'TLSv1.3')).toMatchObject({
        is: 'unknown',
        says: expect.stringContaining('hangs up'),
      });
      expect(seen.tls.grade).toMatchObject({ profile: 'none', s3: false });
      expect(pauses.length).toBeGreaterThan(0);
    }
  });
  test('after a pause it is asked again, and all is known', async () => {
    const { port, rest } = await limited(8, closes);
    const seen = await probed('tls', port, { times: { ...quick, pause: async () => rest() } });
    expect(versionsOf(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
    expect(says(seen, 'TLSv1.2')?.ciphers).toHaveLength(3);
    expect(says(seen, 'SSLv3')).toMatchObject({ is: 'refused' });
  });
  test('one that never says why it refuses is told from one that does not answer any more', async () => {
    const strict = await tls13();
    const port = await plainServer((socket) =>
      socket.once('data', (hello: Buffer) => {
        // The first suite that is offered.
        const at = 46 + (hello[43] ?? 0);
        if (hello[0] === 0x16 && hello[at] === 0x13) passedOn(socket, hello, strict);
        else socket.end();
      }),
    );
    const seen = await probed('tls', port);
    expect(versionsOf(seen)).toEqual(['TLSv1.3']);
    expect(says(seen, 'TLSv1.2')).toMatchObject({ is: 'refused' });
    expect(says(seen, 'SSLv3')).toMatchObject({ is: 'refused' });
  });
  test('a version that was spoken a moment ago is not refused', async () => {
    const { port } = await limited(3, (socket) =>
      socket.once('data', () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 40]))),
    );
    const seen = await probed('tls', port);
    expect(says(seen, 'TLSv1.3')).toMatchObject({
      is: 'unknown',
      ciphers: ['TLS_AES_128_GCM_SHA256'],
      says: expect.stringContaining('was spoken'),
    });
    expect(seen.tls).toMatchObject({ grade: { profile: 'none' } });
  });
  test('an alert about the server itself refuses nothing', async () => {
    const { port } = await limited(8, (socket) =>
      socket.once('data', () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 80]))),
    );
    // Two suites were taken before the third was met with it.
    expect(says(await probed('tls', port), 'TLSv1.2')).toMatchObject({ is: 'unknown' });
  });
  test('one that drops every second connection is not taken at its silence', async () => {
    for (const first of [0, 1]) {
      const behind = await limited(Infinity, closes);
      let nth = first;
      const port = await plainServer((socket) =>
        socket.once('data', (hello: Buffer) => {
          nth += 1;
          if (hello[0] === 0x16 && nth % 2 === 0) socket.end();
          else passedOn(socket, hello, behind.port);
        }),
      );
      const seen = await probed('tls', port);
      const wrong = ['TLSv1.2', 'TLSv1.3']
        .map((version) => says(seen, version))
        .filter(
          (one) =>
            one?.is === 'refused' ||
            (one?.version === 'TLSv1.2' && one.is === 'accepted' && one.ciphers.length < 3),
        );
      expect(wrong).toEqual([]);
    }
  });
  test('what was met before a reset stays', async () => {
    let answered = 0;
    const { port } = await limited(9, resets);
    const both = await plainServer((socket) =>
      socket.once('data', (first: Buffer) => {
        if (first[0] !== 0x16) {
          answered += 1;
          if (answered > 1) socket.resetAndDestroy();
          else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
          return;
        }
        passedOn(socket, first, port);
      }),
    );
    const seen = await probed('http', both, fast);
    expect(seen.plaintext).toMatchObject({ is: 'accepted', says: expect.stringContaining('200') });
    expect(seen.tls.is).toBe('spoken');
  });
});

describe('certificates', () => {
  const day = 86_400_000;
  const problems = async (
    leaf: Certified,
    chain: readonly Certified[] = [],
    ca: readonly string[] = [],
  ): Promise<readonly string[]> => {
    const port = await tlsServer(
      {
        key: leaf.key,
        cert: [leaf, ...chain].map(({ cert }) => cert).join('\n'),
        ciphers: 'ALL:@SECLEVEL=0',
        minVersion: 'TLSv1.3',
      },
      drain,
    );
    const { tls } = await probed('tls', port, { ca });
    return tls.is === 'spoken'
      ? tls.problems.map(({ check, weighs, says }) => `${weighs} ${check}: ${says}`)
      : [tls.says];
  };
  const root = () => certified({ subject: 'CN=Root', names: [], authority: true });

  test('a good one, with its intermediate', async () => {
    const top = await root();
    const middle = await certified({ subject: 'CN=Middle', names: [], authority: true, by: top });
    const leaf = await certified({ by: middle, use: 'server' });
    expect(await problems(leaf, [middle], [top.cert])).toEqual([]);
    // Browsers may find what was not sent; other clients do not.
    expect(await problems(leaf, [], [top.cert])).toEqual([
      expect.stringContaining('problem chain: The issuer is unknown here'),
    ]);
    expect(await problems(leaf, [middle], [])).toEqual([expect.stringContaining('problem chain')]);
  });
  test.each([
    ['with much time left', 80, []],
    ['to be renewed soon', 30.5, ['note dates: It expires on']],
  ])('an expired intermediate, and a leaf %s', async (_says, days, notes) => {
    const top = await root();
    const until = new Date(Date.now() - day);
    const from = new Date(Date.now() - 2 * day);
    const middle = await certified({
      subject: 'CN=Middle',
      names: [],
      authority: true,
      by: top,
      from,
      until,
    });
    const leaf = await certified({ by: middle, use: 'server', until: new Date(Date.now() + days * day) });
    expect(await problems(leaf, [middle], [top.cert])).toEqual(
      ['problem chain: A certificate of an authority in the chain has expired', ...notes].map((start) =>
        expect.stringMatching(`^${start}`),
      ),
    );
  });
  test.each([
    ['self-signed', {}, ['problem chain: The certificate is self-signed.']],
    [
      'for another name',
      { names: ['other.example'] },
      ['problem chain', 'problem name: It is not for localhost.'],
    ],
    [
      'for one label too few',
      { names: ['*.localhost'] },
      ['problem chain', 'problem name: It is not for localhost.'],
    ],
    ['with a common name only', { names: [] }, ['problem chain', 'problem name: It has no subjectAltName']],
    ['expired', { until: new Date(Date.now() - day) }, ['problem dates: It expired']],
    ['not valid yet', { from: new Date(Date.now() + day) }, ['problem dates: It is not valid before']],
    [
      'expiring this week',
      { until: new Date(Date.now() + 5.5 * day) },
      ['problem chain', 'problem dates: It expires on'],
    ],
    [
      'expiring next month',
      { until: new Date(Date.now() + 30.5 * day) },
      ['problem chain', 'note dates: It expires on'],
    ],
    ['with a short key', { key: 'RSA 1024' }, ['problem chain', 'problem key: A key of 1024 bits']],
    ['of a client', { use: 'client' }, ['problem chain', 'problem use: It is not for servers']],
    [
      'of an authority',
      { authority: true },
      ['problem chain', 'problem use: It is a certificate of an authority'],
    ],
  ] as const)('%s', async (_says, wanted, expected) => {
    const found = await problems(await certified(wanted));
    expect(found).toEqual(expected.map((start) => expect.stringMatching(`^${start}`)));
  });
  test('signed with SHA-1', async () => {
    const top = await root();
    const found = await problems(await certified({ by: top, hash: 'SHA-1' }), [], [top.cert]);
    expect(found).toContainEqual(expect.stringContaining('problem signature'));
  });
});
