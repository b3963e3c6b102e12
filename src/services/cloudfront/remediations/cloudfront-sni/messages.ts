import { kindMessages } from '../../facts/kinds-of-distribution.ts';

/** What is said of addresses that are a distribution's own. */
export const messages = {
  ...kindMessages('SSLSupportMethod'),
  'no-certificate': {
    says: 'Distribution {name} has no certificate of its own, so no addresses of its own: SSLSupportMethod counts beside such a certificate only.',
  },
  'sslv3-first': {
    says: 'Distribution {name} has the security policy SSLv3, which CloudFront takes without SNI only: it would refuse sni-only beside it.',
    todo: 'Set its security policy to TLSv1 first, when no viewer needs SSLv3. Then this is evaluated again.',
  },
  'policy-of-support': {
    says: 'Distribution {name} has the security policy {policy} without SNI, which AWS Support alone sets. With sni-only it may stay, but an undo could not put SSLSupportMethod {method} back beside it.',
    todo: 'When all viewers speak SNI, set SSLSupportMethod to sni-only by hand.',
  },
  'without-sni': {
    says: 'Viewers of distribution {name} that do not send the name of the server in the handshake (SNI) can no longer connect: old browsers and devices, and programs with old TLS libraries. No log of CloudFront tells who they are.',
    todo: 'Look at the user agents in the access logs for programs and devices of before 2012 and their like, and ask their owners. With sni-only, try one by hand: openssl s_client -connect HOST:443 -noservername',
  },
  'addresses-change': {
    says: 'Viewers come to other addresses once DNS has changed: what lets them through by the addresses of distribution {name}, or asks for it by address, breaks.',
    todo: 'Ask those who run firewalls and fixed lists of addresses.',
  },
  'undo-is-priced': {
    says: 'An undo asks AWS for addresses of its own again: AWS charges for them by the month, the account needs a quota for them, and they are not the same ones. The change itself ends that charge.',
    todo: 'Look at the quota of certificates with dedicated IP addresses of the account before the plan is approved.',
  },
  'addresses-of-aws': {
    says: 'Distribution {name} has addresses that AWS has enabled it for (static-ip). No page of AWS says whether they can be had again.',
    todo: 'Ask whoever had AWS enable them, and AWS Support, before the plan is approved.',
  },
} as const;
export type Id = keyof typeof messages;
