import { parseListenerArn } from '../../facts/balancer-arn.ts';
import { isStack, makingOf } from '../../../../aws/ownership.ts';
import {
  choosePolicy,
  lossOf,
  neededOf,
  profilesOf,
  supports,
  traitsOf,
  weakens,
  type TlsPolicy,
} from '../../facts/tls-policies.ts';
import type { Change, Impact, Verdict } from '../../../../core/model/remediation.ts';
import type { Said, SaidData } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Id } from './messages.ts';
import { isSecure, type State } from './read.ts';
import type { Settings } from './settings.ts';

type Decision = Verdict<Id, Change<'sslPolicy', string>>;
type Sayings = readonly Said<Id>[];
const say = (message: Id, when: boolean, data: SaidData = {}): Sayings => (when ? [{ message, data }] : []);

const ownerSaid = ({ tags, port }: State, target: string): Sayings => {
  const owner = makingOf(tags);
  const name = owner?.name ?? '';
  return [
    ...say('made-by-kubernetes', owner?.by === 'kubernetes', { name, target }),
    ...say('made-by-beanstalk', owner?.by === 'elastic-beanstalk', { name, target, port }),
    ...say('made-by-cloudformation', isStack(owner), { name, target }),
  ];
};

/** Why no accepted policy was chosen: because all are worse, or because none is there. */
const noTarget = (from: TlsPolicy, state: State, { acceptedPolicies, targetPolicy }: Settings): Said<Id> => {
  const { protocol, port, known, balancer } = state;
  const here = known.filter(
    (policy) => acceptedPolicies.includes(policy.name) && supports(policy, balancer.type),
  );
  const worse = here.find(({ name }) => name === targetPolicy) ?? here[0];
  if (!worse) return { message: 'no-target', data: { protocol, port, policy: from.name } };
  const weaker = weakens(from, worse).join(', ');
  return {
    message: 'stronger-already',
    data: { protocol, port, policy: from.name, target: worse.name, weaker },
  };
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
      return { is: 'violation', message: 'balancer-failed', data: { protocol, port }, changes: [] };
    default:
      return {
        is: 'unknown',
        message: 'not-understood',
        data: { said: balancer.state, what: 'load balancer of the listener', port },
      };
  }
};

/** What clients would miss. Only TLS 1.2 is at stake: older clients go with their protocol. */
const lossSaid = (from: TlsPolicy, to: TlsPolicy, isWished: boolean, { lostCiphers }: Settings): Sayings => {
  const target = to.name;
  if (!from.protocols.includes('TLSv1.2')) return [];
  // An owner who names such a policy means it; a list of what is good enough does not.
  if (!isWished && !to.protocols.includes('TLSv1.2')) return [{ message: 'tls12-lost', data: { target } }];
  const ciphers = neededOf(lossOf(from, to), to).join(', ');
  return say('ciphers-lost', ciphers !== '' && lostCiphers === 'ask', { target, ciphers });
};

const planFor = (from: TlsPolicy, state: State, { arn }: Target, chosen: Settings): Decision => {
  const { protocol, port, balancer, known } = state;
  const wished = traitsOf(from).fips ? chosen.fipsTargetPolicy : chosen.targetPolicy;
  const accepted = chosen.acceptedPolicies;
  const to = choosePolicy(from, { known, accepted, wished, type: balancer.type });
  if (!to) return { is: 'violation', ...noTarget(from, state, chosen), changes: [] };
  const lost = lossOf(from, to);
  const breaks = lost.protocols.length > 0 || lost.ciphers.length > 0;
  const impact: readonly Impact[] = [breaks ? 'breaks-old-tls' : 'none'];
  const profile = profilesOf(to).join(', ');
  const isForMore = profile !== '' && profile !== profilesOf(from).join(', ');
  return {
    is: 'violation',
    message: 'policy-not-accepted',
    data: { protocol, port, policy: from.name, target: to.name },
    changes: [{ set: 'sslPolicy', on: arn, before: from.name, after: to.name, impact }],
    hazards: [
      ...lossSaid(from, to, to.name === wished, chosen),
      ...say('made-for', isForMore, { target: to.name, profile, policy: from.name }),
      ...ownerSaid(state, to.name),
    ],
    notes: say('another-target', to.name !== wished, { wished, target: to.name }),
  };
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
    return { is: 'inapplicable', message: 'no-tls', data: { protocol: protocol || 'GENEVE' } };
  if (policy !== null && chosen.acceptedPolicies.includes(policy)) return { is: 'compliant' };
  const waiting = unready(state);
  if (waiting) return waiting;
  const from = known.find(({ name }) => name === policy);
  if (from) return planFor(from, state, target, chosen);
  const data = { port, policy: policy ?? 'no policy' };
  return { is: 'violation', message: 'policy-unknown', data, changes: [] };
};
