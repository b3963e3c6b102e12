import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { evaluate } from './private-ca-healthy/evaluate.ts';
import { messages as all } from './private-ca-healthy/messages.ts';
import { readAuthority } from './private-ca-healthy/read.ts';
import { write } from './private-ca-healthy/write.ts';

const { messages, ...parts } = advice({ messages: all, read: readAuthority, evaluate, write });

/** Finds private CAs that cannot issue what they are for, that end too soon, or that are too easily misused. */
export default remediation({
  meta: {
    id: 'private-ca-healthy',
    version: 1,
    family: 'advice',
    concerns: { hop: 'none', matter: 'certificate' },
    title: 'Private CAs are in order, and their roots disabled',
    summary:
      'Evaluates the status of a private CA, whether its certificate outlasts what it issues (daysToExpiration, and what ACM asks of it), its key and signatures, and whether it is a root that is active, as ACM_PCA_ROOT_CA_DISABLED does; tells of one that revokes nothing, and where its CRL is. Says what disabling a root stops and what goes on, and prints each command. Waxseal writes nothing: who trusts a CA, and what it may sign, only its owner knows.',
    resourceType: 'AWS::ACMPCA::CertificateAuthority',
    configRules: ['ACM_PCA_ROOT_CA_DISABLED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/acm-pca-root-ca-disabled.html
    managedRules: {
      ACM_PCA_ROOT_CA_DISABLED: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'cn-northwest-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['PCA.1'],
    services: ['acm-pca'],
    reversible: true,
    permissions: {
      read: [
        'acm-pca:DescribeCertificateAuthority',
        'acm-pca:GetPolicy',
        'acm-pca:ListCertificateAuthorities',
        'acm-pca:ListPermissions',
      ],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/acm-pca-root-ca-disabled.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/pca-controls.html#pca-1',
      'https://docs.aws.amazon.com/privateca/latest/userguide/PcaUpdateStatus.html',
      'https://docs.aws.amazon.com/privateca/latest/userguide/ca-best-practices.html',
      'https://docs.aws.amazon.com/privateca/latest/userguide/crl-planning.html',
      'https://docs.aws.amazon.com/privateca/latest/userguide/short-lived-certificates.html',
      'https://docs.aws.amazon.com/acm/latest/userguide/exceptions.html',
    ],
  },
  settings: z.strictObject({
    daysToExpiration: z
      ._default(z.int().check(z.minimum(1), z.maximum(3650)), 90)
      .check(z.describe('With fewer days left a CA is told.')),
    activeRoots: z
      ._default(z.array(z.string()), [])
      .check(
        z.describe(
          'ARNs of roots that may stay active. Left out of the policy: what the Config rule has as exemptedCAArns, else none.',
        ),
      ),
  }),
  fromRule: ({ exemptedCAArns = '' }) => {
    const activeRoots = exemptedCAArns.split(',').flatMap((one) => one.trim() || []);
    return activeRoots.length > 0 ? { activeRoots } : {};
  },
  ...parts,
});
