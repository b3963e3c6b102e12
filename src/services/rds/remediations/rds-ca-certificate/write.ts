import { ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { instanceNameOf } from '../../facts/names.ts';

/** What only this room throws. */
export const errors = {
  'certificate-needs-restart': {
    says: 'RDS does not say any more that this engine version takes another certificate without a restart, and nothing was ordered.',
    todo: 'Look at it again: what to do is told with the next plan. (aws rds describe-db-engine-versions: SupportsCertificateRotationWithoutRestart.)',
  },
} as const;

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
  const isReplaceable =
    typeof token === 'object' && token !== null && 'withoutRestart' in token && token.withoutRestart === true;
  if (!isReplaceable)
    throw new WaxsealError({ code: 'certificate-needs-restart', ...errors['certificate-needs-restart'] });
  const asked = new ModifyDBInstanceCommand({
    DBInstanceIdentifier: instanceNameOf(on),
    CACertificateIdentifier,
    ApplyImmediately: false,
  });
  await aws.use(RDSClient).send(asked);
};
