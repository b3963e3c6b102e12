import type { Contract } from '../../../kit/contract.ts';
import { arn, exported } from '../certificates.ts';

const at = (id: string): string => `acm.Certificates[${id}]`;

/** What the tests must know of each certificate. Every member: `test/kit/contract.ts`. */
export const acmCertificateValid: Contract = {
  withoutEvidence: {
    'acm-certificate-valid': {
      not: 'A renewal shuts nobody out: the old certificate stays valid. AWS records nobody who has a copy of one.',
    },
  },
  resolvedBy: [],
  named: { CertificateArn: (value) => value },
  aims: {
    'AWS::ACM::Certificate': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn,
        changes: [{ on: `${arn}#2026-01-15T12:00:00.000Z`, before: null, after: 'renewed' }],
      },
    ],
  },
  // A renewal sends nothing but which certificate: nothing stands beside it that could be lost.
  neighbours: { 'AWS::ACM::Certificate': () => ({ work: () => {}, kept: () => true }) },
  otherValues: { renewal: () => undefined },
  attempted: ({ set, on }) =>
    set === 'renewal' ? { under: `${at(on.split('#')[0] ?? '')}.RenewalSummary` } : undefined,
  writers: {},
  promises: {
    'acm-certificate-valid': {
      readBefore: { 'acm:RenewCertificate': 'acm:DescribeCertificate' },
      mayFix: (operation, { path }) =>
        operation === 'acm:RenewCertificate' &&
        path.startsWith('acm.Certificates[') &&
        /\]\.RenewalSummary\b/.test(path),
      isRemediated: ({ id }, account) => {
        const end = account.get(`${at(id)}.NotAfter`);
        return end === undefined || new Date(String(JSON.parse(end))) > new Date('2026-03-01');
      },
      disaster: { not: 'A certificate is only ever renewed, and the old one stays valid.' },
      isConsequence: () => false,
      goesWithIt: () => false,
      longLook: false,
      meddlers: [],
      scene: { target: arn, account: exported({ Tags: { team: 'orders' } }) },
    },
  },
};
