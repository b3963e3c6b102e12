import { ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { parseArn } from '../../../../aws/arn.ts';
import { isNamed } from '../../../../aws/error-names.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { instanceNameOf } from '../../facts/names.ts';
import type { Offer } from './read.ts';

/** What only this room throws. */
export const errors = {
  'certificate-needs-restart': {
    says: 'RDS does not say any more that this engine version takes another certificate without a restart, and nothing was ordered.',
    todo: 'Look at it again: what to do is told with the next plan. (aws rds describe-db-engine-versions: SupportsCertificateRotationWithoutRestart.)',
  },
} as const;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `getCertificate` gave as a token
const offerIn = (token: unknown): Offer | undefined => (token ?? undefined) as Offer | undefined;

/**
 * The authority of the plan may be retired before the order is placed. As one that AWS refuses: the run ends, and the next plan says
 * what RDS offers.
 */
const retired = (on: string, authority: string, cause?: unknown): WaxsealError =>
  new WaxsealError(
    {
      code: 'refused-by-aws',
      says: `RDS gives no more certificates of ${authority}, of which one was to be ordered for instance ${instanceNameOf(on) ?? on}: nothing was ordered.`,
      todo: `Set authority of rds-ca-certificate to another one (aws rds describe-certificates --region ${parseArn(on)?.region ?? ''}), which clients that verify must trust first.`,
    },
    { cause },
  );

/**
 * Never at once: RDS would carry out whatever else is queued with it. `CertificateRotationRestart` is left out: where it is
 * false, the old certificate stays in use until somebody restarts the instance. So that nothing restarts, an engine version
 * that needs it gets no order.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export const orderCertificate = async (
  on: string,
  CACertificateIdentifier: string,
  token: unknown,
  aws: Aws,
): Promise<void> => {
  const { authorities, withoutRestart } = offerIn(token) ?? { authorities: [], withoutRestart: false };
  if (!withoutRestart)
    throw new WaxsealError({ code: 'certificate-needs-restart', ...errors['certificate-needs-restart'] });
  if (!authorities.includes(CACertificateIdentifier)) throw retired(on, CACertificateIdentifier);
  const asked = new ModifyDBInstanceCommand({
    DBInstanceIdentifier: instanceNameOf(on),
    CACertificateIdentifier,
    ApplyImmediately: false,
  });
  try {
    await aws.use(RDSClient).send(asked);
  } catch (error) {
    throw isNamed(error, 'CertificateNotFoundFault', 'CertificateNotFound')
      ? retired(on, CACertificateIdentifier, error)
      : error;
  }
};
