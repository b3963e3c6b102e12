const ca = '--region {region} --certificate-authority-arn {arn}';
const renew =
  'A CA’s own certificate is never renewed by itself, and what it is to say and for how long is its owner’s to decide, so that Waxseal does not do it: {renewal}';
const replacement =
  'No algorithm of a CA can be changed, and everybody who trusts this one must be given another, so that Waxseal does not do it. Make another CA, have it issue what this one has issued, disable this one, and delete it when its last certificate has ended.';

/** Everything that is said of private CAs. https://docs.aws.amazon.com/privateca/latest/userguide/PcaUpdateStatus.html */
export const messages = {
  'being-made': { says: 'Private CA {id} ({name}) is being created.' },
  'no-certificate': {
    says: 'Private CA {id} ({name}) has no certificate of its own yet, so that it issues none.',
    todo: `${renew} If nobody needs it: aws acm-pca delete-certificate-authority ${ca}`,
  },
  failed: {
    says: 'Private CA {id} ({name}) could not be created ({why}), and never will be.',
    todo: `Make another one, and delete this one: aws acm-pca delete-certificate-authority ${ca}`,
  },
  deleted: {
    says: 'Private CA {id} ({name}) is deleted: it issues and renews nothing, makes no CRL, and cannot be had back after {restorable}.',
    todo: `If nobody needs it, there is nothing to do. Else get it back, as it was before, disabled: aws acm-pca restore-certificate-authority ${ca} && aws acm-pca update-certificate-authority ${ca} --status ACTIVE`,
  },
  expired: {
    says: 'The certificate of private CA {id} ({name}) ended on {until}: clients refuse all that it has issued, and it issues, revokes and lists nothing any more.',
    todo: renew,
  },
  disabled: {
    says: 'Private CA {id} ({name}) is subordinate and disabled: it issues nothing, and ACM renews nothing that it has issued (PCA_INVALID_STATE).',
    todo: 'Its owner has disabled it, so that Waxseal does not enable it. Enable it as waxseal plan --resource ARN shows, unless it has been replaced: then it stays so, exempt, until its last certificate has ended, and is deleted.',
  },
  'weak-key': {
    says: 'The key of private CA {id} ({name}) is {key}: it can be worked out, and then anybody makes certificates that its clients believe. RSA of 2048 bits or P-256 is the least.',
    todo: replacement,
  },
  'weak-hash': {
    says: 'Private CA {id} ({name}) signs by {signature}: such signatures can be forged. SHA-256 is the least.',
    todo: replacement,
  },
  'ends-soon': {
    says: 'The certificate of private CA {id} ({name}) is valid until {until} only: nothing that it issues lasts longer, and from then on clients refuse all of it.',
    todo: renew,
  },
  'ends-before-acm': {
    says: 'The certificate of private CA {id} ({name}) is valid until {until}, and a certificate of ACM lasts {acm} days: ACM issues and renews nothing by it any more (PCA_INVALID_DURATION). It may be used by {users}.',
    todo: renew,
  },
  'root-active': {
    says: 'Private CA {id} ({name}) is a root and active: whoever may call it makes certificates that all its clients believe. A root signs subordinate CAs only, and is disabled meanwhile.',
    todo: 'Whether anything is issued by it directly, no setting tells, so that Waxseal does not do it: see its audit report. Then disable it as waxseal plan --resource ARN shows. It goes on revoking, and its CRL and OCSP go on; it signs no subordinate CA, and its own certificate cannot be renewed, until it is enabled again.',
  },
  'root-alone': {
    says: 'Private CA {id} ({name}) is a root and active, and this account and Region has no active subordinate CA that could issue instead.',
    todo: 'Disabled, nothing would issue in its place, so that Waxseal does not do it. Make a subordinate CA, have this one sign it, move to it what this one issues, then disable this one. If its subordinates are elsewhere, or it issues by itself for good, say so: as an exemption, or in activeRoots.',
  },
  'root-issues': {
    says: 'Private CA {id} ({name}) is a root and active, and may be used by {users}.',
    todo: 'Disabled, it would issue and renew nothing for them (PCA_INVALID_STATE), so that Waxseal does not do it. Make a subordinate CA, have this one sign it, share that one instead, move every certificate to it, then disable this one.',
  },
  'root-use-unread': {
    says: 'Private CA {id} ({name}) is a root and active, and Waxseal could not read whether it issues by itself or what could issue instead.',
    todo: 'Waxseal needs acm-pca:ListPermissions, acm-pca:GetPolicy and acm-pca:ListCertificateAuthorities. Disabled before that is known, it could leave certificates without renewal.',
  },
  'users-unread': {
    says: 'Private CA {id} ({name}) is valid until {until}, and Waxseal could not read whether ACM uses it, whose certificates last {acm} days.',
    todo: 'Waxseal needs acm-pca:ListPermissions and acm-pca:GetPolicy.',
  },
  'algorithm-unknown': {
    says: 'The key of private CA {id} ({name}) is "{key}" and it signs by "{signature}", and Waxseal does not know how strong that is.',
    todo: 'Look at https://docs.aws.amazon.com/privateca/latest/userguide/supported-algorithms.html. It is evaluated again with the next event or sweep.',
  },
  'state-unknown': {
    says: 'Private CA {id} ({name}) is "{kind}" and "{status}", its end is {until}, and Waxseal does not know what that means.',
    todo: `Look at it: aws acm-pca describe-certificate-authority ${ca}`,
  },
  'no-revocation': {
    says: 'Private CA {id} ({name}) makes no CRL and answers no OCSP: a certificate whose key was stolen is believed until its end. What has been issued so far would not name them, even if they were enabled now.',
  },
  'crl-over-http': {
    says: 'Clients fetch the CRL of private CA {id} from bucket {bucket} over plain HTTP, as its certificates tell them. A CRL is signed, so that nothing is lost by it; but a policy of the bucket that refuses plain HTTP (s3-bucket-tls-only) would shut them out: exempt the bucket, unless CloudFront serves it.',
  },
} as const;
export type Id = keyof typeof messages;
