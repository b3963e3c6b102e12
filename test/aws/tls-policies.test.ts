import { describe, expect, test } from 'vitest';
import {
  choosePolicy,
  isCbc,
  lossOf,
  profilesOf,
  supports,
  traitsOf,
  weakens,
  type TlsPolicy,
} from '../../src/aws/tls-policies.ts';

const tls13 = 'TLS_AES_128_GCM_SHA256';
const gcm = 'ECDHE-RSA-AES128-GCM-SHA256';
const cbc = 'ECDHE-RSA-AES128-SHA256';
const static_ = 'AES128-GCM-SHA256';
const policy = (
  name: string,
  protocols: readonly string[],
  ciphers: readonly string[],
  ...types: readonly string[]
): TlsPolicy => ({
  name: `ELBSecurityPolicy-${name}`,
  protocols: protocols.map((version) => `TLSv1${version}`),
  ciphers,
  kinds: types,
});

const none = { fips: false, postQuantum: false, rfc9151: false, forwardSecret: true, tls13: false };
describe('what a policy is capable of', () => {
  test.each<readonly [TlsPolicy, object]>([
    [policy('2016-08', ['', '.1', '.2'], [gcm, static_]), { ...none, forwardSecret: false }],
    [policy('FS-1-2-2019-08', ['.2'], [gcm, cbc]), none],
    [policy('TLS13-1-3-2021-06', ['.3'], [tls13]), { ...none, tls13: true }],
    [policy('TLS13-1-2-FIPS-2023-04', ['.2', '.3'], [tls13, gcm]), { ...none, tls13: true, fips: true }],
    [
      policy('TLS13-1-2-FIPS-PQ-2025-09', ['.2', '.3'], [gcm]),
      { ...none, tls13: true, fips: true, postQuantum: true },
    ],
    [policy('TLS13-1-2-PQ-2025-09', ['.2', '.3'], [gcm]), { ...none, tls13: true, postQuantum: true }],
    [
      policy('TLS13-RFC9151-FIPS-2024-08', ['.2', '.3'], [gcm]),
      { ...none, tls13: true, fips: true, rfc9151: true },
    ],
    [policy('rfc-9151', ['.2'], [gcm]), { ...none, rfc9151: true }],
    // Only whole words of the name tell.
    [policy('NOFIPS-FIPSISH-PQX', ['.2'], [gcm]), none],
    // A name that only ends like one with forward secrecy.
    [policy('x', ['.2'], ['DH-ECDHE-x']), { ...none, forwardSecret: false }],
  ])('$name', (given, traits) => {
    expect(traitsOf(given)).toEqual(traits);
  });
});

test.each([
  [cbc, true],
  ['AES256-SHA', true],
  ['DES-CBC3-SHA', true],
  ['xTLS_', true],
  ['TLS_RSA_WITH_AES_128_CBC_SHA', true],
  ['TLS_CHACHA20_POLY1305_SHA256', false],
  [gcm, false],
  [static_, false],
  ['ECDHE-RSA-CHACHA20-POLY1305', false],
  ['ECDHE-ECDSA-AES128-CCM', false],
  [tls13, false],
])('%s is without authenticated encryption: %s', (cipher, is) => {
  expect(isCbc(cipher)).toBe(is);
});

