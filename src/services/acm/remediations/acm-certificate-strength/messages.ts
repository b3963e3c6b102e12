const at = '--region {region} --certificate-arn {arn}';
const another =
  'ACM changes no certificate that is there, and whatever uses this one is told another ARN by its owner, so that Waxseal does not do it. Ask for another one as waxseal plan --resource ARN shows, or get one from its issuer; give it to whatever uses this one; delete this one when nothing does.';
const whole = `Get the whole chain from its issuer, each certificate followed by the one that vouches for it, and import it with the same certificate and key, which Waxseal does not have: aws acm import-certificate ${at} --certificate fileb://certificate.pem --private-key fileb://private-key.pem --certificate-chain fileb://chain.pem`;

/** Everything that is said of how strong certificates are. */
export const messages = {
  'weak-key': {
    says: 'The key of certificate {id} of {domain} is {key}: it can be worked out. RSA of 2048 bits or P-256 is the least.',
    todo: another,
  },
  'weak-hash': {
    says: 'Certificate {id} of {domain} is signed by {signature}: such a signature can be forged. SHA-256 is the least.',
    todo: another,
  },
  'self-signed': {
    says: 'Certificate {id} of {domain} vouches for itself: clients that verify it refuse it, and others cannot tell the server from somebody else.',
    todo: another,
  },
  'lasts-too-long': {
    says: 'Certificate {id} of {domain} is from a public authority and valid for {days} days, more than {most}: for so long nobody proves anew whose its names are.',
    todo: another,
  },
  'chain-missing': {
    says: 'Certificate {id} of {domain} was imported without its chain: clients that do not have the certificate between it and a root refuse it.',
    todo: whole,
  },
  'chain-broken': {
    says: 'In the chain of certificate {id} of {domain}, {at} does not vouch for the one before it: clients refuse it.',
    todo: whole,
  },
  'chain-ended': {
    says: 'In the chain of certificate {id} of {domain}, {at} ended on {until}: clients refuse it.',
    todo: whole,
  },
  'chain-unread': {
    says: 'The chain of certificate {id} of {domain} could not be read, so it was not evaluated.',
    todo: `Waxseal needs acm:GetCertificate, which gives no key. Look at it: aws acm get-certificate ${at}`,
  },
  'key-unknown': {
    says: 'ACM says that the key of certificate {id} of {domain} is "{key}" and that it is signed by "{signature}", and Waxseal does not know how strong that is.',
    todo: 'Look at it in the console. It is evaluated again with the next event or sweep.',
  },
  'own-authority': {
    says: 'Certificate {id} of {domain} is not from a public authority: clients must have been given its root, and how long it lasts is its authority’s to say.',
  },
  'not-issued': { says: 'Certificate {id} of {domain} is not issued ({status}): nobody can use it.' },
  'used-by': { says: 'Certificate {id} is used by {users}.' },
} as const;
export type Id = keyof typeof messages;
