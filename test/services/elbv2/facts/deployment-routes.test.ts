import { describe, expect, test } from 'vitest';
import { isRouteOf, targetGroupsOf } from '../../../../src/services/elbv2/facts/deployment-routes.ts';
import { canonicalActions } from '../../../../src/services/elbv2/facts/listener-actions.ts';
import { partsOf, type ListenerWithRules } from '../../../../src/services/elbv2/facts/plaintext-rules.ts';
import { noConditions } from '../../../../src/services/elbv2/facts/rule-conditions.ts';
import { edge, forward, groupArn, listenerArn, redirectTo, ruleArn } from '../balancers.ts';

const listener: ListenerWithRules = {
  arn: listenerArn(80),
  port: 80,
  protocol: 'HTTP',
  actions: canonicalActions([forward('b', 'a')]),
  rules: [
    { arn: ruleArn(1), priority: 1, actions: canonicalActions([forward('a')]) },
    { arn: ruleArn(2), priority: 2, actions: canonicalActions([redirectTo(80)]) },
  ].map((rule) => ({ ...rule, conditions: noConditions, transforms: [] })),
};
const parts = partsOf(listener);

describe('what a deployment writes', () => {
  test.each([
    ['a listener: whatever forwards', listenerArn(80), [true, false, true]],
    ['a rule: itself', ruleArn(1), [true, false, false]],
    ['a rule that does not forward at the moment', ruleArn(2), [false, true, false]],
    ['the default rule, or one that is gone', ruleArn('default'), [false, false, true]],
    ['another listener', listenerArn(8080), [false, false, false]],
    ['a listener whose ARN begins the same', `${listenerArn(80)}80`, [false, false, false]],
    ['a rule of another listener', ruleArn(1, 443), [false, false, false]],
    ["another balancer's listener", listenerArn(80, edge), [false, false, false]],
    ['nothing that is an ARN', 'web', [false, false, false]],
  ])('%s', (_name, route, expected) => {
    expect(parts.map((part) => isRouteOf(route, part, listener))).toEqual(expected);
  });
});

test('target groups that parts forward to, each once', () => {
  expect(targetGroupsOf(parts)).toEqual([groupArn('a'), groupArn('b')]);
  expect(targetGroupsOf([])).toEqual([]);
});
