import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';

interface Described {
  readonly Type?: string | undefined;
  readonly Status?: string | undefined;
  readonly NotAfter?: Date | undefined;
  readonly CertificateAuthorityConfiguration?:
    | { readonly Subject?: { readonly CommonName?: string | undefined } | undefined }
    | undefined;
}

/** What has no certificate yet, or is deleted. https://docs.aws.amazon.com/privateca/latest/userguide/PcaUpdateStatus.html */
const without: ReadonlySet<string | undefined> = new Set([
  'CREATING',
  'PENDING_CERTIFICATE',
  'FAILED',
  'DELETED',
]);

/** That of the authority itself. What it has issued is with whoever asked for it. */
export const certificateSeen = (arn: string, of: Described): readonly CertificateSeen[] =>
  without.has(of.Status)
    ? []
    : [
        {
          id: arn,
          name: of.CertificateAuthorityConfiguration?.Subject?.CommonName ?? arn,
          kind: of.Type === 'ROOT' ? 'private CA, root' : 'private CA',
          ...(of.NotAfter && { ends: of.NotAfter.toISOString() }),
          renews: 'no',
          why: 'its owner has the next one issued and imports it',
        },
      ];
