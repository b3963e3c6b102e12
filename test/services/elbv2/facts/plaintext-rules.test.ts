import { describe, expect, test } from 'vitest';
import {
  canonicalActions,
  type ListenerAction,
} from '../../../../src/services/elbv2/facts/listener-actions.ts';
import {
  deadRedirects,
  fetchedBeforeTls,
  isForChallenges,
  openParts,
  partsOf,
  otherMethodsOf,
  type ListenerWithRules,
} from '../../../../src/services/elbv2/facts/plaintext-rules.ts';
import { conditionsOf, noConditions } from '../../../../src/services/elbv2/facts/rule-conditions.ts';
import { redirectTo } from '../balancers.ts';

const forward = canonicalActions([{ Type: 'forward', TargetGroupArn: 'a' }]);
const redirect = canonicalActions([redirectTo(443)]);
const listener = (
  actions: ListenerAction[],
  { protocol = 'HTTP', port = 80, rule }: { protocol?: string; port?: number; rule?: ListenerAction[] } = {},
): ListenerWithRules => ({
  arn: `listener-${port}`,
  port,
  protocol,
  actions,
  rules: rule
    ? [{ arn: `rule-${port}`, priority: 7, conditions: noConditions, actions: rule, transforms: [] }]
    : [],
});

describe('what still answers plain HTTP', () => {
  test.each<readonly [string, ListenerWithRules, readonly string[]]>([
    ['a forward', listener(forward), ['listener-80']],
    ['a redirect', listener(redirect), []],
    ['a rule beside a redirect', listener(redirect, { rule: forward }), ['rule-80']],
    ['both, the rule first', listener(forward, { rule: forward }), ['rule-80', 'listener-80']],
    ['one action of two redirects', listener([...forward, ...redirect]), ['listener-80']],
    ['no action at all', listener([]), ['listener-80']],
    ['HTTPS does not', listener(forward, { protocol: 'HTTPS' }), []],
  ])('%s', (_name, given, parts) => {
    expect(openParts([given]).map(({ on }) => on)).toEqual(parts);
  });
});

test('every rule with its name for people, the default one last', () => {
  const conditions = conditionsOf([]);
  expect(partsOf(listener(forward, { rule: redirect }))).toEqual([
    {
      set: 'ruleActions',
      on: 'rule-80',
      port: 80,
      label: 'rule 7 on port 80',
      conditions,
      actions: redirect,
      transforms: [],
    },
    {
      set: 'defaultActions',
      on: 'listener-80',
      port: 80,
      label: 'the default rule on port 80',
      conditions,
      actions: forward,
      transforms: [],
    },
  ]);
});

describe('redirects that end nowhere', () => {
  const https = listener(forward, { protocol: 'HTTPS', port: 443 });
  test.each<readonly [string, object, boolean]>([
    ['to the HTTPS listener', {}, false],
    ['to another port', { Port: '8443' }, true],
    ['to the port of the request', { Port: '#{port}' }, true],
    ['to itself, which speaks HTTP', { Port: '80' }, true],
    ['to another host', { Port: '8443', Host: 'b.example' }, false],
    ['to HTTP is another matter', { Protocol: 'HTTP', Port: '8080' }, false],
  ])('%s', (_name, more, is) => {
    const from = listener(canonicalActions([redirectTo(443, more)]));
    expect(deadRedirects([from, https])).toHaveLength(is ? 1 : 0);
  });

  test('behind another action as well; what HTTPS does itself is another matter', () => {
    const dead = canonicalActions([
      { Type: 'authenticate-oidc', Order: 1 },
      { ...redirectTo(8443), Order: 2 },
    ]);
    const from = [listener(redirect, { rule: dead }), listener(dead, { protocol: 'HTTPS', port: 443 })];
    expect(deadRedirects(from).map(({ on }) => on)).toEqual(['rule-80']);
  });
});

describe('what a rule is for', () => {
  const part = (field: string, ...Values: readonly string[]) => {
    const [found] = openParts([listener(forward)]);
    if (!found) throw new Error('it is open');
    return { ...found, conditions: conditionsOf([{ Field: field, Values }]) };
  };
  test.each([
    [['/.well-known/acme-challenge/*'], true],
    [['/.well-known/*'], true],
    [['/.well-known*'], true],
    [['/.well-kno*'], true],
    [['/.*'], true],
    [['/.?ell-known/*'], true],
    [['*.well-known*'], true],
    [['/*'], false],
    [['*'], false],
    [['/.well'], false],
    [['/.git/*'], false],
    [['*/acme-challenge/*'], true],
    [['/api/*', '/well-known'], false],
    [[], false],
  ])('challenges: %j %s', (paths, is) => {
    expect(isForChallenges(part('path-pattern', ...paths))).toBe(is);
  });
  test.each([
    ['host-header', ['crl.example.com', 'shop.example.com'], ['crl.example.com']],
    ['path-pattern', ['/ocsp/*', '/.well-known/pki/*', '/shop/*'], ['/ocsp/*']],
    ['http-request-method', ['CRL'], []],
  ])('fetched before TLS, by %s: %j', (field, values, early) => {
    expect(fetchedBeforeTls(part(field, ...values))).toEqual(early);
  });
  test.each([
    ['HostHeaderConfig', 'host-header'],
    ['PathPatternConfig', 'path-pattern'],
  ])('fetched before TLS, by a regular expression of %s', (config, Field) => {
    const conditions = conditionsOf([{ Field, [config]: { RegexValues: ['^crl[0-9]?[.]', '^/shop'] } }]);
    expect(fetchedBeforeTls({ conditions })).toEqual(['^crl[0-9]?[.]']);
  });
  test.each([
    [['GET', 'HEAD'], []],
    [
      ['GET', 'POST', 'PUT'],
      ['POST', 'PUT'],
    ],
  ])('methods: %j', (methods, others) => {
    expect(otherMethodsOf(part('http-request-method', ...methods))).toEqual(others);
  });
});
