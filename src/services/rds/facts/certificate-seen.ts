import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';

interface Described {
  readonly DBInstanceIdentifier?: string | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly CertificateDetails?:
    | { readonly CAIdentifier?: string | undefined; readonly ValidTill?: Date | undefined }
    | undefined;
}

/** The one that the instance shows its clients. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CertificateDetails.html */
export const certificateSeen = (
  arn: string,
  {
    DBInstanceIdentifier,
    CACertificateIdentifier,
    CertificateDetails: { CAIdentifier, ValidTill } = {},
  }: Described,
): readonly CertificateSeen[] => {
  const authority = CAIdentifier ?? CACertificateIdentifier;
  // It has none while it is being made.
  return authority === undefined && ValidTill === undefined
    ? []
    : [
        {
          id: `${arn}#certificate`,
          name: DBInstanceIdentifier ?? arn,
          kind: `RDS, of ${authority ?? 'an authority not named'}`,
          ...(ValidTill && { ends: ValidTill.toISOString() }),
          renews: 'unknown',
          why: 'RDS renews it where the engine version needs no restart for it',
          serves: [arn],
        },
      ];
};
