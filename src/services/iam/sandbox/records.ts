import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const serverCertificate = z.strictObject({
  ServerCertificateName: z.string(),
  Path: z._default(z.string(), '/'),
  ServerCertificateId: z.optional(z.string()),
  /** ISO 8601. */
  Expiration: z.optional(z.string()),
  /** PEM. */
  CertificateBody: z._default(z.string(), ''),
  Tags: tagRecords,
});

/** Server certificates of the account, as account files carry them. */
export const iamRecords = z.strictObject({ ServerCertificates: z._default(z.array(serverCertificate), []) });

/** The records with AWS's defaults. */
export const loadIam = (
  { ServerCertificates }: z.output<typeof iamRecords>,
  { account, partition }: Where,
) => ({
  ServerCertificates: ServerCertificates.map((one, index) => ({
    ...one,
    ServerCertificateId: one.ServerCertificateId ?? `ASCA0123456789ABCDEF${index}`,
    Arn: `arn:${partition}:iam::${account}:server-certificate${one.Path}${one.ServerCertificateName}`,
  })),
});
export type Iam = ReturnType<typeof loadIam>;
