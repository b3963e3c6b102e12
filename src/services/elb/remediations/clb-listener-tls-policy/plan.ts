import { isStack, makingOf } from '../../../../aws/ownership.ts';
import type { TlsPolicy } from '../../../../aws/tls-policies.ts';
import type { Change, Verdict } from '../../../../core/model/remediation.ts';
import { saying, type Said, type SaidData } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { planPolicy } from '../../../../families/tls-policy/plan.ts';
import { isReserved, isWithin, tlsPolicyOf } from '../../facts/ssl-policy.ts';
import type { Id } from './messages.ts';
import type { Listener, State } from './read.ts';
import type { Settings } from './settings.ts';

type ListenerChange = Change<'listenerPolicies', readonly string[]>;
type PolicyChange = Change<'securityPolicy', string>;
type Decision = Verdict<Id, PolicyChange | ListenerChange>;
type NonCompliant = Extract<Decision, { readonly is: 'non-compliant' }>;

/** The policy of ours that stands for a predefined one: one for all listeners. */
const ownNameFor = (predefined: string): string => `waxseal-${predefined.replace('ELBSecurityPolicy-', '')}`;

/** A policy of a listener by the predefined one that it stands for, by what it lets in, and in words. */
interface Held {
  readonly reference?: string;
  readonly policy: TlsPolicy | undefined;
  readonly says: string;
}
const ownOf = ({ own }: State, name: string): State['own'][string] | undefined =>
  Object.hasOwn(own, name) ? own[name] : undefined;
const heldAs = (name: string, state: State): Held => {
  const described = ownOf(state, name);
  const reference = described?.reference ?? (isReserved(name) ? name : undefined);
  if (reference !== undefined) {
    const predefined = state.known.find((one) => one.name === reference);
    const policy = predefined ?? (described ? tlsPolicyOf(described, reference) : undefined);
    return { reference, policy, says: reference === name ? name : `${name} (${reference})` };
  }
  // A custom one: the words in its name tell nothing.
  const policy = described ? tlsPolicyOf(described, 'custom') : undefined;
  const lets = policy ? `: ${[...policy.protocols, ...policy.ciphers].join(', ')}` : '';
  return { policy, says: `the custom policy ${name}${lets}` };
};

const ownerSaid = ({ tags }: State, port: number, target: string): readonly Said<Id>[] => {
  const owner = makingOf(tags);
  const name = owner?.name ?? '';
  return [
    ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', { name, target }),
    ...saying<Id>('made-by-beanstalk', owner?.by === 'elastic-beanstalk', { name, target, port }),
    ...saying<Id>('made-by-cloudformation', isStack(owner), { name }),
  ];
};

/** Why the policies of a listener tell nothing. */
const unclear = ({ protocol, port, security }: Listener): Said<Id> | undefined => {
  if (port === 0 || (protocol !== 'HTTPS' && protocol !== 'SSL'))
    return { message: 'not-understood', data: { said: protocol || 'nothing', port } };
  if (security.length === 1) return undefined;
  const names = security.join(', ') || 'none';
  return { message: 'policies-unclear', data: { protocol, port, count: security.length, names } };
};

/** What becomes of a listener that is to have another policy: that one is made, unless it is there, and given to it. */
const changesTo = (
  to: string,
  { port, security, stickiness }: Listener,
  state: State,
  { id, arn }: Target,
  impact: Change['impact'],
): readonly (PolicyChange | ListenerChange)[] => {
  const name = ownNameFor(to);
  const inCode = { balancer: id, policies: [...stickiness, name].join(' ') };
  return [
    ...(ownOf(state, name) === undefined
      ? [
          {
            set: 'securityPolicy',
            on: `${arn}#${name}`,
            before: null,
            after: to,
            impact: ['none'],
            inCode,
          } as const,
        ]
      : []),
    { set: 'listenerPolicies', on: `${arn}#${port}`, before: security, after: [name], impact, inCode },
  ];
};

const planListener = (listener: Listener, state: State, target: Target, chosen: Settings): Decision => {
  const { protocol, port, security } = listener;
  const why = unclear(listener);
  if (why) return { is: 'unknown', ...why };
  const { reference = '', policy: from, says: held } = heldAs(security[0] ?? '', state);
  const of: SaidData = { protocol, port, held };
  const { acceptedProtocolsAndCiphers: list, acceptedPolicies } = chosen;
  const byName = list.length === 0;
  if (byName && acceptedPolicies.includes(reference)) return { is: 'compliant' };
  if (!from) return { is: 'non-compliant', message: 'policy-unknown', data: of, changes: [] };
  if (!byName && isWithin(from, list)) return { is: 'compliant' };
  const offered = state.known.filter((one) => byName || isWithin(one, list));
  const verdict = planPolicy<'listenerPolicies', Id>(
    from,
    { known: offered, kind: '' },
    { attribute: 'listenerPolicies', on: target.arn, of },
    chosen,
    (to) => ownerSaid(state, port, to.name),
  );
  if (verdict.is !== 'non-compliant') return verdict;
  const [change] = verdict.changes;
  const to = change?.after;
  if (!change || !to) return { ...verdict, changes: [] };
  const name = ownNameFor(to);
  const taken = ownOf(state, name);
  if (taken !== undefined && taken?.reference !== to)
    return { is: 'non-compliant', message: 'name-taken', data: { ...of, name, target: to }, changes: [] };
  return { ...verdict, changes: changesTo(to, listener, state, target, change.impact) };
};

/** Each once: one policy is made for several listeners, and what is said of the load balancer is said once. */
const each = <One>(all: readonly One[]): readonly One[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
];
/** Policies first: where one of them cannot be made, no listener is changed. */
const eachChange = (all: NonCompliant['changes']): NonCompliant['changes'] =>
  [...new Map(all.map((one) => [`${one.set} ${one.on}`, one])).values()].toSorted(
    (a, b) => Number(b.set === 'securityPolicy') - Number(a.set === 'securityPolicy'),
  );

/** All of it, or nothing: while people have to see to one listener, none is changed, for the load balancer could not become compliant. */
const together = (all: readonly NonCompliant[]): Decision | undefined => {
  const stuck = all.filter(({ changes }) => changes.length === 0);
  const told = stuck.length > 0 ? stuck : all;
  const [first, ...others] = told;
  return (
    first && {
      ...first,
      changes: eachChange(told.flatMap(({ changes }) => changes)),
      hazards: each(told.flatMap(({ hazards = [] }) => hazards)),
      notes: each([
        ...others.map(({ message, data = {} }) => ({ message, data })),
        ...told.flatMap(({ notes = [] }) => notes),
      ]),
    }
  );
};

/** Decides; pure. */
export const plan = (state: State, target: Target, chosen: Settings): Decision => {
  if (state.listeners.length === 0) return { is: 'not-applicable', message: 'no-tls' };
  const all = state.listeners.map((listener) => planListener(listener, state, target, chosen));
  const failing = all.filter((one) => one.is === 'non-compliant');
  return all.find(({ is }) => is === 'unknown') ?? together(failing) ?? { is: 'compliant' };
};
