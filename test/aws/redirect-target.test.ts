import { describe, expect, test } from 'vitest';
import { canonicalActions } from '../../src/aws/listener-actions.ts';
import { conditionsOf, type Part } from '../../src/aws/plaintext-rules.ts';
import { redirectTarget, type HttpsListener, type ServedCertificate } from '../../src/aws/redirect-target.ts';

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
const part = (hosts: readonly string[], ...groups: readonly string[]): Part => ({
  set: 'defaultActions',
  on: 'listener-80',
  port: 80,
  label: 'the default rule on port 80',
  conditions: conditionsOf([{ Field: 'host-header', Values: hosts }]),
  actions: forward(...groups),
});

describe('the listener to redirect to', () => {
  const usual = https(443);
  test.each<readonly [string, readonly HttpsListener[], number | undefined]>([
    ['there is none', [], undefined],
    [
      'none whose certificate can be used',
      [https(443, { certificates: [shows('no', 'a.example')] })],
      undefined,
    ],
    ['none without a certificate', [https(443, { certificates: [] })], undefined],
    ['one whose certificate cannot be read', [https(443, { certificates: [shows('unread')] })], 443],
    [
      'one good certificate of two',
      [https(443, { certificates: [shows('no'), shows('yes', 'a.example')] })],
      443,
    ],
    ['443 before a lower port', [https(80), usual], 443],
    ['443 before a higher port', [https(8443), usual], 443],
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
    ['target groups before 443', [https(443, { actions: forward('other') }), https(8443)], 8443],
    [
      'names before target groups',
      [https(443, { certificates: [shows('yes', 'a.example')] }), https(8443, { actions: forward('other') })],
      8443,
    ],
  ])('%s', (_what, listeners, port) => {
    const parts = [part(['a.example', 'b.example'], 'app')];
    expect(redirectTarget(listeners, parts)?.listener.port).toBe(port);
    expect(redirectTarget(listeners.toReversed(), parts)?.listener.port).toBe(port);
  });

  test('what speaks against it: names, target groups, certificates that nobody could read', () => {
    const listener = https(443, {
      certificates: [
        shows('yes', 'a.example'),
        // A certificate that has run out serves nobody.
        shows('no', 'b.example'),
        shows('unread'),
      ],
    });
    const parts = [part(['b.example', 'a.example'], 'new', 'app'), part(['c.example', 'b.example'], 'old')];
    expect(redirectTarget([listener], parts)).toEqual({
      listener,
      uncovered: ['b.example', 'c.example'],
      unserved: ['new', 'old'],
      unread: ['certificate-unread'],
    });
  });

  test('nothing, where all is well', () => {
    expect(redirectTarget([https(443)], [part(['a.example'], 'app')])).toMatchObject({
      uncovered: [],
      unserved: [],
      unread: [],
    });
  });
});
