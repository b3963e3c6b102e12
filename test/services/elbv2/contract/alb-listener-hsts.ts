import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { balanced, listener, listenerArn, secure } from '../balancers.ts';

const id = 'alb-listener-hsts';
const key = 'routing.http.response.strict_transport_security.header_value';
const modify = 'elasticloadbalancingv2:ModifyListenerAttributes';
const steps = new Set(['max-age=300', 'max-age=86400'].map((one) => JSON.stringify(one)));
const last = 'max-age=31536000';

const valued = valueContract({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  remediation: id,
  at: 'elbv2.Listeners',
  nameOf: (arn) => arn,
  value: /^\.Attributes\.routing\.http\.response\.strict_transport_security\.header_value$/,
  good: [last],
  field: 'strictTransportSecurity',
  shows: () => `.Attributes.${key}`,
  others: ['max-age=7', 'max-age=8'],
  writes: modify,
  reads: 'elasticloadbalancingv2:DescribeListenerAttributes',
  // Each type of balancer has attributes of its own.
  beside: (_world, ListenerArn) => {
    const [Key, Value] = ListenerArn.includes('/app/')
      ? ['routing.http.response.server.enabled', 'false']
      : ['tcp.idle_timeout.seconds', '400'];
    return {
      write: { operation: modify, input: { ListenerArn, Attributes: [{ Key, Value }] } },
      path: `elbv2.Listeners[${ListenerArn}].Attributes.${Key}`,
      shows: Value,
    };
  },
  scene: {
    target: listenerArn(443),
    settings: { steps: [31_536_000] },
    account: balanced({ listeners: [listener(80), secure(443)], tags: { team: 'web' } }),
  },
});
const promised = valued.promises?.[id];

/** What the tests must know of Strict-Transport-Security of a listener. */
export const albListenerHsts: Contract = {
  ...valued,
  promises: {
    ...(promised && {
      [id]: {
        ...promised,
        // Steps before the last are none of the good ones.
        mayFix: (operation, difference) =>
          promised.mayFix(operation, difference) ||
          (operation === modify &&
            difference.path.endsWith(`.Attributes.${key}`) &&
            steps.has(difference.after ?? '')),
        // One that is absent shows nowhere.
        isRemediated: ({ arn }, account) =>
          account.get(`elbv2.Listeners[${arn}].Protocol`) !== '"HTTPS"' ||
          account.get(`elbv2.Listeners[${arn}].Attributes.${key}`) === JSON.stringify(last),
      },
    }),
  },
  withoutEvidence: {
    [id]: {
      not: 'No log tells what a browser will do that is told to come over HTTPS only, nor which header targets send.',
    },
  },
};
