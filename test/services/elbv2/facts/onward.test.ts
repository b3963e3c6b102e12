import { expect, test } from 'vitest';
import type { Onward } from '../../../../src/core/model/onward.ts';
import { onwardTo } from '../../../../src/services/elbv2/facts/onward.ts';

const at = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/50dc6c495c0c9188';
const group = (Protocol?: string, TargetType = 'instance') => ({ TargetGroupArn: at, Protocol, TargetType });
const one = [{ Target: { Id: 'i-0a', Port: 8080 } }];

test.each<[string, ReturnType<typeof group>, Onward]>([
  ['HTTP', group('HTTP'), { to: 'i-0a', port: 8080, speaks: 'HTTP', encrypted: false, at }],
  ['HTTPS', group('HTTPS'), { to: 'i-0a', port: 8080, speaks: 'HTTPS', encrypted: true, at }],
  ['TLS', group('TLS'), { to: 'i-0a', port: 8080, speaks: 'TLS', encrypted: true, at }],
  ['TCP carries whatever came', group('TCP'), { to: 'i-0a', port: 8080, speaks: 'TCP', at }],
  [
    'a function is invoked by AWS',
    group(undefined, 'lambda'),
    { to: 'i-0a', port: 8080, encrypted: 'enforced', at },
  ],
])('%s', (_says, of, expected) => {
  expect(onwardTo(of, one)).toEqual([expected]);
});

test('each of its targets; while there is none, the group', () => {
  const two = [...one, { Target: { Id: '10.0.0.7' } }, {}];
  expect(onwardTo(group('HTTP'), two).map(({ to }) => to)).toEqual(['i-0a', '10.0.0.7']);
  expect(onwardTo(group('HTTP'), [])).toEqual([{ to: at, speaks: 'HTTP', encrypted: false, at }]);
});
