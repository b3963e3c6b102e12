/** A named security policy, as a service describes it or its page does. */
export interface TlsPolicy {
  readonly name: string;
  /** `TLSv1`, `TLSv1.1`, `TLSv1.2`, `TLSv1.3`; sorted. */
  readonly protocols: readonly string[];
  /** By their names in OpenSSL or IANA, one of both within a service, and algorithms of SSH by theirs; sorted. */
  readonly ciphers: readonly string[];
  /** What it is for: `application`, `edge`. Empty: AWS did not say, and refuses a policy that does not fit. */
  readonly kinds: readonly string[];
}

/** As people call them, from the oldest on. */
export const tlsVersions = ['SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const;
export type TlsVersion = (typeof tlsVersions)[number];

const versionOf = (protocol: string): TlsVersion | undefined => {
  const [, kind = '', major = '', minor = '0'] = /^(SSL|TLS)v(\d)(?:\.(\d))?$/.exec(protocol) ?? [];
  return tlsVersions.find((one) => one === `${kind} ${major}.${minor}`);
};

/** The oldest of these, such as `TLSv1.2`; `undefined`: there is none, or one that nobody knows. */
export const oldestAmong = (protocols: readonly string[]): TlsVersion | undefined => {
  const versions = new Set(protocols.map(versionOf));
  return versions.has(undefined) ? undefined : tlsVersions.find((one) => versions.has(one));
};

/**
 * Of a load balancer, by the name of a predefined security policy: `…-TLS13-1-2-Res-2021-06` → TLS 1.2.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const oldestByName = (policy: string): TlsVersion | undefined => {
  const minor = /^ELBSecurityPolicy-(?:TLS13|TLS|FS)-1-(\d)-/.exec(policy)?.[1];
  if (minor !== undefined) return versionOf(`TLSv1.${minor}`);
  return /^ELBSecurityPolicy-(2016-08|2015-05|FS-2018-06)$/.test(policy) ? 'TLS 1.0' : undefined;
};

/**
 * The same of any service whose names say it: `TLSv1.2_2021` of CloudFront, `TLS_1_0` and `SecurityPolicy_TLS13_1_2_…` of API
 * Gateway, `IoTSecurityPolicy_TLS13_1_2_…`, `Policy-Min-TLS-1-2-…` of OpenSearch. Other names, such as those of Transfer, do not.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 * https://docs.aws.amazon.com/iot/latest/developerguide/transport-security.html
 */
export const oldestNamed = (policy: string): TlsVersion | undefined => {
  const protocol = /^((?:SSL|TLS)v\d(?:\.\d)?)(?:_\d{4})?$/.exec(policy)?.[1];
  if (protocol !== undefined) return versionOf(protocol);
  const minor =
    /^TLS_1_(\d)$/.exec(policy)?.[1] ??
    /^(?:I[oO]T)?SecurityPolicy_TLS1\d_1_(\d)_/.exec(policy)?.[1] ??
    /^Policy-Min-TLS-1-(\d)-/.exec(policy)?.[1];
  return minor === undefined ? oldestByName(policy) : versionOf(`TLSv1.${minor}`);
};

/** What a policy is capable of. FIPS shows in the name alone, and so does post-quantum key exchange in TLS. */
export interface Traits {
  /** Runs on a validated cryptographic module. */
  readonly fips: boolean;
  readonly postQuantum: boolean;
  readonly rfc9151: boolean;
  /** Every session key is forgotten: TLS 1.3 and ECDHE suites only. */
  readonly forwardSecret: boolean;
  readonly tls13: boolean;
}

/** Suites of TLS 1.3 by the names that it gives them; all are good. */
const isTls13Suite = (cipher: string): boolean => /^TLS_(?:AES|CHACHA20)_/.test(cipher);

const isForwardSecret = (cipher: string): boolean => /^(?:TLS_)?ECDHE[-_]/.test(cipher);

/**
 * Policies of servers that speak SFTP list algorithms of SSH as well, whose names are in small letters. Keys are exchanged
 * anew for every session there. https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
 */
const isOfSsh = (algorithm: string): boolean => /^[a-z]/.test(algorithm);
const isWeakInSsh = (algorithm: string): boolean => /sha1|md5|umac-64|cbc|3des|arcfour/.test(algorithm);
const isPostQuantumInSsh = (algorithm: string): boolean => /^mlkem|kyber|sntrup/.test(algorithm);

/** A whole word of a name whose words are parted by `-` or `_`. */
const hasWord = (name: string, word: string): boolean => new RegExp(`[-_]${word}(?![A-Za-z0-9])`).test(name);

/**
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html and, for words
 * in other services' names, https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
export const traitsOf = ({ name, protocols, ciphers }: TlsPolicy): Traits => ({
  fips: hasWord(name, 'FIPS'),
  postQuantum: hasWord(name, 'PQ') || ciphers.some(isPostQuantumInSsh),
  rfc9151: /RFC-?9151/i.test(name),
  forwardSecret: ciphers.every(
    (cipher) => isTls13Suite(cipher) || isForwardSecret(cipher) || isOfSsh(cipher),
  ),
  tls13: protocols.includes('TLSv1.3'),
});

const names: Readonly<Record<keyof Traits, string>> = {
  fips: 'FIPS',
  postQuantum: 'post-quantum key exchange',
  rfc9151: 'RFC 9151',
  forwardSecret: 'forward secrecy',
  tls13: 'TLS 1.3',
};

const traits: readonly (keyof Traits)[] = ['fips', 'postQuantum', 'rfc9151', 'forwardSecret', 'tls13'];

const missing = (from: readonly string[], to: readonly string[]): readonly string[] =>
  from.filter((one) => !to.includes(one));

/** What nobody has to fear, whoever admits it. */
const isGood = (cipher: string): boolean =>
  isOfSsh(cipher)
    ? !isWeakInSsh(cipher)
    : isTls13Suite(cipher) || (isForwardSecret(cipher) && !isCbc(cipher));

/** A suite without authenticated encryption: every one before TLS 1.3 that is not GCM or ChaCha20. */
export const isCbc = (cipher: string): boolean => !/GCM|POLY1305|CCM/.test(cipher) && !isTls13Suite(cipher);

/** Words in capitals that mean a trait, a version or a place, and so are no profile. */
const isPlain = (word: string): boolean => /^(?:TLS\d*|FIPS|PFS|SSH|EDGE)$/.test(word);

/**
 * What a policy is made for beyond its traits, as the words of its name in capitals tell: `RFC9151`, `CNSA2`, and
 * whatever AWS thinks of next. Certificates, curves and signatures differ then, and no answer of AWS shows them.
 */
export const profilesOf = ({ name }: TlsPolicy): readonly string[] =>
  name.split(/[-_]/).filter((word) => /^[A-Z][A-Z\d]{2,}$/.test(word) && !isPlain(word));

/** Policies with `INTEROP` in their name let in, for the time of a change, what their profile forbids. */
const isInterop = (word: string): boolean => word.startsWith('INTEROP');

/** A profile that is left, or one that was kept strictly and is not any more. */
const profilesLost = (from: TlsPolicy, to: TlsPolicy): readonly string[] => {
  const before = profilesOf(from);
  const after = profilesOf(to);
  // RFC 9151 is a trait as well, and told there.
  const left = missing(before, after).filter((word) => word !== 'RFC9151' && !isInterop(word));
  const opened = before.length === 0 ? [] : missing(after, before).filter(isInterop);
  return [...left.map((word) => `loses ${word}`), ...opened.map((word) => `admits what ${word} lets in`)];
};

/**
 * What would be worse after a change of policies: a capability lost, or a protocol or a cipher admitted that was
 * not, each in words. Suites of TLS 1.3 are all good, and so are GCM suites where TLS 1.2 was spoken before.
 */
export const weakens = (from: TlsPolicy, to: TlsPolicy): readonly string[] => {
  const before = traitsOf(from);
  const after = traitsOf(to);
  const lost = traits
    .filter((trait) => before[trait] && !after[trait])
    .map((trait) => `loses ${names[trait]}`);
  const older = missing(to.protocols, from.protocols).filter((protocol) => protocol !== 'TLSv1.3');
  const worse = missing(to.ciphers, from.ciphers).filter((cipher) => !isGood(cipher));
  return [...lost, ...profilesLost(from, to), ...[...older, ...worse].map((one) => `admits ${one}`)];
};

/**
 * The ciphers of a loss that somebody may depend on. Whoever speaks TLS 1.3 knows TLS_AES_128_GCM_SHA256: where that
 * stays, no other suite of TLS 1.3 is missed. https://www.rfc-editor.org/rfc/rfc8446#section-9.1
 */
export const neededOf = ({ ciphers }: Loss, to: TlsPolicy): readonly string[] =>
  to.ciphers.includes('TLS_AES_128_GCM_SHA256') ? ciphers.filter((cipher) => !isTls13Suite(cipher)) : ciphers;

/** What clients could use before and cannot after. */
export interface Loss {
  readonly protocols: readonly string[];
  readonly ciphers: readonly string[];
}
export const lossOf = (from: TlsPolicy, to: TlsPolicy): Loss => ({
  protocols: missing(from.protocols, to.protocols),
  ciphers: missing(from.ciphers, to.ciphers),
});

export const supports = ({ kinds }: TlsPolicy, kind: string): boolean =>
  kinds.length === 0 || kinds.includes(kind);

/**
 * The policy to change to: the wished one if it is accepted; otherwise the accepted one that takes the least away
 * from clients. Never one that is worse in any way. `undefined`: there is none.
 */
export const choosePolicy = (
  from: TlsPolicy,
  {
    known,
    accepted,
    wished,
    kind,
  }: {
    readonly known: readonly TlsPolicy[];
    readonly accepted: readonly string[];
    readonly wished: string;
    readonly kind: string;
  },
): TlsPolicy | undefined => {
  const candidates = known.filter(
    (policy) =>
      accepted.includes(policy.name) && supports(policy, kind) && weakens(from, policy).length === 0,
  );
  const taken = (policy: TlsPolicy): number => {
    const { protocols, ciphers } = lossOf(from, policy);
    return protocols.length * 100 + ciphers.length;
  };
  const strength = (policy: TlsPolicy): number => traits.filter((trait) => traitsOf(policy)[trait]).length;
  const [least] = candidates.toSorted(
    (a, b) => taken(a) - taken(b) || strength(b) - strength(a) || (a.name < b.name ? -1 : 1),
  );
  return candidates.find(({ name }) => name === wished) ?? least;
};
