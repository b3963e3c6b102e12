import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import type { Contract } from '../../kit/contract.ts';
import { root, rootArn } from './authorities.ts';

const subject = 'CertificateAuthorityConfiguration.Subject.CustomAttributes';
const access = 'CertificateAuthorityConfiguration.CsrExtensions.SubjectInformationAccess';
const more = [subject, access, `${access}.AccessLocation.DirectoryName.CustomAttributes`];

/** What the tests must know of each private CA. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...evaluatedContract({
    type: 'AWS::ACMPCA::CertificateAuthority',
    remediation: 'private-ca-healthy',
    arn: rootArn,
    isRemediated: ({ id }, account) => {
      const status = account.get(`acmpca.CertificateAuthorities[${id}].Status`);
      return status === undefined || status === '"DISABLED"';
    },
    scene: { target: rootArn, account: root({ Tags: { team: 'shop' } }) },
  }),
  sets: {
    'acmpca:ListCertificateAuthorities': [
      'CertificateAuthorities',
      ...more.map((path) => `CertificateAuthorities.${path}`),
    ],
    'acmpca:DescribeCertificateAuthority': more.map((path) => `CertificateAuthority.${path}`),
    'acmpca:ListPermissions': ['Permissions', 'Permissions.Actions'],
    'acmpca:ListTags': 'Tags',
  },
  named: { CertificateAuthorityArn: (value) => value, ResourceArn: (value) => value },
};
