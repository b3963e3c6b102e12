import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalActions,
  type RawAction,
} from '../../../../../src/services/elbv2/facts/listener-actions.ts';
import type { ListenerWithRules } from '../../../../../src/services/elbv2/facts/plaintext-rules.ts';
import { compareOf, requestsOf } from '../../../../../src/services/elbv2/facts/routing/compare.ts';
import { conditionsOf, type RawCondition } from '../../../../../src/services/elbv2/facts/rule-conditions.ts';
import {
  isTrapped,
  ruleFor,
  sendsToHttps,
  sharesOf,
  type Asked,
  type RawListener,
} from '../../../../kit/routing-interpreter.ts';

/** Every kind of request that the conditions below can tell apart is among these. */
const requests: readonly Asked[] = (() => {
  const headers = [[], ['v1'], ['v2'], ['w']];
  const queries = [
    [],
    [['k', '1']],
    [['j', '1']],
    [['k', '2']],
    [
      ['k', '2'],
      ['j', '1'],
    ],
  ] as const;
  return ['a.example', 'b.example', 'other'].flatMap((host) =>
    ['/', '/api/', '/api/vx', '/x.png', '/api/x.png', '/api/new'].flatMap((path) =>
      ['GET', 'POST', 'PUT'].flatMap((method) =>
        headers.flatMap((header) =>
          queries.flatMap((query) =>
            ['10.1.0.1', '10.2.0.1', '192.0.2.1'].map((source) => ({
              host,
              path,
              method,
              header,
              query,
              source,
            })),
          ),
        ),
      ),
    ),
  );
})();

const some = <Value>(...values: readonly Value[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const condition: fc.Arbitrary<RawCondition> = fc.oneof(
  some('a.example', '*.EXAMPLE', '*').map((Values) => ({
    Field: 'host-header',
    HostHeaderConfig: { Values },
  })),
  some('/api/*', '/api/v?', '*.png', '/*').map((Values) => ({
    Field: 'path-pattern',
    PathPatternConfig: { Values },
  })),
  some('GET', 'POST').map((Values) => ({
    Field: 'http-request-method',
    HttpRequestMethodConfig: { Values },
  })),
  some('v1', 'V*').map((Values) => ({
    Field: 'http-header',
    HttpHeaderConfig: { HttpHeaderName: 'X-Edge', Values },
  })),
  some({ Key: 'k', Value: '1' }, { Value: '1' }, { Key: 'K', Value: '*' }).map((Values) => ({
    Field: 'query-string',
    QueryStringConfig: { Values },
  })),
  some('10.0.0.0/8', '10.1.0.0/16').map((Values) => ({ Field: 'source-ip', SourceIpConfig: { Values } })),
);
const conditions = fc.uniqueArray(condition, { selector: ({ Field }) => Field, minLength: 1, maxLength: 2 });

const to = (...weights: readonly (readonly [string, number])[]): RawAction => ({
  Type: 'forward',
  ForwardConfig: { TargetGroups: weights.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight })) },
});
const forward = fc.constantFrom(
  to(['app', 1]),
  to(['app', 1]),
  to(['app', 3], ['api', 3]),
  to(['api', 1], ['app', 1]),
  to(['app', 0], ['api', 9]),
  to(['api', 1]),
);
const fixed: RawAction = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } };
const redirect = (RedirectConfig: RawAction['RedirectConfig']): RawAction => ({
  Type: 'redirect',
  RedirectConfig,
});
const secured = redirect({ Protocol: 'HTTPS', Port: '443' });
const redirects = fc.constantFrom(
  redirect({ Protocol: 'HTTP', Port: '80' }),
  redirect({ Port: '80' }),
  redirect({ Path: '/api/new' }),
  redirect({ Host: 'a.example' }),
  redirect({ Protocol: 'HTTPS', Port: '8443' }),
  redirect({ Protocol: 'HTTP', Port: '80', Path: '/api/new' }),
);