describe('what would be worse', () => {
  const old = policy('2016-08', ['.2'], [gcm]);
  test.each<readonly [string, TlsPolicy, TlsPolicy, readonly string[]]>([
    ['the same', old, old, []],
    ['fewer protocols and ciphers', policy('a', ['', '.2'], [cbc, gcm]), old, []],
    ['TLS 1.3 besides', old, policy('a', ['.2', '.3'], [gcm, tls13]), []],
    ['a better suite besides', old, policy('a', ['.2'], [gcm, 'ECDHE-RSA-AES256-GCM-SHA384']), []],
    ['older protocols', old, policy('a', ['', '.1', '.2'], [gcm]), ['admits TLSv1', 'admits TLSv1.1']],
    ['CBC', old, policy('a', ['.2'], [gcm, cbc]), [`admits ${cbc}`]],
    // Where no suite kept keys for ever before, one that does is worse in two ways.
    [
      'RSA key exchange',
      old,
      policy('a', ['.2'], [gcm, static_]),
      ['loses forward secrecy', `admits ${static_}`],
    ],
    [
      'RSA key exchange beside another',
      policy('a', ['.2'], ['AES256-SHA']),
      policy('b', ['.2'], ['AES256-SHA', static_]),
      [`admits ${static_}`],
    ],
    ['no TLS 1.3 any more', policy('a', ['.2', '.3'], [gcm]), old, ['loses TLS 1.3']],
    ['no validated module any more', policy('a-FIPS-1', ['.2'], [gcm]), old, ['loses FIPS']],
    ['no post-quantum any more', policy('a-PQ-1', ['.2'], [gcm]), old, ['loses post-quantum key exchange']],
    [
      'a name of TLS 1.2 in the way of TLS 1.3',
      old,
      policy('a', ['.2'], [gcm, 'TLS_RSA_WITH_AES_128_GCM_SHA256']),
      ['loses forward secrecy', 'admits TLS_RSA_WITH_AES_128_GCM_SHA256'],
    ],
    ['a profile that nobody knows', policy('TLS13-1-2-CNSA9-1', ['.2'], [gcm]), old, ['loses CNSA9']],
    [
      'CNSA 2 for RFC 9151',
      policy('CNSA2-FIPS-PQ-1', ['.2'], [gcm]),
      policy('RFC9151-FIPS-PQ-1', ['.2'], [gcm]),
      ['loses CNSA2'],
    ],
    [
      'a strict profile opened',
      policy('RFC9151-FIPS-1', ['.2'], [gcm]),
      policy('RFC9151-INTEROP4-FIPS-1', ['.2'], [gcm]),
      ['admits what INTEROP4 lets in'],
    ],
    [
      'a profile opened in another way',
      policy('RFC9151-INTEROP1-1', ['.2'], [gcm]),
      policy('RFC9151-INTEROP4-1', ['.2'], [gcm]),
      ['admits what INTEROP4 lets in'],
    ],
    [
      'an open profile closed',
      policy('RFC9151-INTEROP4-1', ['.2'], [gcm]),
      policy('RFC9151-1', ['.2'], [gcm]),
      [],
    ],
    ['a profile for the first time', old, policy('RFC9151-INTEROP4-1', ['.2'], [gcm]), []],
    ['no RFC 9151 any more', policy('a-RFC9151-1', ['.2'], [gcm]), old, ['loses RFC 9151']],
    [
      'all at once',
      policy('a-FIPS-PQ-RFC9151-1', ['.3'], [tls13]),
      policy('b', ['.2'], [static_]),
      [
        'loses FIPS',
        'loses post-quantum key exchange',
        'loses RFC 9151',
        'loses forward secrecy',
        'loses TLS 1.3',
        'admits TLSv1.2',
        `admits ${static_}`,
      ],
    ],
  ])('%s', (_what, from, to, worse) => {
    expect(weakens(from, to)).toEqual(worse);
  });
});

test('what clients lose', () => {
  const from = policy('a', ['', '.2'], [cbc, gcm]);
  const to = policy('b', ['.2', '.3'], [gcm, tls13]);
  expect(lossOf(from, to)).toEqual({ protocols: ['TLSv1'], ciphers: [cbc] });
  expect(lossOf(from, from)).toEqual({ protocols: [], ciphers: [] });
});

test.each([
  [[], true],
  [['application', 'network'], true],
  [['network'], false],
])('a policy for %j fits an application balancer: %s', (types, is) => {
  expect(supports(policy('a', [], [], ...types), 'application')).toBe(is);
});

