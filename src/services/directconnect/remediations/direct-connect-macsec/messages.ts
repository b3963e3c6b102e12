const instead =
  'A Site-to-Site VPN over it (over a public virtual interface, or with private addresses over a transit virtual interface) is encrypted in any case; vpn-tunnel-strength looks at that.';
const key =
  'A key, of 256 bits, in AWS: {keyCommand}. Then the same name and key (CKN, CAK) in the router, by a way that nobody else reads, and both files deleted.';
const must =
  'From then on it carries nothing whenever both sides do not agree on a key: while its virtual interfaces have another way, and with somebody at the router. Back: {should}.';

export const messages = {
  'no-encryption': {
    says: 'MACsec of {kind} {name} is off (encryptionMode no_encrypt): what is not encrypted within goes in plaintext between your router and AWS.',
    todo: `The router must speak MACsec, which Waxseal cannot see. ${key} Then the plan's change, which tries encryption and drops nothing, until portEncryptionStatus is Encryption Up; must_encrypt comes last. ${instead}`,
  },
  'plaintext-now': {
    says: '{kind} {name} should encrypt (should_encrypt) and does not everywhere ({ports}; keys: {keys}): what is not encrypted within goes in plaintext there now, and nothing reports an error.',
    todo: `Where no key is associated: ${key} Where one is, the router has another one, or none: only its owner sees that. In CloudWatch, ConnectionEncryptionState of AWS/DX is 1 when it is up.`,
  },
  'may-fall-back': {
    says: '{kind} {name} is encrypted now ({ports}). By should_encrypt it goes on in plaintext, without an error, whenever both sides do not agree on a key.',
    todo: `Waxseal does not set must_encrypt, because the link may fail by it. ${must}`,
  },
  'no-key': {
    says: '{kind} {name} must encrypt (must_encrypt), and AWS shows no key of it that is associated (keys: {keys}): nothing encrypts it.',
    todo: key,
  },
  'not-capable': {
    says: '{kind} {name} ({bandwidth}) cannot speak MACsec: what is not encrypted within goes in plaintext between your router and AWS.',
    todo: `It cannot be had later: only dedicated connections of 10, 100 and 400 Gbps that were ordered with it (create-connection or create-lag with --request-mac-sec) have it, where availableMacSecPortSpeeds names the speed: aws directconnect describe-locations --region {region}. Order such a one, and move the virtual interfaces. ${instead}`,
  },
  hosted: {
    says: 'Connection {name} is hosted by {host}. MACsec can be on the interconnect of {host} only (partnerInterconnectMacSecCapable: {hostCapable}), and nothing here shows whether it is.',
    todo: `Ask {host} whether must_encrypt is on there, and how it encrypts the way from you to it. ${instead}`,
  },
  member: {
    says: 'Connection {name} belongs to {lag}, of which it has keys and encryption mode: that is looked at instead.',
  },
  empty: { says: 'LAG {name} has no connections: nothing goes through it.' },
  'at-work': { says: '{kind} {name} is {state}: it is looked at when that is over.' },
  'not-told': {
    says: 'AWS does not tell enough of {kind} {name} (state {state}, macSecCapable {capable}, encryptionMode {mode}, {ports}).',
    todo: 'Look at it in the console of Direct Connect, and ask AWS Support.',
  },
  'one-hop': {
    says: 'MACsec of {kind} {name} is between your router and the device of AWS ({ports}). On your side of the router it ends.',
  },
  'nothing-goes': {
    says: 'Where encryption of {kind} {name} is not up ({ports}), nothing goes through: see to the keys, here and in the router.',
  },
} as const;
