import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  choosePolicy,
  isCbc,
  lossOf,
  traitsOf,
  weakens,
  type TlsPolicy,
} from '../../../../src/aws/tls-policies.ts';
import { securityHubPolicies } from '../../../../src/services/elbv2/facts/tls-policies.ts';
import { predefinedPolicies } from '../../../../src/services/elbv2/sandbox/ssl-policies.ts';

const known: readonly TlsPolicy[] = predefinedPolicies.map((policy) => ({
  name: policy.Name,
  protocols: policy.SslProtocols,
  ciphers: policy.Ciphers.map(({ Name }) => Name),
  kinds: policy.SupportedLoadBalancerTypes,
}));
const names = known.map(({ name }) => name);

const age = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const oldest = ({ protocols }: TlsPolicy): number => Math.min(...protocols.map((it) => age.indexOf(it)));

const situation = fc.record({
  from: fc.constantFrom(...known),
  known: fc.subarray([...known]),
  accepted: fc.subarray([...names]),
  wished: fc.constantFrom(...names),
});

/** One that no table knows: any protocols, ciphers and names. */
const invented = fc.record({
  name: fc
    .tuple(
      fc.constantFrom('', '-FIPS'),
      fc.constantFrom('', '-PQ'),
      fc.constantFrom('', '-RFC9151', '-RFC9151-INTEROP1', '-CNSA2', '-CNSA2-INTEROP3'),
    )
    .map((parts) => `ELBSecurityPolicy-TLS13-1-2${parts.join('')}-2027-01`),
  protocols: fc.subarray(age.slice(1), { minLength: 1 }),
  ciphers: fc.subarray([...new Set(known.flatMap(({ ciphers }) => ciphers))], { minLength: 1 }),
  kinds: fc.constant(['application']),
});

/** Everything that would be worse, in words of this test's own. */
const worse = (from: TlsPolicy, to: TlsPolicy): readonly string[] => {
  const before = Object.entries(traitsOf(from)).filter(([, has]) => has);
  const after = new Map(Object.entries(traitsOf(to)));
  const added = to.ciphers.filter((cipher) => !from.ciphers.includes(cipher));
  return [
    ...before.flatMap(([trait]) => (after.get(trait) ? [] : [trait])),
    ...to.protocols.filter((it) => it !== 'TLSv1.3' && !from.protocols.includes(it)),
    ...(oldest(to) < oldest(from) ? ['older'] : []),
    ...(from.name.includes('CNSA') && !to.name.includes('CNSA') ? ['CNSA'] : []),
    ...(!from.name.includes('INTEROP') && /RFC|CNSA/.test(from.name) && to.name.includes('INTEROP')
      ? ['INTEROP']
      : []),
    ...added.filter(isCbc),
  ];
};

describe('whatever policy is chosen', () => {
  test('it is there, accepted, and in no way worse', () => {
    fc.assert(
      fc.property(situation, ({ from, ...given }) => {
        const to = choosePolicy(from, { ...given, kind: 'application' });
        if (!to) return;
        expect(given.known).toContain(to);
        expect(given.accepted).toContain(to.name);
        expect(worse(from, to)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('also among policies that nobody knows today', () => {
    fc.assert(
      fc.property(invented, fc.array(invented, { maxLength: 6 }), (from, others) => {
        const accepted = others.map(({ name }) => name);
        const given = { known: others, accepted, wished: accepted[0] ?? '', kind: 'application' };
        const to = choosePolicy(from, given);
        expect(to ? worse(from, to) : []).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('the order in which AWS answers means nothing', () => {
    fc.assert(
      fc.property(situation, ({ from, ...given }) => {
        const turned = { ...given, known: given.known.toReversed(), accepted: given.accepted.toReversed() };
        const chosen = choosePolicy(from, { ...given, kind: 'network' });
        expect(choosePolicy(from, { ...turned, kind: 'network' })).toEqual(chosen);
      }),
    );
  });

  test('the wish is followed when it may be', () => {
    const wishable = known.flatMap((from) =>
      known.filter((wish) => weakens(from, wish).length === 0).map((wish) => ({ from, wish })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...wishable), situation, ({ from, wish }, { known: others, accepted }) => {
        const given = { known: [...others, wish], accepted: [...accepted, wish.name], wished: wish.name };
        expect(choosePolicy(from, { ...given, kind: 'application' })?.name).toBe(wish.name);
      }),
    );
  });
});

describe('the policies of AWS', () => {
  test('all that Security Hub accepts exist, with TLS 1.2 at least and no CBC', () => {
    const weak = securityHubPolicies.filter((name) => {
      const policy = known.find((it) => it.name === name);
      return !policy || oldest(policy) < age.indexOf('TLSv1.2') || policy.ciphers.some(isCbc);
    });
    expect(weak).toEqual([]);
  });

  test('Security Hub accepts those that begin at TLS 1.3, and the restricted ones that begin at 1.2', () => {
    const strict = names.filter((name) => /-TLS13-1-(?:3|2-Res)-(?!RFC9151)/.test(name));
    expect(securityHubPolicies.toSorted()).toEqual(strict.toSorted());
  });

  test('none is changed to one that lets in a protocol or a cipher of TLS 1.2 that it did not', () => {
    const looser = known.flatMap((from) =>
      known
        .filter((to) => weakens(from, to).length === 0)
        .map((to) => ({ from: from.name, to: to.name, ...lossOf(to, from) }))
        .filter(
          ({ protocols, ciphers }) =>
            protocols.some((one) => one !== 'TLSv1.3') || ciphers.some((one) => !one.startsWith('TLS_')),
        ),
    );
    expect(looser).toEqual([]);
  });

  test('from every one but the strongest, the recommended or its FIPS form can be reached', () => {
    const stuck = known.filter((from) => {
      const wished = `ELBSecurityPolicy-TLS13-1-2-Res-${traitsOf(from).fips ? 'FIPS-' : ''}PQ-2025-09`;
      return weakens(from, known.find(({ name }) => name === wished) ?? from).length > 0;
    });
    expect(stuck.map(({ name }) => name).toSorted()).toEqual([
      'ELBSecurityPolicy-TLS13-1-2-Ext0-RFC9151-FIPS-2023-07',
      'ELBSecurityPolicy-TLS13-1-2-RFC9151-FIPS-2023-07',
      'ELBSecurityPolicy-TLS13-1-3-2021-06',
      'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04',
      'ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09',
      'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09',
      'ELBSecurityPolicy-TLS13-1-3-RFC9151-FIPS-2023-07',
    ]);
  });

  test.each([
    ['2016-08', 'TLS13-1-2-Res-PQ-2025-09', ['TLSv1.1', 'TLSv1'], 14],
    ['TLS13-1-2-2021-06', 'TLS13-1-2-Res-2021-06', [], 4],
    ['TLS13-1-2-Res-2021-06', 'TLS13-1-2-Res-PQ-2025-09', [], 0],
  ])('%s → %s', (from, to, protocols, ciphers) => {
    const [a, b] = [from, to].map((name) => known.find((it) => it.name === `ELBSecurityPolicy-${name}`));
    if (!a || !b) throw new Error('a policy is missing');
    const loss = lossOf(a, b);
    expect(loss.protocols).toEqual(protocols);
    expect(loss.ciphers).toHaveLength(ciphers);
  });
});