describe('the policy to change to', () => {
  const from = policy('old', ['', '.1', '.2'], [cbc, gcm, 'AES256-SHA']);
  const strong = policy('1-3', ['.3'], [tls13]);
  const restricted = policy('Res', ['.2', '.3'], [tls13, gcm]);
  const mild = policy('mild', ['.2', '.3'], [tls13, gcm, cbc]);
  const choose = (
    known: readonly TlsPolicy[],
    { wished = 'none', accepted = known }: { wished?: string; accepted?: readonly TlsPolicy[] } = {},
    at = from,
  ): string | undefined =>
    choosePolicy(at, {
      known,
      accepted: accepted.map(({ name }) => name),
      wished: `ELBSecurityPolicy-${wished}`,
      kind: 'application',
    })?.name.replace('ELBSecurityPolicy-', '');

  const all = [strong, restricted, mild];
  test('the wished one, though it takes more away than another', () => {
    expect(choose(all, { wished: '1-3' })).toBe('1-3');
  });
  test('without a wish, or with one that AWS does not know: the one that takes the least away', () => {
    expect(choose(all)).toBe('mild');
    expect(choose(all.toReversed())).toBe('mild');
    expect(choose([strong, restricted], { wished: 'mild' })).toBe('Res');
  });
  test('not the wished one if it is not accepted', () => {
    expect(choose(all, { wished: 'mild', accepted: [strong, restricted] })).toBe('Res');
  });
  test('not the wished one if the balancer cannot have it', () => {
    const network = policy('net', ['.2', '.3'], [tls13, gcm], 'network');
    expect(choose([network, strong], { wished: 'net' })).toBe('1-3');
  });
  test('not the wished one if anything gets worse', () => {
    const fips = policy('old-FIPS', ['', '.2'], [cbc, gcm]);
    const good = policy('new-FIPS', ['.3'], [tls13]);
    expect(choose([restricted, good], { wished: 'Res' }, fips)).toBe('new-FIPS');
    expect(choose([restricted], { wished: 'Res' }, fips)).toBeUndefined();
  });
  test('none, if there is none', () => {
    expect(choose([])).toBeUndefined();
    expect(choose(all, { accepted: [] })).toBeUndefined();
  });
  test('a protocol taken away counts more than many ciphers', () => {
    const many = Array.from({ length: 50 }, (_, n) => `ECDHE-RSA-AES128-GCM-${n}`);
    const wide = policy('wide', ['.1', '.2'], [...many, gcm]);
    const noneOfThem = policy('a-few', ['.1', '.2'], [gcm]);
    const newer = policy('newer', ['.2'], [...many, gcm]);
    expect(choose([noneOfThem, newer], {}, wide)).toBe('a-few');
  });
  test('of what takes equally much the stronger, then by name', () => {
    const quantum = policy('z-PQ-1', ['.2', '.3'], [tls13, gcm]);
    expect(choose([restricted, quantum])).toBe('z-PQ-1');
    expect(choose([quantum, restricted])).toBe('z-PQ-1');
    const twin = policy('Res-2', ['.2', '.3'], [tls13, gcm]);
    expect(choose([twin, restricted])).toBe('Res');
    expect(choose([restricted, twin])).toBe('Res');
  });
});

test.each([
  ['TLS13-1-2-Res-FIPS-PQ-2025-09', []],
  ['TLS-1-2-Ext-2018-06', []],
  ['FS-1-2-Res-2020-10', []],
  ['2016-08', []],
  ['TLS13-1-2-Ext0-RFC9151-FIPS-2023-07', ['RFC9151']],
  ['TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07', ['RFC9151', 'INTEROP4']],
  ['TLS13-1-2-CNSA2-INTEROP2-FIPS-PQ-2026-07', ['CNSA2', 'INTEROP2']],
])('%s is made for %j', (name, profiles) => {
  expect(profilesOf(policy(name, ['.2'], [gcm]))).toEqual(profiles);
});
