import { describe, expect, test } from 'vitest';
import { shutOut, sourcesOn, type Permission } from '../../src/aws/ingress-sources.ts';

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
    ['everybody of IPv6, for everybody of IPv4', v6('::/0'), v4('0.0.0.0/0'), ['::/0']],
    ['IPv6, written otherwise', v6('2001:db8::/32'), v6('2001:0db8:0:0::/31'), []],
    ['IPv6 in short, at the end', v6('::ffff/128'), v6('::/64'), []],
    ['a group', group('sg-1'), group('sg-1'), []],
    ['another group', group('sg-1'), group('sg-2'), ['sg-1']],
    ['a group, for a range that may hold it', group('sg-1'), v4('10.0.0.0/8'), ['sg-1']],
    ['a prefix list', list('pl-1'), list('pl-1'), []],
    ['a prefix list, for IPv4 alone', list('pl-1'), v4('0.0.0.0/0'), ['pl-1']],
    ['nonsense is not admitted', v4('10.0.0/8'), v4('10.0.0.0/8'), ['10.0.0/8']],
    ['nonsense admits nobody', v4('10.0.0.0/8'), v4('0.0.0.0/-1', '0.0.0.0', '256.0.0.0/0'), ['10.0.0.0/8']],
  ])('%s', (_name, http, https, left) => {
    const permissions = [at(80, http), at(443, https)];
    expect(shutOut(permissions, { from: 80, to: 443, ipv6: true })).toEqual(left);
  });

  test('where there is no IPv6, only IPv4 counts', () => {
    const permissions = [at(80, v6('::/0')), at(80, list('pl-1')), at(443, v4('0.0.0.0/0'))];
    expect(shutOut(permissions, { from: 80, to: 443, ipv6: false })).toEqual([]);
    const closed = [at(80, v6('::/0')), at(80, v4('10.0.0.0/8'))];
    expect(shutOut(closed, { from: 80, to: 443, ipv6: false })).toEqual(['10.0.0.0/8']);
  });
});
