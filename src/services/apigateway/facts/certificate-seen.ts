import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';
import type { Target } from '../../../core/model/target.ts';

/** A client certificate with which stages prove themselves to what they call. `used`: by this one. Made for 365 days. */
export const certificateSeen = (
  { partition, region, arn }: Target,
  id: string,
  end: Date | undefined,
  used = true,
): CertificateSeen => ({
  id: `arn:${partition}:apigateway:${region}::/clientcertificates/${id}`,
  name: id,
  kind: 'API Gateway client certificate',
  ...(end && { ends: end.toISOString() }),
  renews: 'no',
  why: 'API Gateway renews none: its owner makes the next one',
  serves: used ? [arn] : [],
});
