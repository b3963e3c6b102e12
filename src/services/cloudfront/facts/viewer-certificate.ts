import type { DistributionConfig, ViewerCertificate } from '@aws-sdk/client-cloudfront';
import { oldestAmong } from '../../../aws/tls-policies.ts';
import type { TlsTerms } from '../../../core/model/tls-terms.ts';
import { securityPolicy } from './security-policies.ts';

/**
 * What a distribution shows its viewers, and how little TLS it takes from them.
 * Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html
 */

type Policy = ViewerCertificate['MinimumProtocolVersion'];

/** There is one certificate, and so one place. */
export const certificatePlace = 'ViewerCertificate';

/** Only beside one of its own does a security policy count: to that of CloudFront belongs TLSv1, whatever else is set. */
export const hasOwnCertificate = (config: DistributionConfig): boolean => {
  const { ACMCertificateArn, IAMCertificateId } = config.ViewerCertificate ?? {};
  return Boolean(ACMCertificateArn) || Boolean(IAMCertificateId);
};

export const minimumProtocolVersion = ({ ViewerCertificate }: DistributionConfig): string | null =>
  ViewerCertificate?.MinimumProtocolVersion ?? null;

/** On what terms viewers come in. Pure. */
export const termsOf = (config: DistributionConfig): readonly TlsTerms[] => {
  const { ACMCertificateArn, IAMCertificateId } = config.ViewerCertificate ?? {};
  const certificate = ACMCertificateArn || IAMCertificateId;
  const held = hasOwnCertificate(config) ? minimumProtocolVersion(config) : 'TLSv1';
  const oldest = oldestAmong(securityPolicy(held)?.protocols ?? []);
  return [{ ...(oldest !== undefined && { oldest }), ...(certificate && { certificate }) }];
};

/** The same configuration with another security policy. */
export const withMinimumProtocolVersion = (
  config: DistributionConfig,
  value: string | null,
): DistributionConfig =>
  config.ViewerCertificate
    ? {
        ...config,
        ViewerCertificate: {
          ...config.ViewerCertificate,
          // A value that is put back is whatever AWS said, which may be newer than the SDK's list.
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          MinimumProtocolVersion: (value ?? undefined) as Policy,
        },
      }
    : config;

export const sslSupportMethod = ({ ViewerCertificate: held }: DistributionConfig): string | null =>
  held?.SSLSupportMethod ?? null;

/** The same configuration with another way to choose the certificate. */
export const withSslSupportMethod = (config: DistributionConfig, value: string | null): DistributionConfig =>
  config.ViewerCertificate
    ? {
        ...config,
        ViewerCertificate: {
          ...config.ViewerCertificate,
          // As above.
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          SSLSupportMethod: (value ?? undefined) as ViewerCertificate['SSLSupportMethod'],
        },
      }
    : config;
