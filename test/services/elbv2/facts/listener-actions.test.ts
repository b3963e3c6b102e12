import { describe, expect, test } from 'vitest';
import {
  canonicalActions,
  isWritable,
  redirectToHttps,
  sendsToHttps,
  type RawAction,
} from '../../../../src/services/elbv2/facts/listener-actions.ts';
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
      'weights, of which only what is left out is 1',
      [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: 'c', Weight: 0 },
              { TargetGroupArn: 'b', Weight: undefined },
              { TargetGroupArn: 'a' },
            ],
          },
        },
      ],
      [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: 'a', Weight: 1 },
              { TargetGroupArn: 'b', Weight: 1 },
              { TargetGroupArn: 'c', Weight: 0 },
            ],
            TargetGroupStickinessConfig: stickiness,
          },
        },
      ],
    ],
    [
      'a forward to nothing that AWS names',
      [{ Type: 'forward' }, { Type: 'forward', ForwardConfig: { TargetGroups: [{}] } }],
      [
        { Type: 'forward', ForwardConfig: { TargetGroups: [], TargetGroupStickinessConfig: stickiness } },
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [{ TargetGroupArn: '', Weight: 1 }],
            TargetGroupStickinessConfig: stickiness,
          },
        },
      ],
    ],
    [
      'a redirect that says nothing keeps everything of the request',
      [{ Type: 'redirect' }],
      [redirectTo(0, { Protocol: '#{protocol}', Port: '#{port}' })],
    ],
    [
      'a redirect that says everything',
      [redirectTo(8443, { Host: 'b.example', Path: '/x', Query: 'y=1', StatusCode: 'HTTP_302' })],
      [redirectTo(8443, { Host: 'b.example', Path: '/x', Query: 'y=1', StatusCode: 'HTTP_302' })],
    ],
    [
      'a fixed response with all its parts',
      [
        {
          Type: 'fixed-response',
          FixedResponseConfig: { StatusCode: '503', ContentType: 'text/plain', MessageBody: 'closed' },
        },
      ],
      [
        {
          Type: 'fixed-response',
          FixedResponseConfig: { StatusCode: '503', ContentType: 'text/plain', MessageBody: 'closed' },
        },
      ],
    ],
    [
      'a fixed response that says nothing',
      [{ Type: 'fixed-response' }],
      [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '' } }],
    ],
    ['an action without a type', [{}], [{ Type: 'other', name: 'unnamed' }]],
    [
      'several actions, of which one without an order comes first',
      [{ Type: 'redirect', Order: 1, RedirectConfig: { Protocol: 'HTTPS', Port: '443' } }, { Type: 'new' }],
      [
        { Type: 'other', name: 'new' },
        { ...redirectTo(443), Order: 1 },
      ],
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
    // Strictly: a member that is there and undefined would be sent to AWS, and is no equal of one that is not.
    expect(canonicalActions(raw)).toStrictEqual(canonical);
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

test('what we do not know is never written', () => {
  const raw = [
    { Type: 'authenticate-oidc' },
    { Type: 'fixed-response' },
    { Type: 'redirect' },
    { Type: 'forward' },
  ];
  expect(canonicalActions(raw).map(isWritable)).toEqual([false, true, true, true]);
});

describe('the redirect in place of', () => {
  test.each([
    ['a forward', [{ Type: 'forward', TargetGroupArn: 'a' }], redirectTo(8443)],
    ['nothing', [], redirectTo(8443)],
    [
      'a redirect behind something else',
      [
        { Type: 'authenticate-oidc', Order: 1 },
        { ...redirectTo(80, { Query: 'a=b' }), Order: 2 },
      ],
      redirectTo(8443, { Query: 'a=b' }),
    ],
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
