/** The three practices of question SEC09 of the Well-Architected Framework. */
export const practices = {
  'SEC09-BP01': 'Keys and certificates',
  'SEC09-BP02': 'Encryption enforced',
  'SEC09-BP03': 'Communications authenticated',
} as const;
export type Practice = keyof typeof practices;

/** What is asked for, by an id of ours: each is answered by one figure or more. */
export const questions = {
  'certificate-renewal': 'SEC09-BP01',
  'certificate-incidents': 'SEC09-BP01',
  'certificate-deployment': 'SEC09-BP01',
  'certificate-validation': 'SEC09-BP01',
  'private-ca': 'SEC09-BP01',
  'encrypted-share': 'SEC09-BP02',
  'protocol-versions': 'SEC09-BP02',
  'cipher-strength': 'SEC09-BP02',
  'plaintext-times': 'SEC09-BP02',
  performance: 'SEC09-BP02',
  'mutual-tls': 'SEC09-BP03',
  'signed-requests': 'SEC09-BP03',
  'authentication-failures': 'SEC09-BP03',
  'identity-tokens': 'SEC09-BP03',
  'authentication-coverage': 'SEC09-BP03',
  coverage: 'SEC09-BP02',
} as const satisfies Readonly<Record<string, Practice>>;
type Question = keyof typeof questions;

export const sources = ['journal', 'last look', 'logs', 'certificates'] as const;
export type Source = (typeof sources)[number];
export const units = ['share', 'count', 'seconds'] as const;
type Unit = (typeof units)[number];

export interface FigureEntry {
  readonly question: Question;
  readonly name: string;
  /** What it is. */
  readonly definition: string;
  /** How it is computed. */
  readonly computed: string;
  readonly source: Source;
  readonly unit: Unit;
  readonly target: string;
  /** Why it is never measured here. */
  readonly not?: string;
}

/** Which remediations look at the end of a certificate, who serves those that AWS renews, at private CAs, at named TLS policies. */
export const validity: readonly string[] = [
  'acm-certificate-valid',
  'iam-server-certificate-valid',
  'rds-ca-certificate',
];
export const renewing: readonly string[] = [
  'elb-listener-acm-certificate',
  'clb-listener-acm-certificate',
  'iam-server-certificate-valid',
];
export const authorities: readonly string[] = ['private-ca-healthy'];
export const mutual: readonly string[] = ['alb-listener-mutual-tls', 'apigateway-stage-client-certificate'];
export const cipherPolicies: readonly string[] = [
  'apigateway-domain-tls-policy',
  'apigateway-rest-api-tls-policy',
  'clb-listener-tls-policy',
  'cloudfront-minimum-tls',
  'elb-listener-tls-policy',
  'iot-domain-tls-policy',
  'transfer-server-tls-policy',
  'vpn-tunnel-strength',
];
/** About old cryptography that is not of TLS: tunnels of a VPN. */
export const notTls: readonly string[] = ['vpn-tunnel-strength'];
/** Messages that say of a certificate that it is over, not that it ends soon. */
export const over: readonly string[] = ['ended', 'revoked', 'expired', 'not-as-wanted'];

const ids = (all: readonly string[]): string => all.map((id) => `\`${id}\``).join(', ');
const counted =
  'A resource counts once, as compliant when all these findings of it are; unknown, failed, waiting and held are not compliant.';

const versionsCounted =
  'By the oldest version that a look read at the doors of a resource and on its ways out, else by the name of the policy in the plan of a finding about old TLS. Those of which none is told are counted apart, on neither side.';

const spellsCounted =
  'Median of all spells of the journal that ended; of an even number the lower middle one. What the look that first saw it fixed counts from the moment that its event names, else as 0 s; it is said of how many.';

