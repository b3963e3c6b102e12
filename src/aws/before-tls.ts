/**
 * What clients ask for over plain HTTP because they cannot speak TLS yet, or must not: a validator that follows to HTTPS would need what
 * it is asking for. Told by how paths and names are usually written; what is not written so is not found.
 * Sources: RFC 5280, 4.2.1.13 and 4.2.2.1 (revocation lists and issuers' certificates); RFC 6960, A.1 (OCSP); RFC 3161, 3.4 (time stamps);
 * RFC 8894, 4.1 (SCEP); RFC 8555, 8.3 (ACME, http-01)
 */

/** Where certificate authorities look for the answer to an HTTP challenge, and others for what a site says of itself. */
const challenges = /\.well-known|acme-challenge|pki-validation/i;

/** Words of their own: neither a letter before nor behind. */
const wordsOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![a-z])(?:${words.join('|')})(?![a-z])`, 'i');

const validators = wordsOf([
  'crls?',
  'ocsp',
  'aia',
  'cdp',
  'pki',
  'ca-?issuers?',
  'cert-?enroll',
  'scep',
  'tsa',
  'time-?stamp(?:ing)?',
]);
const certificates = /[./](?:crt|cer|der|pem|p7[bc])(?![a-z])/i;
const devices = wordsOf(['firmware', 'ota', 'i?pxe', 'wpad']);
/** Whether there is a captive portal is asked where a portal can answer: in plaintext. */
const portals =
  /(?<![a-z])(?:gen(?:erate)?_204|hotspot-detect|connecttest|ncsi|captive|connectivity-?check|success\.txt|canonical\.html)(?![a-z])/i;

/** Whether a path with wildcards, a pattern or a name is for what clients fetch before TLS, other than challenges. */
export const isFetchedBeforeTls = (text: string): boolean =>
  [validators, certificates, devices, portals].some((kind) => kind.test(text));

/** Whether a path with wildcards is for the places under `/.well-known/`: named, or cut off within the name. */
export const isForChallenge = (path: string): boolean => {
  const [start = ''] = path.split(/[*?]/, 1);
  const cut = start.length > 1 && start.length < path.length && '/.well-known/'.startsWith(start);
  return cut || challenges.test(path);
};
