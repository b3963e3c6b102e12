import { createServer } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { handler } from '../../../handlers/probe.ts';
import { probeInVpc } from '../../../src/adapters/deployment/probe-in-vpc.ts';
import { listening } from '../../kit/probe/servers.ts';

const env = { WAXSEAL_VPC_CIDR: '127.0.0.0/16' };
let port = 0;
let connections = 0;
beforeAll(async () => {
  const server = createServer((_asked, answer) => answer.end('hello'));
  server.on('connection', () => (connections += 1));
  port = await listening(server);
});
const asking = (more: object = {}) => ({
  addresses: ['127.0.0.1'],
  port,
  name: 'shop.example.com',
  protocol: 'http',
  ...more,
});

test('what a client meets at an address of the VPC', async () => {
  expect(await probeInVpc(asking(), env)).toMatchObject({
    is: 'accepted',
    says: expect.stringContaining('200'),
  });
});

test('at a port that it has a way to', async () => {
  for (const range of [`${port}-${port}`, '1-65535'])
    expect(await probeInVpc(asking(), { ...env, WAXSEAL_PORTS: range })).toMatchObject({ is: 'accepted' });
});

describe('nothing else is connected to', () => {
  const refused = [
    ['another network', { addresses: ['127.1.0.1'] }, env, 'not of this VPC'],
    [
      'one address of another network',
      { addresses: ['127.0.0.1', '8.8.8.8'] },
      env,
      '8.8.8.8 is not of this VPC',
    ],
    ['a function that knows no network', {}, {}, 'not of this VPC'],
    ['an environment that is no network', {}, { WAXSEAL_VPC_CIDR: 'vpc-1' }, 'no network'],
    [
      'metadata, though somebody calls it the VPC',
      { addresses: ['169.254.169.254'] },
      { WAXSEAL_VPC_CIDR: '169.254.0.0/16' },
      'reserved',
    ],
    [
      'the same in IPv6 dress',
      { addresses: ['::ffff:a9fe:a9fe'] },
      { WAXSEAL_VPC_CIDR: '169.254.0.0/16' },
      'reserved',
    ],
    ['ports of people', { port: 22 }, env, 'never probed'],
    ['a port without a way to it', {}, { ...env, WAXSEAL_PORTS: '1-2' }, 'no way to port'],
    ['an environment that is no range of ports', {}, { ...env, WAXSEAL_PORTS: 'all' }, 'no way to port'],
    ['a name in place of an address', { addresses: ['localhost'] }, env, 'no endpoint'],
    ['another spelling of an address', { addresses: ['2130706433'] }, env, 'no endpoint'],
    ['no address', { addresses: [] }, env, 'no endpoint'],
    ['more than are asked', { addresses: Array.from({ length: 5 }, () => '127.0.0.1') }, env, 'no endpoint'],
    ['no port', { port: '80' }, env, 'no endpoint'],
    ['another protocol', { protocol: 'ssh' }, env, 'no endpoint'],
    ['a name that would be a header more', { name: 'a\r\nx: y' }, env, 'no endpoint'],
  ] as const;
  test.each(refused)('%s', async (_, more, of, says) => {
    const before = connections;
    expect(await probeInVpc(asking(more), of)).toEqual({
      is: 'unknown',
      says: expect.stringContaining(says),
    });
    expect(connections).toBe(before);
  });
  test.each([[null], [undefined], ['x'], [[]], [{}]])('%j', async (event) => {
    expect(await handler(event)).toMatchObject({ is: 'unknown' });
  });
});
