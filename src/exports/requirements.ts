import type { Concerns } from '../core/model/remediation.ts';
import { isFoundational } from '../aws/security-hub-controls.ts';
import type { About } from './source.ts';

/**
 * Requirements for which what Waxseal looks at is evidence: one part of what an assessor needs, never all of it. Whether
 * data in scope goes through a resource, and whether a requirement is met, Waxseal cannot know.
 */
export interface Requirement {
  readonly standard: string;
  readonly id: string;
  /** What it is about, in our words. */
  readonly about: string;
  /** What it also needs, and is not in here. */
  readonly lacks: string;
  /** By what is wrong at a resource. */
  readonly matters: readonly Concerns['matter'][];
  /** Only what this control of Security Hub is about too; absent: all of the matter. */
  readonly control?: string;
  readonly source: string;
}

const pci = 'https://www.pcisecuritystandards.org/document_library/';
const hipaa = 'https://www.ecfr.gov/current/title-45/section-164.312';
const soc =
  'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022';
const nist = 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final';
const cis = 'https://www.cisecurity.org/benchmark/amazon_web_services';

const encrypted = ['plaintext', 'old-tls'] as const;
const all = ['plaintext', 'old-tls', 'certificate', 'identity', 'hardening'] as const;

/** All that a version of it asks of encryption in transit, by its own numbers: the other items are of other things. */
const benchmark = (version: string, bucket: string, certificate: string): readonly Requirement[] => [
  {
    standard: `CIS AWS Foundations Benchmark v${version}`,
    id: bucket,
    about: 'policies of S3 buckets deny plain HTTP',
    lacks: 'buckets outside of what was looked at',
    matters: ['plaintext'],
    control: 'S3.5',
    source: cis,
  },
  {
    standard: `CIS AWS Foundations Benchmark v${version}`,
    id: certificate,
    about: 'server certificates that have expired are removed from IAM',
    lacks: 'certificates outside of what was looked at; what ends soon counts as failed here too',
    matters: ['certificate'],
    control: 'IAM.26',
    source: cis,
  },
];

