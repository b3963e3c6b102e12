import type { Message } from '../../core/say/said.ts';

export type TlsPolicyId =
  | 'policy-not-accepted'
  | 'no-target'
  | 'stronger-already'
  | 'policy-unknown'
  | 'tls12-lost'
  | 'made-for'
  | 'ciphers-lost'
  | 'another-target';

/** The words of one service. */
export interface TlsPolicyWords {
  /** `listener`, `domain`. */
  readonly thing: string;
  /** It with what tells it from others, from the data of the sentence: `The {protocol} listener on port {port}`. */
  readonly subject: string;
  /** Where people see who still speaks TLS 1.2, and by which cipher. */
  readonly protocolLog: string;
  readonly cipherLog: string;
}

/** What every such unit says. */
export const tlsPolicyMessages = ({
  thing,
  subject,
  protocolLog,
  cipherLog,
}: TlsPolicyWords): Readonly<Record<TlsPolicyId, Message>> => ({
  'policy-not-accepted': {
    says: `${subject} uses {policy}, which is not an accepted security policy.`,
    todo: `Apply the plan: it changes the ${thing} to {target} and nothing else about it.`,
  },
  'no-target': {
    says: `${subject} uses {policy}, and no accepted security policy that exists here is at least as good.`,
    todo: 'Name a policy of this Region in targetPolicy or fipsTargetPolicy and in acceptedPolicies.',
  },
  'stronger-already': {
    says: `${subject} uses {policy}, which is not on the list of accepted policies; but every accepted one would make it worse: {target} {weaker}.`,
    todo: `Add {policy} to acceptedPolicies, or exempt the ${thing}.`,
  },
  'policy-unknown': {
    says: `${subject} uses {policy}, which is not described here, so nothing can be compared with it.`,
    todo: 'Choose the security policy by hand.',
  },
  'tls12-lost': {
    says: '{target} drops TLS 1.2: clients that do not speak TLS 1.3 can no longer connect.',
    todo: `Search ${protocolLog}. If somebody needs it, accept a policy that keeps TLS 1.2, and name that in targetPolicy or fipsTargetPolicy.`,
  },
  'made-for': {
    says: '{target} is made for {profile}: it requires more of certificates and clients than {policy}.',
    todo: 'Read the AWS documentation about it, and test it outside production first.',
  },
  'ciphers-lost': {
    says: '{target} drops these ciphers: {ciphers}. TLS 1.2 clients that support no others can no longer connect.',
    todo: `Search ${cipherLog}. When nobody needs them, set lostCiphers to accept.`,
  },
  'another-target': {
    says: '{wished} is not accepted here, does not exist here, or would be worse; of the accepted policies {target} removes the least.',
  },
});