/** Every key figure. The order is that of the page. */
export const figureEntries = {
  'certificates-valid': {
    question: 'certificate-renewal',
    name: 'Certificates valid, renewal in order',
    definition:
      'Certificates that have not ended and whose renewal AWS does not say is stuck. It stands for renewals that succeeded: AWS shows how a certificate is, not each attempt.',
    computed: `Resources compliant by ${ids(validity)}, among all that are there. ${counted}`,
    source: 'certificates',
    unit: 'share',
    target: '100 %',
  },
  'certificates-automated': {
    question: 'certificate-renewal',
    name: 'Certificates that AWS renews',
    definition:
      'Certificates of AWS Certificate Manager and of IAM that are in use and that AWS renews without anybody. What was imported, and what IAM keeps, is never renewed, however far its end is.',
    computed:
      'By what the calendar of a look says of renewal. Those of which it is not known are counted apart, on neither side; what nothing uses is left out.',
    source: 'certificates',
    unit: 'share',
    target: '100 %',
  },
  'certificates-over': {
    question: 'certificate-incidents',
    name: 'Certificates that are over',
    definition: 'Certificates that have ended, were revoked, or come from an authority that has expired.',
    computed: `Findings not compliant by ${ids([...validity, ...authorities])} whose message says so (${ids(over)}).`,
    source: 'certificates',
    unit: 'count',
    target: '0',
  },
  'certificate-near-misses': {
    question: 'certificate-incidents',
    name: 'Certificates that were near their end, 30 days',
    definition:
      'Certificates that were journalled as close to their end, or as not renewed, in the last thirty days, and had not ended.',
    computed: `Findings of ${ids(validity)} with an entry of the journal in these days that is open and none that says the certificate is over.`,
    source: 'journal',
    unit: 'count',
    target: '0',
  },
  'certificate-deployment': {
    question: 'certificate-deployment',
    name: 'Until a certificate is deployed',
    definition: 'Mean time from asking for a certificate until every client meets it.',
    computed: 'Not computed.',
    source: 'certificates',
    unit: 'seconds',
    target: 'falling',
    not: 'AWS says when a certificate was issued, not since when a resource or its clients have met it',
  },
  'certificate-failures': {
    question: 'certificate-validation',
    name: 'Certificates at fault',
    definition:
      'Resources whose certificate, chain, key or authority is not as it should be. Handshakes that clients broke off are not in it: AWS does not count them by reason.',
    computed:
      'Resources with a finding about certificates that is open or failed, among those of which it is known.',
    source: 'certificates',
    unit: 'share',
    target: '0 %',
  },
  'certificate-resolution': {
    question: 'certificate-validation',
    name: 'Until a certificate is in order, median',
    definition: 'From the first sight of a finding about a certificate until it was compliant.',
    computed: spellsCounted,
    source: 'journal',
    unit: 'seconds',
    target: 'falling',
  },
  'private-ca-healthy': {
    question: 'private-ca',
    name: 'Private CAs in order',
    definition:
      'Private CAs that are active, strong enough, far from their end, and whose roots are disabled.',
    computed: `Resources compliant by ${ids(authorities)}.`,
    source: 'certificates',
    unit: 'share',
    target: '100 %',
  },
  'private-ca-issued': {
    question: 'private-ca',
    name: 'Issued and revoked by private CAs',
    definition: 'Certificates that private CAs issued and revoked.',
    computed: 'Not computed.',
    source: 'certificates',
    unit: 'count',
    target: 'as expected',
    not: 'Waxseal does not read CloudWatch’s figures of AWS Private CA, which count what is issued; what is revoked stands in an audit report that has to be written to a bucket first',
  },
  'communications-encrypted': {
    question: 'encrypted-share',
    name: 'Communications encrypted',
    definition:
      'Hops of the data that are encrypted or that AWS enforces. A hop of which nothing is known is not one of them; one that takes old TLS (1.0, 1.1) is: the share of TLS 1.2 tells of it. Without a look: resources that let no plaintext by.',
    computed: `With a look: hops of the map that are encrypted or enforced, among all. Else resources compliant by all remediations about plaintext. ${counted}`,
    source: 'last look',
    unit: 'share',
    target: '100 %',
  },
  'tls-1-2': {
    question: 'protocol-versions',
    name: 'TLS 1.2 or newer',
    definition:
      'Resources with a TLS version of their own that refuse what is older than TLS 1.2, whatever policies are accepted. Tunnels of VPNs are not in it: they speak no TLS.',
    computed: versionsCounted,
    source: 'last look',
    unit: 'share',
    target: '100 %',
  },
  'tls-1-3': {
    question: 'protocol-versions',
    name: 'TLS 1.3 only',
    definition:
      'Resources that take nothing older than TLS 1.3. How many offer it beside TLS 1.2 is not told by this.',
    computed: versionsCounted,
    source: 'last look',
    unit: 'share',
    target: 'rising',
  },
  'old-tls-clients': {
    question: 'protocol-versions',
    name: 'Requests seen with old TLS',
    definition:
      'Requests with a TLS version that is to be refused, as logs showed them when they were read last.',
    computed: 'Sum over the callers that the evidence of findings names with a version; at least that many.',
    source: 'logs',
    unit: 'count',
    target: '0',
  },
  'strong-ciphers': {
    question: 'cipher-strength',
    name: 'Strong ciphers only',
    definition:
      'Resources with a named security policy, which settles versions and ciphers together, that is one of those accepted. What clients agreed on is not in it.',
    computed: `Resources compliant by ${ids(cipherPolicies)}. ${counted}`,
    source: 'last look',
    unit: 'share',
    target: '100 %',
  },
  'plaintext-detected-after': {
    question: 'plaintext-times',
    name: 'Until plaintext is detected',
    definition: 'From the change that lets plaintext by until it is known.',
    computed: 'Not computed.',
    source: 'journal',
    unit: 'seconds',
    target: 'minutes',
    not: 'no event says when a resource was changed: a change of compliance names when AWS Config recorded it or when its rule was due, and not which of the two, and Security Hub names when its finding was updated',
  },
  'plaintext-looked-at-after': {
    question: 'plaintext-times',
    name: 'Plaintext looked at after AWS told, median',
    definition:
      'From the moment that an event names until the first entry about the finding. The plaintext may be older than that moment: it is when AWS recorded or evaluated the resource, or updated its own finding.',
    computed:
      'Median over findings about plaintext whose first entry came of an event with a moment of its own. Those that the sweep, a person or anything else found are left out, and it is said how many.',
    source: 'journal',
    unit: 'seconds',
    target: 'minutes',
  },
  'plaintext-remediated-after': {
    question: 'plaintext-times',
    name: 'Until plaintext is remediated, median',
    definition: 'From the first sight of a resource that lets plaintext by until it was compliant.',
    computed: spellsCounted,
    source: 'journal',
    unit: 'seconds',
    target: 'falling',
  },
  'plaintext-open-for': {
    question: 'plaintext-times',
    name: 'Plaintext open now, longest',
    definition: 'How long the oldest open finding about plaintext has been known.',
    computed: 'Now less the moment since which it has been non-compliant.',
    source: 'journal',
    unit: 'seconds',
    target: 'falling',
  },
  performance: {
    question: 'performance',
    name: 'What encryption costs in time',
    definition: 'Latency and load that encryption adds.',
    computed: 'Not computed.',
    source: 'logs',
    unit: 'seconds',
    target: 'small',
    not: 'it takes the same load with and without TLS, and Waxseal makes no load',
  },
  'mutual-tls': {
    question: 'mutual-tls',
    name: 'Mutual TLS as wanted',
    definition:
      'Listeners and stages at which certificates of clients are asked for, or shown, and verified. Where nobody wants them, nothing is counted.',
    computed: `Resources compliant by ${ids(mutual)}. ${counted}`,
    source: 'last look',
    unit: 'share',
    target: '100 %',
  },
  'mutual-tls-success': {
    question: 'mutual-tls',
    name: 'Mutual TLS handshakes that succeed',
    definition: 'Handshakes with certificates of clients that succeed.',
    computed: 'Not computed.',
    source: 'logs',
    unit: 'share',
    target: 'steady',
    not: 'Waxseal reads connection logs for who comes without TLS, and does not count failed handshakes',
  },
  'requests-with-principal': {
    question: 'signed-requests',
    name: 'Requests with a known principal',
    definition:
      'Of the requests that a change would break, as logs showed them: those of a principal that AWS knows. Nothing is told of all the other requests.',
    computed:
      'Counts of the callers with a principal, among the counts of all callers in the evidence of findings.',
    source: 'logs',
    unit: 'share',
    target: '100 %',
  },
  'signature-adoption': {
    question: 'signed-requests',
    name: 'APIs that take Signature Version 4',
    definition: 'Requests to APIs that are signed, among all.',
    computed: 'Not computed.',
    source: 'logs',
    unit: 'share',
    target: '100 %',
    not: 'Waxseal reads of logs only what a change would break, and no authorizers of APIs',
  },
  'authentication-failures': {
    question: 'authentication-failures',
    name: 'Authentications that fail',
    definition: 'Failed authentications among all, and how long until somebody answers them.',
    computed: 'Not computed.',
    source: 'logs',
    unit: 'share',
    target: 'steady',
    not: 'no log that Waxseal reads counts them',
  },
  'errors-after-a-fix': {
    question: 'authentication-failures',
    name: 'Fixes after which clients failed, 30 days',
    definition: 'Fixes after which errors of clients jumped: what Waxseal itself watches of failures.',
    computed: 'Entries of the journal in the last thirty days that say so, each run once.',
    source: 'journal',
    unit: 'count',
    target: '0',
  },
  'identity-tokens': {
    question: 'identity-tokens',
    name: 'OAuth and OIDC tokens that are valid',
    definition: 'Tokens that were accepted, among all that were shown.',
    computed: 'Not computed.',
    source: 'logs',
    unit: 'share',
    target: 'steady',
    not: 'tokens are checked by authorizers and applications, and Waxseal looks at neither',
  },
  'authentication-coverage': {
    question: 'authentication-coverage',
    name: 'Resources whose other side proves itself, at least',
    definition:
      'Resources that take connections and of which a finding says that the other side proves who it is. At least: IAM and passwords of databases are not looked at.',
    computed:
      'Resources with a compliant finding about identity and none that is not, among all resources with a finding about what comes in.',
    source: 'last look',
    unit: 'share',
    target: 'rising',
  },
  'findings-known': {
    question: 'coverage',
    name: 'Findings that are known',
    definition: 'Findings that could be evaluated. What could not is unknown, and never good.',
    computed: 'All findings that are there, without those that are unknown or failed, among all.',
    source: 'last look',
    unit: 'share',
    target: '100 %',
  },
  'kinds-not-listed': {
    question: 'coverage',
    name: 'Kinds of resources not listed',
    definition:
      'Kinds of resources of an account and Region that could not be listed: no other figure has them.',
    computed: 'Counted by the look just taken.',
    source: 'last look',
    unit: 'count',
    target: '0',
  },
  'findings-held': {
    question: 'coverage',
    name: 'Findings left alone',
    definition: 'Findings that are exempt or on hold.',
    computed: 'Counted.',
    source: 'journal',
    unit: 'count',
    target: 'falling',
  },
} as const satisfies Readonly<Record<string, FigureEntry>>;
export type FigureId = keyof typeof figureEntries;
/** Those that are measured. */
export type Measurable = {
  [Id in FigureId]: (typeof figureEntries)[Id] extends { readonly not: string } ? never : Id;
}[FigureId];
