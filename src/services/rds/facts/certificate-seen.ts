import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';
import type { Target } from '../../../core/model/target.ts';
import { authorityAge } from './certificates.ts';

interface Described {
  readonly DBInstanceIdentifier?: string | undefined;
  readonly Engine?: string | undefined;
  readonly EngineVersion?: string | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly CertificateDetails?:
    | { readonly CAIdentifier?: string | undefined; readonly ValidTill?: Date | undefined }
    | undefined;
}

/** Whose certificate the instance shows: the name it has of its authority can be ahead of that until a restart. */
export const authorityShown = ({
  CACertificateIdentifier,
  CertificateDetails,
}: Described): string | undefined => CertificateDetails?.CAIdentifier ?? CACertificateIdentifier;

/**
 * An authority that is over issues nothing. Else it is a matter of the engine version
 * (`SupportsCertificateRotationWithoutRestart`), which is not read for a calendar: a call for each instance.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html
 */
const renewing = (
  authority: string | undefined,
  { Engine = 'its engine', EngineVersion = '' }: Described,
): Pick<CertificateSeen, 'renews' | 'why'> =>
  authority !== undefined && authorityAge(authority) === 'expired'
    ? { renews: 'no', why: `${authority} is over and issues none: its owner gives it a newer authority` }
    : {
        renews: 'unknown',
        why: `RDS does only where ${`${Engine} ${EngineVersion}`.trim()} needs no restart for it, which was not read`,
      };

/** The one that the instance shows its clients. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CertificateDetails.html */
export const certificateSeen = (arn: string, described: Described): readonly CertificateSeen[] => {
  const { DBInstanceIdentifier, CertificateDetails: { ValidTill } = {} } = described;
  const authority = authorityShown(described);
  // It has none while it is being made.
  return authority === undefined && ValidTill === undefined
    ? []
    : [
        {
          id: `${arn}#certificate`,
          name: DBInstanceIdentifier ?? arn,
          kind: `RDS, of ${authority ?? 'an authority not named'}`,
          ...(ValidTill && { ends: ValidTill.toISOString() }),
          ...renewing(authority, described),
          serves: [arn],
        },
      ];
};

/** What RDS lists of an authority. */
export interface Authority {
  readonly CertificateIdentifier?: string | undefined;
  readonly CertificateArn?: string | undefined;
  readonly ValidTill?: Date | undefined;
}

/**
 * The authority's own, which clients trust: it ends at another time than what it has issued, and RDS issues nothing that lasts
 * longer. `listed`: `undefined` where RDS may not be asked. One that is over is listed no more: its end is told as that of what it
 * has issued (`issuedUntil`), which is never after its own. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Certificate.html
 */
export const authoritySeen = (
  authority: string,
  listed: readonly Authority[] | undefined,
  { partition, region, arn }: Target,
  issuedUntil: Date | undefined,
): CertificateSeen => {
  const found = listed?.find(({ CertificateIdentifier }) => CertificateIdentifier === authority);
  const until = found?.ValidTill ?? (authorityAge(authority) === 'expired' ? issuedUntil : undefined);
  const known = found ? '' : listed ? ' (RDS does not list it any more)' : ' (its end could not be read)';
  return {
    id: found?.CertificateArn ?? `arn:${partition}:rds:${region}::cert:${authority}`,
    name: authority,
    kind: 'authority of RDS',
    ...(until && { ends: until.toISOString() }),
    renews: 'no',
    why: `owners give their instances a newer one, after their clients trust it${known}`,
    serves: [arn],
  };
};
