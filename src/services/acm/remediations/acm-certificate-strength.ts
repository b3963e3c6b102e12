import { ACMClient, GetCertificateCommand } from '@aws-sdk/client-acm';
import * as z from 'zod/mini';
import { orUnseen } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { daysBetween, keyName } from '../facts/certificate.ts';
import { chainOf } from './acm-certificate-strength/chain.ts';
import { certificateOf } from '../parameters/certificate.ts';
import { evaluate, type StrengthSeen } from './acm-certificate-strength/evaluate.ts';
import { messages as all } from './acm-certificate-strength/messages.ts';
import { write } from './acm-certificate-strength/write.ts';

const readChain = async (CertificateArn: string, aws: Aws) => {
  const asked = await orUnseen(aws.use(ACMClient).send(new GetCertificateCommand({ CertificateArn })));
  if (asked === 'unseen') return asked;
  return chainOf(asked.Certificate ?? '', asked.CertificateChain ?? '', aws.now?.() ?? new Date());
};

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ arn }, aws): Promise<StrengthSeen | undefined> => {
    const found = await certificateOf(arn, aws);
    if (!found) return undefined;
    const { DomainName, SubjectAlternativeNames = [], NotBefore, NotAfter, Type, Status = '' } = found;
    const isImported = Type === 'IMPORTED' || Type === undefined;
    return {
      domain: DomainName ?? SubjectAlternativeNames[0] ?? '(no domain)',
      names: SubjectAlternativeNames.toSorted(),
      status: Status,
      key: keyName(found.KeyAlgorithm ?? ''),
      signature: found.SignatureAlgorithm ?? '',
      users: (found.InUseBy ?? []).toSorted(),
      days: NotBefore && NotAfter ? daysBetween(NotBefore, NotAfter) : null,
      chain: isImported ? await readChain(arn, aws) : null,
    };
  },
  evaluate,
  write,
});

/** Finds certificates with a weak key, a weak signature, a chain that is not whole, or one that lasts too long. */
export default remediation({
  meta: {
    id: 'acm-certificate-strength',
    version: 1,
    family: 'advice',
    concerns: { hop: 'none', matter: 'certificate' },
    title: 'Certificates of ACM are strong and their chains whole',
    summary:
      'Evaluates keys (RSA of 2048 bits or P-256 at least, as ACM_CERTIFICATE_RSA_CHECK does of RSA), signatures (SHA-256 at least), and of what was imported also the chain and how long a certificate from a public authority lasts (maximumDays). Says how another one is asked for, or the chain imported again. Waxseal writes nothing: it has no keys, and what uses a certificate is given another one by its owner.',
    resourceType: 'AWS::ACM::Certificate',
    configRules: ['ACM_CERTIFICATE_RSA_CHECK'],
    // https://docs.aws.amazon.com/config/latest/developerguide/acm-certificate-rsa-check.html
    managedRules: {
      ACM_CERTIFICATE_RSA_CHECK: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-6',
            'ap-southeast-7',
            'cn-north-1',
            'cn-northwest-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['ACM.2'],
    services: ['acm'],
    reversible: true,
    permissions: { read: ['acm:DescribeCertificate', 'acm:GetCertificate'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/acm-certificate-rsa-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2',
      'https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html',
      'https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-format.html',
      'https://docs.aws.amazon.com/acm/latest/APIReference/API_GetCertificate.html',
    ],
  },
  settings: z.strictObject({
    maximumDays: z
      ._default(z.int().check(z.minimum(1), z.maximum(3650)), 366)
      .check(
        z.describe(
          'How many days an imported certificate of a public authority may last: a year, and a day in a leap year.',
        ),
      ),
  }),
  ...parts,
});
