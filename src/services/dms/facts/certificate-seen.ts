import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';

interface Described {
  readonly CertificateIdentifier?: string | undefined;
  readonly ValidToDate?: Date | undefined;
}

/**
 * One that an endpoint verifies its server by, or shows it. Of a wallet DMS tells no end.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_Certificate.html
 */
export const certificateSeen = (
  id: string,
  { CertificateIdentifier, ValidToDate }: Described,
  endpoint: string,
): CertificateSeen => ({
  id,
  name: CertificateIdentifier ?? id.split(':').at(-1) ?? id,
  kind: 'DMS, imported',
  ...(ValidToDate && { ends: ValidToDate.toISOString() }),
  renews: 'no',
  why: 'imported: DMS renews none; its owner imports the next one and names it at the endpoint',
  serves: [endpoint],
});
