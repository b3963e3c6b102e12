import { choosePolicy, lossOf, type TlsPolicy } from '../../../../aws/tls-policies.ts';
import { securityPolicies } from '../../facts/security-policies.ts';
import type { Settings } from './settings.ts';

/** Everything of the one is in the other: protocols and ciphers. */
const isWithin = (one: TlsPolicy, other: TlsPolicy): boolean => {
  const { protocols, ciphers } = lossOf(one, other);
  return protocols.length + ciphers.length === 0;
};

/** An accepted policy that takes all that this one takes, and more: then this one is good enough, accepted or not. */
export const looserAccepted = (from: TlsPolicy, { acceptedPolicies }: Settings): TlsPolicy | undefined =>
  securityPolicies.find((one) => acceptedPolicies.includes(one.name) && isWithin(from, one));

/**
 * The one to change to. `undefined`: no accepted one takes less than this. A list of what is good enough was perhaps
 * written before the stricter ones were there, so it never is a reason to let in more. Each policy of CloudFront is within the
 * one before it, so whatever is not looser is stricter.
 */
export const targetPolicy = (from: TlsPolicy, chosen: Settings): TlsPolicy | undefined =>
  looserAccepted(from, chosen)
    ? undefined
    : choosePolicy(from, {
        known: securityPolicies,
        accepted: chosen.acceptedPolicies,
        wished: chosen.targetPolicy,
        kind: '',
      });
