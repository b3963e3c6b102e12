import type { Target } from '../../../../src/core/model/target.ts';
import type { Host } from '../../../../src/sandbox/host.ts';
import type { World } from '../../../../src/sandbox/world.ts';
import type { Contract, Neighbour, Writer } from '../../../kit/contract.ts';
import { isObject } from '../../../simulation/timeline.ts';
import { balanced, custom, referring, secure, sticky } from '../balancers.ts';

const set = 'elasticloadbalancing:SetLoadBalancerPoliciesOfListener';
const create = 'elasticloadbalancing:CreateLoadBalancerPolicy';
const remove = 'elasticloadbalancing:DeleteLoadBalancerPolicy';
const ours = 'waxseal-TLS-1-2-2017-01';

/** The first listener with TLS, by where it is. */
const listenerIn = ({ elb }: World, name?: string) => {
  const balancer = elb.LoadBalancers.find(
    ({ LoadBalancerName }) => name === undefined || LoadBalancerName === name,
  );
  const listener = balancer?.Listeners.find(({ Protocol }) => Protocol === 'HTTPS' || Protocol === 'SSL');
  return balancer && listener && { balancer, listener };
};

/** Somebody gives the load balancer a policy of stickiness, or of whatever else: nothing of it may be lost. */
const besidePolicy = { PolicyName: 'theirs', PolicyTypeName: 'PublicKeyPolicyType' };
const neighbour = (host: Host, { id, region }: Target): Neighbour => ({
  work: () => host.write({ operation: create, input: { LoadBalancerName: id, ...besidePolicy }, region }),
  kept: () =>
    host
      .world()
      .elb.LoadBalancers.find(({ LoadBalancerName }) => LoadBalancerName === id)
      ?.Policies.some(({ PolicyName }) => PolicyName === besidePolicy.PolicyName) === true,
});

const createsAnother: Writer = ({ elb }) => {
  const [first] = elb.LoadBalancers;
  return first && { operation: create, input: { LoadBalancerName: first.LoadBalancerName, ...besidePolicy } };
};
/** Stickiness comes to a listener that has none, or goes from one that has it; its security policy stays. */
const changesStickiness: Writer = (world) => {
  const { balancer, listener } = listenerIn(world) ?? {};
  const cookie = balancer?.Policies.find(
    ({ PolicyTypeName }) => PolicyTypeName === 'LBCookieStickinessPolicyType',
  );
  if (!balancer || !listener || !cookie) return undefined;
  const { LoadBalancerName } = balancer;
  const names = listener.Enabled.map(({ PolicyName }) => PolicyName);
  const without = names.filter((name) => name !== cookie.PolicyName);
  const PolicyNames = without.length < names.length ? without : [...without, cookie.PolicyName];
  return {
    operation: set,
    input: { LoadBalancerName, LoadBalancerPort: listener.LoadBalancerPort, PolicyNames },
  };
};

/** A security policy of a listener that the fix takes away. */
const isOld = /\.Listeners\[\d+\]\.Enabled\[(?:console|old|ELBSecurityPolicy-2016-08)\]\.PolicyName$/;

const nameOf = (on: string): string => on.split('#')[0]?.split('/').at(-1) ?? '';
const partOf = (on: string): string => on.split('#')[1] ?? '';

/** What the tests must know of security policies of Classic Load Balancers. */
export const clbListenerTlsPolicy: Contract = {
  withoutEvidence: {
    'clb-listener-tls-policy': {
      not: 'Access logs of Classic Load Balancers tell protocol and cipher of each client, in lines of their own kind, which nothing reads yet.',
    },
  },
  // A port, or a policy of stickiness, that AWS left out of its answer or took for another one.
  asGood: ({ operation, input }) =>
    operation === set &&
    isObject(input) &&
    Number.isInteger(input['LoadBalancerPort']) &&
    input['LoadBalancerPort'] !== 0 &&
    /^\["(?:cookie",")?waxseal-TLS-1-2-2017-01"\]$/.test(JSON.stringify(input['PolicyNames'])),
  neighbours: { 'AWS::ElasticLoadBalancing::LoadBalancer': neighbour },
  otherValues: {
    // Nothing of a policy can be changed: another one of the name is another policy.
    securityPolicy: () => 'ELBSecurityPolicy-2016-08',
    listenerPolicies: ({ before }, host) => {
      const { balancer } = listenerIn(host.world()) ?? {};
      const names = balancer?.Policies.filter(
        ({ PolicyTypeName }) => PolicyTypeName === 'SSLNegotiationPolicyType',
      );
      const other = names?.find(
        ({ PolicyName }) => PolicyName !== ours && !JSON.stringify(before).includes(`"${PolicyName}"`),
      );
      return other && [other.PolicyName];
    },
  },
  neverAbsent: ['listenerPolicies'],
  attempted: ({ set: field, on }, value) => {
    const at = `elb.LoadBalancers[${nameOf(on)}]`;
    if (field === 'securityPolicy') return { under: `${at}.Policies[${partOf(on)}]` };
    const [name] = Array.isArray(value) ? value : [];
    return field === 'listenerPolicies'
      ? { path: `${at}.Listeners[${partOf(on)}].Enabled[${String(name)}].PolicyName` }
      : undefined;
  },
  writers: { 'creates another policy': createsAnother, 'changes stickiness': changesStickiness },
  standsFor: {},
  promises: {
    'clb-listener-tls-policy': {
      readBefore: {
        [set]: 'elasticloadbalancing:DescribeLoadBalancers',
        [create]: 'elasticloadbalancing:DescribeLoadBalancerPolicies',
        [remove]: 'elasticloadbalancing:DescribeLoadBalancerPolicies',
      },
      mayFix: (operation, { path, after }) =>
        operation === create
          ? path.includes(`.Policies[${ours}].`)
          : operation === set &&
            (after === undefined ? isOld.test(path) : path.endsWith(`.Enabled[${ours}].PolicyName`)),
      isRemediated: ({ id }, account) =>
        [...account.keys()].every(
          (path) => !path.startsWith(`elb.LoadBalancers[${id}].`) || !isOld.test(path),
        ),
      disaster: (account) =>
        [...account].some(([path, protocol]) => {
          const listener = path.replace(/Protocol$/, '');
          const isSecure = path.endsWith('].Protocol') && (protocol === '"HTTPS"' || protocol === '"SSL"');
          return isSecure && ![...account.keys()].some((other) => other.startsWith(`${listener}Enabled[`));
        }),
      // The call takes away what it does not name.
      isConsequence: (path) => isOld.test(path),
      goesWithIt: () => false,
      longLook: false,
      meddlers: ['changes stickiness', 'creates another policy'],
      scene: {
        target: 'shop',
        account: balanced(
          [
            secure(443, ['console', 'cookie']),
            secure(8443, ['good']),
            { LoadBalancerPort: 80, Protocol: 'HTTP', PolicyNames: ['cookie'] },
          ],
          {
            policies: [
              referring('console', '2016-08'),
              referring('good', 'TLS-1-2-2017-01'),
              sticky('cookie'),
              custom('unused', 'Protocol-TLSv1.2', 'AES128-SHA'),
            ],
            tags: { team: 'shop' },
          },
        ),
      },
    },
  },
};
