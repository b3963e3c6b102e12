import { parseListenerArn } from '../../facts/balancer-arn.ts';
import { isStack, makingOf } from '../../../../aws/ownership.ts';
import type { Change, Verdict } from '../../../../core/model/remediation.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { planPolicy } from '../../../../families/tls-policy/plan.ts';
import type { Id } from './messages.ts';
import { isSecure, type State } from './read.ts';
import type { Settings } from './settings.ts';

type Decision = Verdict<Id, Change<'sslPolicy', string>>;
const ownerSaid = ({ tags, port }: State, target: string): readonly Said<Id>[] => {
  const owner = makingOf(tags);
  const name = owner?.name ?? '';
  return [
    ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', { name, target }),
    ...saying<Id>('made-by-beanstalk', owner?.by === 'elastic-beanstalk', { name, target, port }),
    ...saying<Id>('made-by-cloudformation', isStack(owner), { name, target }),
  ];
};

/** A listener without TLS, or a balancer that takes no change now. `undefined`: there is something to compare. */
const unready = ({ protocol, port, balancer }: State): Decision | undefined => {
  switch (balancer.state) {
    case 'active':
    // It routes traffic; it only lacks what it needs to grow.
    case 'active_impaired':
      return undefined;
    case '':
    case 'provisioning':
      return { is: 'pending', message: 'not-ready', data: { state: balancer.state || 'unknown' } };
    case 'failed':
      return { is: 'non-compliant', message: 'balancer-failed', data: { protocol, port }, changes: [] };
    default:
      return {
        is: 'unknown',
        message: 'not-understood',
        data: { said: balancer.state, what: 'load balancer of the listener', port },
      };
  }
};

/** Decides; pure. */
export const plan = (state: State, target: Target, chosen: Settings): Decision => {
  const { protocol, port, policy, known } = state;
  // Listeners of Gateway Load Balancers have no protocol to say.
  const isGateway = parseListenerArn(target.arn)?.resource.startsWith('listener/gwy/') === true;
  if (protocol === '' && !isGateway)
    return {
      is: 'unknown',
      message: 'not-understood',
      data: { said: 'nothing', what: 'protocol of the listener', port },
    };
  if (!isSecure(protocol))
    return { is: 'not-applicable', message: 'no-tls', data: { protocol: protocol || 'GENEVE' } };
  if (policy !== null && chosen.acceptedPolicies.includes(policy)) return { is: 'compliant' };
  const waiting = unready(state);
  if (waiting) return waiting;
  const from = known.find(({ name }) => name === policy);
  if (from)
    return planPolicy<'sslPolicy', Id>(
      from,
      { known, kind: state.balancer.type },
      { attribute: 'sslPolicy', on: target.arn, of: { protocol, port } },
      chosen,
      (to) => ownerSaid(state, to.name),
    );
  const data = { port, policy: policy ?? 'no policy' };
  return { is: 'non-compliant', message: 'policy-unknown', data, changes: [] };
};
