import { expect, test } from 'vitest';
import type { Onward } from '../../src/core/model/onward.ts';
import type { OutcomeName } from '../../src/core/model/outcome.ts';
import { identifies } from '../../src/report/map/identified.ts';
import { transitMap } from '../../src/report/map/graph.ts';
import { postureOf } from '../../src/report/posture/posture.ts';
import { at, item, posed, target } from './posture/kit.ts';

const [listener, other] = ['listener', 'listener-2'];
const balancer = target('balancer').arn;
const concerns = {
  'takes-tls': { hop: 'in', matter: 'plaintext', enforced: false },
  'alb-listener-mutual-tls': { hop: 'in', matter: 'identity', enforced: false },
  'shows-certificate': { hop: 'out', matter: 'identity', enforced: false },
} as const;
const isKnown = (id: string): id is keyof typeof concerns => id in concerns;
const stop = (id: string, root: string, onward: readonly Onward[] = []) => ({
  target: target(id),
  root,
  hosts: [],
  terms: [],
  onward,
});
const found = (...all: readonly (readonly [id: string, remediation: string, outcome: OutcomeName])[]) =>
  all.map(([id, remediation, outcome]) => item(id, remediation, outcome));

/** An application sends to a balancer; findings are about its listeners. */
const answerOf = (items: ReturnType<typeof found>) => {
  const map = transitMap({
    at,
    items,
    stops: [
      stop('app', target('app').arn, [{ to: balancer, port: 443, encrypted: true }]),
      stop(listener, balancer),
      stop(other, balancer),
    ],
    seen: [],
    concerns: (id) => (isKnown(id) ? concerns[id] : undefined),
  });
  const { maturity } = postureOf(posed({ map, items }));
  return maturity[0]?.criteria.find(({ id }) => id === 'mutual-tls')?.answer;
};
const mutual = 'alb-listener-mutual-tls';

test.each<[what: string, items: ReturnType<typeof found>, answer: string]>([
  ['of its listener', found([listener, 'takes-tls', 'compliant'], [listener, mutual, 'compliant']), 'yes'],
  ['of nothing', found([listener, 'takes-tls', 'compliant']), 'unknown'],
  [
    'of one listener of two',
    found(
      [listener, mutual, 'compliant'],
      [listener, 'takes-tls', 'compliant'],
      [other, 'takes-tls', 'compliant'],
    ),
    'unknown',
  ],
  [
    'of both listeners',
    found(
      [listener, mutual, 'compliant'],
      [listener, 'takes-tls', 'compliant'],
      [other, mutual, 'compliant'],
    ),
    'yes',
  ],
  ['not known of it', found([listener, 'takes-tls', 'compliant'], [listener, mutual, 'unknown']), 'unknown'],
  ['not as wanted', found([listener, 'takes-tls', 'compliant'], [listener, mutual, 'reported']), 'no'],
  [
    'that it shows a certificate itself',
    found([listener, 'takes-tls', 'compliant'], ['app', 'shows-certificate', 'compliant']),
    'yes',
  ],
  [
    'about somebody else',
    found([listener, 'takes-tls', 'compliant'], ['elsewhere', mutual, 'compliant']),
    'unknown',
  ],
])('mutual TLS: a finding %s', (_what, items, answer) => {
  expect(answerOf(items)).toBe(answer);
});

test('a finding that is not compliant says of nobody that he proves himself', () => {
  const of = (outcome: OutcomeName) =>
    identifies(found([listener, mutual, outcome]).map((one) => ({ item: one, matter: 'identity' as const })));
  expect((['compliant', 'reported', 'unknown', 'failed', 'skipped'] as const).map(of)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
