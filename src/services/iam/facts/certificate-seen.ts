import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';

/** IAM does not say what uses one. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html */
export const certificateSeen = (
  { id, arn }: { readonly id: string; readonly arn: string },
  end: Date | undefined,
): CertificateSeen => ({
  id: arn,
  name: id,
  kind: 'IAM server certificate',
  ...(end && { ends: end.toISOString() }),
  renews: 'no',
  why: 'IAM renews none: its owner uploads the next one',
});
