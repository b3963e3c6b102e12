import * as z from 'zod/mini';

const certificate = z.strictObject({
  CertificateArn: z.string(),
  DomainName: z.string(),
  SubjectAlternativeNames: z.optional(z.array(z.string())),
  Status: z._default(
    z.enum([
      'ISSUED',
      'PENDING_VALIDATION',
      'INACTIVE',
      'EXPIRED',
      'VALIDATION_TIMED_OUT',
      'REVOKED',
      'FAILED',
    ]),
    'ISSUED',
  ),
  /** Who issued it. */
  Type: z._default(z.enum(['AMAZON_ISSUED', 'IMPORTED', 'PRIVATE']), 'AMAZON_ISSUED'),
  /** ISO 8601. Certificate Manager says EXPIRED some time after the end, not at it. */
  NotBefore: z.optional(z.string()),
  NotAfter: z.optional(z.string()),
});

/** Certificate Manager of the account, as account files carry it. */
export const acmRecords = z.strictObject({ Certificates: z._default(z.array(certificate), []) });
export type Acm = z.output<typeof acmRecords>;
