import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { acmCertificateValid } from './contract/acm-certificate-valid.ts';
import { acmCertificateStrength } from './contract/acm-certificate-strength.ts';

const own: Contract = {
  sets: {
    'acm:DescribeCertificate': [
      'Certificate.SubjectAlternativeNames',
      'Certificate.InUseBy',
      'Certificate.DomainValidationOptions',
      'Certificate.RenewalSummary.DomainValidationOptions',
    ],
    'acm:ListCertificates': [
      'CertificateSummaryList',
      'CertificateSummaryList.SubjectAlternativeNameSummaries',
    ],
    'acm:ListTagsForCertificate': 'Tags',
  },
  unpaged: ['acm:ListTagsForCertificate'],
};

export const contract = joined(own, acmCertificateValid, acmCertificateStrength);
