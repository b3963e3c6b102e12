import { describe, expect, test } from 'vitest';
import { shutOut, sourcesOn, type Permission } from '../../../../src/services/ec2/facts/ingress-sources.ts';

const at = (port: number, more: Permission, to = port): Permission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: to,
  ...more,
});
const v4 = (...cidrs: readonly string[]): Permission => ({ IpRanges: cidrs.map((CidrIp) => ({ CidrIp })) });
const v6 = (...cidrs: readonly string[]): Permission => ({
  Ipv6Ranges: cidrs.map((CidrIpv6) => ({ CidrIpv6 })),
});
const list = (PrefixListId: string): Permission => ({ PrefixListIds: [{ PrefixListId }] });
const group = (GroupId: string): Permission => ({ UserIdGroupPairs: [{ GroupId }] });

describe('who reaches a port', () => {
  test.each<readonly [string, Permission, readonly string[]]>([
    ['the port itself', at(80, v4('10.0.0.0/8')), ['10.0.0.0/8']],
    ['a range around it', at(1, v4('10.0.0.0/8'), 100), ['10.0.0.0/8']],
    ['a range from it', at(80, v4('10.0.0.0/8'), 100), ['10.0.0.0/8']],
    ['a range up to it', at(1, v4('10.0.0.0/8'), 80), ['10.0.0.0/8']],
    ['a range behind it', at(81, v4('10.0.0.0/8'), 100), []],
    ['a range before it', at(1, v4('10.0.0.0/8'), 79), []],
    [
      'half a range, which AWS does not answer',
      { IpProtocol: 'tcp', FromPort: 443, ...group('sg-1') },
      ['sg-1'],
    ],
    ['the other half', { IpProtocol: 'tcp', ToPort: 22, ...group('sg-1') }, ['sg-1']],
    ['no protocol', { FromPort: 80, ToPort: 80, ...group('sg-1') }, []],
    [
      'sources of every kind, sorted, each once',
      at(80, {
        ...v4('10.0.0.0/8', '10.0.0.0/8'),
        ...v6('::/0'),
        PrefixListIds: [{ PrefixListId: 'pl-1' }, {}],
        UserIdGroupPairs: [{}, { GroupId: 'sg-1' }],
      }),
      ['10.0.0.0/8', '::/0', 'pl-1', 'sg-1'],
    ],
    ['another port', at(81, v4('10.0.0.0/8')), []],
    ['every protocol', { IpProtocol: '-1', ...group('sg-1') }, ['sg-1']],
    ['TCP by its number', { ...at(80, list('pl-1')), IpProtocol: '6' }, ['pl-1']],
    ['all of TCP', { IpProtocol: 'tcp', FromPort: -1, ToPort: -1, ...v6('::/0') }, ['::/0']],
    ['all of TCP, unsaid', { IpProtocol: 'tcp', ...v6('::/0') }, ['::/0']],
    ['UDP', { ...at(80, v4('10.0.0.0/8')), IpProtocol: 'udp' }, []],
    ['everything left out', at(80, { IpRanges: undefined }), []],
  ])('%s', (_name, permission, sources) => {
    expect(sourcesOn([permission], 80)).toEqual(sources);
  });
});

