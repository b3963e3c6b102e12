import * as z from 'zod/mini';
import { certificateArnPattern, isOfCertificateManager } from '../../../acm/facts/certificate.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html */
const certificate = z.string().check(z.regex(certificateArnPattern));

export const settings = z.strictObject({
  replacements: z
    ._default(z.record(z.string(), certificate), {})
    .check(
      z.describe(
        'By the ARN of the certificate that is served now, the one of Certificate Manager that takes its place. Never guessed.',
      ),
    ),
  allowed: z
    ._default(z.array(certificate), [])
    .check(z.describe('The only ones that may be served. Empty: every one of Certificate Manager.')),
});
export type Settings = z.output<typeof settings>;

export const isAllowed = (arn: string, { allowed }: Settings): boolean =>
  isOfCertificateManager(arn) && (allowed.length === 0 || allowed.includes(arn));

export const fromRule = ({ AcmCertificatesAllowed = '' }: Readonly<Record<string, string>>) => {
  const allowed = AcmCertificatesAllowed.split(',').map((arn) => arn.trim());
  const given = allowed.filter((arn) => arn !== '');
  return given.length > 0 ? { allowed: given } : {};
};
