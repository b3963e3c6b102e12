import type { CertificateDetail } from '@aws-sdk/client-acm';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { daysBetween, keyName } from '../../facts/certificate.ts';
import { certificateOf } from '../../parameters/certificate.ts';

/** A domain of which Certificate Manager does not know that its owner agrees. */
export interface Unproven {
  readonly domain: string;
  readonly method: string;
  /** The record that proves it, where DNS does. */
  readonly record: { readonly name: string; readonly value: string } | null;
  /** To whose addresses mail goes, where mail proves it. */
  readonly mailTo: string;
}

export interface Renewal {
  readonly status: string;
  readonly reason: string | null;
  /** It went on within the last day. */
  readonly isFresh: boolean;
  readonly unproven: readonly Unproven[];
}

export interface CertificateSeen {
  readonly domain: string;
  readonly names: readonly string[];
  readonly status: string;
  readonly kind: string;
  readonly key: string;
  readonly isExportable: boolean;
  readonly authority: string | null;
  readonly isOfAcme: boolean;
  /** ISO 8601. */
  readonly until: string | null;
  /** Whole ones, so that a state stays the same for a day; negative: it is over. */
  readonly daysLeft: number | null;
  readonly isEligible: boolean;
  readonly users: readonly string[];
  readonly renewal: Renewal | null;
}

/** What a renewal waits for: it names the record again, or it is the one of the first time. */
const unprovenIn = ({ RenewalSummary, DomainValidationOptions: first = [] }: CertificateDetail) =>
  (RenewalSummary?.DomainValidationOptions ?? [])
    .filter(({ ValidationStatus }) => ValidationStatus !== 'SUCCESS')
    .map(({ DomainName: domain = '', ResourceRecord, ValidationMethod, ValidationDomain }): Unproven => {
      const before = first.find(({ DomainName }) => DomainName === domain);
      const { Name, Value } = ResourceRecord ?? before?.ResourceRecord ?? {};
      return {
        domain,
        method: ValidationMethod ?? before?.ValidationMethod ?? '',
        record: Name !== undefined && Value !== undefined ? { name: Name, value: Value } : null,
        mailTo: ValidationDomain ?? before?.ValidationDomain ?? domain,
      };
    })
    .toSorted((one, other) => (one.domain < other.domain ? -1 : 1));

const renewalOf = (certificate: CertificateDetail, now: Date): Renewal | null => {
  const { RenewalStatus: status = '', RenewalStatusReason, UpdatedAt } = certificate.RenewalSummary ?? {};
  if (!certificate.RenewalSummary) return null;
  return {
    status,
    reason: RenewalStatusReason ?? null,
    isFresh: UpdatedAt !== undefined && daysBetween(UpdatedAt, now) < 1,
    unproven: unprovenIn(certificate),
  };
};

export const readCertificate = async ({ arn }: Target, aws: Aws): Promise<CertificateSeen | undefined> => {
  const certificate = await certificateOf(arn, aws);
  if (!certificate) return undefined;
  const { DomainName, SubjectAlternativeNames = [], NotAfter } = certificate;
  const now = aws.now?.() ?? new Date();
  return {
    domain: DomainName ?? SubjectAlternativeNames[0] ?? '(no domain)',
    names: SubjectAlternativeNames.toSorted(),
    status: certificate.Status ?? '',
    kind: certificate.Type ?? '',
    key: keyName(certificate.KeyAlgorithm ?? 'RSA_2048'),
    isExportable: certificate.Options?.Export === 'ENABLED',
    authority: certificate.CertificateAuthorityArn ?? null,
    isOfAcme: certificate.AcmeEndpointArn !== undefined,
    until: NotAfter?.toISOString() ?? null,
    daysLeft: NotAfter ? daysBetween(now, NotAfter) : null,
    isEligible: certificate.RenewalEligibility === 'ELIGIBLE',
    users: (certificate.InUseBy ?? []).toSorted(),
    renewal: renewalOf(certificate, now),
  };
};