describe('who reaches port 80 and not surely 443', () => {
  test.each<readonly [string, Permission, Permission, readonly string[]]>([
    ['the same range', v4('10.0.0.0/8'), v4('10.0.0.0/8'), []],
    ['a wider range', v4('10.1.0.0/16'), v4('10.0.0.0/8'), []],
    ['a narrower range', v4('10.0.0.0/8'), v4('10.1.0.0/16'), ['10.0.0.0/8']],
    ['a neighbour', v4('10.0.0.0/9'), v4('10.128.0.0/9'), ['10.0.0.0/9']],
    ['one address', v4('192.0.2.7/32'), v4('192.0.2.0/24'), []],
    ['everybody', v4('0.0.0.0/0'), v4('0.0.0.0/0'), []],
    ['a group, for everybody', group('sg-1'), { ...v4('0.0.0.0/0'), ...v6('::/0') }, []],
    ['a group, for everybody of IPv6 alone', group('sg-1'), v6('::/0'), ['sg-1, perhaps']],
    ['the first addresses of a range', v4('10.0.0.0/24'), v4('10.0.0.0/8'), []],
    ['the last addresses of a range', v4('10.255.255.0/24'), v4('10.0.0.0/8'), []],
    ['the range before', v4('9.255.255.0/24'), v4('10.0.0.0/8'), ['9.255.255.0/24']],
    ['the range behind', v4('11.0.0.0/24'), v4('10.0.0.0/8'), ['11.0.0.0/24']],
    ['a range named by an address inside it', v4('10.0.0.0/16'), v4('10.0.77.7/16'), []],
    ['two halves count together', v4('10.0.0.0/8'), v4('10.128.0.0/9', '10.0.0.0/9'), []],
    ['two halves of everybody', v4('0.0.0.0/0'), v4('0.0.0.0/1', '128.0.0.0/1'), []],
    ['two halves of IPv6', v6('::/0'), v6('::/1', '8000::/1'), []],
    [
      'two halves with an address left out',
      v4('10.0.0.0/24'),
      v4(
        '10.0.0.0/25',
        '10.0.0.129/32',
        '10.0.0.130/31',
        '10.0.0.132/30',
        '10.0.0.136/29',
        '10.0.0.144/28',
        '10.0.0.160/27',
        '10.0.0.192/26',
      ),
      ['10.0.0.0/24'],
    ],
    [
      'overlapping ranges count together',
      v4('10.0.0.0/22'),
      v4('10.0.0.0/23', '10.0.1.0/24', '10.0.2.0/23'),
      [],
    ],
    [
      'a group, for everybody in halves',
      group('sg-1'),
      { ...v4('0.0.0.0/1', '128.0.0.0/1'), ...v6('::/0') },
      [],
    ],
    ['the second of two ranges', v4('192.0.2.7/32'), v4('10.0.0.0/8', '192.0.2.0/24'), []],
    // ::a00:0 is the same number as 10.0.0.0.
    ['IPv4, for the same numbers of IPv6', v4('10.0.0.0/8'), v6('::a00:0/96'), ['10.0.0.0/8']],
    ['IPv6, for the same numbers of IPv4', v6('::a00:1/128'), v4('10.0.0.0/8'), ['::a00:1/128']],
    ['IPv6 in full', v6('2001:db8:1:2:3:4:5:6/128'), v6('2001:db8:1:2::/64'), []],
    ['IPv6 in capitals', v6('2001:DB8::1/128'), v6('2001:db8::/32'), []],
    ['IPv6 of a neighbour', v6('2001:db9::/32'), v6('2001:db8::/32'), ['2001:db9::/32']],
    ['IPv6 with too many words', v6('1:2:3:4:5:6:7:8:9/128'), v6('1::/16'), ['1:2:3:4:5:6:7:8:9/128']],
    ['IPv6 with too few words', v6('1:2:3/128'), v6('1::/16'), ['1:2:3/128']],
    ['IPv6 with a word that is none', v6('1::g/128'), v6('1::/16'), ['1::g/128']],
    ['IPv6 with too long a word', v6('1::12345/128'), v6('1::/16'), ['1::12345/128']],
    ['too many bits of IPv6', v6('1::/129'), v6('1::/16'), ['1::/129']],
    ['too many bits of IPv4', v4('10.0.0.0/33'), v4('10.0.0.0/8'), ['10.0.0.0/33']],
    ['a part left out', v4('10..0.1/32'), v4('10.0.0.0/8'), ['10..0.1/32']],
    ['too great a part', v4('10.0.0.256/32'), v4('10.0.0.0/8'), ['10.0.0.256/32']],
    ['too many parts', v4('10.0.0.0.0/32'), v4('10.0.0.0/8'), ['10.0.0.0.0/32']],
    // Numbers that JavaScript reads and AWS does not write.
    ['bits in another notation', v4('11.0.0.0/8'), v4('0.0.0.0/0x0'), ['11.0.0.0/8']],
    ['five parts admit nobody', v4('10.0.0.0/8'), v4('0.10.0.0.0/8'), ['10.0.0.0/8']],
    ['nine words admit nobody', v6('1::/16'), v6('0:1:0:0:0:0:0:0:0/16'), ['1::/16']],
    ['the first address behind', v4('11.0.0.0/32'), v4('10.0.0.0/8'), ['11.0.0.0/32']],
    ['behind a range named by an address inside it', v4('10.1.0.1/32'), v4('10.0.77.7/16'), ['10.1.0.1/32']],
    ['an open end', v4('11.0.0.0/8'), v4('10.0.0.0/', '10.0.0.0/x'), ['11.0.0.0/8']],
    ['everybody of IPv6, for everybody of IPv4', v6('::/0'), v4('0.0.0.0/0'), ['::/0']],
    ['IPv6, written otherwise', v6('2001:db8::/32'), v6('2001:0db8:0:0::/31'), []],
    ['IPv6 in short, at the end', v6('::ffff/128'), v6('::/64'), []],
    ['a group', group('sg-1'), group('sg-1'), []],
    ['another group, which may have the same members', group('sg-1'), group('sg-2'), ['sg-1, perhaps']],
    ['a group, for nobody', group('sg-1'), {}, ['sg-1']],
    [
      'a range, for a group whose members may be all of it',
      v4('10.0.0.0/24'),
      group('sg-1'),
      ['10.0.0.0/24, perhaps'],
    ],
    ['everybody, for a group, which cannot be everybody', v4('0.0.0.0/0'), group('sg-1'), ['0.0.0.0/0']],
    ['everybody of IPv6, for a group', v6('::/0'), group('sg-1'), ['::/0']],
    ['everybody, for a list that nobody read', v4('0.0.0.0/0'), list('pl-9'), ['0.0.0.0/0, perhaps']],
    ['a list, for nobody', list('pl-9'), {}, ['pl-9']],
    ['a group, for a range that may hold it', group('sg-1'), v4('10.0.0.0/8'), ['sg-1, perhaps']],
    ['a prefix list', list('pl-1'), list('pl-1'), []],
    ['a prefix list, for IPv4 alone', list('pl-1'), v4('0.0.0.0/0'), ['pl-1, perhaps']],
    ['nonsense is not admitted', v4('10.0.0/8'), v4('10.0.0.0/8'), ['10.0.0/8']],
    ['nonsense admits nobody', v4('10.0.0.0/8'), v4('0.0.0.0/-1', '0.0.0.0', '256.0.0.0/0'), ['10.0.0.0/8']],
  ])('%s', (_name, http, https, left) => {
    const permissions = [at(80, http), at(443, https)];
    const { closed, unknown } = shutOut(permissions, { from: 80, to: 443, ipv6: true });
    expect([...closed, ...unknown.map((source) => `${source}, perhaps`)]).toEqual(left);
  });

  test('where there is no IPv6, only IPv4 counts', () => {
    const permissions = [at(80, v6('::/0')), at(80, list('pl-1')), at(443, v4('0.0.0.0/0'))];
    expect(shutOut(permissions, { from: 80, to: 443, ipv6: false })).toEqual({ closed: [], unknown: [] });
    const closed = [at(80, v6('::/0')), at(80, v4('10.0.0.0/8'))];
    expect(shutOut(closed, { from: 80, to: 443, ipv6: false })).toEqual({
      closed: ['10.0.0.0/8'],
      unknown: [],
    });
  });
});

