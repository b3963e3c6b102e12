import { ACMClient, RenewCertificateCommand } from '@aws-sdk/client-acm';
import * as z from 'zod/mini';
import { remediation, type Field } from '../../../core/model/remediation.ts';
import { certificateOf } from '../parameters/certificate.ts';
import { decide } from './acm-certificate-valid/decide.ts';
import { messages } from './acm-certificate-valid/messages.ts';
import { readCertificate } from './acm-certificate-valid/read.ts';
import { source } from './acm-certificate-valid/write.ts';

/** `on` says until when the certificate is valid that is to be renewed: once it is another one, or under way, it is done. */
const renewal: Field<string> = {
  get: async (on, { arn }, aws) => {
    const certificate = await certificateOf(arn, aws);
    const isUnderWay = certificate?.RenewalSummary?.RenewalStatus === 'PENDING_AUTO_RENEWAL';
    const isAnother = certificate !== undefined && certificate.NotAfter?.toISOString() !== on.split('#')[1];
    return { value: isUnderWay || isAnother ? 'renewed' : null };
  },
  put: async (_on, _value, _seen, { arn }, aws) => {
    await aws.use(ACMClient).send(new RenewCertificateCommand({ CertificateArn: arn }));
  },
};

/** Finds certificates that are about to end and says why nobody has renewed them; renews what ACM lets one renew. */
export default remediation({
  meta: {
    id: 'acm-certificate-valid',
    version: 1,
    concerns: { hop: 'none', matter: 'certificate' },
    title: 'Certificates of ACM are renewed before they end',
    summary:
      'Finds certificates that have ended, or end within daysToExpiration days, or whose renewal ACM says has failed or waits for their owner, however far the end is, and says why ACM has not renewed them: imported, used by nothing, a DNS record or an answer to a mail that is missing, a CAA record, a private CA. Says which record is missing and by which command mail is sent again, and what uses the certificate. Renews only what was exported from a private CA, with an approval. What Amazon issued and somebody exported can be told to renew as well, for a fee: that is left to people, and the rest ACM renews by itself or not at all.',
    resourceType: 'AWS::ACM::Certificate',
    configRules: ['ACM_CERTIFICATE_EXPIRATION_CHECK'],
    // https://docs.aws.amazon.com/config/latest/developerguide/acm-certificate-expiration-check.html
    managedRules: {
      ACM_CERTIFICATE_EXPIRATION_CHECK: {
        regions: { lacking: [] },
        // https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-1
        parameters: { daysToExpiration: '30' },
      },
    },
    controls: ['ACM.1'],
    services: ['acm'],
    reversible: { not: 'A certificate that was renewed cannot be made the old one again.' },
    permissions: { read: ['acm:DescribeCertificate'], write: ['acm:RenewCertificate'], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/acm-certificate-expiration-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-1',
      'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html',
      'https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html',
      'https://docs.aws.amazon.com/acm/latest/userguide/renew-private-cert.html',
      'https://docs.aws.amazon.com/acm/latest/userguide/force-certificate-renewal.html',
      'https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html',
      'https://docs.aws.amazon.com/acm/latest/APIReference/API_RenewCertificate.html',
      'https://docs.aws.amazon.com/acm/latest/APIReference/API_ResendValidationEmail.html',
    ],
  },
  settings: z.strictObject({
    daysToExpiration: z
      ._default(z.int().check(z.minimum(1), z.maximum(365)), 30)
      .check(
        z.describe(
          'With fewer days left a certificate is told. Left out of the policy: what the Config rule has as its parameter, else 30.',
        ),
      ),
  }),
  fromRule: ({ daysToExpiration = '' }) =>
    /^[1-9]\d*$/.test(daysToExpiration) ? { daysToExpiration: Math.min(Number(daysToExpiration), 365) } : {},
  fields: { renewal },
  read: readCertificate,
  plan: decide,
  source,
});
