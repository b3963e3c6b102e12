import type { Source } from './figures-catalog.ts';

export const levels = {
  1: 'Basic',
  2: 'Systematic',
  3: 'Advanced',
  4: 'Optimized',
} as const;
export type Level = 1 | 2 | 3 | 4;

export interface CriterionEntry {
  readonly level: Level;
  /** What is asked, in words of ours. */
  readonly asks: string;
  /** When the answer is yes. */
  readonly yes: string;
  readonly source: Source;
  /** Why it is never measured here. */
  readonly not?: string;
}

/** What each level asks for. The order is that of the page. */
export const criterionEntries = {
  'public-https': {
    level: 1,
    asks: 'What the internet reaches is reached over TLS.',
    yes: 'Each hop from the internet is encrypted or enforced.',
    source: 'last look',
  },
  'tls-configured': {
    level: 1,
    asks: 'TLS is there, and be it with what AWS sets by itself.',
    yes: 'At least one finding about plaintext is compliant.',
    source: 'last look',
  },
  'certificates-kept': {
    level: 1,
    asks: 'Certificates are looked after, and be it by hand.',
    yes: 'No certificate that was met is over, and of each it is known.',
    source: 'certificates',
  },
  'somebody-looks': {
    level: 1,
    asks: 'Somebody looks at whether traffic is encrypted.',
    yes: 'A look was just taken, or the journal has findings.',
    source: 'journal',
  },
  'external-encrypted': {
    level: 2,
    asks: 'Whatever comes from outside or goes there must be encrypted.',
    yes: 'Each hop from clients, and each to what is not looked at, is encrypted or enforced, and everything could be listed and read.',
    source: 'last look',
  },
  'certificates-automated': {
    level: 2,
    asks: 'Certificates are those of Certificate Manager, and renew by themselves.',
    yes: 'AWS renews each certificate of Certificate Manager that is in use, IAM keeps none, load balancers serve no others, and no renewal is stuck.',
    source: 'certificates',
  },
  'services-encrypted': {
    level: 2,
    asks: 'Services speak TLS with each other.',
    yes: 'Each hop between resources, and within one, is encrypted or enforced.',
    source: 'last look',
  },
  'looked-regularly': {
    level: 2,
    asks: 'Compliance is checked again and again.',
    yes: 'The journal goes back seven days or more, and each of its findings was seen in the last seven days.',
    source: 'journal',
  },
  'end-to-end': {
    level: 3,
    asks: 'Data is encrypted from one end to the other, on every way.',
    yes: 'Each hop is encrypted or enforced, TLS ends nowhere, and everything could be listed and read.',
    source: 'last look',
  },
  'mutual-tls': {
    level: 3,
    asks: 'Services prove to each other who they are, by mutual TLS.',
    yes: 'Each hop between resources ends where a finding says that the other side proves itself.',
    source: 'last look',
  },
  'threats-detected': {
    level: 3,
    asks: 'Attacks on traffic are detected.',
    yes: 'Never said here.',
    source: 'logs',
    not: 'Waxseal does not ask Amazon GuardDuty or any other detector whether it is on',
  },
  'automatic-response': {
    level: 3,
    asks: 'What lets plaintext by is answered without people.',
    yes: 'In the last ninety days the journal has a remediation that an event or the sweep applied, and nobody had to approve.',
    source: 'journal',
  },
  'learned-detection': {
    level: 4,
    asks: 'Attacks are detected and answered by models that have learned from traffic.',
    yes: 'Never said here.',
    source: 'logs',
    not: 'it means detectors that learn what is usual and tell what is not; Waxseal has no model, and what it watches after a fix is a comparison of counts',
  },
  'risk-adapted': {
    level: 4,
    asks: 'How strong encryption is follows from the risk, and changes with it.',
    yes: 'Never said here.',
    source: 'logs',
    not: 'nothing in AWS tells which data is worth how much; the nearest that Waxseal does is to apply only what logs show to break nobody',
  },
  'remediated-automatically': {
    level: 4,
    asks: 'Remediation is orchestrated, and needs nobody.',
    yes: 'The policy says auto of every finding, none is exempt or on hold, and the journal has a remediation that an event or the sweep applied.',
    source: 'last look',
  },
  'continuously-compliant': {
    level: 4,
    asks: 'Everything is compliant, and stays so.',
    yes: 'No finding is open, waiting, exempt, on hold, unknown or failed, everything could be listed, and nothing was reopened in the last thirty days.',
    source: 'last look',
  },
} as const satisfies Readonly<Record<string, CriterionEntry>>;
export type CriterionId = keyof typeof criterionEntries;
export type Answerable = {
  [Id in CriterionId]: (typeof criterionEntries)[Id] extends { readonly not: string } ? never : Id;
}[CriterionId];