describe('prefix lists that could be read', () => {
  const lists = { 'pl-office': ['10.0.0.0/24', '10.0.1.0/24'], 'pl-hidden': null };
  const evaluate = (http: Permission, https: Permission) =>
    shutOut([at(80, http), at(443, https)], { from: 80, to: 443, ipv6: false, lists });
  test.each<readonly [string, Permission, Permission, readonly string[], readonly string[]]>([
    ['covers a range', v4('10.0.0.0/23'), list('pl-office'), [], []],
    ['covers it with a range', v4('10.0.0.0/22'), { ...list('pl-office'), ...v4('10.0.2.0/23') }, [], []],
    ['leaves something out', v4('10.0.0.0/22'), list('pl-office'), ['10.0.0.0/22'], []],
    ['is covered', list('pl-office'), v4('10.0.0.0/23'), [], []],
    ['is covered in part', list('pl-office'), v4('10.0.0.0/24'), ['pl-office'], []],
    [
      'one beside one that is hidden',
      v4('10.0.0.0/22'),
      { PrefixListIds: [{ PrefixListId: 'pl-office' }, { PrefixListId: 'pl-hidden' }] },
      [],
      ['10.0.0.0/22'],
    ],
    ['hidden', list('pl-hidden'), v4('10.0.0.0/8'), [], ['pl-hidden']],
    ['hidden, on both ports', list('pl-hidden'), list('pl-hidden'), [], []],
  ])('%s', (_name, http, https, closed, unknown) => {
    expect(evaluate(http, https)).toEqual({ closed, unknown });
  });
});
