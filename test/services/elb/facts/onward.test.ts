import { expect, test } from 'vitest';
import type { Onward } from '../../../../src/core/model/onward.ts';
import { onwardOf } from '../../../../src/services/elb/facts/load-balancer.ts';

const listening = (Protocol: string, InstanceProtocol: string) =>
  onwardOf({
    Instances: [{ InstanceId: 'i-0a' }, {}],
    ListenerDescriptions: [
      { Listener: { Protocol, LoadBalancerPort: 443, InstanceProtocol, InstancePort: 80 } },
    ],
  });

test.each<[string, string, Pick<Onward, 'encrypted'>]>([
  ['HTTPS', 'HTTP', { encrypted: false }],
  ['HTTPS', 'HTTPS', { encrypted: true }],
  ['SSL', 'SSL', { encrypted: true }],
  // What was in the TLS goes on without it.
  ['SSL', 'TCP', { encrypted: false }],
  ['TCP', 'TCP', {}],
])('%s in front, %s behind', (front, back, expected) => {
  expect(listening(front, back)).toEqual([{ to: 'i-0a', port: 80, speaks: back, ...expected }]);
});
