import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';

interface Described {
  readonly DomainName?: string | undefined;
  readonly Status?: string | undefined;
  readonly Type?: string | undefined;
  readonly NotAfter?: Date | undefined;
  readonly InUseBy?: readonly string[] | undefined;
  readonly RenewalEligibility?: string | undefined;
  readonly Options?: { readonly Export?: string | undefined } | undefined;
  readonly AcmeEndpointArn?: string | undefined;
  readonly DomainValidationOptions?:
    | readonly { readonly ValidationMethod?: string | undefined }[]
    | undefined;
  readonly RenewalSummary?:
    | { readonly RenewalStatus?: string | undefined; readonly RenewalStatusReason?: string | undefined }
    | undefined;
}

type Renewing = Pick<CertificateSeen, 'renews' | 'why'>;
const no = (why: string): Renewing => ({ renews: 'no', why });

/** What its owner has to do before a renewal goes on. https://docs.aws.amazon.com/acm/latest/userguide/renew-publicly-trusted.html */
const proofs: Readonly<Record<string, string>> = {
  DNS: 'ACM does not find the DNS record that proves each of its domains',
  EMAIL: 'somebody has to answer the mail about each of its domains',
  HTTP: 'a domain does not lead to where ACM left its proof',
};

/**
 * One that nothing here uses is eligible only because it was exported: the copy that is served does not follow when ACM renews its own.
 * https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
 * https://docs.aws.amazon.com/acm/latest/userguide/renew-private-cert.html
 */
const renewing = ({
  Status,
  Type,
  InUseBy = [],
  RenewalEligibility,
  Options: { Export } = {},
  AcmeEndpointArn,
  DomainValidationOptions = [],
  RenewalSummary: { RenewalStatus, RenewalStatusReason } = {},
}: Described): Renewing => {
  if (Status === 'PENDING_VALIDATION') return no('not issued yet: its owner has to prove its domains');
  if (Status === 'REVOKED') return no('revoked: ACM renews none that is');
  if (Type === 'IMPORTED') return no('imported: ACM never renews it; its owner imports the next one');
  if (AcmeEndpointArn !== undefined) return { renews: 'unknown', why: 'its ACME client replaces it' };
  if (Status === 'EXPIRED') return no('over: ACM renews none that is');
  if (Status !== 'ISSUED' || (Type !== 'AMAZON_ISSUED' && Type !== 'PRIVATE'))
    return { renews: 'unknown', why: 'ACM describes it in a way that is not known here' };
  if (RenewalStatus === 'FAILED')
    return no(`its renewal failed: ${RenewalStatusReason ?? 'no reason given'}`);
  if (RenewalStatus === 'PENDING_VALIDATION')
    return no(
      `its renewal waits: ${
        [...new Set(DomainValidationOptions.map(({ ValidationMethod = '' }) => proofs[ValidationMethod]))]
          .filter((proof) => proof !== undefined)
          .toSorted()
          .join('; ') || 'its owner has to prove its domains'
      }`,
    );
  if (RenewalEligibility === 'INELIGIBLE')
    return no(
      InUseBy.length === 0
        ? 'nothing uses it: ACM renews what is in use'
        : 'ACM says that it is not eligible',
    );
  if (RenewalEligibility !== 'ELIGIBLE')
    return { renews: 'unknown', why: 'ACM does not say whether it is eligible' };
  if (DomainValidationOptions.some(({ ValidationMethod }) => ValidationMethod === 'EMAIL'))
    return no('validated by mail: somebody has to answer it each time');
  if (InUseBy.length === 0)
    return no('exported: ACM renews what it keeps; its owner exports that and puts it where it is served');
  // Whether one of a private CA was ever exported, is not told.
  return {
    renews: 'yes',
    why:
      Type === 'PRIVATE' || Export === 'ENABLED'
        ? 'ACM renews it where it is in use; a copy that was exported does not follow'
        : 'ACM renews it',
  };
};

const kinds: Readonly<Record<string, string>> = {
  AMAZON_ISSUED: 'ACM',
  IMPORTED: 'ACM, imported',
  PRIVATE: 'ACM, of a private CA',
};

/** None, where none was ever issued. */
export const certificateSeen = (arn: string, of: Described): readonly CertificateSeen[] =>
  of.Status === 'FAILED' || of.Status === 'VALIDATION_TIMED_OUT'
    ? []
    : [
        {
          id: arn,
          name: of.DomainName ?? arn,
          kind: kinds[of.Type ?? ''] ?? 'ACM',
          ...(of.NotAfter && { ends: of.NotAfter.toISOString() }),
          ...renewing(of),
          serves: (of.InUseBy ?? []).toSorted(),
        },
      ];
