import { PassThrough } from 'node:stream';
import { FtpSrv } from 'ftp-srv';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { greeting, numbered } from '../../../src/probe/protocols/lines.ts';
import { talkOver } from '../../../src/probe/talk.ts';
import { certified, type Certified } from '../../kit/probe/certificates.ts';
import {
  atEnd,
  freePort,
  lines,
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
const drain: Speaks = (socket) => {
  socket.on('data', () => undefined);
};

describe('SMTP', () => {
  const smtp = async (options: SMTPServerOptions): Promise<number> => {
    const server = new SMTPServer({ ...frugal(own), disableReverseLookup: true, logger: false, ...options });
    server.on('error', () => undefined);
    atEnd(() => server.close());
    return listening(server.server);
  };
  test('without STARTTLS', async () => {
    const seen = await probed(
      'smtp',
      await smtp({ hideSTARTTLS: true, disabledCommands: ['AUTH'], authOptional: true }),
    );
    expect([seen.plaintext.is, seen.tls.is]).toEqual(['accepted', 'not-spoken']);
  });
  test('with STARTTLS that nobody has to use', async () => {
    const seen = await probed('smtp', await smtp({ allowInsecureAuth: true, authOptional: true }));
    expect(seen.plaintext).toMatchObject({ is: 'accepted', says: expect.stringContaining('AUTH') });
    expect(seen.tls).toMatchObject({ is: 'spoken', begun: 'within' });
    expect(versionsOf(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
  });
  test('where login is possible only after STARTTLS, and mail only after login', async () => {
    const seen = await probed('smtp', await smtp({ allowInsecureAuth: false, authOptional: false }));
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls.is).toBe('spoken');
  });
  test('that says so itself', async () => {
    const port = await plainServer((socket) => {
      socket.write('220 mail ESMTP\r\n');
      lines(socket, (line) => {
        if (line.startsWith('EHLO')) socket.write('250-mail\r\n250 STARTTLS\r\n');
        else if (line === 'STARTTLS') {
          socket.write('220 go on\r\n');
          upgraded(socket, frugal(own), drain);
        } else if (line.startsWith('MAIL')) socket.write('530 5.7.0 Must issue a STARTTLS command first\r\n');
      });
    });
    const seen = await probed('smtp', port);
    expect([seen.plaintext.is, seen.tls.is]).toEqual(['refused', 'spoken']);
  });
  const hiding = (begun: string) =>
    plainServer((socket) => {
      socket.write('220 mail ESMTP\r\n');
      lines(socket, (line) => {
        if (line.startsWith('EHLO')) socket.write('250-mail\r\n250-AUTH PLAIN CRAM-MD5\r\n250 STARTTLS\r\n');
        else if (line === 'AUTH PLAIN') socket.write('538 Encryption required\r\n');
        else if (line === 'AUTH CRAM-MD5') socket.write(begun);
        else if (line === '*') socket.write('501 cancelled\r\n');
        else if (line === 'STARTTLS') {
          socket.write('220 go on\r\n');
          upgraded(socket, frugal(own), drain);
        } else socket.write('530 Authentication required\r\n');
      });
    });
  test.each([
    ['is begun without TLS', '334 PDE+\r\n', 'accepted'],
    ['is offered, and refused without TLS', '538 Encryption required\r\n', 'refused'],
  ])('a login that hides the password alone %s', async (_says, begun, is) => {
    const seen = await probed('smtp', await hiding(begun));
    expect([seen.plaintext.is, seen.tls.is]).toEqual([is, 'spoken']);
  });
  test('words that were sent ahead of TLS are thrown away', async () => {
    // Somebody in between adds an answer to the one that lets TLS begin.
    const port = await plainServer((socket) => {
      socket.write('220 mail ESMTP\r\n');
      lines(socket, (line) => {
        if (line.startsWith('EHLO')) socket.write('250-mail\r\n250 STARTTLS\r\n');
        else if (line === 'STARTTLS') {
          socket.write('220 go on\r\n250 not from the server\r\n');
          upgraded(socket, frugal(own), drain);
        } else socket.write('530 Must issue STARTTLS\r\n');
      });
    });
    expect((await probed('smtp', port)).tls.is).toBe('spoken');
  });
  test('TLS from the first byte', async () => {
    const seen = await probed('smtp', await smtp({ secure: true }));
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls).toMatchObject({ is: 'spoken', begun: 'first' });
  });
});

describe('IMAP', () => {
  const imap = (capabilities: string) =>
    plainServer((socket) => {
      socket.write('* OK ready\r\n');
      lines(socket, (line) => {
        const [tag = '', command] = line.split(' ');
        if (command === 'CAPABILITY')
          socket.write(`* CAPABILITY IMAP4rev2 ${capabilities}\r\n${tag} OK done\r\n`);
        else if (command === 'STARTTLS') {
          socket.write(`${tag} OK begin\r\n`);
          upgraded(socket, frugal(own), drain);
        } else if (line === '*') socket.write('l BAD cancelled\r\n');
        else if (command === 'AUTHENTICATE')
          socket.write(
            line.endsWith('CRAM-MD5') ? '+ PDE+\r\n' : `${tag} NO [PRIVACYREQUIRED] TLS first\r\n`,
          );
      });
    });
  test.each([
    ['off', 'AUTH=PLAIN', 'accepted', 'not-spoken'],
    ['optional', 'STARTTLS AUTH=PLAIN', 'accepted', 'spoken'],
    ['required', 'STARTTLS LOGINDISABLED', 'refused', 'spoken'],
    ['required for one kind of login only', 'STARTTLS LOGINDISABLED AUTH=PLAIN', 'accepted', 'spoken'],
    ['required for passwords only', 'STARTTLS LOGINDISABLED AUTH=CRAM-MD5', 'accepted', 'spoken'],
    ['required for what is offered, too', 'STARTTLS LOGINDISABLED AUTH=SCRAM-SHA-1', 'refused', 'spoken'],
    ['required, and offered with TLS only', 'STARTTLS LOGINDISABLED AUTH=EXTERNAL', 'refused', 'spoken'],
  ])('TLS %s', async (_says, capabilities, plaintext, tls) => {
    const seen = await probed('imap', await imap(capabilities));
    expect([seen.plaintext.is, seen.tls.is]).toEqual([plaintext, tls]);
  });
});

describe('POP3', () => {
  const pop3 = (capabilities: string, stls: boolean, user: string) =>
    plainServer((socket) => {
      socket.write('+OK ready\r\n');
      lines(socket, (line) => {
        if (line === 'CAPA') socket.write(`+OK\r\n${capabilities}.\r\n`);
        else if (line === 'STLS' && stls) {
          socket.write('+OK begin\r\n');
          upgraded(socket, frugal(own), drain);
        } else if (line === 'AUTH CRAM-MD5') socket.write('+ PDE+\r\n');
        else socket.write(line.startsWith('USER') ? user : '-ERR\r\n');
      });
    });
  test.each([
    ['off', 'USER\r\n', false, '+OK\r\n', 'accepted', 'not-spoken'],
    ['optional', 'STLS\r\nUSER\r\n', true, '+OK\r\n', 'accepted', 'spoken'],
    ['optional, of which CAPA says nothing', 'STLS\r\n', true, '+OK\r\n', 'accepted', 'spoken'],
    ['required', 'STLS\r\n', true, '-ERR [AUTH] TLS first\r\n', 'refused', 'spoken'],
    ['required for passwords only', 'STLS\r\nSASL CRAM-MD5\r\n', true, '-ERR TLS\r\n', 'accepted', 'spoken'],
    ['required for what is offered', 'STLS\r\nSASL NTLM\r\n', true, '-ERR TLS\r\n', 'refused', 'spoken'],
  ])('TLS %s', async (_says, capabilities, stls, user, plaintext, tls) => {
    const seen = await probed('pop3', await pop3(capabilities, stls, user));
    expect([seen.plaintext.is, seen.tls.is]).toEqual([plaintext, tls]);
  });
});

describe('greetings', () => {
  const begins = {
    smtp: ['220', 'STARTTLS', '220 go on\r\n', '421 Too many connections\r\n'],
    imap: ['* OK', 'b STARTTLS', 'b OK go on\r\n', '* BYE Too many connections\r\n'],
    pop3: ['+OK', 'STLS', '+OK go on\r\n', '-ERR Too many connections\r\n'],
    ftp: ['220', 'AUTH TLS', '234 go on\r\n', '421 Too many connections\r\n'],
  } as const;
  const names = ['smtp', 'imap', 'pop3', 'ftp'] as const;
  // Every second connection is turned away, where `busy` says how.
  const server = (name: (typeof names)[number], first: string, rest: string, busy?: string) => {
    let connections = 0;
    const [, begin, go] = begins[name];
    return plainServer((socket) => {
      connections += 1;
      if (busy !== undefined && connections % 2 === 0) {
        socket.end(busy);
        return;
      }
      socket.write(first);
      if (rest !== '') setImmediate(() => socket.write(rest));
      lines(socket, (line) => {
        if (line.startsWith('EHLO')) socket.write('250-mail\r\n250 STARTTLS\r\n');
        else if (line === 'a CAPABILITY') socket.write('* CAPABILITY STARTTLS LOGINDISABLED\r\na OK\r\n');
        else if (line === 'CAPA') socket.write('+OK\r\nSTLS\r\n.\r\n');
        else if (line.startsWith('USER')) socket.write(name === 'ftp' ? '534 TLS first\r\n' : '-ERR\r\n');
        else if (line.startsWith('MAIL')) socket.write('530 Must issue STARTTLS\r\n');
        else if (line === begin) {
          socket.write(go);
          upgraded(socket, frugal(own), drain);
        }
      });
    });
  };
  test.each([
    [true, 'heard'],
    [false, 'silent'],
  ])('that come late are waited for, unless TLS may come first: %s', async (patient, is) => {
    vi.useFakeTimers();
    try {
      const stream = new PassThrough();
      const heard = greeting(talkOver(stream, 5000), numbered, { patient });
      await vi.advanceTimersByTimeAsync(4000);
      stream.write('220 ready\r\n');
      await vi.advanceTimersByTimeAsync(5000);
      expect((await heard).is).toBe(is);
    } finally {
      vi.useRealTimers();
    }
  });
  test.each(['smtp', 'ftp'] as const)(
    'of %s that begin and go on late are heard to their end',
    async (name) => {
      const seen = await probed(
        name,
        await server(name, '220-wait\r\n421 users are here\r\n', '220 ready\r\n'),
      );
      expect([seen.plaintext.is, seen.tls.is]).toEqual(['refused', 'spoken']);
    },
  );
  test('that do not end say nothing of TLS', async () => {
    const port = await plainServer((socket) => {
      socket.write('220-wait\r\n');
      lines(socket, () => socket.write('220 ready\r\n'));
    });
    const seen = await probed('smtp', port);
    expect([seen.plaintext.is, seen.tls]).toEqual([
      'unknown',
      { is: 'unknown', says: 'The greeting does not end in time.' },
    ]);
  });
  test.each(names)('of %s that send everybody away refuse no plaintext', async (name) => {
    const [welcome, , , busy] = begins[name];
    const seen = await probed(name, await server(name, `${welcome} ready\r\n`, '', busy));
    expect(seen.plaintext).toMatchObject({ is: 'unknown', says: expect.stringContaining('Too many') });
    const closed = await probed(name, await server(name, `${welcome} ready\r\n`, '', ''));
    expect(closed.plaintext.is).toBe('unknown');
  });
});

describe('FTP', () => {
  const quiet = { child: () => quiet, trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} };
  test.each([
    ['off', false, 'not-spoken'],
    ['optional', true, 'spoken'],
  ])('TLS %s: a name is taken without it', async (_says, withTls, tls) => {
    const port = await freePort();
    const settings = {
      url: `ftp://127.0.0.1:${port}`,
      anonymous: false,
      log: quiet,
      tls: withTls ? frugal(own) : false,
    };
    // Its types want the logger that it would make itself.
    const server: unknown = Reflect.construct(FtpSrv, [settings]);
    if (!(server instanceof FtpSrv)) throw new TypeError('no server was made');
    await server.listen();
    atEnd(() => server.close());
    const seen = await probed('ftp', port);
    expect([seen.plaintext.is, seen.tls.is]).toEqual(['accepted', tls]);
  });
  test.each([
    ['says so', '530 Non-anonymous sessions must use encryption.\r\n', 'refused'],
    ['says so in another way', '421 Use AUTH TLS first\r\n', 'refused'],
    ['asks for AUTH', '503 Use AUTH first.\r\n', 'refused'],
    ['does so by its policy', '534-Policy requires SSL.\r\n Win32 error: denied.\r\n534 End\r\n', 'refused'],
    ['does so by its policy, without a word', '534 Denied\r\n', 'refused'],
    ['asks for protection', '522 Not like this\r\n', 'refused'],
    ['asks for another order', '503 Bad sequence of commands\r\n', 'unknown'],
    ['has another way of authentication', '503 Authenticate first\r\n', 'unknown'],
    ['says nothing of TLS', '530 This FTP server does not allow anonymous logins.\r\n', 'unknown'],
  ])('a server that refuses the name and %s', async (_says, user, is) => {
    const port = await plainServer((socket) => {
      socket.write('220 ready\r\n');
      lines(socket, (line) => {
        if (line === 'AUTH TLS') {
          socket.write('234 begin\r\n');
          upgraded(socket, frugal(own), drain);
        } else if (line.startsWith('USER')) socket.write(user);
      });
    });
    const seen = await probed('ftp', port);
    expect([seen.plaintext.is, seen.tls.is]).toEqual([is, 'spoken']);
  });
  test('ftps', async () => {
    const port = await tlsServer(frugal(own), (socket) => {
      socket.write('220 ready\r\n');
      drain(socket);
    });
    const seen = await probed('ftp', port);
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls).toMatchObject({ is: 'spoken', begun: 'first' });
  });
});
