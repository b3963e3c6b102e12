import * as z from 'zod/mini';

export const settings = z.strictObject({
  clientCertificateId: z
    ._default(z.string(), '')
    .check(
      z.describe(
        'The certificate to use. Left empty: the only one of the Region that lives for more than 30 days.',
      ),
    ),
  acceptedCertificateIds: z
    ._default(z.array(z.string()), [])
    .check(z.describe("The rule's CertificateIDs: nothing else is taken for good. Left empty: any.")),
});
export type Settings = z.output<typeof settings>;

/** https://docs.aws.amazon.com/config/latest/developerguide/api-gw-ssl-enabled.html */
export const fromRule = ({ CertificateIDs = '' }: Readonly<Record<string, string>>) => {
  const ids = CertificateIDs.split(',').map((id) => id.trim());
  const given = ids.filter((id) => id !== '');
  return given.length > 0 ? { acceptedCertificateIds: given } : {};
};
