import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressesOf, hostOf, refusalOf, type Lookup } from '../../src/probe/guard.ts';
import { Unreached } from '../../src/probe/unreached.ts';

const nobody: Lookup = async () => [];
const answering =
  (...addresses: readonly string[]): Lookup =>
  async () =>
    addresses;
const asked = (lookup: Lookup = nobody, inside = false) => ({ lookup, inside, wait: 200 });
const outcome = async (host: string, port = 443, given = asked()): Promise<string> => {
  try {
    return (await addressesOf(host, port, given)).join(' ');
  } catch (error) {
    if (error instanceof Unreached) return error.why;
    throw error;
  }
};

describe('never, whatever is allowed', () => {
  test.each([
    ['metadata', '169.254.169.254'],
    ['credentials of ECS', '169.254.170.2'],
    ['credentials of EKS', '169.254.170.23'],
    ['time', '169.254.169.123'],
    ['DNS of the VPC', '169.254.169.253'],
    ['metadata over IPv6', 'fd00:ec2::254'],
    ['credentials of EKS over IPv6', 'fd00:ec2::23'],
    ['link-local', 'fe80::1'],
    ['this network', '0.0.0.0'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['documentation', '192.0.2.1'],
    ['benchmarks', '198.18.0.1'],
    ['protocol assignments', '192.0.0.192'],
    ['unspecified', '::'],
    ['multicast over IPv6', 'ff02::1'],
    ['metadata, mapped', '::ffff:169.254.169.254'],
    ['metadata, mapped in hexadecimal', '::ffff:a9fe:a9fe'],
    ['metadata, compatible', '::169.254.169.254'],
    ['metadata, translated', '64:ff9b::a9fe:a9fe'],
    ['metadata, translated locally', '64:ff9b:1::a9fe:a9fe'],
    ['metadata, 6to4', '2002:a9fe:a9fe::'],
    ['Teredo', '2001:0:a9fe:a9fe::'],
    ['metadata, IPv4-translated', '::ffff:0:a9fe:a9fe'],
    ['discarded', '100::1'],
    ['dummy prefix', '100:0:0:1::1'],
    ['benchmarks over IPv6', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation over IPv6', '3fff:fff::1'],
    ['segment routing', '5f00::1'],
    ['never given to anybody', '4000::1'],
    ['site-local', 'fec0::1'],
    ['AS112 over IPv6', '2620:4f:8000::1'],
    ['6to4 relays', '192.88.99.1'],
    ['AS112', '192.175.48.6'],
    ['AS112, delegated', '192.31.196.1'],
    ['multicast relays', '192.52.193.1'],
  ])('%s', (_says, address) => {
    expect(refusalOf(address, { inside: false })).toBeDefined();
    expect(refusalOf(address, { inside: true })).toBeDefined();
  });
});

describe('only where it was allowed', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '::ffff:127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '::ffff:10.1.2.3',
    '100.64.0.1',
    'fc00::1',
    'fd12::1',
  ])('%s', (address) => {
    expect(refusalOf(address, { inside: false })).toContain('private');
    expect(refusalOf(address, { inside: true })).toBeUndefined();
  });
  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2600:9000::1', '1.1.1.1'])(
    '%s needs no leave',
    (address) => {
      expect(refusalOf(address, { inside: false })).toBeUndefined();
    },
  );
});

describe('ways to write an address', () => {
  test.each([
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0xa9.0xfe.0xa9.0xfe',
    '0251.0376.0251.0376',
    '169.254.43518',
    '169.16689662',
    '169.254.169.254.',
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '[0:0:0:0:0:ffff:a9fe:a9fe]',
    '[::a9fe:a9fe]',
    '[fd00:0ec2:0:0::254]',
  ])('%s is metadata', async (typed) => {
    expect(await outcome(typed, 80, asked(answering('8.8.8.8'), true))).toBe('forbidden');
  });

  test.each([
    'user@example.com',
    'example.com/path',
    'example.com#x',
    'example.com?x',
    'exa mple.com',
    'a\r\nb',
    '',
    '[::1%25lo]',
    '[fe80::1%eth0]',
    'example.com:80',
    '１６９.254.169.254',
    '169。254。169。254',
  ])('%j is no name of a host', async (typed) => {
    expect(hostOf(typed)).toBeUndefined();
    expect(await outcome(typed)).toBe('no-address');
  });

  test('every number that is an address is evaluated as the address that it is', async () => {
    const byte = fc.integer({ min: 0, max: 255 });
    await fc.assert(
      fc.asyncProperty(byte, byte, byte, byte, fc.nat(5), async (a, b, c, d, way) => {
        const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
        const hex = (value: number): string => value.toString(16);
        const dotted = `${a}.${b}.${c}.${d}`;
        const written = [
          dotted,
          String(number),
          `0x${hex(number)}`,
          `0${a.toString(8)}.0x${hex(b)}.${c * 256 + d}`,
          `[::ffff:${dotted}]`,
          `[::ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
        ][way];
        const refused = refusalOf(dotted, { inside: false }) !== undefined;
        expect((await outcome(written ?? '')) === 'forbidden').toBe(refused);
      }),
    );
  });
});

describe('names', () => {
  test('one forbidden address among many refuses all', async () => {
    expect(await outcome('x.example', 443, asked(answering('8.8.8.8', '169.254.169.254')))).toBe('forbidden');
    expect(await outcome('x.example', 443, asked(answering('8.8.8.8', '10.0.0.1')))).toBe('forbidden');
  });
  test('a name is looked up once, and what was evaluated is what is connected to', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']];
    let times = 0;
    const rebinding: Lookup = async () => answers[times++] ?? [];
    expect(await outcome('x.example', 443, asked(rebinding))).toBe('8.8.8.8');
    expect(times).toBe(1);
  });
  test('a name without an address, and one that is not answered', async () => {
    expect(await outcome('x.example')).toBe('no-address');
    expect(
      await outcome(
        'x.example',
        443,
        asked(() => new Promise(() => undefined)),
      ),
    ).toBe('timeout');
    const failing: Lookup = async () => {
      throw new Error('ENOTFOUND');
    };
    expect(await outcome('x.example', 443, asked(failing))).toBe('no-address');
  });
  test.each([22, 3389])('port %i is never probed', async (port) => {
    expect(await outcome('8.8.8.8', port, asked(nobody, true))).toBe('forbidden');
  });
});

const v4 = fc.ipV4();

test('of IPv6, nothing but the internet and private networks is let through', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const others = fc
    .array(group, { minLength: 8, maxLength: 8 })
    .filter(([first = 0]) => first < 0x2000 || (first > 0x3fff && (first < 0xfc00 || first > 0xfdff)));
  const refused = fc.property(others, (groups) => {
    const address = groups.map((one) => one.toString(16)).join(':');
    return refusalOf(address, { inside: true }) !== undefined;
  });
  expect(fc.check(refused, { numRuns: 2_000 })).toMatchObject({ failed: false });
});

test('a mapped address is what it maps, and IPv4 in any other dress is refused', () => {
  fc.assert(
    fc.property(v4, fc.boolean(), (address, inside) => {
      const bare = refusalOf(address, { inside }) === undefined;
      expect(refusalOf(`::ffff:${address}`, { inside }) === undefined).toBe(bare);
      for (const dress of ['::ffff:0:', '64:ff9b::', '64:ff9b:1::'])
        expect(refusalOf(`${dress}${address}`, { inside })).toBeDefined();
      if (address !== '0.0.0.1') expect(refusalOf(`::${address}`, { inside })).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});
