import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes } from 'aedes';
import { beforeAll, describe, expect, test } from 'vitest';
import { certified, type Certified } from '../../kit/probe/certificates.ts';
import {
  atEnd,
  frugal,
  listening,
  plainServer,
  probed,
  tlsServer,
  upgraded,
} from '../../kit/probe/servers.ts';

let own: Certified;
beforeAll(async () => {
  own = await certified();
});

describe('MQTT', () => {
  test('plaintext is accepted', async () => {
    const broker = await Aedes.createBroker();
    atEnd(() => broker.close());
    const seen = await probed('mqtt', await listening(createServer((socket) => broker.handle(socket))));
    expect(seen.plaintext).toMatchObject({ is: 'accepted', says: expect.stringContaining('CONNACK') });
  });
  test('plaintext is refused', async () => {
    const broker = await Aedes.createBroker();
    atEnd(() => broker.close());
    const server = createTlsServer(frugal(own), (socket) => broker.handle(socket));
    server.on('tlsClientError', () => undefined);
    const seen = await probed('mqtt', await listening(server));
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls.is).toBe('spoken');
  });
});

describe('LDAP', () => {
  const response = (kind: number, result: number): Buffer =>
    Buffer.from([0x30, 0x0c, 0x02, 0x01, 0x01, kind, 0x07, 0x0a, 0x01, result, 0x04, 0x00, 0x04, 0x00]);
  /** An entry with the empty name and no attributes, in answer to the message 2. */
  const entry = Buffer.from('300902010264040400 3000'.replace(' ', ''), 'hex');
  const searched = (result: number): Buffer =>
    Buffer.from([0x30, 0x0c, 0x02, 0x01, 0x02, 0x65, 0x07, 0x0a, 0x01, result, 0x04, 0x00, 0x04, 0x00]);
  /** Answers binds with one result, StartTLS with another, and then a search. */
  const directory = (bind: number, startTls: number, search: Buffer = entry) =>
    plainServer((socket) => {
      socket.once('data', (asked: Buffer) => {
        if (asked[5] !== 0x77) {
          socket.write(response(0x61, bind));
          socket.once('data', () => socket.write(search));
          return;
        }
        socket.write(response(0x78, startTls));
        if (startTls === 0) upgraded(socket, frugal(own), (secure) => secure.on('data', () => undefined));
      });
    });
  test.each([
    ['TLS off', 0, 52, 'accepted', 'not-spoken'],
    ['TLS optional', 0, 0, 'accepted', 'spoken'],
    ['TLS required', 13, 0, 'refused', 'spoken'],
    ['anonymous binds forbidden', 48, 0, 'unknown', 'spoken'],
  ])('%s', async (_says, bind, startTls, plaintext, tls) => {
    const seen = await probed('ldap', await directory(bind, startTls));
    expect([seen.plaintext.is, seen.tls.is]).toEqual([plaintext, tls]);
  });
  test.each([
    ['refused for want of TLS', searched(13), 'refused'],
    ['refused otherwise', searched(50), 'unknown'],
    ['answered with nothing', searched(0), 'unknown'],
  ])('anybody may bind, and a search is %s', async (_says, search, is) => {
    expect((await probed('ldap', await directory(0, 0, search))).plaintext.is).toBe(is);
  });
  test('ldaps', async () => {
    const port = await tlsServer(frugal(own), (socket) => socket.on('data', () => undefined));
    const seen = await probed('ldap', port);
    expect(seen.plaintext.is).toBe('refused');
    expect(seen.tls).toMatchObject({ is: 'spoken', begun: 'first' });
  });
});
