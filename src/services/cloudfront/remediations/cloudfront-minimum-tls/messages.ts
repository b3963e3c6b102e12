import { kindMessages } from '../../facts/kinds-of-distribution.ts';

/** What is said of how little TLS viewers may speak. */
export const messages = {
  ...kindMessages('security policy'),
  'default-certificate': {
    says: 'Distribution {name} shows the certificate of CloudFront itself, and with it CloudFront takes TLS 1.0 and newer, whatever security policy is set.',
    todo: 'Give it a name and a certificate of its own ({kind}), with the security policy {target}, and have viewers use that name.',
  },
  'tenants-certificate': {
    says: 'Distribution {name} is a template of distribution tenants and has the certificate of CloudFront itself: its viewers meet the certificates of its tenants, and no page of AWS says that a security policy of the template counts for them then.',
    todo: 'A template has no names of its own. Give it a certificate that covers those of its tenants ({kind}), which they share, with the security policy {target}; then this is evaluated again. Tenants may keep certificates of their own besides.',
  },
  'sni-unknown': {
    says: 'SSLSupportMethod of distribution {name} is {method}, and no page of AWS says which security policies CloudFront takes there.',
    todo: 'When all viewers speak SNI, set SSLSupportMethod to sni-only; then this is evaluated again. Otherwise ask AWS Support for {target}.',
  },
  'not-sni': {
    says: 'SSLSupportMethod of distribution {name} is {method} and not sni-only: CloudFront lets nobody set a security policy but SSLv3 and TLSv1 there.',
    todo: 'When all viewers speak SNI, set SSLSupportMethod to sni-only; then this is evaluated again. Otherwise ask AWS Support for {target}, which counts for all viewers without SNI of the account.',
  },
  'no-target': {
    says: 'Distribution {name} uses the security policy {policy}, and Waxseal knows none of those that are accepted.',
    todo: 'Name security policies of CloudFront in acceptedPolicies (or in securityPolicies of the Config rule).',
  },
  'stricter-already': {
    says: 'Distribution {name} uses the security policy {policy}, which takes less from viewers than {accepted}. That one is accepted and {policy} is not; nothing is changed, because a change would let in more, or shut out viewers without need.',
    todo: 'Add {policy} to acceptedPolicies and to securityPolicies of the Config rule.',
  },
  'ciphers-lost': {
    says: '{target} drops these ciphers: {ciphers}. Viewers of distribution {name} that speak TLS 1.2 and support no others can no longer connect.',
    todo: 'Search ssl-protocol and ssl-cipher of its access logs. When nobody needs them, set lostCiphers to accept.',
  },
  'tls12-lost': {
    says: '{target} drops TLS 1.2: viewers of distribution {name} that do not speak TLS 1.3 can no longer connect.',
    todo: 'Search ssl-protocol of its access logs. If somebody needs TLS 1.2, accept a security policy that keeps it, and name that in targetPolicy.',
  },
  tenants: {
    says: 'Distribution {name} is a template of distribution tenants: the change is one for the viewers of all of them.',
    todo: 'List them (aws cloudfront list-distribution-tenants) and ask their owners.',
  },
  'another-target': {
    says: '{wished} is not accepted here, is none of CloudFront, or would be worse; of the accepted security policies {target} takes the least away.',
  },
  disabled: {
    says: 'Distribution {name} is disabled and serves nobody now; viewers with old TLS notice when it is enabled again.',
  },
} as const;
export type Id = keyof typeof messages;
