import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';

interface Described {
  readonly DomainName?: string | undefined;
  readonly Status?: string | undefined;
  readonly Type?: string | undefined;
  readonly NotAfter?: Date | undefined;
  readonly InUseBy?: readonly string[] | undefined;
  readonly RenewalEligibility?: string | undefined;
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

/** https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html */
const renewing = ({
  Status,
  Type,
  InUseBy = [],
  RenewalEligibility,
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
    return no('its renewal waits: its owner has to prove its domains');
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
  return {
    renews: 'yes',
    why: InUseBy.length === 0 ? 'ACM renews it; copies that were exported stay as they are' : 'ACM renews it',
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
