import {
  choosePolicy,
  lossOf,
  neededOf,
  profilesOf,
  supports,
  traitsOf,
  weakens,
  type TlsPolicy,
} from '../../aws/tls-policies.ts';
import type { Change, Impact, Verdict } from '../../core/model/remediation.ts';
import { saying, type Said, type SaidData } from '../../core/say/said.ts';
import type { TlsPolicyId } from './messages.ts';
import type { TlsPolicySettings } from './settings.ts';

/** What a policy is compared with. */
export interface Offered {
  /** What the Region offers, sorted by name. */
  readonly known: readonly TlsPolicy[];
  /** What the thing is, of the kinds that policies are for. */
  readonly kind: string;
}

/** One thing that has a policy. */
export interface Subject<Name extends string> {
  /** The field that holds the policy. */
  readonly attribute: Name;
  readonly on: string;
  /** What the sentences say of it. */
  readonly of: SaidData;
}

/** Why no accepted policy was chosen: because all are worse, or because none is there. */
const noTarget = (
  from: TlsPolicy,
  { known, kind }: Offered,
  of: SaidData,
  { acceptedPolicies, targetPolicy }: TlsPolicySettings,
): Said<TlsPolicyId> => {
  const here = known.filter((policy) => acceptedPolicies.includes(policy.name) && supports(policy, kind));
  const worse = here.find(({ name }) => name === targetPolicy) ?? here[0];
  if (!worse) return { message: 'no-target', data: { ...of, policy: from.name } };
  const weaker = weakens(from, worse).join(', ');
  return { message: 'stronger-already', data: { ...of, policy: from.name, target: worse.name, weaker } };
};

/** What clients would miss. Only TLS 1.2 is at stake: older clients go with their protocol. */
const lossSaid = (
  from: TlsPolicy,
  to: TlsPolicy,
  { lostCiphers }: TlsPolicySettings,
): readonly Said<TlsPolicyId>[] => {
  const target = to.name;
  if (!from.protocols.includes('TLSv1.2')) return [];
  // An owner who names such a policy may not know that, and whoever agrees must.
  if (!to.protocols.includes('TLSv1.2')) return [{ message: 'tls12-lost', data: { target } }];
  const ciphers = neededOf(lossOf(from, to), to).join(', ');
  return saying('ciphers-lost', ciphers !== '' && lostCiphers === 'ask', { target, ciphers });
};

/** The accepted policy that takes the least away, never one that is worse in any way. Pure. */
export const planPolicy = <Name extends string, Id extends string = never>(
  from: TlsPolicy,
  offered: Offered,
  { attribute, on, of }: Subject<Name>,
  chosen: TlsPolicySettings,
  hazards: (to: TlsPolicy) => readonly Said<Id>[] = () => [],
): Verdict<Id | TlsPolicyId, Change<Name, string>> => {
  const wished = traitsOf(from).fips ? chosen.fipsTargetPolicy : chosen.targetPolicy;
  const to = choosePolicy(from, { ...offered, accepted: chosen.acceptedPolicies, wished });
  if (!to) return { is: 'non-compliant', ...noTarget(from, offered, of, chosen), changes: [] };
  const lost = lossOf(from, to);
  const breaks = lost.protocols.length > 0 || lost.ciphers.length > 0;
  const impact: readonly Impact[] = [breaks ? 'breaks-old-tls' : 'none'];
  const profile = profilesOf(to).join(', ');
  const isForMore = profile !== '' && profile !== profilesOf(from).join(', ');
  return {
    is: 'non-compliant',
    message: 'policy-not-accepted',
    data: { ...of, policy: from.name, target: to.name },
    changes: [{ set: attribute, on, before: from.name, after: to.name, impact }],
    hazards: [
      ...lossSaid(from, to, chosen),
      ...saying<TlsPolicyId>('made-for', isForMore, { target: to.name, profile, policy: from.name }),
      ...hazards(to),
    ],
    notes: saying<TlsPolicyId>('another-target', to.name !== wished, { wished, target: to.name }),
  };
};
