import { GetServerCertificateCommand, IAMClient } from '@aws-sdk/client-iam';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { messages as all, type Id } from './iam-server-certificate-valid/messages.ts';
import { write } from './iam-server-certificate-valid/write.ts';

const aDay = 24 * 60 * 60 * 1000;

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id }, aws) => {
    const asking = aws.use(IAMClient).send(new GetServerCertificateCommand({ ServerCertificateName: id }));
    const found = (await unless('NoSuchEntityException', undefined, asking))?.ServerCertificate;
    if (!found) return undefined;
    const { ServerCertificateId, Expiration } = found.ServerCertificateMetadata ?? {};
    const now = aws.now?.() ?? new Date();
    return {
      certificateId: ServerCertificateId ?? '',
      until: Expiration?.toISOString().slice(0, 10) ?? null,
      // Whole ones, so that a state stays the same for a day; negative: it is over.
      daysLeft: Expiration ? Math.floor((Expiration.getTime() - now.getTime()) / aDay) : null,
    };
  },
  evaluate: (
    { certificateId, until, daysLeft },
    { id: name, arn },
    { daysToExpiration }: { readonly daysToExpiration: number },
  ): Evaluated<Id> => {
    if (until === null || daysLeft === null) return { is: 'unknown', message: 'end-unknown', data: { name } };
    if (daysLeft >= daysToExpiration) return { is: 'good' };
    return {
      is: 'advised',
      message: daysLeft < 0 ? 'ended' : 'ends-soon',
      data: { name, until },
      advises: [{ set: 'serverCertificate', on: arn, before: certificateId, after: null }],
    };
  },
  write,
});

/** Finds server certificates of IAM that have ended or are about to, and says how to find what uses them. */
export default remediation({
  meta: {
    id: 'iam-server-certificate-valid',
    version: 1,
    family: 'advice',
    concerns: { hop: 'none', matter: 'certificate' },
    title: 'Server certificates of IAM are replaced before they end',
    summary:
      'Finds server certificates of IAM that have ended, as IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK does, and those that end within daysToExpiration days; says how to find what uses one in every Region, and how it is deleted then. Waxseal deletes none: IAM does not know what uses it, and gives no private key back.',
    resourceType: 'AWS::IAM::ServerCertificate',
    configRules: ['IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK'],
    // https://docs.aws.amazon.com/config/latest/developerguide/iam-server-certificate-expiration-check.html
    managedRules: {
      IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK: { regions: { onlyIn: ['us-east-1', 'cn-north-1'] } },
    },
    controls: ['IAM.26'],
    services: ['iam'],
    reversible: true,
    permissions: { read: ['iam:GetServerCertificate'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/iam-server-certificate-expiration-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-26',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServerCertificate.html',
    ],
  },
  settings: z.strictObject({
    daysToExpiration: z
      ._default(z.int().check(z.minimum(0), z.maximum(365)), 30)
      .check(
        z.describe('With fewer days left a server certificate is told. AWS Config waits until it has ended.'),
      ),
  }),
  ...parts,
});
