import { describe, expect, test } from 'vitest';
import { canonicalActions } from '../../../../src/services/elbv2/facts/listener-actions.ts';
import { openParts, type ListenerWithRules } from '../../../../src/services/elbv2/facts/plaintext-rules.ts';
import {
  redirectTarget,
  type HttpsListener,
  type ServedCertificate,
} from '../../../../src/services/elbv2/facts/redirect-target.ts';
import { requestsOf } from '../../../../src/services/elbv2/facts/routing/compare.ts';
import { conditionsOf } from '../../../../src/services/elbv2/facts/rule-conditions.ts';

const forward = (...groups: readonly string[]) =>
  canonicalActions([
    {
      Type: 'forward',
      ForwardConfig: { TargetGroups: groups.map((TargetGroupArn) => ({ TargetGroupArn })) },
    },
  ]);
const shows = (usable: ServedCertificate['usable'], ...names: readonly string[]): ServedCertificate => ({
  arn: `certificate-${usable}`,
  usable,
  names,
  isDefault: false,
});
const https = (port: number, more: Partial<HttpsListener> = {}): HttpsListener => ({
  arn: `listener-${port}`,
  port,
  protocol: 'HTTPS',
  actions: forward('app'),
  rules: [],
  certificates: [shows('yes', 'a.example', 'b.example')],
  clientCertificates: 'off',
  ...more,
});
const rule = (priority: number, hosts: readonly string[], ...groups: readonly string[]) => ({
  arn: `rule-${priority}`,
  priority,
  conditions: conditionsOf([{ Field: 'host-header', Values: hosts }]),
  actions: forward(...groups),
  transforms: [],
});
const http = (port: number, more: Partial<HttpsListener> = {}): HttpsListener => ({
  ...https(port),
  protocol: 'HTTP',
  certificates: [],
  ...more,
});
const goal = (
  from: ListenerWithRules,
  all: readonly HttpsListener[],
  shutOut: (from: number, to: number) => number = () => 0,
) => {
  const space = requestsOf(all, { ipv6: false });
  return redirectTarget(from, openParts([from]), { listeners: all, space, shutOut });
};

describe('the listener to redirect to', () => {
  const from = http(80, { rules: [rule(1, ['a.example', 'b.example'], 'app')] });
  const expired = https(443, { certificates: [shows('no', 'a.example')] });
  test.each<readonly [string, readonly HttpsListener[], number | undefined]>([
    ['there is none', [], undefined],
    ['none whose certificate can be used', [expired], undefined],
    ['none without a certificate', [https(443, { certificates: [] })], undefined],
    ['one whose certificate cannot be read', [https(443, { certificates: [shows('unread')] })], 443],
    [
      'one good certificate of two',
      [https(443, { certificates: [shows('no'), shows('yes', 'a.example')] })],
      443,
    ],
    ['443 before a lower port', [https(82), https(443)], 443],
    ['443 before a higher port', [https(8443), https(443)], 443],
    ['the lowest port of others', [https(9443), https(8443)], 8443],
    [
      'names with a certificate before 443',
      [https(443, { certificates: [shows('yes', 'c.example')] }), https(8443)],
      8443,
    ],
    [
      'more names with a certificate before fewer',
      [https(443, { certificates: [shows('yes', 'a.example')] }), https(8443)],
      8443,
    ],
    ['the same targets before 443', [https(443, { actions: forward('other') }), https(8443)], 8443],
    [
      'names before targets',
      [https(443, { certificates: [shows('yes', 'a.example')] }), https(8443, { actions: forward('other') })],
      8443,
    ],
  ])('%s', (_what, listeners, port) => {
    expect(goal(from, [from, ...listeners])?.to.listener.port).toBe(port);
    expect(goal(from, [from, ...listeners.toReversed()])?.to.listener.port).toBe(port);
  });

  test('one that is open to the same clients before 443, targets before that', () => {
    const closed443 = (_from: number, to: number): number => (to === 443 ? 1 : 0);
    expect(goal(from, [from, https(443), https(8443)], closed443)?.to.listener.port).toBe(8443);
    const other = https(8443, { actions: forward('other') });
    expect(goal(from, [from, https(443), other], closed443)?.to.listener.port).toBe(443);
  });

  test('each HTTP listener has its own, by what it serves', () => {
    const pairs = [
      http(80, { actions: forward('blue') }),
      https(443, { actions: forward('blue') }),
      http(8000, { actions: forward('green') }),
      https(4443, { actions: forward('green') }),
    ];
    const ports = pairs.filter(({ protocol }) => protocol === 'HTTP').map((one) => goal(one, pairs));
    expect(ports.map((one) => one?.to.listener.port)).toEqual([443, 4443]);
  });

  test('the usual pair, where several do the same', () => {
    const same = [http(80), http(8080), https(443), https(8443)];
    expect(same.slice(0, 2).map((one) => goal(one, same)?.to.listener.port)).toEqual([443, 8443]);
    expect(same.slice(0, 2).flatMap((one) => goal(one, same)?.rivals)).toEqual([]);
  });

  test('none does the same, and several come equally near: they are named', () => {
    const legacy = http(80, { actions: forward('legacy') });
    const all = [legacy, https(443), https(4443, { actions: forward('green') })];
    expect(goal(legacy, all)).toMatchObject({ to: { listener: { port: 443 } }, rivals: [4443] });
  });

  test('what speaks against it: names, answers, certificates that nobody could read', () => {
    const listener = https(443, {
      certificates: [
        shows('yes', 'a.example'),
        // A certificate that has run out serves nobody.
        shows('no', 'b.example'),
        shows('unread'),
      ],
    });
    const parts = [rule(1, ['b.example', 'a.example'], 'new'), rule(2, ['c.example', 'b.example'], 'old')];
    const found = goal(http(80, { rules: parts }), [http(80, { rules: parts }), listener]);
    expect(found?.to).toMatchObject({
      uncovered: ['b.example', 'c.example'],
      unread: ['certificate-unread'],
      comparison: { changes: [expect.stringContaining('group new'), expect.stringContaining('group old')] },
    });
  });

  test('nothing, where all is well', () => {
    expect(goal(from, [from, https(443)])).toMatchObject({
      to: {
        uncovered: [],
        unread: [],
        lapsed: [],
        comparison: { changes: [], doubts: [], traps: [], checks: [] },
      },
      rivals: [],
    });
  });

  test('any name needs no certificate for `*`', () => {
    const any = http(80, { rules: [rule(1, ['*', '*.*', 'a.example'], 'app')] });
    expect(goal(any, [any, https(443)])?.to.uncovered).toEqual([]);
  });
});

describe('a default certificate of no use', () => {
  const lapsed = { ...shows('no', 'old.example', 'a.example'), isDefault: true };
  const listener = https(443, { certificates: [lapsed, shows('yes', 'a.example')] });
  const named = http(80, {
    actions: canonicalActions([{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443' } }]),
    rules: [rule(1, ['a.example'], 'app')],
  });
  test('matters to requests by any name, and only for names that no other is for', () => {
    expect(goal(http(80), [http(80), listener])?.to.lapsed).toEqual(['old.example']);
    expect(goal(named, [named, listener])?.to.lapsed).toEqual([]);
  });
  test('another one that has lapsed is chosen for its own names only', () => {
    const other = https(443, { certificates: [{ ...lapsed, isDefault: false }, shows('yes', 'a.example')] });
    expect(goal(http(80), [http(80), other])?.to.lapsed).toEqual([]);
  });
});
