import type { AccountFile } from '../../../src/sandbox/account.ts';

const place = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority';
export const arn = `${place}/11112222-3333-4444-5555-666677778888`;
export const rootArn = `${place}/00000000-3333-4444-5555-666677778888`;

/** One that has nothing wrong with it; the sandbox begins on 5 January 2026. */
const sound = {
  NotBefore: '2025-01-01T00:00:00Z',
  NotAfter: '2031-01-01T00:00:00Z',
  RevocationConfiguration: { OcspConfiguration: { Enabled: true } },
} as const;

/** A subordinate CA. */
export const authority = (over: object = {}): AccountFile => ({
  acmpca: { CertificateAuthorities: [{ Arn: arn, ...sound, ...over }] },
});

/** A root, and a subordinate of it. */
export const root = (over: object = {}, below: object = {}): AccountFile => ({
  acmpca: {
    CertificateAuthorities: [
      { Arn: rootArn, ...sound, Type: 'ROOT', ...over },
      { Arn: arn, ...sound, ...below },
    ],
  },
});

export const forAcm = [
  { Principal: 'acm.amazonaws.com', Actions: ['IssueCertificate', 'GetCertificate', 'ListPermissions'] },
];
export const keys = (KeyAlgorithm: string, SigningAlgorithm = 'SHA256WITHRSA') => ({
  CertificateAuthorityConfiguration: { KeyAlgorithm, SigningAlgorithm },
});
