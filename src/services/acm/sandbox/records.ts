import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';

const domainValidation = z.strictObject({
  DomainName: z.string(),
  ValidationDomain: z.optional(z.string()),
  ValidationStatus: z.optional(z.enum(['PENDING_VALIDATION', 'SUCCESS', 'FAILED'])),
  ValidationMethod: z.optional(z.enum(['EMAIL', 'DNS', 'HTTP'])),
  ResourceRecord: z.optional(
    z.strictObject({ Name: z.string(), Type: z._default(z.enum(['CNAME']), 'CNAME'), Value: z.string() }),
  ),
});

const renewalSummary = z.strictObject({
  RenewalStatus: z.enum(['PENDING_AUTO_RENEWAL', 'PENDING_VALIDATION', 'SUCCESS', 'FAILED']),
  DomainValidationOptions: z._default(z.array(domainValidation), []),
  RenewalStatusReason: z.optional(z.string()),
  /** ISO 8601. */
  UpdatedAt: z._default(z.string(), '2025-12-20T00:00:00Z'),
});

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
  /** As requests have it. */
  KeyAlgorithm: z._default(z.string(), 'RSA_2048'),
  SignatureAlgorithm: z._default(z.string(), 'SHA256WITHRSA'),
  /** PEM. */
  Certificate: z._default(z.string(), ''),
  CertificateChain: z.optional(z.string()),
  Options: z.optional(z.strictObject({ Export: z.enum(['ENABLED', 'DISABLED']) })),
  InUseBy: z.optional(z.array(z.string())),
  CertificateAuthorityArn: z.optional(z.string()),
  DomainValidationOptions: z.optional(z.array(domainValidation)),
  RenewalEligibility: z.optional(z.enum(['ELIGIBLE', 'INELIGIBLE'])),
  RenewalSummary: z.optional(renewalSummary),
  AcmeEndpointArn: z.optional(z.string()),
  Tags: tagRecords,
  /** Told by lists only. */
  Exported: z._default(z.boolean(), false),
  /** What its authority answers to a renewal; left out: it renews. */
  RenewalFailsFor: z.optional(z.string()),
  /** ISO 8601. Certificate Manager says EXPIRED some time after the end, not at it. */
  NotBefore: z.optional(z.string()),
  NotAfter: z.optional(z.string()),
});

/** Certificate Manager of the account, as account files carry it. */
export const acmRecords = z.strictObject({ Certificates: z._default(z.array(certificate), []) });
export type Certificate = z.output<typeof certificate>;
export type Acm = z.output<typeof acmRecords>;
