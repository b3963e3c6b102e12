import { describe, expect, test } from 'vitest';
import {
  canonicalActions,
  isWritable,
  redirectToHttps,
  sendsToHttps,
  targetGroupsOf,
  type RawAction,
} from '../../src/aws/listener-actions.ts';
import { redirectTo } from '../balancers.ts';

const stickiness = { Enabled: false };
const plain = {
  Type: 'forward',
  ForwardConfig: {
    TargetGroups: [{ TargetGroupArn: 'a', Weight: 1 }],
    TargetGroupStickinessConfig: stickiness,
  },
};
const both = { ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'a', Weight: 1 }] }, TargetGroupArn: 'a' };
const pair = (...arns: readonly string[]) => ({
  Type: 'forward',
  ForwardConfig: {
    TargetGroups: arns.map((TargetGroupArn) => ({ TargetGroupArn, Weight: 5 })),
    TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 9 },
  },
});

describe('one meaning has one form', () => {
  const rows: readonly (readonly [string, readonly RawAction[], readonly unknown[]])[] = [
    ['a forward by ARN alone', [{ Type: 'forward', TargetGroupArn: 'a' }], [plain]],
    ['a forward that AWS shows twice', [{ Type: 'forward', ...both }], [plain]],
    ['the order of one action', [{ Type: 'forward', Order: 1, ...both }], [plain]],
    ['groups in any order', [pair('b', 'a')], [pair('a', 'b')]],
    [
      'a redirect with its defaults left out',
      [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
      [redirectTo(443)],
    ],
    [
      'a fixed response',
      [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404', MessageBody: undefined } }],
      [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    ],
    [
      'several actions, by their order',
      [
        { Type: 'forward', Order: 2, TargetGroupArn: 'a' },
        { Type: 'authenticate-oidc', Order: 1 },
      ],
      [
        { Type: 'other', name: 'authenticate-oidc', Order: 1 },
        { ...plain, Order: 2 },
      ],
    ],
  ];
  test.each(rows)('%s', (_name, raw, canonical) => {
    expect(canonicalActions(raw)).toEqual(canonical);
  });

  test('said again, it is the same', () => {
    for (const [, raw] of rows) {
      const once = canonicalActions(raw).filter(isWritable);
      expect(canonicalActions(once)).toEqual(
        once.map((action) => (once.length > 1 ? action : { ...action, Order: undefined })),
      );
    }
  });
});

describe('what AWS Config takes for a redirect to HTTPS', () => {
  test.each([
    [redirectTo(443), true],
    [redirectTo(80), true],
    [redirectTo(443, { Protocol: '#{protocol}' }), false],
    [redirectTo(443, { Protocol: 'HTTP' }), false],
    [{ Type: 'forward', TargetGroupArn: 'a' }, false],
    [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }, false],
  ])('%j', (action, is) => {
    expect(canonicalActions([action]).map(sendsToHttps)).toEqual([is]);
  });
});

describe('the redirect in place of', () => {
  test.each([
    ['a forward', [{ Type: 'forward', TargetGroupArn: 'a' }], redirectTo(8443)],
    [
      'a path of its own',
      [redirectTo(80, { Protocol: 'HTTP', Path: '/x', StatusCode: 'HTTP_302' })],
      redirectTo(8443, { Path: '/x', StatusCode: 'HTTP_302' }),
    ],
    [
      'another host',
      [redirectTo(80, { Protocol: '#{protocol}', Host: 'b.example' })],
      redirectTo(443, { Host: 'b.example' }),
    ],
  ])('%s', (_name, actions: readonly RawAction[], redirect) => {
    expect(redirectToHttps(canonicalActions(actions), 8443)).toEqual(redirect);
  });
});

test('target groups, wherever they are named', () => {
  expect(targetGroupsOf(canonicalActions([pair('b', 'a')]))).toEqual(['a', 'b']);
  expect(targetGroupsOf(canonicalActions([redirectTo(443)]))).toEqual([]);
});
