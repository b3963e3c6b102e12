const at = '--region {region} --certificate-arn {arn}';
const replacement =
  'Ask for another one with the same names and tags, give it to whatever uses this one, and delete this one when nothing does';

/** `{ends}`: is valid until, or ended on, a day. */
export const messages = {
  imported: {
    says: 'Certificate {id} of {domain} {ends}, and ACM never renews what was imported.',
    todo: `Only its issuer makes another one. Get that, and import it over this one, which keeps its ARN, so that whatever uses it needs no change: aws acm import-certificate ${at} --certificate fileb://certificate.pem --private-key fileb://private-key.pem --certificate-chain fileb://chain.pem`,
  },
  ended: {
    says: 'Certificate {id} of {domain} {ends}, and ACM renews none that has ended: clients that verify it are refused.',
    todo: `${replacement}: {another}`,
  },
  revoked: {
    says: 'Certificate {id} of {domain} has been revoked: clients that look it up are refused.',
    todo: `${replacement}: {another}`,
  },
  'not-used': {
    says: 'Certificate {id} of {domain} {ends}, and ACM does not renew it, because nothing uses it and it was not exported.',
    todo: `If nobody needs it: aws acm delete-certificate ${at}. Else use it: from then on ACM renews it.`,
  },
  ineligible: {
    says: 'Certificate {id} of {domain} {ends}, and ACM says that it cannot renew it although it is used.',
    todo: `${replacement}: {another}`,
  },
  'records-missing': {
    says: 'Certificate {id} of {domain} {ends}, and ACM cannot renew it: it does not find the DNS records that prove {domains}.',
    todo: 'Put the records into public DNS as waxseal plan --resource ARN shows. A name server that answers is not enough: every record must be found from the internet, with no proxy in front of it. ACM then goes on by itself, and may take hours.',
  },
  'mail-unanswered': {
    says: 'Certificate {id} of {domain} {ends}, and ACM cannot renew it: nobody has answered its mail about {domains}.',
    todo: 'Waxseal cannot read that mail. Have it sent again, and let whoever gets it agree: {mails}. A certificate that is proven by DNS needs no mail: ask for one of those instead.',
  },
  'redirect-missing': {
    says: 'Certificate {id} of {domain} {ends}, and ACM cannot renew it: {domains} does not lead to what proves it over HTTP.',
    todo: 'CloudFront answers for it while the name points at the distribution and the distribution is enabled: see that it does. https://docs.aws.amazon.com/acm/latest/userguide/http-renewal-validation.html',
  },
  'caa-forbids': {
    says: 'Certificate {id} of {domain} {ends}, and ACM cannot renew it: a CAA record of one of its names, or of a domain above it, does not let Amazon issue ({names}).',
    todo: 'Add a CAA record with 0 issue "amazon.com" (for wildcards, where there is any issuewild: 0 issuewild "amazon.com") beside those that are there. Look with: dig +short CAA {bare}. ACM then goes on by itself, and may take hours.',
  },
  'renewal-failed': {
    says: 'Certificate {id} of {domain} {ends}, and its renewal has failed: {reason}.',
    todo: 'What that means, and what to do: https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html. It is evaluated again with the next event or sweep.',
  },
  'authority-fails': {
    says: 'Certificate {id} of {domain} {ends}, and its private CA does not renew it: {reason}.',
    todo: 'The CA must be ACTIVE, its own certificate must outlast those that it issues, and it must let ACM use it: a CA of this account by aws acm-pca create-permission --region {region} --certificate-authority-arn {authority} --principal acm.amazonaws.com --actions IssueCertificate GetCertificate ListPermissions, a CA of another account by its resource-based policy, which its owner writes.',
  },
  'renewal-lasts': {
    says: 'Certificate {id} of {domain} {ends}, and ACM has been renewing it for more than a day.',
    todo: 'Look what it waits for: aws acm describe-certificate --region {region} --certificate-arn {arn} --query Certificate.RenewalSummary',
  },
  'not-begun': {
    says: 'Certificate {id} of {domain} {ends}. ACM says that it renews it, and has not begun to.',
    todo: `ACM begins by itself 45 days before the end, and 60 days before it where a private CA issued it. If it was exported since, it can be told to, and where Amazon issued it AWS charges for that: aws acm renew-certificate ${at}. Else ask AWS Support.`,
  },
  'renewal-due': {
    says: 'Certificate {id} of {domain} {ends}. It was exported from a private CA, and ACM has not renewed it.',
    todo: 'Apply the plan: ACM gets another one from {authority}, with the same ARN. The old one stays valid until its end.',
  },
  'copies-stay': {
    says: 'Servers on which certificate {id} of {domain} is installed go on with the old one, and clients refuse that from its end on.',
    todo: `Export the renewed one and install it on each of them: aws acm export-certificate ${at} --passphrase fileb://passphrase.txt. AWS records nobody who has a copy.`,
  },
  'failed-before': {
    says: 'The last renewal of certificate {id} failed: {reason}.',
    todo: 'Correct that at the private CA {authority} first; else this renewal fails like that one.',
  },
  renewing: {
    says: 'ACM is renewing certificate {id} of {domain}, which {ends}. It is evaluated again with the next event or sweep.',
  },
  'not-issued-yet': {
    says: 'Certificate {id} of {domain} is not issued yet: ACM waits for 72 hours for proof that its names are yours.',
    todo: 'Which names, and by what: aws acm describe-certificate --region {region} --certificate-arn {arn} --query Certificate.DomainValidationOptions',
  },
  'never-issued': {
    says: 'Certificate {id} of {domain} was never issued ({status}): nobody can use it, and there is nothing to renew.',
    todo: `Delete it, and ask for another one: aws acm delete-certificate ${at}`,
  },
  'of-acme': {
    says: 'Certificate {id} of {domain} was asked for by an ACME client, which gets another one by itself and lets this one end.',
  },
  'status-unknown': {
    says: 'ACM says that certificate {id} of {domain} is "{status}" and of the kind "{kind}", and Waxseal does not know what that means for its end.',
    todo: 'Look at it in the console. It is evaluated again with the next event or sweep.',
  },
  'end-unknown': {
    says: 'ACM does not say until when certificate {id} of {domain} is valid.',
    todo: 'Look at it in the console. It is evaluated again with the next event or sweep.',
  },
  'used-by': { says: 'Certificate {id} is used by {users}.' },
} as const;
export type Id = keyof typeof messages;