const listenerOf = (
  port: number,
  protocol: 'HTTP' | 'HTTPS',
  action: fc.Arbitrary<RawAction>,
): fc.Arbitrary<RawListener> =>
  fc
    .record({
      rules: fc.array(fc.record({ conditions, actions: fc.tuple(action) }), { maxLength: 4 }),
      last: action,
    })
    .map(({ rules, last }) => ({ port, protocol, rules: [...rules, { conditions: [], actions: [last] }] }));

/** The same listener as Waxseal reads it. */
const read = ({ port, protocol, rules }: RawListener): ListenerWithRules => ({
  arn: `listener-${port}`,
  port,
  protocol,
  actions: canonicalActions(rules.at(-1)?.actions ?? []),
  rules: rules.slice(0, -1).map((rule, at) => ({
    arn: `rule-${port}-${at}`,
    priority: at + 1,
    conditions: conditionsOf(rule.conditions),
    actions: canonicalActions(rule.actions),
    transforms: [],
  })),
});

const compared = (listeners: readonly RawListener[]) => {
  const all = listeners.map(read);
  const [from, goal] = all;
  const space = requestsOf(all, { ipv6: false });
  const comparison = space && from && goal && compareOf(space, all, from, goal);
  if (!comparison) throw new Error('so few rules can be compared');
  return comparison;
};

const spread = (http: RawListener, asked: Asked, https: RawListener): boolean => {
  const was = sharesOf(ruleFor(http, asked));
  const is = sharesOf(ruleFor(https, asked));
  return was !== undefined && JSON.stringify([...was]) !== JSON.stringify([...(is ?? [])]);
};

describe('whatever the rules of both listeners are', () => {
  test(
    'requests are said to be answered otherwise exactly if there is one that is',
    { timeout: 120_000 },
    () => {
      let [same, otherwise] = [0, 0];
      const plain = listenerOf(
        80,
        'HTTP',
        fc.oneof(forward, forward, forward, fc.constantFrom(secured, fixed)),
      );
      const secure = listenerOf(443, 'HTTPS', fc.oneof(forward, forward, forward, fc.constant(fixed)));
      fc.assert(
        fc.property(plain, secure, fc.boolean(), (http, other, mirrored) => {
          const https: RawListener = mirrored ? { ...http, port: 443, protocol: 'HTTPS' } : other;
          const { changes, doubts } = compared([http, https]);
          const witness = requests.find((asked) => spread(http, asked, https));
          expect(doubts).toEqual([]);
          expect(changes.length > 0, JSON.stringify(witness)).toBe(witness !== undefined);
          if (witness) otherwise += 1;
          else same += 1;
        }),
        { numRuns: 300 },
      );
      expect(Math.min(same, otherwise)).toBeGreaterThan(40);
    },
  );

  test(
    'redirects are said never to end exactly if there is a request that never arrives',
    { timeout: 120_000 },
    () => {
      let [traps, ends] = [0, 0];
      const plain = listenerOf(80, 'HTTP', fc.oneof(forward, fc.constant(secured)));
      const secure = listenerOf(443, 'HTTPS', fc.oneof(forward, forward, redirects));
      const third = listenerOf(8443, 'HTTPS', fc.oneof(forward, redirects));
      fc.assert(
        fc.property(plain, secure, third, (http, https, more) => {
          const listeners = [http, https, more];
          const found = compared(listeners).traps.length > 0;
          const trapped = requests.find(
            (asked) => !sendsToHttps(ruleFor(http, asked)) && isTrapped(listeners, http, asked, 443),
          );
          // Another name over HTTPS is followed only where a rule is for it.
          const named = listeners.some(({ rules }) =>
            rules.some((rule) => /"(a\.example|\*\.EXAMPLE)"/.test(JSON.stringify(rule.conditions))),
          );
          if (named || !JSON.stringify(listeners).includes('"Host"'))
            expect(found, JSON.stringify(trapped)).toBe(trapped !== undefined);
          if (found) traps += 1;
          else ends += 1;
        }),
        { numRuns: 300 },
      );
      expect(Math.min(traps, ends)).toBeGreaterThan(40);
    },
  );
});
