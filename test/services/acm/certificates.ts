import type { AccountFile } from '../../../src/sandbox/account.ts';

const place = 'arn:aws:acm:eu-west-1:111122223333:certificate';
export const arn = `${place}/orders`;
export const authority =
  'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11112222-3333-4444-5555-666677778888';
export const balancer =
  'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/orders/50dc6c495c0c9188';

/** One certificate that ends in ten days, unless it is said otherwise; the sandbox begins on 5 January 2026. */
export const certificate = (over: object = {}): AccountFile => ({
  acm: {
    Certificates: [
      {
        CertificateArn: arn,
        DomainName: 'orders.example.com',
        NotBefore: '2025-06-01T00:00:00Z',
        NotAfter: '2026-01-15T12:00:00Z',
        RenewalEligibility: 'ELIGIBLE',
        ...over,
      },
    ],
  },
});

/** What was exported from a private CA, and nothing in AWS uses. */
export const exported = (over: object = {}): AccountFile =>
  certificate({ Type: 'PRIVATE', CertificateAuthorityArn: authority, Exported: true, ...over });
