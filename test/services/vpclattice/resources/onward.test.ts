import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { onwardTo } from '../../../../src/services/vpclattice/facts/onward.ts';
import resource from '../../../../src/services/vpclattice/resources/aws-vpclattice-listener.ts';
import { location } from '../../../kit/answers.ts';

const arnOf = (id: string) => `arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-1/listener/${id}`;
const named = (id: string) => ({ ...location, type: resource.type, id: arnOf(id), arn: arnOf(id) });
const forward = (...ids: readonly string[]) => ({
  forward: { targetGroups: ids.map((targetGroupIdentifier) => ({ targetGroupIdentifier })) },
});
const aws = sandboxClouds(
  startHost(
    loadAccount({
      vpclattice: {
        Services: [{ id: 'svc-1', name: 'orders' }],
        TargetGroups: [
          { id: 'tg-1', name: 'carts', protocol: 'HTTP' },
          { id: 'tg-2', name: 'pay', protocol: 'HTTPS' },
        ],
        Listeners: [
          {
            id: 'a',
            name: 'a',
            serviceId: 'svc-1',
            defaultAction: forward('tg-1'),
            rules: [
              {
                id: 'rule-1',
                name: 'pay',
                priority: 1,
                match: {},
                action: forward('tg-2', 'tg-1', 'tg-gone'),
              },
            ],
          },
          { id: 'b', name: 'b', serviceId: 'svc-1' },
        ],
      },
    }),
  ),
).look(location);

test('to each target group of its default action and its rules, once', async () => {
  const ways = (await resource.onward?.(named('a'), aws)) ?? [];
  expect(ways.map(({ to, encrypted }) => [to.replace(/^.*\//, ''), encrypted])).toEqual([
    ['tg-1', false],
    ['tg-2', true],
    ['tg-gone', undefined],
  ]);
});
test('one that answers by itself, and one that is gone, lead nowhere', async () => {
  expect(await resource.onward?.(named('b'), aws)).toEqual([]);
  expect(await resource.onward?.(named('gone'), aws)).toEqual([]);
});
test.each([
  [{ type: 'LAMBDA' }, 'HTTPS', 'enforced'],
  [{ type: 'IP', config: { protocol: 'TCP' } }, 'TLS_PASSTHROUGH', true],
  [{ type: 'IP', config: { protocol: 'TCP' } }, 'HTTPS', undefined],
  [{ type: 'ALB', config: { protocol: 'QUIC' } }, 'HTTPS', undefined],
] as const)('%j behind %s: %s', (group, protocol, encrypted) => {
  expect(onwardTo({ arn: 'arn:of:it', ...group }, protocol).encrypted).toBe(encrypted);
});
