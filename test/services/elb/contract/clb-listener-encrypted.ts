import { same } from '../../../../src/core/model/json.ts';
import type { Target } from '../../../../src/core/model/target.ts';
import type { World } from '../../../../src/sandbox/world.ts';
import type { Contract, Writer } from '../../../kit/contract.ts';
import { secure, sticky } from '../balancers.ts';
import { certificateArn, plain, shop } from '../plain.ts';

const id = 'clb-listener-encrypted';
const create = 'elasticloadbalancing:CreateLoadBalancerListeners';
const remove = 'elasticloadbalancing:DeleteLoadBalancerListeners';
const set = 'elasticloadbalancing:SetLoadBalancerPoliciesOfListener';
const look = 'elasticloadbalancing:DescribeLoadBalancers';

const nameOf = (on: string): string => on.split('#')[0]?.split('/').at(-1) ?? '';
const portOf = (on: string): string => on.split('#')[1] ?? '';
const balancerIn = ({ elb }: World, { id: name }: Pick<Target, 'id'>) =>
  elb.LoadBalancers.find(({ LoadBalancerName }) => LoadBalancerName === name);

/** The policy that AWS gives a listener with TLS. */
const isUsual = (path: string): boolean => /\.(?:Enabled|Policies)\[ELBSecurityPolicy-2016-08\]/.test(path);

/** Somebody else gives the load balancer a listener on a port of theirs. */
const addsAnother: Writer = ({ elb }) => {
  const [first] = elb.LoadBalancers;
  return (
    first && {
      operation: create,
      input: {
        LoadBalancerName: first.LoadBalancerName,
        Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 2222, InstanceProtocol: 'TCP', InstancePort: 22 }],
      },
    }
  );
};

/** What the tests must know of listeners of Classic Load Balancers. */
export const clbListenerEncrypted: Contract = {
  withoutEvidence: {
    [id]: {
      not: 'Access logs of Classic Load Balancers tell protocol and cipher of each client, in lines of their own kind, which nothing reads yet.',
    },
  },
  // A listener with TLS that AWS left out of its answer, or showed on another port: AWS refuses a second one.
  asGood: ({ operation, input }) => {
    const [Protocol, InstanceProtocol, SSLCertificateId] = ['HTTPS', 'HTTP', certificateArn('one')];
    const secured = { Protocol, LoadBalancerPort: 443, InstanceProtocol, InstancePort: 80, SSLCertificateId };
    return operation === create && same(input, { LoadBalancerName: 'shop', Listeners: [secured] });
  },
  otherValues: {
    // On the same port: another port of the instances.
    listener: () => ['HTTP', 'HTTP', '8081'],
    stickiness: ({ before, on }, host) => {
      const balancer = balancerIn(host.world(), { id: nameOf(on) });
      const held = JSON.stringify(before);
      const other = balancer?.Policies.find(
        ({ PolicyName, PolicyTypeName }) =>
          PolicyTypeName === 'LBCookieStickinessPolicyType' && !held.includes(`"${PolicyName}"`),
      );
      return other && [other.PolicyName];
    },
  },
  neverAbsent: ['stickiness'],
  attempted: ({ set: field, on }, value) => {
    const at = `elb.LoadBalancers[${nameOf(on)}].Listeners[${portOf(on)}]`;
    if (field === 'listener') return { under: at };
    const [name] = Array.isArray(value) ? value : [];
    // To have none shows as whatever is gone.
    if (field === 'stickiness' && name === undefined) return { under: `${at}.Enabled` };
    return field === 'stickiness' ? { path: `${at}.Enabled[${String(name)}].PolicyName` } : undefined;
  },
  writers: { 'adds another listener': addsAnother },
  promises: {
    [id]: {
      readBefore: { [create]: look, [remove]: look, [set]: look },
      mayFix: (operation, { path, after }) => {
        const [, port] = /\.Listeners\[(\d+)\]\./.exec(path) ?? [];
        if (operation === create) return (port === '443' || isUsual(path)) && after !== undefined;
        if (operation === remove) return port === '80' && after === undefined;
        return (
          operation === set &&
          path.endsWith('.Enabled[cookie].PolicyName') &&
          (port === '443') === (after !== undefined)
        );
      },
      isRemediated: ({ id: name }, account) =>
        [...account].every(
          ([path, value]) =>
            !(path.startsWith(`elb.LoadBalancers[${name}].Listeners[`) && path.endsWith('].Protocol')) ||
            value === '"HTTPS"',
        ),
      // Whatever becomes of it, clients find something that listens.
      disaster: (account) =>
        account.has('elb.LoadBalancers[shop].LoadBalancerName') &&
        ![...account.keys()].some((path) => path.startsWith('elb.LoadBalancers[shop].Listeners[')),
      isConsequence: isUsual,
      goesWithIt: (operation, { path }) => operation === remove && path.includes('.Listeners[443].Enabled['),
      longLook: false,
      meddlers: ['adds another listener', 'creates another policy'],
      scene: {
        target: 'shop',
        // The last of its steps, which takes something away.
        account: shop(
          [
            plain(80, { PolicyNames: ['cookie'] }),
            secure(443, ['cookie', 'ELBSecurityPolicy-2016-08'], { InstanceProtocol: 'HTTP' }),
            secure(8443),
          ],
          {
            policies: [sticky('cookie'), sticky('other')],
            tags: { team: 'shop' },
          },
        ),
      },
    },
  },
};
