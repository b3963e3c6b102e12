import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';

const authority = z.strictObject({
  Arn: z.string(),
  Type: z._default(z.enum(['ROOT', 'SUBORDINATE']), 'SUBORDINATE'),
  Status: z._default(
    z.enum(['CREATING', 'PENDING_CERTIFICATE', 'ACTIVE', 'DELETED', 'DISABLED', 'EXPIRED', 'FAILED']),
    'ACTIVE',
  ),
  FailureReason: z.optional(z.enum(['REQUEST_TIMED_OUT', 'UNSUPPORTED_ALGORITHM', 'OTHER'])),
  /** ISO 8601. */
  NotBefore: z.optional(z.string()),
  NotAfter: z.optional(z.string()),
  RestorableUntil: z.optional(z.string()),
  UsageMode: z._default(z.enum(['GENERAL_PURPOSE', 'SHORT_LIVED_CERTIFICATE']), 'GENERAL_PURPOSE'),
  CertificateAuthorityConfiguration: z._default(
    z.strictObject({
      KeyAlgorithm: z._default(z.string(), 'RSA_2048'),
      SigningAlgorithm: z._default(z.string(), 'SHA256WITHRSA'),
      Subject: z._default(z.strictObject({ CommonName: z.optional(z.string()) }), {}),
    }),
    { KeyAlgorithm: 'RSA_2048', SigningAlgorithm: 'SHA256WITHRSA', Subject: {} },
  ),
  RevocationConfiguration: z.optional(
    z.strictObject({
      CrlConfiguration: z.optional(
        z.strictObject({ Enabled: z.boolean(), S3BucketName: z.optional(z.string()) }),
      ),
      OcspConfiguration: z.optional(z.strictObject({ Enabled: z.boolean() })),
    }),
  ),
  /** Of the services of its account. */
  Permissions: z._default(
    z.array(z.strictObject({ Principal: z.string(), Actions: z.array(z.string()) })),
    [],
  ),
  /** Of what RAM shares. */
  Policy: z.optional(z.string()),
  Tags: tagRecords,
});

/** Private CAs of the account, and those that others share with it, as account files carry them. */
export const acmpcaRecords = z.strictObject({ CertificateAuthorities: z._default(z.array(authority), []) });
export type Authority = z.output<typeof authority>;
export type Acmpca = z.output<typeof acmpcaRecords>;