/** Security Hub's own mappings of its controls for encryption in transit name 4.2.1, SC-8, SC-13, SC-23 and AC-17(2) too. */
export const requirements: readonly Requirement[] = [
  {
    standard: 'PCI DSS v4.0.1',
    id: '2.2.7',
    about: 'administrative access that is not from a console is encrypted',
    lacks: 'which endpoints are for administration, and shells and consoles of machines',
    matters: encrypted,
    source: pci,
  },
  {
    standard: 'PCI DSS v4.0.1',
    id: '4.2.1',
    about:
      'card data on open, public networks goes over strong cryptography, with certificates that are valid',
    lacks: 'which resources carry card data, and which networks are open',
    matters: ['plaintext', 'old-tls', 'certificate', 'identity'],
    source: pci,
  },
  {
    standard: 'PCI DSS v4.0.1',
    id: '4.2.1.1',
    about: 'keys and certificates that protect card data on its way are inventoried',
    lacks: 'certificates outside of what was looked at, and keys',
    matters: ['certificate'],
    source: pci,
  },
  {
    standard: 'PCI DSS v4.0.1',
    id: '12.3.3',
    about: 'protocols and cipher suites in use are documented and reviewed every twelve months',
    lacks: 'the review itself and the plan for what follows from it',
    matters: ['plaintext', 'old-tls', 'certificate'],
    source: pci,
  },
  {
    standard: 'HIPAA',
    id: '45 CFR 164.312(e)(1)',
    about: 'transmission security: guards against access to health information on its way',
    lacks: 'which resources carry health information',
    matters: all,
    source: hipaa,
  },
  {
    standard: 'HIPAA',
    id: '45 CFR 164.312(e)(2)(i)',
    about: 'integrity controls: what is on its way is not changed unseen (addressable)',
    lacks: 'integrity beyond that of TLS, from one end to the other',
    matters: encrypted,
    source: hipaa,
  },
  {
    standard: 'HIPAA',
    id: '45 CFR 164.312(e)(2)(ii)',
    about: 'encryption of what is on its way (addressable)',
    lacks: 'the assessment of when it is appropriate',
    matters: encrypted,
    source: hipaa,
  },
  {
    standard: 'SOC 2',
    id: 'CC6.1',
    about: 'logical access security over protected information, encryption among its means',
    lacks: 'access control and encryption at rest',
    matters: [...encrypted, 'identity'],
    source: soc,
  },
  {
    standard: 'SOC 2',
    id: 'CC6.7',
    about: 'transmission of information is restricted and protected',
    lacks: 'removable media, mobile devices and who may transmit',
    matters: all,
    source: soc,
  },
  {
    standard: 'NIST SP 800-53 Rev. 5',
    id: 'SC-8',
    about: 'confidentiality and integrity of transmitted information',
    lacks: 'physical protection and networks that were not looked at',
    matters: all,
    source: nist,
  },
  {
    standard: 'NIST SP 800-53 Rev. 5',
    id: 'SC-8(1)',
    about: 'cryptography protects information while it is transmitted',
    lacks: 'the organization’s choice of what it must prevent or detect',
    matters: encrypted,
    source: nist,
  },
  {
    standard: 'NIST SP 800-53 Rev. 5',
    id: 'SC-12',
    about: 'cryptographic keys are established and managed',
    lacks: 'keys themselves: only certificates were looked at',
    matters: ['certificate'],
    source: nist,
  },
  {
    standard: 'NIST SP 800-53 Rev. 5',
    id: 'SC-13',
    about: 'cryptography of the kinds that are required',
    lacks: 'validation of modules (FIPS 140)',
    matters: encrypted,
    source: nist,
  },
  {
    standard: 'NIST SP 800-53 Rev. 5',
    id: 'SC-23',
    about: 'authenticity of sessions',
    lacks: 'sessions of applications above TLS',
    matters: [...encrypted, 'certificate', 'identity'],
    source: nist,
  },
  {
    standard: 'NIST SP 800-53 Rev. 5',
    id: 'AC-17(2)',
    about: 'remote access is encrypted',
    lacks: 'which access is remote',
    matters: encrypted,
    source: nist,
  },
  {
    standard: 'NIST SP 800-53 Rev. 5',
    id: 'IA-5(2)',
    about: 'authentication by public keys validates certificates',
    lacks: 'what clients validate',
    matters: ['certificate', 'identity'],
    source: nist,
  },
  // Those that Security Hub knows, and what came after them.
  ...benchmark('1.4.0', '2.1.2', '1.19'),
  ...benchmark('3.0.0', '2.1.1', '1.19'),
  ...benchmark('5.0.0', '2.1.1', '1.18'),
  ...benchmark('6.0.0', '3.1.1', '2.18'),
  ...benchmark('7.0.0', '3.1.1', '2.17'),
];

/** As Security Hub writes related requirements: the standard and its own number. */
const requirementName = ({ standard, id }: Pick<Requirement, 'standard' | 'id'>): string =>
  standard === 'NIST SP 800-53 Rev. 5'
    ? `NIST.800-53.r5 ${id}`
    : /^(?:PCI|CIS) /.test(standard)
      ? `${standard}/${id}`
      : `${standard} ${id}`;

export const requirementsOf = ({ concerns, controls }: About): readonly Requirement[] =>
  concerns
    ? requirements.filter(
        ({ matters, control }) =>
          matters.includes(concerns.matter) && (control === undefined || controls?.includes(control)),
      )
    : [];

/** All that a finding is related to, by name: requirements, benchmarks, and Security Hub's controls of the same matter. */
export const relatedTo = (about: About): readonly string[] => [
  ...requirementsOf(about).map(requirementName),
  ...(about.controls ?? [])
    .filter(isFoundational)
    .map((control) => `AWS Foundational Security Best Practices/${control}`),
];
